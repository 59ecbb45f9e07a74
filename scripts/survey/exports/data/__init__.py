"""The data files for programs: everything below data/v1/, and build.json.

Each JSON file says which JSON Schema it keeps to, which version it is, and under which licence it may be used.
"""

from collections.abc import Mapping

from ... import addresses
from ...catalogue import Catalogue
from ...edition import Edition
from ...shapes import BuildShape, SurveyShape
from ..written import json_file
from .entries import entries
from .schemas import schemas
from .table import table

VERSION = "1.3"
"""Of the data files: the first number changes when a key goes or means something else, the second when one comes."""

__all__ = ["VERSION", "build_json", "data_files"]


def data_files(catalogue: Catalogue, edition: Edition) -> Mapping[str, bytes]:
    """Return address -> content of every data file, the schemas included."""
    lists = entries(catalogue, edition)
    own = {name: {name: rows} for name, rows in lists.items()}
    files = {name: _json(catalogue, edition, name, content) for name, content in {"catalogue": lists, **own}.items()}
    return {
        **{addresses.data(f"{name}.json"): content for name, content in files.items()},
        addresses.data("contributions.csv"): table(catalogue, edition),
        **{addresses.data_schema(name): json_file(schema) for name, schema in schemas(catalogue, edition).items()},
    }


def build_json(edition: Edition) -> bytes:
    """Return build.json: which state of the survey the site shows."""
    shape = BuildShape(
        version=edition.version,
        commit=edition.commit,
        state=edition.state,
        date=edition.date,
        content=edition.content,
        data=VERSION,
    )
    return json_file({"$schema": edition.full(addresses.data_schema("build")), **shape.model_dump()})


def _json(catalogue: Catalogue, edition: Edition, name: str, content: Mapping[str, object]) -> bytes:
    survey = SurveyShape(
        id=catalogue.survey.id,
        name=catalogue.survey.name,
        url=edition.home,
        license=catalogue.survey.licence.spdx,
    )
    schema = edition.full(addresses.data_schema(name))
    return json_file({"$schema": schema, "version": VERSION, "survey": survey.model_dump(), **content})
