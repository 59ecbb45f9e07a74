"""The list of a finished folder's files with their SHA-256, and how a folder differs from its list.

The list is written as sha256sum writes it, «<64 hexadecimal digits>  <path>», a line for each file, sorted by path; so
`sha256sum --check` reads it, too. Lines that begin with # are comments.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path

Manifest = Mapping[str, str]
"""Path of a file to its SHA-256."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def manifest_of(folder: Path, names: Iterable[str]) -> Manifest:
    """Return the list of the files *names* of *folder*."""
    return {name: _digest(folder / name) for name in sorted(names)}


def written(manifest: Manifest) -> str:
    """Return the text of a list."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest.items()))


def read_manifest(text: str) -> Manifest:
    """Return the list that *text* holds. A line without a digest is a name, as lists were until 2026: digest empty."""
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    parts = ((line, _LINE.fullmatch(line)) for line in lines)
    return dict((found[2], found[1]) if found else (line, "") for line, found in parts)


def manifest_digest(manifest: Manifest) -> str:
    """Return the SHA-256 of the text of a list: one line that stands for all files of a folder."""
    return sha256(written(manifest).encode()).hexdigest()


def differences(folder: Path, manifest: Manifest, apart: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield what is not as *manifest* says in *folder*, as («changed», name); names *apart* do not count.

    Kinds: changed, missing, added, and «no plain file» for symbolic links, pipes, devices. Links are never followed.
    Raises OSError.
    """
    there = {name: plain for name, plain in _entries(folder, "") if name not in {*apart}}
    for name in sorted({*there, *manifest}):
        if name not in there:
            yield "missing", name
        elif not there[name]:
            yield "no plain file", name
        elif name not in manifest:
            yield "added", name
        elif _digest(folder / name) != manifest[name]:
            yield "changed", name


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, bool]]:
    """Yield everything in *folder* but folders, and whether it is a plain file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(folder / entry.name, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.is_file(follow_symlinks=False)
