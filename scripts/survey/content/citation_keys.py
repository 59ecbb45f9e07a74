"""Frozen BibTeX keys: readers cite by them in manuscripts, so a published key must stay with its work.

content/keys.lock has one line per key: the key and the number of the reference (``-`` for a work without one).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..problems import Place, Problem
from .lock_files import FREEZE, Form, Frozen, read_frozen
from .references import Reference

LOCK = "keys.lock"
HEAD = f"""\
# The BibTeX keys that readers cite by, each with the number of its reference. A line that stands here stays for ever;
# {FREEZE} adds the keys of new entries.
"""
LINE = re.compile(r"([A-Za-z][A-Za-z0-9]*) ([1-9][0-9]*|-)")


def read_keys(path: str, content: bytes | None) -> tuple[Frozen, tuple[Problem, ...]]:
    """Return the frozen keys in a lock file, and its problems; *content* is None if there is no file."""
    if content is None:
        return {}, (Problem(Place(path), "KEY001", "is missing: no BibTeX key is frozen", f"run {FREEZE}"),)
    return read_frozen(path, content, Form(LINE, "KEY001", "a key and a number"))


def problems(frozen: Frozen, references: Sequence[Reference]) -> Iterator[Problem]:
    """Yield a problem for each key that is lost, changed, given to another work, or new."""
    present = {reference.key: reference for reference in references}
    renamed = {number: key for key, (number, _) in frozen.items() if key not in present and number != "-"}
    for reference in references:
        yield from _reference_problems(reference, frozen, renamed)
    numbers = {_number(reference) for reference in references}
    for key, (number, place) in frozen.items():
        if key not in present and (number == "-" or number not in numbers):
            message = f"the frozen key '{key}' is no longer in references.bib"
            yield Problem(place, "KEY002", message, "restore its entry: readers cite by this key")


def _reference_problems(reference: Reference, frozen: Frozen, renamed: Mapping[str, str]) -> Iterator[Problem]:
    number = _number(reference)
    if reference.key in frozen:
        if (before := frozen[reference.key][0]) != number:
            message = f"the key '{reference.key}' was frozen for {_shown(before)}, but now stands for {_shown(number)}"
            yield Problem(reference.place, "KEY003", message, "give the new work a key of its own")
    elif number in renamed:
        message = f"the key of reference {number} is frozen as '{renamed[number]}'"
        yield Problem(
            reference.place, "KEY002", message, f"change it back to {renamed[number]}: readers cite by this key"
        )
    else:
        message = f"the key '{reference.key}' is not frozen yet"
        yield Problem(reference.place, "KEY004", message, f"run {FREEZE} once you have checked its page", note=True)


def with_new_keys(frozen: Frozen, references: Sequence[Reference]) -> str:
    """Return the text of a lock file that also has the keys of *references* that are not frozen yet."""
    numbers = {key: number for key, (number, _) in frozen.items()}
    numbers |= {reference.key: _number(reference) for reference in references if reference.key not in frozen}
    return HEAD + "".join(f"{key} {number}\n" for key, number in numbers.items())


def _shown(number: str) -> str:
    return "a work without a number" if number == "-" else f"reference {number}"


def _number(reference: Reference) -> str:
    return "-" if reference.number is None else str(reference.number)
