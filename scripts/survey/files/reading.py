"""A folder of files as a mapping: what is there is known at once, what it holds when somebody asks for it."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import EnvironmentProblem, Place, Problem
from .border import disk

SKIPPED = ("~", ".swp", ".tmp", ".bak", ".orig")
"""How the names of editors' leftovers end."""
KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder deep within others",
}
"""What is not read: a link could publish what it points to, a pipe would keep its reader waiting."""
DEEPEST = 20
"""Folders within one another."""


@dataclass(frozen=True, eq=False)
class Tree(Mapping[str, bytes]):
    """The regular files below a folder, by their relative paths. A file is opened when it is asked for, and only then.

    Raises EnvironmentProblem if a file cannot be read.
    """

    folder: Path
    names: frozenset[str]
    odd: tuple[Problem, ...]
    """A problem (FIL001) for everything that is neither a file nor a folder, and for folders far down."""
    largest: Callable[[str], int] | None
    """How many bytes of a file, by its path, its reader takes at most. Of a longer one there is one byte more, by which
    the reader sees that it is too long. Without it, files are read whole."""
    instead: Mapping[str, bytes] = field(default_factory=dict)
    """Files that count instead of those in the folder."""

    def __iter__(self) -> Iterator[str]:
        """Yield the paths in their order."""
        return iter(sorted(self.names))

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a file of this *name*, without opening it."""
        return name in self.names

    def __getitem__(self, name: str) -> bytes:
        """Return what the file *name* holds."""
        if name not in self:
            raise KeyError(name)
        most = self.largest(name) + 1 if self.largest else None
        return self.instead[name] if name in self.instead else _content(self.folder / name, most)


def read_tree(
    folder: Path,
    shown: str,
    largest: Callable[[str], int] | None = None,
    instead: Mapping[str, bytes] | None = None,
) -> Tree:
    """Return the files below *folder*, none of them opened yet; *shown* is how messages call the folder.

    Hidden files and editors' leftovers are passed over. Raises EnvironmentProblem if the folder is not there or cannot
    be looked through.
    """
    if not folder.is_dir():
        raise EnvironmentProblem(f"there is no folder {folder}")
    names, odd = set(instead or ()), []
    with disk(f"read {folder}"):
        for name, kind in _entries(folder):
            if stat.S_ISREG(kind):
                names.add(name)
            else:
                message = f"is {KINDS.get(stat.S_IFMT(kind), 'no file')}"
                hint = "put the file itself there" if stat.S_ISLNK(kind) else "take it away: only files are read"
                odd.append(Problem(Place(f"{shown}/{name}"), "FIL001", message, hint))
    return Tree(folder, frozenset(names), tuple(sorted(odd)), largest, instead or {})


def _entries(top: Path) -> Iterator[tuple[str, int]]:
    """Yield path and mode of everything below *top* but folders, which are gone into unless they are far down."""
    folders = [""]
    while folders:
        prefix = folders.pop()
        with os.scandir(top / prefix) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith(SKIPPED):
                    continue
                if entry.is_dir(follow_symlinks=False) and prefix.count("/") < DEEPEST:
                    folders.append(f"{prefix}{entry.name}/")
                else:
                    yield prefix + entry.name, entry.stat(follow_symlinks=False).st_mode


def _content(path: Path, most: int | None) -> bytes:
    """Return the first *most* bytes of a regular file, or all; what has taken its place since is not waited for."""
    with disk(f"read {path}"), os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise EnvironmentProblem(f"{path} is no file any more")
        return file.read(most)
