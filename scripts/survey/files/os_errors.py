"""The marker of folders that the build may replace, and errors of the operating system as sentences."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import EnvironmentProblem
from .manifest import manifest_of, read_manifest, written

MARKER = ".made-by-survey"
"""A folder that contains this file was made by the build, which may therefore replace or clear it.

In a finished site it lists the site's files with their SHA-256 (see manifest.py), so that publishing can recognise a
complete, unmodified site, and distinguish its files from others.
"""

_MARKER_TEXT = "# The survey's build made this folder and replaces it as a whole. Keep nothing of your own here.\n"

_PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "it is on a read-only file system",
    errno.EACCES: "permission was refused",
    errno.EPERM: "permission was refused",
    errno.EXDEV: "it would have to move to another file system",
    errno.EISDIR: "a folder stands where a file belongs",
    errno.EEXIST: "a file stands where a folder belongs",
    errno.ENOTDIR: "a file stands where a folder belongs",
    errno.ELOOP: "a symbolic link stands where a file belongs",
    errno.ENXIO: "a pipe stands where a file belongs",
}

_REMEDY = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "; free some space"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "; give yourself access to it (chmod, chown)"),
    **dict.fromkeys((errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ELOOP, errno.ENXIO), "; move or delete it"),
}

_FOLDER, _FILE = 0o755, 0o644
"""Minimum permissions of folders and files in a site."""


def mark(folder: Path, files: Iterable[str] = ()) -> None:
    """Write the marker into *folder*, with *files* (relative paths) and their SHA-256."""
    lines = written(manifest_of(folder, files))
    (folder / MARKER).write_text(_MARKER_TEXT + lines, encoding="utf-8", newline="\n")


def listed(marker: str) -> frozenset[str]:
    """Return the files that a *marker* (its text) lists."""
    return frozenset(read_manifest(marker))


def is_ours(folder: Path) -> bool:
    """Return whether *folder* is a real folder (no symbolic link) with a marker, recognised by its first line."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    beginning = _MARKER_TEXT.encode()
    try:
        with os.fdopen(os.open(folder / MARKER, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as marker:
            return stat.S_ISREG(os.fstat(marker.fileno()).st_mode) and marker.read(len(beginning)) == beginning
    except OSError:  # missing, not a file, or not readable: then the folder counts as not ours
        return False


def check_replaceable(folder: Path) -> None:
    """Raise EnvironmentProblem unless *folder* is absent, empty or ours, and not the current folder or above it.

    This prevents the loss of files with ``--out .``, ``--out /`` and ``--out content``.
    """
    if folder.is_symlink():
        raise EnvironmentProblem(f"{folder} is a symbolic link; name the folder itself")
    if Path.cwd().is_relative_to(folder.resolve()):
        raise EnvironmentProblem(f"{folder} holds the folder you are in; name a folder of its own, as in build/site")
    if folder.is_mount():
        raise EnvironmentProblem(
            f"{folder} is where a file system is mounted, which cannot be replaced; name one in it"
        )
    if folder.exists() and not folder.is_dir():
        raise EnvironmentProblem(f"{folder} is a file; name a folder")
    # In this order: the marker is the first file written, so if another build has begun, it exists.
    if folder.is_dir() and any(folder.iterdir()) and not is_ours(folder):
        raise EnvironmentProblem(
            f"{folder} has files that the build did not make; it replaces only its own or an empty folder"
        )


@contextmanager
def disk(doing: str) -> Iterator[None]:
    """Turn an OSError in the block into EnvironmentProblem: «cannot *doing*: the disk is full (file); …»."""
    try:
        yield
    except OSError as error:
        why = _PLAIN.get(error.errno or 0, error.strerror or str(error))
        where = f" ({error.filename})" if error.filename else ""
        raise EnvironmentProblem(f"cannot {doing}: {why}{where}{_REMEDY.get(error.errno or 0, '')}") from error


def remove(path: Path) -> None:
    """Delete *path*, whatever its type; read-only folders (chmod a-w) are made writable first.

    Links are deleted, never followed. Raises OSError if something cannot be deleted.
    """
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except PermissionError:
        unclose(path)
        shutil.rmtree(path)


def unclose(folder: Path) -> None:
    """Make *folder* and all folders in it writable for their owner. Raises OSError if another user owns one."""
    folder.chmod(folder.stat().st_mode | stat.S_IRWXU)
    for parent, names, _ in os.walk(folder):
        for inner in (Path(parent, name) for name in names):
            if not inner.is_symlink():
                inner.chmod(inner.stat().st_mode | stat.S_IRWXU)


def make_folder(folder: Path) -> None:
    """Make *folder* and its parents if they are missing. Those that are made can be entered by web servers."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        made.chmod(made.stat().st_mode | _FOLDER)


def open_to_readers(folder: Path) -> None:
    """Make *folder* and everything in it readable for all users, as web servers require, whatever the umask was.

    Folders get at least 0755, files 0644; write permission of the group is kept.
    """
    folder.chmod(folder.stat().st_mode | _FOLDER)
    for parent, folders, files in os.walk(folder):
        for names, mode in ((folders, _FOLDER), (files, _FILE)):
            for path in (os.path.join(parent, name) for name in names):  # noqa: PTH118 a thousand times in each build
                there = os.lstat(path).st_mode
                if there & mode != mode and not stat.S_ISLNK(there):
                    os.chmod(path, there | mode)  # noqa: PTH101
