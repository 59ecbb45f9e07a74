"""The JSON Schemas of the data files, made from the shapes and, for its own facts, from the survey's vocabularies."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from ... import addresses
from ...content import Catalogue, data_models
from ...content.build_identity import BuildIdentity
from ..editor_schemas import described, manual

Schema = dict[str, Any]
REFERENCE = "#/$defs/"
"""What comes before the name of a definition where a schema refers to it."""
LISTS: Mapping[str, type[data_models.Shape]] = {
    "contributions": data_models.ContributionShape,
    "packages": data_models.PackageShape,
    "categories": data_models.CategoryShape,
    "people": data_models.PersonShape,
    "glossary": data_models.TermShape,
    "references": data_models.ReferenceShape,
}


def schemas(catalogue: Catalogue, identity: BuildIdentity) -> Mapping[str, Schema]:
    """Return the JSON Schema (draft 2020-12) of every data file by its name: catalogue, contributions …, build."""
    definitions = _definitions(catalogue)
    files = {"catalogue": list(LISTS), **{name: [name] for name in LISTS}}
    lists = {
        name: _schema(name, identity, {**_heading(), **{each: _list(each) for each in inside}}, definitions)
        for name, inside in files.items()
    }
    return {**lists, "build": _schema("build", identity, definitions["BuildShape"]["properties"], definitions)}


def _definitions(catalogue: Catalogue) -> dict[str, Schema]:
    kinds: list[type[data_models.Shape]] = [
        *LISTS.values(),
        data_models.SurveyShape,
        data_models.BuildShape,
        data_models.NamedValue,
    ]
    _, made = models_json_schema([(kind, "serialization") for kind in kinds], ref_template=f"{REFERENCE}{{model}}")
    known = manual(data_models)
    definitions = {name: described(definition, name, known) for name, definition in made["$defs"].items()}
    contribution = definitions["ContributionShape"]
    for vocabulary in catalogue.vocabularies.values():
        values = {"type": "array", "minItems": 1, "items": {"$ref": f"{REFERENCE}NamedValue"}}
        contribution["properties"][vocabulary.key] = {
            "anyOf": [values, {"type": "null"}],
            "description": vocabulary.about,
        }
        contribution["required"].append(vocabulary.key)
    return definitions


def _heading() -> dict[str, Schema]:
    return {
        "version": {"type": "string", "pattern": r"^1\.[0-9]+$", "description": "Version of the data files."},
        "survey": {"$ref": f"{REFERENCE}SurveyShape"},
    }


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"{REFERENCE}{LISTS[name].__name__}"}}


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
