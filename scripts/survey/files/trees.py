"""Write a tree of files so that only what changed is touched: a live preview rebuilds on every touched file."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..problems import EnvironmentProblem
from .border import MARKER, check_replaceable, disk, make_folder, mark, unclose


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
