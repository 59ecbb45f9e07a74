"""Append-only lists of published names: one name per line, optionally with the target of the name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .. import COMMAND
from ..problems import Place, Problem
from .strict_yaml import decode

FREEZE = f"{COMMAND} freeze"
"""The command that writes such lists."""
LARGEST = 50_000_000
"""Maximum size in bytes: these lists can be longer than files that people write."""

Frozen = Mapping[str, tuple[str, Place]]
"""Name to its target (may be empty), and the place in the file."""


@dataclass(frozen=True)
class Form:
    """The format of a line: a pattern with two groups, name and target, and the words for messages."""

    line: re.Pattern[str]
    code: str
    wanted: str


def read_frozen(path: str, content: bytes, form: Form) -> tuple[Frozen, tuple[Problem, ...]]:
    """Return the list in *content*, and its problems; *path* is the file's name in messages."""
    text, unreadable = decode(path, content, LARGEST)
    if unreadable:
        return {}, unreadable
    frozen: dict[str, tuple[str, Place]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        place, found = Place(path, number), form.line.fullmatch(line)
        if found and found[1] not in frozen:
            frozen[found[1]] = found[2] or "", place
        elif line and not line.startswith("#"):
            what = "appears twice" if found else f"is not {form.wanted}"
            problems.append(Problem(place, form.code, f"'{line[:60]}' {what}", f"let {FREEZE} write this file"))
    return frozen, tuple(problems)
