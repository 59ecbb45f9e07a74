"""One build at a time for one folder."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..problems import EnvironmentProblem
from .border import check_replaceable, disk, make_folder

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
