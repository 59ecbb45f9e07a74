"""One build at a time for one folder."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..problems import EnvironmentProblem
from .border import check_replaceable, disk

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
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = lock.open("ab")
    with handle:
        _acquire(handle, folder, time.monotonic() + wait)
        with disk(f"lock {folder}"):
            check_replaceable(folder)
        yield


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
