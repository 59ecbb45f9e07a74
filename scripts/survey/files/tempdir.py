"""Temporary folders that are deleted after use; those of a killed process are deleted by the next one."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from .os_errors import disk, make_folder
from .swap import lock_file

_LOCK_FILE = ".held"


@contextmanager
def temporary_folder(parent: Path, name: str) -> Iterator[Path]:
    """Yield a new empty folder in *parent* whose name begins with ``.name-``; it is deleted at the end of the block.

    First deletes such folders of killed processes: each process holds a lock in its folder, which the system releases
    when the process ends for any reason. Raises EnvironmentProblem for file system errors.
    """
    with disk(f"write beside {parent / name}"):
        make_folder(parent)
        with lock_file(parent / f".{name}.lock") as lock:  # no cleaning while another process creates its folder
            fcntl.flock(lock, fcntl.LOCK_EX)
            _clean(parent, name)
            folder = Path(mkdtemp(prefix=f".{name}-", dir=parent))
            lock_handle = (folder / _LOCK_FILE).open("ab")
            fcntl.flock(lock_handle, fcntl.LOCK_EX)
    with lock_handle:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _clean(parent: Path, name: str) -> None:
    for old in parent.glob(f".{name}-*"):
        with suppress(OSError), (old / _LOCK_FILE).open("ab") as lock_handle:  # locked if its process is running
            fcntl.flock(lock_handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(old, ignore_errors=True)
