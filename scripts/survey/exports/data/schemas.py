"""The JSON Schemas of the data files, generated from the declared keys and the survey's vocabularies."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, create_model
from pydantic.json_schema import models_json_schema

from ... import addresses
from ...content import Catalogue, data_models
from ...content.build_identity import BuildIdentity
from ...content.data_models import (
    CONTRIBUTIONS,
    LISTS,
    BuildShape,
    EntryList,
    NamedValue,
    Shape,
    SurveyShape,
)
from ...content.declared_fields import manual
from ..editor_schemas import described

Schema = dict[str, Any]
REFERENCE = "#/$defs/"
"""The prefix of a reference to a definition."""


def schemas(catalogue: Catalogue, identity: BuildIdentity) -> Mapping[str, Schema]:
    """Return name -> JSON Schema (draft 2020-12) of every data file: catalogue, contributions …, build."""
    definitions = _definitions(catalogue)
    shapes = {each.name: each.shape for each in LISTS}
    files = {"catalogue": list(shapes), **{name: [name] for name in shapes}}
    lists = {
        name: _schema(name, identity, {**_heading(), **{each: _list(shapes[each]) for each in inside}}, definitions)
        for name, inside in files.items()
    }
    return {**lists, "build": _schema("build", identity, definitions["BuildShape"]["properties"], definitions)}


def _definitions(catalogue: Catalogue) -> dict[str, Schema]:
    shapes: list[type[BaseModel]] = [*map(_shape, LISTS), SurveyShape, BuildShape, NamedValue]
    _, generated = models_json_schema(
        [(each, "serialization") for each in shapes], ref_template=f"{REFERENCE}{{model}}"
    )
    known = {**manual(data_models), **dict(_texts())}
    definitions = {name: described(definition, name, known) for name, definition in generated["$defs"].items()}
    contribution = definitions[CONTRIBUTIONS.shape]
    for vocabulary in catalogue.vocabularies.values():
        values = {"type": "array", "minItems": 1, "items": {"$ref": f"{REFERENCE}NamedValue"}}
        contribution["properties"][vocabulary.key] = {
            "anyOf": [values, {"type": "null"}],
            "description": vocabulary.about,
        }
        contribution["required"].append(vocabulary.key)
    return definitions


def _shape(entries: EntryList[Any]) -> type[BaseModel]:
    """Return a pydantic model with the keys of *entries*, from which the schema is generated."""
    fields: dict[str, Any] = {key.name: (key.kind, ...) for key in entries.keys}
    return create_model(entries.shape, __base__=Shape, **fields)


def _texts() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield (shape, key) and its description; the key "" stands for the shape itself."""
    for entries in LISTS:
        yield (entries.shape, ""), entries.about
        yield from (((entries.shape, key.name), key.meaning) for key in entries.keys)


def _heading() -> dict[str, Schema]:
    return {
        "version": {"type": "string", "pattern": r"^1\.[0-9]+$", "description": "Version of the data files."},
        "survey": {"$ref": f"{REFERENCE}SurveyShape"},
    }


def _list(shape: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"{REFERENCE}{shape}"}}


def _schema(
    name: str, identity: BuildIdentity, properties: dict[str, Schema], definitions: dict[str, Schema]
) -> Schema:
    reached = dict(sorted(_reached(properties, definitions)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity.full(addresses.data_schema(name)),
        "title": name,
        "type": "object",
        "properties": {"$schema": {"type": "string"}, **properties},
        "required": ["$schema", *properties],
        "additionalProperties": False,
        **({"$defs": reached} if reached else {}),
    }


def _reached(part: object, definitions: Mapping[str, Schema]) -> Iterator[tuple[str, Schema]]:
    """Yield name and text of every definition that *part* of a schema refers to, over however many others."""
    if isinstance(part, Mapping):
        if isinstance(reference := part.get("$ref"), str):
            name = reference.removeprefix(REFERENCE)
            yield name, definitions[name]
            yield from _reached(definitions[name], definitions)
        for inside in part.values():
            yield from _reached(inside, definitions)
    elif isinstance(part, list):
        for inside in part:
            yield from _reached(inside, definitions)
