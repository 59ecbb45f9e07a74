"""A codemeta.json for each package (CITING J12). It says that we wrote it: it is not the project's own file."""

from ...catalogue import Catalogue
from ...edition import Edition
from ...model import Package
from ..written import json_file
from .graph import maintainers
from .works import article, software


def codemeta_json(catalogue: Catalogue, edition: Edition, package: Package) -> bytes:
    """Return the CodeMeta 3.0 file of *package*, with the papers of the survey that describe it."""
    node = software(catalogue, edition, package)
    described = {
        "@context": "https://w3id.org/codemeta/3.0",
        **node,
        "referencePublication": [article(catalogue, edition, entry) for entry in catalogue.users(package.id)],
        "sdPublisher": maintainers(catalogue, edition),
        "sdDatePublished": package.checked,
    }
    return json_file(described)
