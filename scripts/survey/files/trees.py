"""Folders of files as mappings; files are written only if they changed, since a live preview rebuilds on any write."""

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

# ── A folder as a mapping: the names are read at once, a file's content only on access ──

SKIPPED = ("~", ".swp", ".tmp", ".bak", ".orig")
"""Endings of the names of editors' temporary files."""
KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder more than 20 levels deep",
}
"""File types that are not read: a link could publish its target, a pipe would block its reader."""
DEEPEST = 20
"""Maximum depth of nested folders."""


@dataclass(frozen=True, eq=False)
class Tree(Mapping[str, bytes]):
    """The regular files below a folder, by relative path. A file is opened only on access.

    Raises EnvironmentProblem if a file cannot be read.
    """

    folder: Path
    names: frozenset[str]
    odd: tuple[Problem, ...]
    """A problem (FIL001) for everything that is neither a file nor a folder, and for folders nested too deeply."""
    largest: Callable[[str], int] | None
    """Maximum size in bytes of a file, by its path. At most one byte more is read, which shows that the file is too
    large. Without it, files are read whole."""
    instead: Mapping[str, bytes] = field(default_factory=dict)
    """Files that replace or add to those in the folder."""

    def __iter__(self) -> Iterator[str]:
        """Yield the paths, sorted."""
        return iter(sorted(self.names))

    def __len__(self) -> int:
        """Return the number of files."""
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        """Return whether there is a file *name*, without opening it."""
        return name in self.names

    def __getitem__(self, name: str) -> bytes:
        """Return the content of the file *name*; raise KeyError if there is none."""
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
    """Return the files below *folder*, none of them opened yet; *shown* is the folder's name in messages.

    Hidden files and editors' temporary files are skipped. Raises EnvironmentProblem if the folder does not exist or
    cannot be listed.
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
    """Yield path and mode of everything below *top* except folders, unless they are nested too deeply to be entered."""
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
    """Return the content of a regular file, at most *most* bytes; a pipe that has replaced it does not block."""
    with disk(f"read {path}"), os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise EnvironmentProblem(f"{path} is no file any more")
        return file.read(most)


@dataclass(frozen=True)
class Changes:
    """The result of write_tree: relative paths, sorted."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.written or self.deleted)


def write_tree(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Make *folder* contain exactly *files* (relative path with ``/`` -> content) and the survey's marker.

    Each file is replaced atomically. Symbolic links inside are removed, never followed.
    Raises EnvironmentProblem for a path that leaves the folder or clashes with another, for a folder without the
    marker, and for file system errors; all paths are checked before anything is written.
    """
    _check_names(files)
    with disk(f"write {folder}"):
        check_replaceable(folder)
        make_folder(folder)
        try:
            return _replace(folder, files)
        except PermissionError:  # somebody made it read-only (chmod a-w); it is ours
            unclose(folder)
            return _replace(folder, files)


def _replace(folder: Path, files: Mapping[str, bytes]) -> Changes:
    if not (folder / MARKER).exists():
        mark(folder)
    deleted = _delete_others(folder, files)
    written = [name for name in sorted(files) if _write(folder / name, files[name])]
    return Changes(tuple(written), tuple(deleted))


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write *files* (relative path with ``/`` -> content) into *folder*, if they changed; other files are kept.

    Raises EnvironmentProblem for a path that leaves the folder or clashes with another, and for file system errors.
    """
    _check_names(files)
    with disk(f"write {folder}"):
        for name, content in files.items():
            _write(folder / name, content)


def remove_files(folder: Path, names: Iterable[str]) -> None:
    """Delete the files *names* (relative paths with ``/``) from *folder*, and the folders that become empty.

    Raises EnvironmentProblem for file system errors; missing files are ignored.
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
    """Refuse any name but a plain relative path: ``..``, a leading or doubled ``/``, ``\\``, control characters."""
    parts = name.split("/")
    bad_part = any(part in ("", ".", "..") for part in parts)
    if bad_part or parts[0] == MARKER or "\\" in name or not name.isprintable():
        raise EnvironmentProblem(f"will not write {name!r}: that is not a plain path inside the folder")


def _delete_others(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Remove what is not in *files*: other files, links, empty folders. Return the removed files."""
    wanted = {*files, MARKER}
    deleted = [name for name in _others(folder, "") if name not in wanted or _is_special(folder / name)]
    for name in deleted:
        (folder / name).unlink()
    for path in _folders_deepest_first(folder):
        if not any(path.iterdir()):
            path.rmdir()
    return sorted(deleted)


def _others(folder: Path, prefix: str) -> Iterator[str]:
    """Yield every entry under *folder* that is not a real folder; links are entries and are not followed."""
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
    """Write a file; make its folder only if that fails, since most folders exist."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _write(path: Path, content: bytes) -> bool:
    """Write *content* unless the file already has it; return whether it was written.

    Written to a temporary file and renamed, so that a reader (the live preview) never sees a partial file.
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


# ── A reproducible zip archive: the same files and time give the same bytes ──

UNIX = 3
READABLE = 0o100644 << 16
EARLIEST = 315_532_800
"""1980-01-01, the earliest time in a zip archive."""


def zipped(files: Mapping[str, bytes], epoch: int) -> bytes:
    """Return a zip archive of *files* (path to content), all with the time *epoch* (seconds since 1970, UTC)."""
    moment = datetime.fromtimestamp(max(epoch, EARLIEST), UTC)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, moment.timetuple()[:6])
            entry.create_system, entry.external_attr, entry.compress_type = UNIX, READABLE, ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return buffer.getvalue()
