"""Which state of the project is built: the commit and its time, the only date that a build gets to see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from .files import SKIPPED
from .git import git, repository_above, trouble
from .problems import EnvironmentProblem

_LOOK = ("--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false")
"""Git only looks: it writes nothing, starts no watcher, and takes names for names."""


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
