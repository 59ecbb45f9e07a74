"""What can be wrong with content, and how it is told: every problem at once, each where it stands."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .text.characters import visible


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file: path as the maintainer knows it, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content.

    ``code`` names the kind of mistake and never changes its meaning; ERRORS.md explains each. ``message`` says what is
    wrong in the maintainer's words; ``hint`` says what to do. A note is told but does not stop the build.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    note: bool = False

    def __str__(self) -> str:
        """Return ``file:line:col: CODE message (hint)``: always one line, whatever is quoted in it."""
        where = f"{self.place.path}:{self.place.line}:{self.place.column}"
        return visible(f"{where}: {self.code} {self.message}" + (f" ({self.hint})" if self.hint else ""))


class ContentError(Exception):
    """The content is wrong. Carries every problem that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class EnvironmentProblem(Exception):
    """The command cannot do its work here: wrong usage, a missing tool, a locked or foreign folder."""


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return «did you mean 'x'?» for the nearest of *known*, or an empty string if none is near."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(wrong.casefold(), list(by_folded), n=1, cutoff=0.6)
    return f"did you mean '{by_folded[near[0]]}'?" if near else ""


# ── How work that takes a while says how far it is. Who shows it is not its business ──


class Progress(Protocol):
    """Is told what is being done, and how much of how much of it is done; 0 of 0 if that is not known."""

    def __call__(self, doing: str, done: int = 0, of: int = 0, /) -> None:
        """Take the message; it lasts until the next one."""


def silent(doing: str, done: int = 0, of: int = 0, /) -> None:
    """Show nothing."""
