"""Converts validation errors of pydantic into problems with plain messages and places."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..problems import Problem, did_you_mean
from .asset_checks import DRAWABLE, ENDINGS
from .model import ASSET_PATTERN, COLOUR_PATTERN, DIGEST_PATTERN, ID_PATTERN, LOGO_PATTERN, WAY_PATTERN, Record
from .strict_yaml import Document

PATTERNS = {
    ID_PATTERN: "use at most 64 characters: a-z, 0-9 and hyphens, which cannot be first or last",
    COLOUR_PATTERN: "write #rrggbb in lower case",
    DIGEST_PATTERN: "a SHA-256 has 64 hexadecimal digits, in lower case",
    WAY_PATTERN: "write an address that begins with /, or an id",
    ASSET_PATTERN: f"use letters, digits, - and _, one dot, and an ending of {', '.join(ENDINGS)}",
    LOGO_PATTERN: f"use a file with one of the endings {', '.join(DRAWABLE)}",
}
"""Explanation of each pattern."""


def problems(
    error: ValidationError, document: Document, kind: type[Record], at: tuple[str | int, ...]
) -> Iterator[Problem]:
    """Yield a problem for each mistake in the record of *kind* at the path *at* in *document*."""
    details = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]
    for detail in details:
        if not _is_consequence(detail, places):
            yield _problem(detail, document, kind, at)


def _is_consequence(detail: ErrorDetails, places: list[tuple[int | str, ...]]) -> bool:
    """Return whether a list is too short only because some of its entries are invalid."""
    here = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(place) > len(here) and place[: len(here)] == here for place in places
    )


def _problem(detail: ErrorDetails, document: Document, kind: type[Record], at: tuple[str | int, ...]) -> Problem:
    path = (*at, *detail["loc"])
    last = path[-1] if path else ""
    if detail["type"] == "missing" and isinstance(last, str):
        return Problem(document.place(path[:-1]), "SCH001", f"the key '{last}' is missing")
    if detail["type"] == "extra_forbidden":
        known = _keys(kind, tuple(0 if isinstance(step, int) else step for step in detail["loc"][:-1]))
        hint = did_you_mean(str(last), known) or f"known keys: {', '.join(known)}"
        return Problem(document.place(path, key=True), "SCH002", f"unknown key '{last}'", hint)
    own = "id" if detail["loc"] == ("id",) else "the entry"
    name = next((step for step in reversed(document.known(path)) if isinstance(step, str)), own)
    return Problem(document.place(path), "SCH003", f"{name}: {_message(detail)}", _hint(detail))


def _message(detail: ErrorDetails) -> str:
    given, context = detail["input"], detail.get("ctx", {})
    shown = f"'{given}' " if isinstance(given, str) and len(given) < 60 else ""
    match detail["type"]:
        case "string_pattern_mismatch":
            return f"{shown}does not have the form that this field requires"
        case "string_unicode":
            return f"{shown}is not UTF-8"
        case "string_type":
            return "must be text"
        case "tuple_type":
            return f"{shown}must be a list"
        case "mapping_type" | "model_type" | "model_attributes_type" | "dict_type":
            return f"{shown}must be a mapping"
        case "literal_error":
            return f"{shown}must be {context.get('expected')}"
        case "greater_than":
            return f"{shown}must be greater than {context.get('gt')}"
        case "missing":
            return "is missing an entry"
        case "too_short" | "too_long" as way:
            return f"has too {'few' if way == 'too_short' else 'many'} entries"
    return shown + detail["msg"].removeprefix("Value error, ")


def _hint(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "string_pattern_mismatch":
            return PATTERNS.get(str(context.get("pattern")), f"it must match {context.get('pattern')}")
        case "literal_error" if isinstance(detail["input"], str):
            return did_you_mean(detail["input"], re.findall(r"'([^']+)'", str(context.get("expected", ""))))
        case "too_short":
            return f"give at least {context.get('min_length')}"
        case "too_long":
            return f"give at most {context.get('max_length')}"
    return ""


@cache
def _keys(kind: type[Record], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys allowed at *path* in a record of *kind*."""
    schema = _schema(kind)
    shapes = list(_shapes(schema, schema))
    for step in path:
        shapes = [inner for shape in shapes for inner in _shapes(_inside(shape, step), schema)]
    return tuple(dict.fromkeys(key for shape in shapes for key in shape.get("properties", {})))


@cache
def _schema(kind: type[Record]) -> Mapping[str, Any]:
    return kind.model_json_schema()


def _shapes(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the alternatives of *shape*, with references to other records resolved."""
    if "$ref" in shape:
        yield from _shapes(schema["$defs"][shape["$ref"].removeprefix("#/$defs/")], schema)
    elif alternatives := shape.get("anyOf") or shape.get("oneOf"):
        for alternative in alternatives:
            yield from _shapes(alternative, schema)
    else:
        yield shape


def _inside(shape: Mapping[str, Any], step: str | int) -> Mapping[str, Any]:
    """Return the schema at *step* in *shape*; *shape* itself for the name of an alternative, which no file contains."""
    if isinstance(step, int):
        return shape.get("items") or {}
    return shape.get("properties", {}).get(step) or shape.get("additionalProperties") or shape
