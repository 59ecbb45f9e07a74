"""JSON Schemas of the content files, for editors.

pydantic generates them from the records of `model.py`; the docstring of each record and field is its description.
"""

from collections.abc import Mapping
from typing import Any

from ..content import model
from ..content.declared_fields import Manual, manual
from .json_writer import json_file

FILES: Mapping[str, tuple[type[model.Record], bool]] = {
    "survey": (model.Survey, False),
    "contribution": (model.Contribution, False),
    "package": (model.Package, False),
    "vocabulary": (model.Vocabulary, False),
    "page": (model.TextPage, False),
    "glossary": (model.Glossary, False),
    "categories": (model.Category, True),
    "claims": (model.Claim, True),
    "registries": (model.Registry, True),
    "programs": (model.Program, True),
    "people": (model.PersonNames, True),
    "aliases": (model.Alias, True),
    "edition": (model.Snapshot, False),
}
"""Schema name -> record class, and whether the file holds a list of such records."""


def schemas() -> Mapping[str, bytes]:
    """Return file name -> JSON Schema (draft 2020-12) for every kind of content file."""
    known = manual(model)
    return {
        f"{name}.schema.json": json_file(_schema(record, listed, known)) for name, (record, listed) in FILES.items()
    }


def _schema(record: type[model.Record], listed: bool, known: Manual) -> dict[str, Any]:
    schema = described(record.model_json_schema(), record.__name__, known)
    if "$defs" in schema:
        schema["$defs"] = {name: described(shape, name, known) for name, shape in schema["$defs"].items()}
    if "not written in the file" in known.get((record.__name__, "id"), ""):
        del schema["properties"]["id"]
        schema["required"].remove("id")
    if not listed:
        return schema
    definitions = schema.pop("$defs", {})
    return {"type": "array", "items": schema, "$defs": definitions}


def described(schema: Mapping[str, Any], record: str, known: Manual) -> dict[str, Any]:
    """Return *schema* with the descriptions that *known* has for *record* and its fields."""
    fields = {
        key: {**field, "description": text} if (text := known.get((record, key))) else field
        for key, field in schema["properties"].items()
    }
    return {"description": known[record, ""], **schema, "properties": fields}
