"""Which state of the survey a site shows, and where it lives: what pages and data files say of themselves."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from .problems import EnvironmentProblem
from .text import EARLIEST, LATEST, full_day


@dataclass(frozen=True)
class Edition:
    """A state of the survey: its address (with a / at its end), commit, time and content.

    ``epoch`` is the commit's time in seconds since 1970; ``commit`` is None outside of version control.
    """

    home: str
    commit: str | None
    epoch: int
    content: str
    """SHA-256 over the files of the content: the same for two commits that say the same."""
    snapshot: str = ""
    """The day of the dated edition that is being made; empty for the live site."""

    @property
    def date(self) -> str:
        """The commit's time: 2026-11-22T14:05:00Z."""
        return f"{datetime.fromtimestamp(self.epoch, UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def version(self) -> str:
        """The day of the edition, or else of the commit, as a version: 2026.11.22."""
        return self.snapshot.replace("-", ".") or f"{datetime.fromtimestamp(self.epoch, UTC):%Y.%m.%d}"

    def full(self, address: str) -> str:
        """Return the full address of an address of the site."""
        return self.home + address


def checked_day(day: str) -> str:
    """Return *day* as editions are named, 2026-11-22; raise EnvironmentProblem if it is none."""
    try:
        return full_day(day)
    except ValueError as error:
        wanted = f"write one such as 2026-11-22, from {EARLIEST} to {LATEST}"
        raise EnvironmentProblem(f"not a day: {day!r}; {wanted}") from error


def content_hash(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of *files* (path to content), whatever their order.

    What is read counts: another editor's line ends, byte-order mark, composed letters or missing last line end change
    nothing. Assets are published as they are, and count to the byte.
    """
    read = {unicodedata.normalize("NFC", name): _as_read(name, content) for name, content in files.items()}
    digest = sha256()
    for name in sorted(read):
        digest.update(f"{name}\0{len(read[name])}\0".encode())
        digest.update(read[name])
    return digest.hexdigest()


def _as_read(name: str, content: bytes) -> bytes:
    if name.startswith("assets/"):
        return content
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:  # a file that nothing reads
        return content
    return (text if text.endswith("\n") else f"{text}\n").encode()
