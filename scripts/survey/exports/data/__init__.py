"""The data files: everything below data/v1/, and build.json.

Each JSON file of the catalogue states its JSON Schema, its version and its licence.
"""

from collections.abc import Mapping

from ... import addresses
from ...content import Catalogue
from ...content.build_identity import BuildIdentity
from ...content.data_models import BuildShape, SurveyShape
from ..json_writer import json_file
from .entries import entries, table
from .schemas import schemas

VERSION = "1.3"
"""Version of the data files: a key removed or changed in meaning raises the first number, a key added the second."""

__all__ = ["VERSION", "build_json", "data_files"]


def data_files(catalogue: Catalogue, identity: BuildIdentity) -> Mapping[str, bytes]:
    """Return address -> content of every data file, including the schemas."""
    lists = entries(catalogue, identity)
    own = {name: {name: rows} for name, rows in lists.items()}
    files = {name: _json(catalogue, identity, name, content) for name, content in {"catalogue": lists, **own}.items()}
    return {
        **{addresses.data(f"{name}.json"): content for name, content in files.items()},
        addresses.data("contributions.csv"): table(catalogue, identity),
        **{addresses.data_schema(name): json_file(schema) for name, schema in schemas(catalogue, identity).items()},
    }


def build_json(identity: BuildIdentity) -> bytes:
    """Return build.json: the version, commit and state of the content that the site was built from."""
    shape = BuildShape(
        version=identity.version,
        commit=identity.commit,
        state=identity.state,
        date=identity.date,
        content=identity.content,
        data=VERSION,
    )
    return json_file({"$schema": identity.full(addresses.data_schema("build")), **shape.model_dump()})


def _json(catalogue: Catalogue, identity: BuildIdentity, name: str, content: Mapping[str, object]) -> bytes:
    survey = SurveyShape(
        id=catalogue.survey.id,
        name=catalogue.survey.name,
        url=identity.home,
        license=catalogue.survey.licence.spdx,
    )
    schema = identity.full(addresses.data_schema(name))
    return json_file({"$schema": schema, "version": VERSION, "survey": survey.model_dump(), **content})
