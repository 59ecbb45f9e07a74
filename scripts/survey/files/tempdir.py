"""Temporary folders that are deleted after use; those of a killed process are deleted by the next one."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from .os_errors import disk, make_folder
from .swap import lock_file

_HELD = ".held"


@contextmanager
def temporary_folder(parent: Path, name: str) -> Iterator[Path]:
    """Yield a new empty folder in *parent* whose name begins with ``.name-``; it is deleted at the end of the block.

    First deletes such folders of killed processes: each process holds a lock in its folder, which the system releases
    when the process ends for any reason. Raises EnvironmentProblem when the disk refuses.
    """
    with disk(f"write beside {parent / name}"):
        make_folder(parent)
        with lock_file(parent / f".{name}.lock") as door:  # no cleaning while another process creates its folder
            fcntl.flock(door, fcntl.LOCK_EX)
            _clean(parent, name)
            made = Path(mkdtemp(prefix=f".{name}-", dir=parent))
            held = (made / _HELD).open("ab")
            fcntl.flock(held, fcntl.LOCK_EX)
    with held:
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _clean(parent: Path, name: str) -> None:
    for old in parent.glob(f".{name}-*"):
        with suppress(OSError), (old / _HELD).open("ab") as held:  # locked if its process is running
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(old, ignore_errors=True)
