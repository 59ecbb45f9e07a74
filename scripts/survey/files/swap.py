"""Replace a site as a whole, so that a kill at any moment costs nobody the site.

The new folder and the old one exchange their names in one step: whoever reads the site finds one or the other, at
every moment. Where the system or the file system cannot do that, two renames follow one another; a kill between them
is mended by the next start.

Beside ``site`` may stand, for moments or after a kill: ``.site.new`` (being built, or the site of before: worth
nothing), ``.site.old`` (complete, the way back if there is no site) and ``.site.trash`` (being deleted, worth nothing).
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

# ── Exchange two folders in one step, where the system and the file system can ──
# Python's own `os` has no such call. Linux has `renameat2` with RENAME_EXCHANGE (since 3.15, in glibc since 2.28),
# macOS `renamex_np` with RENAME_SWAP. The package renameat2 wraps the former alone, by a compiled module.

_AT_FDCWD = -100
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS alike."""

_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
"""How kernels, file systems and the filters of containers say that they do not know this call."""


def exchange(one: Path, other: Path) -> bool:
    """Give each of two folders the name of the other at once; say False, and do nothing, where that cannot be done.

    Raises OSError if it can be done here and fails.
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


# ── One build at a time for one folder ──

_PAUSE = 0.05


@contextmanager
def locked(folder: Path, wait: float = 60.0) -> Iterator[None]:
    """Hold the lock on *folder* for the block; a second build waits up to *wait* seconds.

    The lock is ``.<name>.lock`` beside the folder, since the folder itself is replaced. The system releases it
    when its holder ends, however that happens. Raises EnvironmentProblem («locked») when the wait was in vain,
    and at once for a folder that is not ours to replace.
    """
    path = folder.absolute()
    lock = path.parent / f".{path.name}.lock"
    with disk(f"lock {folder}"):
        if not lock.exists():  # else another build may be writing the folder, which cannot be judged before it is done
            check_replaceable(folder)
        make_folder(path.parent)
        handle = lock_file(lock)
    with handle:
        _acquire(handle, folder, time.monotonic() + wait)
        with disk(f"lock {folder}"):
            check_replaceable(folder)
        yield


def lock_file(path: Path) -> BinaryIO:
    """Return the file *path*, which is there to be locked and holds nothing; raise OSError where it cannot be had.

    That somebody else made it, and we may only read it, is enough; an empty folder in its place is taken away.
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
    while not _tried(handle):
        if time.monotonic() >= deadline:
            raise EnvironmentProblem(f"{folder} is locked: another build is still running there")
        time.sleep(_PAUSE)


def _tried(handle: BinaryIO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def workspace(site: Path) -> Iterator[Path]:
    """Yield an empty folder beside *site*, on the same disk, to build in; afterwards it is gone, come what may.

    First brings back what a killed build left (see recover), and refuses a *site* that we may not replace, so
    that no time is spent on building for a folder that is then refused. To be called under a lock on *site*.
    """
    site = site.absolute()
    with disk(f"build beside {site}"):
        check_replaceable(site)
        recover(site)
        new = _beside(site, "new")
        new.mkdir(parents=True)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def replace_site(new: Path, site: Path) -> None:
    """Put the finished folder *new* in the place of *site* and mark it as complete.

    *new* must be on the same file system. Raises EnvironmentProblem when *site* is not ours to replace or the
    disk refuses; *site* is then as it was.
    """
    site = site.absolute()
    with disk(f"replace {site}"):
        check_replaceable(site)
        _bring_back(site)
        _delete_old(site)
        mark(new, files_in(new))
        open_to_readers(new)
        site.parent.mkdir(parents=True, exist_ok=True)
        if is_ours(site):
            _swap(new, site)
        else:
            new.rename(site)
        with suppress(OSError):  # what cannot be deleted is told at the next start; the site is in its place
            _delete_old(site)


def files_in(folder: Path) -> frozenset[str]:
    """Return the relative paths of all files below *folder*, without our marker."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return frozenset(names) - {MARKER}


def recover(site: Path) -> bool:
    """Bring back the old site if a swap was interrupted, delete leftovers; say whether it was brought back.

    To be called under a lock on *site*. Raises EnvironmentProblem when the disk refuses.
    """
    site = site.absolute()
    with disk(f"recover {site}"):
        brought_back = _bring_back(site)
        _delete_old(site)
        remove(_beside(site, "new"))
    return brought_back


def _swap(new: Path, site: Path) -> None:
    old = _beside(site, "old")
    if exchange(new, site):
        new.rename(old)
        return
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise


def _bring_back(site: Path) -> bool:
    old = _beside(site, "old")
    missing = is_ours(old) and not site.exists()
    if missing:
        old.rename(site)
    return missing


def _delete_old(site: Path) -> None:
    """Delete ``.old`` through ``.trash``: so ``.old``, whenever it exists, is complete.

    What cannot be deleted now is tried again at the next start; the site itself is in its place.
    """
    old, trash = _beside(site, "old"), _beside(site, "trash")
    if old.exists() or old.is_symlink():
        remove(trash)
        old.rename(trash)
    with suppress(OSError):
        remove(trash)


def _beside(site: Path, role: str) -> Path:
    return site.with_name(f".{site.name}.{role}")
