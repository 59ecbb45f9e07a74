"""The few git commands that publishing needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..git import git
from ..problems import EnvironmentProblem

Entries = Mapping[str, str]
"""The files of a tree: path -> «mode object»."""

_COMPETITION = re.compile(
    r"fetch first|non-fast-forward|cannot lock ref|failed to update ref|incorrect old value|already exists"
)


class Competition(Exception):
    """Somebody else pushed in the meantime."""


@dataclass(frozen=True)
class Repository:
    """A scratch repository without a work tree."""

    folder: Path

    @classmethod
    def create(cls, folder: Path, author: tuple[str, str]) -> "Repository":
        """Make one in the empty *folder*, in which *author* (name, address) commits."""
        git(folder, "init", "--quiet", "--bare", "--initial-branch=scratch", ".")
        for key, value in zip(("user.name", "user.email"), author, strict=True):
            git(folder, "config", key, value)
        return cls(folder)

    def fetch(self, remote: str, branch: str) -> str | None:
        """Return the newest commit of the remote's *branch*, with its files; None if there is no such branch."""
        if not git(self.folder, "ls-remote", "--heads", "--", remote, f"refs/heads/{branch}").strip():
            return None
        git(
            self.folder,
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth=1",
            "--",
            remote,
            f"+refs/heads/{branch}:refs/tip",
        )
        return git(self.folder, "rev-parse", "refs/tip").strip()

    def entries(self, commit: str) -> Entries:
        """Return the files of *commit*."""
        lines = git(self.folder, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
        parts = (line.partition("\t") for line in lines if line)
        return {path: " ".join(entry.split()[::2]) for entry, _, path in parts}

    def text(self, commit: str, path: str) -> str | None:
        """Return the text of the file *path* in *commit*; None if there is no such file."""
        if path not in self.entries(commit):
            return None
        return git(self.folder, "cat-file", "blob", f"{commit}:{path}")

    def tree(self, entries: Entries) -> str:
        """Store a tree of exactly *entries* and return its name."""
        git(self.folder, "read-tree", "--empty")
        lines = "".join(f"{entry}\t{path}\0" for path, entry in entries.items())
        git(self.folder, "update-index", "-z", "--index-info", feed=lines.encode(errors="surrogateescape"))
        return git(self.folder, "write-tree").strip()

    def tree_of(self, commit: str) -> str:
        """Return the name of the tree of *commit*."""
        return git(self.folder, "rev-parse", f"{commit}^{{tree}}").strip()

    def commit(self, tree: str, parent: str | None, message: str) -> str:
        """Store a commit of *tree* after *parent* and return its name."""
        parents = ("-p", parent) if parent else ()
        return git(self.folder, "commit-tree", tree, *parents, "-m", message).strip()

    def push(self, remote: str, commit: str, branch: str) -> None:
        """Make *commit* the remote's *branch*. Raises Competition if that would lose somebody's commit."""
        try:
            git(self.folder, "push", "--quiet", "--", remote, f"{commit}:refs/heads/{branch}")
        except EnvironmentProblem as problem:
            if _COMPETITION.search(str(problem)):
                raise Competition from problem
            raise


def address_of(project: Path, remote: str) -> str:
    """Return where *remote* leads: the name of one of *project*'s remotes, an address, or a path."""
    try:
        address = git(project, "remote", "get-url", "--push", "--", remote).strip()
        # A path in git's settings counts from the project; git is going to run elsewhere.
        return str((project / address).absolute()) if (project / address).is_dir() else address
    except EnvironmentProblem as problem:
        if Path(remote).is_dir():
            return str(Path(remote).absolute())
        if re.match(r"[a-z+]+://|[\w.-]+@?[\w.-]*:(?!:)", remote):
            return remote
        raise EnvironmentProblem(
            f"there is no git remote «{remote}» here; add one (git remote add {remote} ADDRESS) "
            "or name an address: --remote ADDRESS"
        ) from problem


def identity(project: Path) -> tuple[str, str]:
    """Return who publishes: name and address as git knows them in *project*, or a neutral stand-in."""
    try:
        return git(project, "config", "user.name").strip(), git(project, "config", "user.email").strip()
    except EnvironmentProblem:
        return "Survey", "survey@localhost"
