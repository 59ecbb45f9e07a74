"""Problems in the content, each with its position in a file, and the exceptions that report them."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .text.characters import visible


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file: path as shown to the maintainer, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content.

    ``code`` names the kind of mistake and never changes its meaning; ERRORS.md explains each code. ``message`` says
    what is wrong, ``hint`` what to do. A note is reported but does not stop the build.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    note: bool = False

    def __str__(self) -> str:
        """Return ``file:line:col: CODE message (hint)``, always on one line, whatever text it quotes."""
        where = f"{self.place.path}:{self.place.line}:{self.place.column}"
        return visible(f"{where}: {self.code} {self.message}" + (f" ({self.hint})" if self.hint else ""))


class ContentError(Exception):
    """The content is wrong. ``problems`` holds every problem that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class EnvironmentProblem(Exception):
    """The command cannot run here: wrong usage, a missing tool, or a folder that is locked or not the survey's."""


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return «did you mean 'x'?» for the closest match among *known*, or an empty string if none is close."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(wrong.casefold(), list(by_folded), n=1, cutoff=0.6)
    return f"did you mean '{by_folded[near[0]]}'?" if near else ""


# ── Progress reports of long operations, independent of how they are shown ──


class Progress(Protocol):
    """A function that receives the current step, and how much of how much is done; 0 of 0 if that is not known."""

    def __call__(self, doing: str, done: int = 0, of: int = 0, /) -> None:
        """Take the message, which applies until the next one."""


def silent(doing: str, done: int = 0, of: int = 0, /) -> None:
    """Show nothing."""
