"""Write a tree of files so that only what changed is touched: a live preview rebuilds on every touched file."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..problems import EnvironmentProblem, Place, Problem
from .os_errors import MARKER, check_replaceable, disk, make_folder, mark, unclose

# ── A folder of files as a mapping: what is there is known at once, what it holds when somebody asks for it ──

SKIPPED = ("~", ".swp", ".tmp", ".bak", ".orig")
"""How the names of editors' leftovers end."""
KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder more than 20 levels deep",
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
                message = f"is {KINDS.get(stat.S_IFMT(kind), 'not a regular file')}"
                hint = (
                    "replace the link with the file itself"
                    if stat.S_ISLNK(kind)
                    else "remove it: only regular files are read"
                )
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


@dataclass(frozen=True)
class Changes:
    """What a call of write_tree did: addresses inside the folder, sorted."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.written or self.deleted)


def write_tree(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Make *folder* hold exactly *files* (relative path with ``/`` -> content) and our marker.

    Each file appears whole or not at all. Symbolic links found inside are removed, never followed.
    Raises EnvironmentProblem for a path that leaves the folder or clashes with another, for a folder that is
    not ours, and when the disk refuses; nothing is written before all paths have been checked.
    """
    _check_names(files)
    with disk(f"write {folder}"):
        check_replaceable(folder)
        make_folder(folder)
        try:
            return _replace(folder, files)
        except PermissionError:  # somebody closed it (chmod a-w); it is ours
            unclose(folder)
            return _replace(folder, files)


def _replace(folder: Path, files: Mapping[str, bytes]) -> Changes:
    if not (folder / MARKER).exists():
        mark(folder)
    deleted = _delete_others(folder, files)
    written = [name for name in sorted(files) if _write(folder / name, files[name])]
    return Changes(tuple(written), tuple(deleted))


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put *files* (relative path with ``/`` -> content) into *folder* beside what is there; write only what changed.

    Raises EnvironmentProblem for a path that leaves the folder or clashes with another, and when the disk refuses.
    """
    _check_names(files)
    with disk(f"write {folder}"):
        for name, content in files.items():
            _write(folder / name, content)


def remove_files(folder: Path, names: Iterable[str]) -> None:
    """Delete the files *names* (relative paths with ``/``) from *folder*, and the folders that are empty then.

    Raises EnvironmentProblem when the disk refuses; what is not there is passed over.
    """
    with disk(f"write {folder}"):
        for name in names:
            (folder / name).unlink(missing_ok=True)
            for parent in PurePosixPath(name).parents[:-1]:
                with suppress(OSError):  # not empty, or not there
                    (folder / parent).rmdir()


def _check_names(names: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for name in names:
        _check_name(name)
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            raise EnvironmentProblem(f"{name!r} and {other!r} are one file on a disk that ignores letter case")
    for name in names:
        for parent in PurePosixPath(name.casefold()).parents:
            if str(parent) in seen:
                raise EnvironmentProblem(f"{seen[str(parent)]!r} would be a file and the folder of {name!r}")


def _check_name(name: str) -> None:
    """Refuse what is not a plain relative path: ``..``, a leading or doubled ``/``, ``\\``, control characters."""
    parts = name.split("/")
    bad_part = any(part in ("", ".", "..") for part in parts)
    if bad_part or parts[0] == MARKER or "\\" in name or not name.isprintable():
        raise EnvironmentProblem(f"will not write {name!r}: that is not a plain path inside the folder")


def _delete_others(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Remove what is not in *files*: other files, links, folders left empty. Returns the removed files."""
    wanted = {*files, MARKER}
    deleted = [name for name in _others(folder, "") if name not in wanted or _is_special(folder / name)]
    for name in deleted:
        (folder / name).unlink()
    for path in _folders_deepest_first(folder):
        if not any(path.iterdir()):
            path.rmdir()
    return sorted(deleted)


def _others(folder: Path, prefix: str) -> Iterator[str]:
    """Yield every entry under *folder* that is not a real folder; links are entries, not ways."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _others(folder / entry.name, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def _is_special(path: Path) -> bool:
    return not stat.S_ISREG(path.lstat().st_mode)


def _folders_deepest_first(folder: Path) -> Iterator[Path]:
    for parent, folders, _ in os.walk(folder, topdown=False):
        yield from (path for path in (Path(parent, name) for name in folders) if not path.is_symlink())


def _put(path: Path, content: bytes) -> None:
    """Write a file; most of the folders are there."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _write(path: Path, content: bytes) -> bool:
    """Write *content* unless it is there already; say whether it was written.

    Written beside and renamed, so that a reader (the live preview) never sees half a file.
    """
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return False
    beside = path.with_name(f".{path.name}.new")
    try:
        _put(beside, content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return True


# ── A zip archive that depends on nothing but what is in it: same files and time, same bytes ──

UNIX = 3
READABLE = 0o100644 << 16
EARLIEST = 315_532_800
"""1980, where the calendar of zip begins."""


def zipped(files: Mapping[str, bytes], epoch: int) -> bytes:
    """Return an archive of *files* (path to content), all from the time *epoch* (seconds since 1970, UTC)."""
    moment = datetime.fromtimestamp(max(epoch, EARLIEST), UTC)
    room = BytesIO()
    with ZipFile(room, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, moment.timetuple()[:6])
            entry.create_system, entry.external_attr, entry.compress_type = UNIX, READABLE, ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return room.getvalue()
