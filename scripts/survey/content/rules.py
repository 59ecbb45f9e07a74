"""Rules for all records: references exist, nothing is duplicated, nothing is incomplete."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Protocol

from ..problems import Problem, did_you_mean
from ..text.prose import plain
from .model import Check
from .reader import Located


class Identified(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """Its permanent id."""
        ...


Entry = Located[Any]
Report = Iterator[Problem]


def unknown(
    entry: Entry, path: tuple[object, ...], name: str, known: Collection[str], what: str, *, key: bool = False
) -> Report:
    """Yield a problem unless *name* is one of *known*."""
    if name not in known:
        yield entry.problem(path, "CAT001", f"there is no {what} '{name}'", did_you_mean(name, known), key=key)


def each_unknown(entry: Entry, field: str, names: Sequence[str], known: Collection[str], what: str) -> Report:
    """Yield a problem for each of *names* that is unknown or given twice."""
    for index, name in enumerate(names):
        yield from unknown(entry, (field, index), name, known, what)
        if name in names[:index]:
            yield entry.problem((field, index), "CAT002", f"'{name}' is listed twice")


def twice(entries: Sequence[Entry], field: str, of: Callable[[Any], object]) -> Report:
    """Yield a problem for each record whose *field* (read with *of*) has the value of an earlier one."""
    first: dict[object, Entry] = {}
    for entry in entries:
        value = of(entry.record)
        other = first.setdefault(value, entry)
        if other is not entry:
            place = other.document.place((*other.at, field))
            yield entry.problem(
                (field,), "CAT002", f"{field} '{value}' is already used", f"in {place.path}:{place.line}"
            )


def each_once(entry: Entry, path: tuple[object, ...], records: Sequence[Identified]) -> Report:
    """Yield a problem for each of *records* (at *path* in *entry*) whose id has already occurred."""
    ids = [record.id for record in records]
    for index, identifier in enumerate(ids):
        if identifier in ids[:index]:
            yield entry.problem((*path, index, "id"), "CAT002", f"the id '{identifier}' appears twice")


def exact_keys(entry: Entry, field: str, given: Collection[str], wanted: Collection[str], what: str) -> Report:
    """Yield a problem for each key of a mapping that is unknown or missing."""
    for name in given:
        yield from unknown(entry, (field, name), name, wanted, what, key=True)
    for name in wanted:
        if name not in given:
            yield entry.problem((field,), "CAT003", f"{field} is missing the {what} '{name}'", key=True)


def sources(entry: Entry, path: tuple[object, ...], given: Sequence[object], known: Collection[str]) -> Report:
    """Yield a problem for each source id that the survey does not have."""
    for index, source in enumerate(given):
        if not isinstance(source, Check):
            yield from unknown(entry, (*path, index), str(source), known, "source")


def words(entry: Entry, path: tuple[object, ...], texts: Sequence[str], bounds: tuple[int, int]) -> Report:
    """Yield a problem unless the number of words in *texts* is within *bounds*, the survey's limits."""
    count = sum(len(plain(text).split()) for text in texts)
    if not bounds[0] <= count <= bounds[1]:
        message = f"has {count} word{'s' * (count != 1)}; the survey asks for {bounds[0]} to {bounds[1]}"
        yield entry.problem(path, "CAT005", message, key=True)
