"""Reads content files into records: each YAML file is validated by its model, and every problem has its place.

A file is opened only if its name belongs to a record, or if the survey lists it among its assets.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from ..problems import Place, Problem, did_you_mean
from . import asset_checks, lock_files, strict_yaml, validation_errors
from .bibtex import read_bibliography
from .citation_keys import LOCK
from .model import (
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
from .references import Reference

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
ADDRESSES = "addresses.lock"
LICENCE = "LICENSE"
"""Not read here, but part of the content: it is copied with it."""
OTHERS = (REFERENCES, ADDRESSES, LOCK, LICENCE)
ASSETS = "assets/"
TEXT = (".yml", ".yaml", ".bib", ".md", ".lock")
"""Endings of text files written by people."""


def largest(path: str) -> int:
    """Return the maximum size in bytes of the file at *path* below the content folder; larger files are refused."""
    if path.startswith(ASSETS):
        return asset_checks.LARGEST
    return lock_files.LARGEST if path in (ADDRESSES, LOCK, LICENCE) else strict_yaml.LARGEST


@dataclass(frozen=True)
class Located(Generic[R]):
    """A record and the document from which it was read."""

    record: R
    document: strict_yaml.Document
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
        """Return a problem at *path* in this record (or at its key)."""
        return Problem(self.document.place((*self.at, *path), key), code, message, hint, note)


@dataclass(frozen=True)
class Contents:
    """All records as read: each valid in itself, but not yet checked against others."""

    records: Mapping[type[Record], tuple[Located[Any], ...]]
    references: tuple[Reference, ...]
    files: Mapping[str, bytes]
    """Every file that was read, by its path below the content folder."""
    assets: frozenset[str]
    """The files in content/assets/, by their paths below it."""
    incomplete: frozenset[type[Record] | type[Reference]]
    """Record types with a mistake in a file: some of its records may be missing here."""

    def of(self, kind: type[R]) -> tuple[Located[R], ...]:
        """Return all records of a type, in file order."""
        return self.records.get(kind, ())


def read_contents(
    files: Mapping[str, bytes], root: str, odd: Iterable[Problem] = ()
) -> tuple[Contents, tuple[Problem, ...]]:
    """Read all content files.

    *files* maps paths below the content folder to bytes, *odd* are the problems of entries that are not regular files;
    *root* is the folder's name in messages. Returns what could be read and all problems, including those of the
    bibliography.
    """
    read = {path: files[path] for path in sorted(files) if _kind(path) or path in OTHERS}
    no_files = {problem.place.path.removeprefix(f"{root}/"): problem for problem in odd}
    there = {*files, *no_files}
    problems = [*no_files.values(), *_missing(there, root), *_unread(files, root)]
    records: dict[type[Record], tuple[Located[Any], ...]] = {}
    for path, content in read.items():
        if kind := _kind(path):
            found = tuple(_read(f"{root}/{path}", content, kind, path in LISTS))
            problems += [item for item in found if isinstance(item, Problem)]
            records[kind] = records.get(kind, ()) + tuple(item for item in found if isinstance(item, Located))
    references, wrong = _references(read, root)
    every = (*problems, *wrong)
    broken = {problem.place.path.removeprefix(f"{root}/") for problem in every if not problem.note}
    kinds = [Reference if path == REFERENCES else _kind(path) or FOLDERS.get(path) for path in broken]
    incomplete = frozenset(kind for kind in kinds if kind is not None)
    named = chain.from_iterable(entry.record.assets for entry in records.get(Survey, ()))
    read |= {path: files[path] for path in (f"{ASSETS}{name}" for name in named) if path in files}
    own = frozenset(path.removeprefix(ASSETS) for path in there if path.startswith(ASSETS))
    return Contents(records, references, MappingProxyType(read), own, incomplete), every


def _kind(path: str) -> type[Record] | None:
    parts = PurePosixPath(path).parts
    if len(parts) == 2 and path.endswith(".yml"):
        return FOLDERS.get(parts[0])
    return SINGLE.get(path) or LISTS.get(path)


def _missing(there: Collection[str], root: str) -> Iterator[Problem]:
    for path in ("survey.yml", "glossary.yml", "categories.yml", REFERENCES):
        if path not in there:
            yield Problem(Place(f"{root}/{path}"), "SCH005", "is missing")


def _unread(files: Iterable[str], root: str) -> Iterator[Problem]:
    """Yield a problem for every unread file that looks like content, and a note for any other."""
    others: set[str] = set()
    for path in files:
        if _kind(path) or path in OTHERS or path.startswith(ASSETS):
            continue
        if path.casefold().endswith(TEXT):
            near = did_you_mean(path.replace(".yaml", ".yml"), [*SINGLE, *LISTS, *OTHERS])
            hint = near or f"entries are .yml files in {', '.join(FOLDERS)}"
            yield Problem(Place(f"{root}/{path}"), "SCH004", "is not a file that the survey reads", hint)
        else:
            folder = path.partition("/")[0]
            others.add(path if folder in FOLDERS else folder)
    for path in sorted(others):
        yield Problem(Place(f"{root}/{path}"), "SCH006", "is not used and not published", note=True)


def _references(read: Mapping[str, bytes], root: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    path = f"{root}/{REFERENCES}"
    text, problems = strict_yaml.decode(path, read.get(REFERENCES, b""))
    return ((), problems) if problems else read_bibliography(path, text)


def _read(path: str, content: bytes, kind: type[R], listed: bool) -> Iterator[Located[R] | Problem]:
    document = strict_yaml.read(path, content, list if listed else dict)
    if isinstance(document, tuple):
        yield from document
    elif isinstance(document.data, list):
        for index, item in enumerate(document.data):
            yield from _record(document, item, kind, (index,))
    else:
        yield from _record(document, _with_id(document, kind), kind, ())


def _with_id(document: strict_yaml.Document, kind: type[Record]) -> dict[str, strict_yaml.Data]:
    assert isinstance(document.data, dict)
    if kind in FOLDERS.values():
        return {"id": PurePosixPath(document.path).stem, **document.data}
    return document.data


def _record(
    document: strict_yaml.Document, data: strict_yaml.Data, kind: type[R], at: tuple[int, ...]
) -> Iterator[Located[R] | Problem]:
    if kind in FOLDERS.values() and ("id",) in document.keys:
        place = document.place(("id",), key=True)
        yield Problem(place, "SCH002", "unknown key 'id'", "the id is the file's name")
    try:
        yield Located(kind.model_validate(data), document, at)
    except ValidationError as error:
        yield from validation_errors.problems(error, document, kind, at)
