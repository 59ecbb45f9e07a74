"""The JSON Schemas of the data files, made from the shapes and, for its own facts, from the survey's vocabularies."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from ... import addresses
from ...content import Catalogue, data_models
from ...content.build_identity import BuildIdentity
from ..editor_schemas import described, manual

Schema = dict[str, Any]
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
    build = definitions["BuildShape"]
    return {**lists, "build": _schema("build", identity, build["properties"], {})}


def _definitions(catalogue: Catalogue) -> dict[str, Schema]:
    kinds: list[type[data_models.Shape]] = [
        *LISTS.values(),
        data_models.SurveyShape,
        data_models.BuildShape,
        data_models.NamedValue,
    ]
    _, made = models_json_schema([(kind, "serialization") for kind in kinds], ref_template="#/$defs/{model}")
    known = manual(data_models)
    definitions = {name: described(definition, name, known) for name, definition in made["$defs"].items()}
    contribution = definitions["ContributionShape"]
    for vocabulary in catalogue.vocabularies.values():
        values = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/NamedValue"}}
        contribution["properties"][vocabulary.key] = {
            "anyOf": [values, {"type": "null"}],
            "description": vocabulary.about,
        }
        contribution["required"].append(vocabulary.key)
    return definitions


def _heading() -> dict[str, Schema]:
    return {
        "version": {"type": "string", "pattern": r"^1\.[0-9]+$", "description": "Version of the data files."},
        "survey": {"$ref": "#/$defs/SurveyShape"},
    }


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{LISTS[name].__name__}"}}


def _schema(
    name: str, identity: BuildIdentity, properties: dict[str, Schema], definitions: dict[str, Schema]
) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity.full(addresses.data_schema(name)),
        "title": name,
        "type": "object",
        "properties": {"$schema": {"type": "string"}, **properties},
        "required": ["$schema", *properties],
        "additionalProperties": False,
        **({"$defs": definitions} if definitions else {}),
    }
