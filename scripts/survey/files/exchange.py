"""Exchange two folders in one step, where the system and the file system can: nobody ever finds neither in its place.

Python's own `os` has no such call. Linux has `renameat2` with RENAME_EXCHANGE (since 3.15, in glibc since 2.28), macOS
`renamex_np` with RENAME_SWAP. The package renameat2 wraps the former alone, by a compiled module.
"""

import ctypes
import errno
import os
from pathlib import Path

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
