"""The schema for editors: a JSON Schema of each kind of content file, with the manual of every field.

The records of `model.py` are the schema; pydantic writes it down. The text under a field is its manual: it is read from
the source here, once and on demand, since having pydantic read it costs every build a tenth of a second.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from .. import model
from .written import json_file

Manual = Mapping[tuple[str, str], str]
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
    schema = record.model_json_schema()
    for name, shape in [(record.__name__, schema), *schema.get("$defs", {}).items()]:
        describe(shape, name, known)
    if "not written in the file" in known.get((record.__name__, "id"), ""):
        del schema["properties"]["id"]
        schema["required"].remove("id")
    if not listed:
        return schema
    definitions = schema.pop("$defs", {})
    return {"type": "array", "items": schema, "$defs": definitions}


def describe(schema: dict[str, Any], record: str, known: Manual) -> None:
    """Write what *known* says of the fields of *record* into its *schema*."""
    for key, field in schema.get("properties", {}).items():
        if text := known.get((record, key)):
            field["description"] = text


def manual(module: ModuleType) -> Manual:
    """Return (record, field) -> the text under the field, for the records of *module*."""
    return dict(_texts(module))


def _texts(module: ModuleType) -> Iterator[tuple[tuple[str, str], str]]:
    for part in ast.parse(inspect.getsource(module)).body:
        if isinstance(part, ast.ClassDef):
            for field, below in zip(part.body, part.body[1:], strict=False):
                match field, below:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        yield (part.name, name), inspect.cleandoc(text).replace("\n", " ")
