"""Replace a site as a whole, so that a kill at any moment does not lose it.

The new folder and the old one exchange their names in one step, so that readers always find one of them. Where the
system or the file system does not support that, there are two renames; if the process is killed between them, the next
start restores the old site.

Beside ``site`` there may be, temporarily or after a kill: ``.site.new`` (being built, or the previous site: to be
discarded), ``.site.old`` (complete, restored if there is no site) and ``.site.trash`` (being deleted).
"""

import ctypes
import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..problems import EnvironmentProblem
from .os_errors import MARKER, check_replaceable, disk, is_ours, make_folder, mark, open_to_readers, remove

# ── Exchange of two folders in one step ──
# Python's `os` has no such call. Linux has `renameat2` with RENAME_EXCHANGE (since 3.15, in glibc since 2.28),
# macOS `renamex_np` with RENAME_SWAP. The package renameat2 wraps only the former, in a compiled module.

_AT_FDCWD = -100
_EXCHANGE = 2
"""RENAME_EXCHANGE on Linux and RENAME_SWAP on macOS."""

_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
"""Errors of kernels, file systems and container filters that do not support this call."""


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders atomically; return False, without effect, if that is not supported.

    Raises OSError if it is supported and fails.
    """
    library = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        done = library.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_EXCHANGE))
    elif hasattr(library, "renamex_np"):
        done = library.renamex_np(*paths, ctypes.c_uint(_EXCHANGE))
    else:
        return False
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


# ── Lock: one build at a time per folder ──

_PAUSE = 0.05


@contextmanager
def locked(folder: Path, wait: float = 60.0) -> Iterator[None]:
    """Hold the lock on *folder* during the block; wait up to *wait* seconds for another build.

    The lock is ``.<name>.lock`` beside the folder, since the folder itself is replaced. The system releases it
    when the process ends for any reason. Raises EnvironmentProblem («locked») if the wait was too short,
    and at once for a folder that must not be replaced.
    """
    path = folder.absolute()
    lock = path.parent / f".{path.name}.lock"
    with disk(f"lock {folder}"):
        if not lock.exists():  # otherwise another build may be writing the folder; it is checked once that is done
            check_replaceable(folder)
        make_folder(path.parent)
        handle = lock_file(lock)
    with handle:
        _acquire(handle, folder, time.monotonic() + wait)
        with disk(f"lock {folder}"):
            check_replaceable(folder)
        yield


def lock_file(path: Path) -> BinaryIO:
    """Return the open lock file *path*, which is empty; raise OSError if it cannot be opened.

    A file of another user that is only readable is sufficient; an empty folder in its place is removed.
    """
    flags = os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    with suppress(OSError):
        path.rmdir()
    try:
        handle = os.open(path, flags | os.O_RDWR, 0o666)
    except PermissionError:
        handle = os.open(path, flags ^ os.O_CREAT)
    return os.fdopen(handle, "rb")


def _acquire(handle: BinaryIO, folder: Path, deadline: float) -> None:
    while not _try_lock(handle):
        if time.monotonic() >= deadline:
            raise EnvironmentProblem(f"{folder} is locked: another build is still running there")
        time.sleep(_PAUSE)


def _try_lock(handle: BinaryIO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def workspace(site: Path) -> Iterator[Path]:
    """Yield an empty folder beside *site*, on the same disk, to build in; it is always deleted afterwards.

    First restores what a killed build left (see recover), and raises EnvironmentProblem if *site* must not be replaced,
    before any time is spent on building. Requires a lock on *site*.
    """
    site = site.absolute()
    with disk(f"build beside {site}"):
        check_replaceable(site)
        recover(site)
        new = _sibling(site, "new")
        new.mkdir(parents=True)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def replace_site(new: Path, site: Path) -> None:
    """Rename the finished folder *new* to *site*, replacing it, and mark it as complete.

    *new* must be on the same file system. Raises EnvironmentProblem if *site* must not be replaced, and
    for file system errors; *site* is then unchanged.
    """
    site = site.absolute()
    with disk(f"replace {site}"):
        check_replaceable(site)
        _restore_old(site)
        _delete_old(site)
        mark(new, files_in(new))
        open_to_readers(new)
        site.parent.mkdir(parents=True, exist_ok=True)
        if is_ours(site):
            _swap(new, site)
        else:
            new.rename(site)
        with suppress(OSError):  # what cannot be deleted is reported at the next start; the new site is in place
            _delete_old(site)


def files_in(folder: Path) -> frozenset[str]:
    """Return the relative paths of all files below *folder*, without the marker."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return frozenset(names) - {MARKER}


def recover(site: Path) -> bool:
    """Restore the old site after an interrupted swap and delete leftovers; return whether it was restored.

    Requires a lock on *site*. Raises EnvironmentProblem for file system errors.
    """
    site = site.absolute()
    with disk(f"recover {site}"):
        restored = _restore_old(site)
        _delete_old(site)
        remove(_sibling(site, "new"))
    return restored


def _swap(new: Path, site: Path) -> None:
    old = _sibling(site, "old")
    if exchange(new, site):
        new.rename(old)
        return
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise


def _restore_old(site: Path) -> bool:
    old = _sibling(site, "old")
    missing = is_ours(old) and not site.exists()
    if missing:
        old.rename(site)
    return missing


def _delete_old(site: Path) -> None:
    """Delete ``.old``, first renamed to ``.trash``, so that ``.old`` is always complete.

    What cannot be deleted is tried again at the next start; the site itself is not affected.
    """
    old, trash = _sibling(site, "old"), _sibling(site, "trash")
    if old.exists() or old.is_symlink():
        remove(trash)
        old.rename(trash)
    with suppress(OSError):
        remove(trash)


def _sibling(site: Path, role: str) -> Path:
    return site.with_name(f".{site.name}.{role}")
