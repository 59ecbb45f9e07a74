"""Which state of the project is built: the commit and its time, the only date that a build gets to see."""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Revision:
    """A commit (40 hexadecimal digits; None outside version control) and a time in seconds since 1970, UTC."""

    commit: str | None
    epoch: int


def uncommitted(root: Path) -> tuple[str, ...]:
    """Return what in the checkout at *root* is in no commit, as git tells it; everything, outside of git."""
    try:
        told = subprocess.run(
            ["git", "-C", str(root), "status", "--porcelain", "--", "."], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return ("no git checkout",)
    return tuple(told.splitlines())


def revision(root: Path, otherwise: str) -> Revision:
    """Return the commit that is checked out in *root*, or, outside git, the day *otherwise* (2026-11-22)."""
    try:
        shown = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%H %ct"], capture_output=True, text=True, check=True
        ).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        shown = []
    if len(shown) == 2:
        return Revision(shown[0], int(shown[1]))
    return Revision(None, int(datetime.fromisoformat(otherwise).replace(tzinfo=UTC).timestamp()))
