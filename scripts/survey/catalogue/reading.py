"""Files to records: every YAML file meets its model here, and every mistake gets its place.

Codes: SCH004 file that nothing reads · SCH005 file missing; of SCH001 to SCH003 tells `forms.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from .. import sources
from ..bibliography import read_bibliography
from ..model import (
    Alias,
    Category,
    Claim,
    Contribution,
    Glossary,
    Package,
    PersonNames,
    Program,
    Record,
    Registry,
    Snapshot,
    Survey,
    TextPage,
    Vocabulary,
)
from ..problems import Place, Problem, did_you_mean
from ..references import Reference
from . import forms

R = TypeVar("R", bound=Record)

SINGLE: Mapping[str, type[Record]] = {"survey.yml": Survey, "glossary.yml": Glossary}
LISTS: Mapping[str, type[Record]] = {
    "aliases.yml": Alias,
    "categories.yml": Category,
    "claims.yml": Claim,
    "people.yml": PersonNames,
    "programs.yml": Program,
    "registries.yml": Registry,
}
FOLDERS: Mapping[str, type[Record]] = {
    "contributions": Contribution,
    "editions": Snapshot,
    "packages": Package,
    "pages": TextPage,
    "vocabularies": Vocabulary,
}
REFERENCES = "references.bib"
ASSETS = "assets/"


@dataclass(frozen=True)
class Sourced(Generic[R]):
    """A record with the document that it was read from."""

    record: R
    document: sources.Document
    at: tuple[str | int, ...] = ()

    def problem(
        self,
        path: tuple[object, ...],
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        note: bool = False,
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
        yield from forms.problems(error, document, kind, at)
