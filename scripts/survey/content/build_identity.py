"""The state of the survey that a site shows, and the site's address, as stated on pages and in data files."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

from ..files import SKIPPED
from ..files.git import git, repository_above, trouble
from ..problems import EnvironmentProblem, Place, Problem
from ..text.kinds import EARLIEST, LATEST, full_day

# ── The state of the project: the commit and its time, the only date available to a build ──

_READ_ONLY = ("--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false")
"""Git options for reading only: no writes, no file watcher, and path names taken literally."""

State = Literal["committed", "dirty", "unversioned", "unknown"]
"""How a build relates to its commit, as in build.json."""


@dataclass(frozen=True)
class Revision:
    """A commit (None if git does not track the project, or fails) and a time in seconds since 1970, UTC."""

    commit: str | None
    epoch: int
    changed: tuple[str, ...] = ()
    """Sources of the site that differ from the commit: paths in the project."""
    unknown: str = ""
    """Why git cannot determine the commit although there is a .git, with git's own remedy."""


def revision(root: Path, project: str, made_of: Iterable[str], otherwise: str) -> Revision:
    """Return the commit that is checked out in *root*, or the day *otherwise* (2026-11-22) if there is none.

    Git has to track the file *project*, since a project unpacked inside another repository is not part of its commit.
    *made_of* are the files and folders in which changes matter. All paths are relative to *root*.
    """
    nothing = Revision(None, int(datetime.fromisoformat(otherwise).replace(tzinfo=UTC).timestamp()))
    if repository_above(root.resolve()) is None:
        return nothing
    if why := trouble(root):
        return Revision(None, nothing.epoch, unknown=why)
    try:
        if not git(root, *_READ_ONLY, "ls-files", "-z", "--", project):
            return nothing
        commit, epoch = git(root, "log", "-1", "--no-show-signature", "--format=%H %ct", "HEAD").split()
        return Revision(commit, int(epoch), tuple(sorted({*changed(root, made_of)})))
    except EnvironmentProblem as problem:
        return Revision(None, nothing.epoch, unknown=str(problem))


def changed(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield the files of *paths* in the checkout at *root* that differ from its commit or are not in it.

    Ignored files count, since a build reads them, as do files that git was told not to check (assume-unchanged,
    skip-worktree). Raises EnvironmentProblem if git fails.
    """
    wanted = ("--", *paths)
    prefix = git(root, "rev-parse", "--show-prefix").removesuffix("\n")
    status = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional")
    for line in git(root, *_READ_ONLY, *status, "--ignore-submodules=none", *wanted).split("\0"):
        path = line[3:].removeprefix(prefix)
        if line and not (line[:2] in {"??", "!!"} and _is_ignored(path)):
            yield path
    for line in git(root, *_READ_ONLY, "ls-files", "-v", "-z", *wanted).split("\0"):
        if line and (line[0].islower() or line[0] == "S"):
            yield line[2:]


def _is_ignored(path: str) -> bool:
    """Return whether builds ignore *path*, which is in no commit: hidden, an editor's temporary file, or compiled."""
    parts = PurePosixPath(path).parts
    return path.endswith(SKIPPED) or "__pycache__" in parts or any(part.startswith(".") for part in parts)


SURVEY = "content/survey.yml"
"""The file that must be tracked by git for a survey to count as under version control."""


@dataclass(frozen=True)
class BuildIdentity:
    """A state of the survey: its address (with a / at its end), commit, time and content.

    ``epoch`` is the commit's time in seconds since 1970; ``commit`` is None outside of version control.
    ``changed`` are the sources that differ from the commit; ``unknown`` is why git cannot determine it.
    """

    home: str
    commit: str | None
    epoch: int
    content: str
    """SHA-256 over the content files: the same for two commits with the same content."""
    snapshot: str = ""
    """The day of the dated edition being made; empty for the live site."""
    changed: tuple[str, ...] = ()
    unknown: str = ""

    @property
    def date(self) -> str:
        """The commit's time: 2026-11-22T14:05:00Z."""
        return f"{datetime.fromtimestamp(self.epoch, UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def version(self) -> str:
        """The day of the edition, or of the commit, as a version: 2026.11.22, or 2026.11.22+dirty."""
        day = self.snapshot.replace("-", ".") or f"{datetime.fromtimestamp(self.epoch, UTC):%Y.%m.%d}"
        return f"{day}+dirty" if self.changed else day

    @property
    def state(self) -> State:
        """How the site relates to its commit."""
        if self.unknown:
            return "unknown"
        if self.commit is None:
            return "unversioned"
        return "dirty" if self.changed else "committed"

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Notes for the person who builds the site."""
        if self.unknown:
            hint = "until it can, no edition can be made and nothing can be published"
            message = f"the commit cannot be determined; git says: {self.unknown}"
            return (Problem(Place(SURVEY), "GIT001", message, hint, note=True),)
        if self.changed:
            others = len(self.changed) - 1
            more = f", as do {others} more files" if others > 1 else ", as does one more file" if others else ""
            message = f"differs from the commit{more}; the version of the site is {self.version}"
            return (Problem(Place(self.changed[0]), "GIT002", message, "commit it before you publish", note=True),)
        return ()

    def full(self, address: str) -> str:
        """Return the full address of an address of the site."""
        return self.home + address


def checked_day(day: str) -> str:
    """Return *day*, a date in the form 2026-11-22; raise EnvironmentProblem if it is not one."""
    try:
        return full_day(day)
    except ValueError as error:
        wanted = f"write one such as 2026-11-22, from {EARLIEST} to {LATEST}"
        raise EnvironmentProblem(f"not a day: {day!r}; {wanted}") from error


def content_hash(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of *files* (path to content), independent of their order.

    Text is hashed as it is read: line ends, byte-order mark, composed letters and a missing last line end make no
    difference. Assets, which are published unchanged, are hashed byte by byte.
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
    except UnicodeDecodeError:  # a file that is not read
        return content
    return (text if text.endswith("\n") else f"{text}\n").encode()
