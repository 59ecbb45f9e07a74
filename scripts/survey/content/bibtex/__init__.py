"""references.bib: every entry as a Reference, every mistake with its place. The only user of pybtex.

Stock readers drop text between entries without a word and stop at the first mistake. Here nothing is ignored:

======  ==========================================================================================
code    what is wrong
======  ==========================================================================================
BIB001  text outside of entries, also ``%`` comments
BIB002  an ``@`` that does not begin ``@type{``
BIB003  an entry, ``@comment`` or ``@string`` that is not closed
BIB004  unknown type of entry
BIB005  the key is empty or has other characters than letters and digits
BIB006  a key that is used twice, also if only its capitals differ
BIB007  a field that cannot be read: no comma before it, no ``=``, no value
BIB008  an undefined abbreviation (``month = august``)
BIB009  an ``@string`` that cannot be read or defines an abbreviation again
BIB010  unknown field
BIB011  a field given twice
BIB012  a required field is missing
BIB013  an empty field
BIB014  a name that is empty or that BibTeX would split wrongly
BIB015  ``and others`` instead of the other authors
BIB016  url is not an http(s) address
BIB017  doi is not a DOI
BIB018  year is not four digits, from 1500 to 2099
BIB019  month is not one of jan … dec or 1-12
BIB020  refnumber is not a whole number
BIB021  a refnumber that is used twice
BIB022  issn, eprint or eprinttype is malformed
BIB023  unconfirmed names something that is not a field of the entry
BIB024  LaTeX that cannot be read: unbalanced braces or dollars, or a command for what nobody sees
BIB025  note: a LaTeX command that is not known; its argument's text is shown
BIB026  a month without a year
======  ==========================================================================================
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from ...problems import Problem
from ..references import Reference
from .fields import check, to_reference
from .parser import Entry, Source, read_definitions, read_entry, split


def read_bibliography(path_shown: str, text: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the references of a .bib file in its order, and everything that is wrong with it.

    An entry with a mistake is not among the references. Problems include notes; the caller decides what to raise.
    """
    source = Source(path_shown, text.removeprefix("\ufeff"))
    blocks, broken = split(source)
    macros, undefined = read_definitions(source, [block for block in blocks if block.kind == "string"])
    read = [read_entry(source, block, macros) for block in blocks if block.kind not in ("string", "comment")]
    results = [_to_reference(entry, problems) for entry, problems in read]
    repeated = _repeated([entry for entry, _ in read])
    problems = chain(broken, undefined, *(found for _, found in results), repeated)
    return tuple(reference for reference, _ in results if reference), tuple(sorted(set(problems)))


def _to_reference(entry: Entry, problems: Iterable[Problem]) -> tuple[Reference | None, tuple[Problem, ...]]:
    reference, found = to_reference(entry)
    every = (*problems, *check(entry), *found)
    return (None if any(not problem.note for problem in every) else reference), every


def _repeated(entries: list[Entry]) -> Iterator[Problem]:
    yield from _twice(entries, lambda entry: entry.key.casefold(), "BIB006", "key")
    yield from _twice(entries, lambda entry: entry.text("refnumber"), "BIB021", "refnumber")


def _twice(entries: list[Entry], identity: Callable[[Entry], str], code: str, what: str) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(identity(entry), entry)
        if identity(entry) and other is not entry:
            where = f"{other.place.path}:{other.place.line}:{other.place.column}"
            message = f"the {what} of '{entry.key}' is already used by '{other.key}' at {where}"
            yield Problem(entry.place, code, message, f"give one of them another {what}, or delete it")
