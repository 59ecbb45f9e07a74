"""Files that are kept under a hash of all that they were made from: what was made once is not made again."""

import os
from collections.abc import Set
from pathlib import Path

MOST = 2000
"""Files that a shelf keeps; beyond them, those that nobody asked for this time are deleted."""


def put(path: Path, content: bytes) -> None:
    """Keep *content* as *path*. Written beside and renamed: an interrupted build leaves no half file."""
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def clear(folder: Path, there: Set[str], asked: Set[str]) -> None:
    """Delete what stands in *folder* (the names *there*) and was not *asked* for, if the shelf is full."""
    if len(there) > MOST:
        for name in there - asked:
            (folder / name).unlink(missing_ok=True)
