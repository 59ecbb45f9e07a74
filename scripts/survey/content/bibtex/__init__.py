"""Reads references.bib: each entry as a Reference, each mistake with its place. The only user of pybtex.

Common parsers silently drop text between entries and stop at the first mistake. Here every part of the file is checked.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ...problems import Problem
from ..references import Reference
from .fields import check, to_reference
from .parser import BibEntry, SourceText, read_definitions, read_entry, split


def read_bibliography(path_shown: str, text: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the references of a .bib file in file order, and all problems, including notes.

    An entry with a mistake is not among the references. The caller decides which problems to raise.
    """
    source = SourceText(path_shown, text.removeprefix("\ufeff"))
    blocks, broken = split(source)
    macros, undefined = read_definitions(source, [block for block in blocks if block.kind == "string"])
    read = [read_entry(source, block, macros) for block in blocks if block.kind not in ("string", "comment")]
    results = [_to_reference(entry, problems) for entry, problems in read]
    repeated = _repeated([entry for entry, _ in read])
    problems = chain(broken, undefined, *(found for _, found in results), repeated)
    return tuple(reference for reference, _ in results if reference), tuple(sorted(set(problems)))


def _to_reference(entry: BibEntry, problems: Iterable[Problem]) -> tuple[Reference | None, tuple[Problem, ...]]:
    reference, found = to_reference(entry)
    every = (*problems, *check(entry), *found)
    return (None if any(not problem.note for problem in every) else reference), every


def _repeated(entries: list[BibEntry]) -> Iterator[Problem]:
    yield from _twice(entries, lambda entry: entry.key.casefold(), "BIB006", "key")
    yield from _twice(entries, lambda entry: entry.text("refnumber"), "BIB021", "refnumber")


def _twice(entries: list[BibEntry], identity: Callable[[BibEntry], str], code: str, what: str) -> Iterator[Problem]:
    first: dict[str, BibEntry] = {}
    for entry in entries:
        other = first.setdefault(identity(entry), entry)
        if identity(entry) and other is not entry:
            where = f"{other.place.path}:{other.place.line}:{other.place.column}"
            message = f"the {what} of '{entry.key}' is already used by '{other.key}' at {where}"
            yield Problem(entry.place, code, message, f"give one of them another {what}, or delete it")
