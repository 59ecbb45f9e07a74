"""Replace a site as a whole, so that a kill at any moment costs nobody the site.

The new folder and the old one exchange their names in one step: whoever reads the site finds one or the other, at
every moment. Where the system or the file system cannot do that, two renames follow one another; a kill between them
is mended by the next start.

Beside ``site`` may stand, for moments or after a kill: ``.site.new`` (being built, or the site of before: worth
nothing), ``.site.old`` (complete, the way back if there is no site) and ``.site.trash`` (being deleted, worth nothing).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .border import MARKER, check_replaceable, disk, is_ours, mark, open_to_readers, remove
from .exchange import exchange


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
