"""Which state of the survey a site shows, and where it lives: what pages and data files say of themselves."""

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

# ── Which state of the project is built: the commit and its time, the only date that a build gets to see ──

_LOOK = ("--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false")
"""Git only looks: it writes nothing, starts no watcher, and takes names for names."""

State = Literal["committed", "dirty", "unversioned", "unknown"]
"""How a build relates to its commit, in build.json."""


@dataclass(frozen=True)
class Revision:
    """A commit (None if git tracks no project here, or cannot say) and a time in seconds since 1970, UTC."""

    commit: str | None
    epoch: int
    changed: tuple[str, ...] = ()
    """What the site is made of and is not as in the commit: paths in the project."""
    unknown: str = ""
    """Why git, though there is a .git, does not say which commit this is: its own reason and remedy."""


def revision(root: Path, project: str, made_of: Iterable[str], otherwise: str) -> Revision:
    """Return the commit that is checked out in *root*, or the day *otherwise* (2026-11-22) if there is none.

    Git has to track the file *project*: a project that was unpacked inside of somebody's repository has no commit of
    it. *made_of* are files and folders whose changes count. All paths are relative to *root*.
    """
    nothing = Revision(None, int(datetime.fromisoformat(otherwise).replace(tzinfo=UTC).timestamp()))
    if repository_above(root.resolve()) is None:
        return nothing
    if why := trouble(root):
        return Revision(None, nothing.epoch, unknown=why)
    try:
        if not git(root, *_LOOK, "ls-files", "-z", "--", project):
            return nothing
        commit, epoch = git(root, "log", "-1", "--no-show-signature", "--format=%H %ct", "HEAD").split()
        return Revision(commit, int(epoch), tuple(sorted({*changed(root, made_of)})))
    except EnvironmentProblem as problem:
        return Revision(None, nothing.epoch, unknown=str(problem))


def changed(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield the files of *paths* in the checkout at *root* that are not as in its commit, or in none.

    Ignored files count as well, since a build reads them, and files at which git was told not to look
    (assume-unchanged, skip-worktree). Raises EnvironmentProblem if git fails.
    """
    wanted = ("--", *paths)
    prefix = git(root, "rev-parse", "--show-prefix").removesuffix("\n")
    status = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional")
    for line in git(root, *_LOOK, *status, "--ignore-submodules=none", *wanted).split("\0"):
        path = line[3:].removeprefix(prefix)
        if line and not (line[:2] in {"??", "!!"} and _passed_over(path)):
            yield path
    for line in git(root, *_LOOK, "ls-files", "-v", "-z", *wanted).split("\0"):
        if line and (line[0].islower() or line[0] == "S"):
            yield line[2:]


def _passed_over(path: str) -> bool:
    """Say whether no build reads *path*, which is in no commit: hidden, left by an editor, or compiled."""
    parts = PurePosixPath(path).parts
    return path.endswith(SKIPPED) or "__pycache__" in parts or any(part.startswith(".") for part in parts)


SURVEY = "content/survey.yml"
"""The file that git has to track where a survey is in version control."""


@dataclass(frozen=True)
class BuildIdentity:
    """A state of the survey: its address (with a / at its end), commit, time and content.

    ``epoch`` is the commit's time in seconds since 1970; ``commit`` is None outside of version control.
    ``changed`` is what the site is made of and is not as in the commit; ``unknown`` is why git does not name it.
    """

    home: str
    commit: str | None
    epoch: int
    content: str
    """SHA-256 over the files of the content: the same for two commits that say the same."""
    snapshot: str = ""
    """The day of the dated edition that is being made; empty for the live site."""
    changed: tuple[str, ...] = ()
    unknown: str = ""

    @property
    def date(self) -> str:
        """The commit's time: 2026-11-22T14:05:00Z."""
        return f"{datetime.fromtimestamp(self.epoch, UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def version(self) -> str:
        """The day of the edition, or else of the commit, as a version: 2026.11.22, or 2026.11.22+dirty."""
        day = self.snapshot.replace("-", ".") or f"{datetime.fromtimestamp(self.epoch, UTC):%Y.%m.%d}"
        return f"{day}+dirty" if self.changed else day

    @property
    def state(self) -> State:
        """What the commit says of the site."""
        if self.unknown:
            return "unknown"
        if self.commit is None:
            return "unversioned"
        return "dirty" if self.changed else "committed"

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What whoever builds has to know of it."""
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
