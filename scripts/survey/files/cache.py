"""Caches kept from one build to the next: drawings, Markdown pages, compiled templates. They cannot affect the site.

Each file begins with a digest of its input and its content. A file that is truncated, altered, swapped, or written by
another version is ignored, and its content is made again; so is a folder, a link or a pipe in its place. A cache that
cannot be read or written only makes a build slower.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as cached
from hashlib import sha256
from pathlib import Path

from .os_errors import make_folder, remove

MOST = 2000
"""Number of files above which a cache deletes those that this build did not use."""

_LENGTH = sha256().digest_size

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<dots>\.*)(?P<origin>[\w.]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]*)"
    r"|import[ \t]+(?P<modules>[^\n]*))",
    re.MULTILINE,
)
"""An import statement, and sometimes a line of text that looks like one, which does no harm."""


@dataclass(frozen=True)
class Cache:
    """A folder of files, each made from an input that its key describes completely."""

    folder: Path

    def read(self, name: str, key: str) -> bytes | None:
        """Return the content stored as *name* if it is intact and was made from *key*, else None."""
        with suppress(OSError):
            # Do not follow a link, and do not wait for the other end of a pipe.
            handle = os.open(self.folder / name, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                found = file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else b""
            if found[:_LENGTH] == _digest(key, found[_LENGTH:]):
                return found[_LENGTH:]
        return None

    def keep(self, name: str, key: str, content: bytes) -> None:
        """Store *content*, which was made from *key*, as *name*; errors of the disk are ignored.

        Written to a temporary file and synced before the rename, so that a crash leaves no partial file.
        """
        beside = self.folder / f".{name}.{os.urandom(8).hex()}"
        with suppress(OSError):
            _make(self.folder)
            try:
                with beside.open("xb") as file:
                    file.write(_digest(key, content) + content)
                    file.flush()
                    os.fsync(file.fileno())
                _rename(beside, self.folder / name)
            finally:
                beside.unlink(missing_ok=True)

    def clear(self, asked: Set[str]) -> None:
        """Delete the files whose names are not in *asked* if the cache has more than MOST files."""
        with suppress(OSError):
            there = {path.name for path in self.folder.iterdir()}
            for name in there - asked if len(there) > MOST else ():
                with suppress(OSError):
                    remove(self.folder / name)


def _digest(key: str, content: bytes) -> bytes:
    return sha256(sha256(key.encode()).digest() + content).digest()


def _make(folder: Path) -> None:
    try:
        make_folder(folder)
    except FileExistsError:  # a file, or a dangling link
        remove(folder)
        folder.mkdir()


def _rename(file: Path, place: Path) -> None:
    try:
        file.replace(place)
    except OSError as error:
        if error.errno not in (errno.EISDIR, errno.ENOTEMPTY, errno.EEXIST):
            raise
        remove(place)
        file.replace(place)


@cached
def recipe(module: str) -> str:
    """Return a digest of everything but the input that determines the output of *module* (survey.slides.render_job).

    That is its source, the source of every module of its package that it imports, directly or not, and the versions of
    Python and of all installed distributions. It is computed, since a list kept by hand could be incomplete.
    """
    top = Path(__file__).parents[1]
    found: dict[str, bytes] = {}
    pending = [module]
    while pending:
        name = pending.pop()
        if name not in found:
            path = _source(top, name)
            assert path is not None, f"there is no module {name}"
            found[name] = path.read_bytes()
            pending += imported(top, name, found[name].decode())
    parts = [f"{name} {sha256(found[name]).hexdigest()}" for name in sorted(found)]
    return sha256("\n".join([sys.version, *_installed(), *parts]).encode()).hexdigest()


def imported(top: Path, module: str, source: str) -> Iterator[str]:
    """Yield the full names of the modules of the package in the folder *top* that *module* imports.

    The lines of *source* are matched by a pattern: parsing would take longer than the cache saves.
    """
    inside = module.split(".")
    if _source(top, module) != _package(top, module):
        inside.pop()
    for statement in _IMPORT.finditer(source):
        dots = len(statement["dots"] or "")
        start = inside[: len(inside) - dots + 1] if dots else []
        origin = ".".join([*start, *filter(None, [statement["origin"]])])
        names, modules = (_named(statement[group] or "") for group in ("names", "modules"))
        inner = [name for name in (f"{origin}.{each}" for each in names) if _source(top, name)]
        whole = [origin] if len(inner) < len(names) else []
        yield from (name for name in (*inner, *whole, *modules) if _source(top, name))


def _named(words: str) -> list[str]:
    """Return the names in the text after «import», without comments and aliases."""
    return re.findall(r"[\w.]+", re.sub(r"#[^\n]*|\bas\s+\w+", "", words))


def _source(top: Path, module: str) -> Path | None:
    """Return the file of *module* if it belongs to the package in the folder *top*, else None."""
    first, *rest = module.split(".")
    if first != top.name or not all(rest):
        return None
    paths = (top.joinpath(*rest).with_suffix(".py") if rest else None, _package(top, module))
    return next((path for path in paths if path and path.is_file()), None)


def _package(top: Path, module: str) -> Path:
    return top.joinpath(*module.split(".")[1:], "__init__.py")


def _installed() -> list[str]:
    """Return the names and versions of all installed distributions: fonttools-4.60.1.dist-info."""
    names: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            names.update(path.name for path in Path(folder).iterdir() if path.suffix in (".dist-info", ".egg-info"))
    return sorted(names)
