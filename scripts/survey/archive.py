"""A zip archive that depends on nothing but what is in it: same files and time, same bytes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

UNIX = 3
READABLE = 0o100644 << 16
EARLIEST = 315_532_800
"""1980, where the calendar of zip begins."""


def zipped(files: Mapping[str, bytes], epoch: int) -> bytes:
    """Return an archive of *files* (path to content), all from the time *epoch* (seconds since 1970, UTC)."""
    moment = datetime.fromtimestamp(max(epoch, EARLIEST), UTC)
    room = BytesIO()
    with ZipFile(room, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, moment.timetuple()[:6])
            entry.create_system, entry.external_attr, entry.compress_type = UNIX, READABLE, ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return room.getvalue()
