"""Lists of what was promised once: a name a line, perhaps with what it stands for. They grow, and lose nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .. import COMMAND
from ..problems import Place, Problem
from .strict_yaml import decode

FREEZE = f"{COMMAND} freeze"
"""What writes such lists."""
LARGEST = 50_000_000
"""Bytes: a list is longer than anything that people write."""

Frozen = Mapping[str, tuple[str, Place]]
"""Name to what it stands for (or nothing), and where that is said."""


@dataclass(frozen=True)
class Form:
    """What a line is: a pattern with two groups, the name and what it stands for, and how to say that it is not."""

    line: re.Pattern[str]
    code: str
    wanted: str


def read_frozen(path: str, content: bytes, form: Form) -> tuple[Frozen, tuple[Problem, ...]]:
    """Return the list in *content*, and what is wrong with it; *path* is how messages call the file."""
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
