"""Files to records: every YAML file meets its model here, and every mistake gets its place.

Codes: SCH001 key missing · SCH002 unknown key · SCH003 value has the wrong form · SCH004 file that nothing reads ·
SCH005 file missing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .. import sources
from ..bibliography import read_bibliography
from ..model import (
    COLOUR_PATTERN,
    ID_PATTERN,
    Category,
    Claim,
    Contribution,
    Glossary,
    Package,
    PersonNames,
    Record,
    Registry,
    Survey,
    TextPage,
    Vocabulary,
)
from ..problems import Place, Problem, did_you_mean
from ..references import Reference

R = TypeVar("R", bound=Record)

SINGLE: Mapping[str, type[Record]] = {"survey.yml": Survey, "glossary.yml": Glossary}
LISTS: Mapping[str, type[Record]] = {
    "categories.yml": Category,
    "claims.yml": Claim,
    "people.yml": PersonNames,
    "registries.yml": Registry,
}
FOLDERS: Mapping[str, type[Record]] = {
    "contributions": Contribution,
    "packages": Package,
    "pages": TextPage,
    "vocabularies": Vocabulary,
}
REFERENCES = "references.bib"
ASSETS = "assets/"
FORMS = {ID_PATTERN: "use a-z, 0-9 and inner hyphens, 64 at most", COLOUR_PATTERN: "write #rrggbb in lower case"}
"""What a pattern asks for, in words."""


@dataclass(frozen=True)
class Sourced(Generic[R]):
    """A record with the document that it was read from."""

    record: R
    document: sources.Document
    at: tuple[str | int, ...] = ()

    def problem(
        self, path: tuple[object, ...], code: str, message: str, hint: str = "", *, key: bool = False, note: bool = False
    ) -> Problem:
        """Return a problem at *path* of this record (or at its key)."""
        return Problem(self.document.place((*self.at, *path), key), code, message, hint, note)


@dataclass(frozen=True)
class Contents:
    """All records as read: each right by itself, not yet checked against one another."""

    records: Mapping[type[Record], tuple[Sourced[Any], ...]]
    references: tuple[Reference, ...]
    assets: frozenset[str]
    """The files of content/assets/, by their paths below it."""
    incomplete: frozenset[type[Record] | type[Reference]]
    """Kinds of which a file has a mistake: what stands in it may be missing here."""

    def of(self, kind: type[R]) -> tuple[Sourced[R], ...]:
        """Return all records of a kind, in file order."""
        return self.records.get(kind, ())


def read_contents(files: Mapping[str, bytes], root: str) -> tuple[Contents, tuple[Problem, ...]]:
    """Read all content files.

    *files* maps paths below the content folder to bytes; *root* is how messages call that folder. Returns what could be
    read and all problems, those of the bibliography included.
    """
    problems = [*_missing(files, root), *_unread(files, root)]
    records: dict[type[Record], tuple[Sourced[Any], ...]] = {}
    for path in sorted(files):
        if kind := _kind(path):
            read = tuple(_read(f"{root}/{path}", files[path], kind, path in LISTS))
            problems += [item for item in read if isinstance(item, Problem)]
            records[kind] = records.get(kind, ()) + tuple(item for item in read if isinstance(item, Sourced))
    references, wrong = _references(files, root)
    every = (*problems, *wrong)
    broken = {problem.place.path.removeprefix(f"{root}/") for problem in every if not problem.note}
    kinds = [Reference if path == REFERENCES else _kind(path) for path in broken]
    incomplete = frozenset(kind for kind in kinds if kind is not None)
    assets = frozenset(path.removeprefix(ASSETS) for path in files if path.startswith(ASSETS))
    return Contents(records, references, assets, incomplete), every


def _kind(path: str) -> type[Record] | None:
    parts = PurePosixPath(path).parts
    if len(parts) == 2 and path.endswith(".yml"):
        return FOLDERS.get(parts[0])
    return SINGLE.get(path) or LISTS.get(path)


def _missing(files: Mapping[str, bytes], root: str) -> Iterator[Problem]:
    for path in ("survey.yml", "glossary.yml", "categories.yml", REFERENCES):
        if path not in files:
            yield Problem(Place(f"{root}/{path}"), "SCH005", "is missing")


def _unread(files: Mapping[str, bytes], root: str) -> Iterator[Problem]:
    for path in files:
        text_like = path.endswith((".yml", ".yaml", ".bib", ".md")) and not path.startswith(ASSETS)
        if text_like and path != REFERENCES and not _kind(path):
            near = did_you_mean(path.replace(".yaml", ".yml"), [*SINGLE, *LISTS, REFERENCES])
            hint = near or f"entries are .yml files in {', '.join(FOLDERS)}"
            yield Problem(Place(f"{root}/{path}"), "SCH004", "is not a file that the survey reads", hint)


def _references(files: Mapping[str, bytes], root: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    path = f"{root}/{REFERENCES}"
    text, problems = sources.decode(path, files.get(REFERENCES, b""))
    return ((), problems) if problems else read_bibliography(path, text)


def _read(path: str, content: bytes, kind: type[R], listed: bool) -> Iterator[Sourced[R] | Problem]:
    document = sources.read(path, content, list if listed else dict)
    if isinstance(document, tuple):
        yield from document
    elif isinstance(document.data, list):
        for index, item in enumerate(document.data):
            yield from _record(document, item, kind, (index,))
    else:
        yield from _record(document, _with_id(document, kind), kind, ())


def _with_id(document: sources.Document, kind: type[Record]) -> dict[str, sources.Data]:
    assert isinstance(document.data, dict)
    if kind in FOLDERS.values():
        return {"id": PurePosixPath(document.path).stem, **document.data}
    return document.data


def _record(
    document: sources.Document, data: sources.Data, kind: type[R], at: tuple[int, ...]
) -> Iterator[Sourced[R] | Problem]:
    if kind in FOLDERS.values() and ("id",) in document.keys:
        place = document.place(("id",), key=True)
        yield Problem(place, "SCH002", "unknown key 'id'", "the id is the file's name")
    try:
        yield Sourced(kind.model_validate(data), document, at)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield _schema_problem(document, detail, kind, at)


def _schema_problem(
    document: sources.Document, detail: ErrorDetails, kind: type[Record], at: tuple[int, ...]
) -> Problem:
    path = (*at, *detail["loc"])
    last = str(path[-1]) if path else ""
    match detail["type"]:
        case "missing" if isinstance(path[-1], str):
            return Problem(document.place(path[:-1]), "SCH001", f"the key '{last}' is missing")
        case "extra_forbidden":
            hint = did_you_mean(last, _keys(kind)) or f"known keys: {', '.join(_keys(kind))}"
            return Problem(document.place(path, key=True), "SCH002", f"unknown key '{last}'", hint)
    name = next((step for step in reversed(document.known(path)) if isinstance(step, str)), _own_name(detail))
    return Problem(document.place(path), "SCH003", f"{name}: {_wrong_form(detail)}", _form_hint(detail))


def _own_name(detail: ErrorDetails) -> str:
    """Return what to call a value that stands under no key: the id that a file's name makes, or an item of a list."""
    return "id" if detail["loc"] == ("id",) else "the entry"


@cache
def _keys(kind: type[Record]) -> tuple[str, ...]:
    """Return every key that the record or a record inside it knows."""
    schema = kind.model_json_schema()
    shapes = [schema, *schema.get("$defs", {}).values()]
    return tuple(dict.fromkeys(key for shape in shapes for key in shape.get("properties", {})))


def _wrong_form(detail: ErrorDetails) -> str:
    given, context = detail["input"], detail.get("ctx", {})
    shown = f"'{given}' " if isinstance(given, str) and len(given) < 60 else ""
    match detail["type"]:
        case "string_pattern_mismatch":
            return f"{shown}does not have the form that this field needs"
        case "string_type":
            return "must be text"
        case "tuple_type":
            return f"{shown}must be a list"
        case "mapping_type" | "model_type" | "model_attributes_type" | "dict_type":
            return f"{shown}must be a mapping"
        case "literal_error":
            return f"{shown}must be {context.get('expected')}"
        case "missing":
            return "lacks an entry"
        case "too_short":
            return f"needs at least {context.get('min_length')} of its entries"
        case "too_long":
            return f"takes at most {context.get('max_length')} entries"
    return shown + detail["msg"].removeprefix("Value error, ")


def _form_hint(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "string_pattern_mismatch":
        return FORMS.get(str(context.get("pattern")), f"it must match {context.get('pattern')}")
    if detail["type"] == "literal_error" and isinstance(detail["input"], str):
        return did_you_mean(detail["input"], re.findall(r"'([^']+)'", str(context.get("expected", ""))))
    return ""
