"""The schema for editors: a JSON Schema of each kind of content file, with the manual of every field.

The records of `model.py` are the schema; pydantic writes it down. The text under a record or field is its manual.
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
"""Schema name to record, and whether the file holds a list of such records."""


def schemas() -> Mapping[str, bytes]:
    """Return file name to JSON Schema (draft 2020-12) for every kind of content file."""
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
    """Return the *schema* of a *record* with what *known* says of the record and of each field."""
    fields = {
        key: {**field, "description": text} if (text := known.get((record, key))) else field
        for key, field in schema["properties"].items()
    }
    return {"description": known[record, ""], **schema, "properties": fields}
