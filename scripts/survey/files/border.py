"""The border to the disk: which folders are ours, and the operating system's errors as sentences."""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import EnvironmentProblem
from .manifest import manifest_of, read_manifest, written

MARKER = ".made-by-survey"
"""A folder that holds this file was made by the build, which may therefore replace or clear it.

In a finished site it lists the site's files with their SHA-256 (see manifest.py), so that a publisher can tell a
complete site that nobody has touched, and its own files from those of others.
"""

_MARKER_TEXT = "# The survey's build made this folder and replaces it as a whole. Keep nothing of your own here.\n"

_PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "it is on a read-only file system",
    errno.EACCES: "permission was refused",
    errno.EPERM: "permission was refused",
    errno.EXDEV: "it would have to move to another file system",
}


def mark(folder: Path, files: Iterable[str] = ()) -> None:
    """Write the marker into *folder*, listing *files* (relative paths) in it with their SHA-256."""
    lines = written(manifest_of(folder, files))
    (folder / MARKER).write_text(_MARKER_TEXT + lines, encoding="utf-8", newline="\n")


def listed(marker: str) -> frozenset[str]:
    """Return the files that the text of a *marker* lists."""
    return frozenset(read_manifest(marker))


def is_ours(folder: Path) -> bool:
    """Say whether *folder* is a real folder (no symbolic link) that carries our marker."""
    marker = folder / MARKER
    return folder.is_dir() and not folder.is_symlink() and marker.is_file() and not marker.is_symlink()


def check_replaceable(folder: Path) -> None:
    """Raise EnvironmentProblem unless *folder* is absent, empty or ours, and not where we stand.

    This is what keeps ``--out .``, ``--out /`` and ``--out content`` from costing anybody their files.
    """
    if folder.is_symlink():
        raise EnvironmentProblem(f"{folder} is a symbolic link; name the folder itself")
    if Path.cwd().is_relative_to(folder.resolve()):
        raise EnvironmentProblem(f"{folder} holds the folder you are in; name a folder of its own, as in build/site")
    if folder.exists() and not folder.is_dir():
        raise EnvironmentProblem(f"{folder} is a file; name a folder")
    # In this order: the marker is the first file that we write, so where another build has begun, it is there.
    if folder.is_dir() and any(folder.iterdir()) and not is_ours(folder):
        raise EnvironmentProblem(
            f"{folder} has files that the build did not make; it replaces only its own or an empty folder"
        )


@contextmanager
def disk(doing: str) -> Iterator[None]:
    """Turn an OSError inside the block into EnvironmentProblem: «cannot *doing*: the disk is full (file)»."""
    try:
        yield
    except OSError as error:
        why = _PLAIN.get(error.errno or 0, error.strerror or str(error))
        where = f" ({error.filename})" if error.filename else ""
        raise EnvironmentProblem(f"cannot {doing}: {why}{where}") from error
