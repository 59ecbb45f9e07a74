"""Addresses are promises: what was published once leads somewhere for ever, or the build fails.

content/addresses.lock lists what was published; content/aliases.yml says where it is now, if it is not there any more.

Codes: ADR001 the list cannot be read · ADR002 an address would vanish · ADR003 an address would lead to something
else · ADR004 a retired address is used again · ADR005 an alias leads nowhere · ADR006 (note) an address is not
promised yet.
"""

from .keeping import Kept, keep
from .lock import Lock, read_lock
from .placing import kept_files

__all__ = ["Kept", "Lock", "keep", "kept_files", "read_lock"]
