"""A manifest lists the files of a finished folder with their SHA-256; the folder can be compared with it.

The format is that of sha256sum, «<64 hexadecimal digits>  <path>», one line per file, sorted by path, so that
`sha256sum --check` can read it. Lines that begin with # are comments.
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
    """Return the manifest of the files *names* in *folder*."""
    return {name: _digest(folder / name) for name in sorted(names)}


def written(manifest: Manifest) -> str:
    """Return the text of a manifest."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest.items()))


def read_manifest(text: str) -> Manifest:
    """Return the manifest in *text*. A line without a digest, as written until 2026, is a name with an empty digest."""
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    parts = ((line, _LINE.fullmatch(line)) for line in lines)
    return dict((found[2], found[1]) if found else (line, "") for line, found in parts)


def manifest_digest(manifest: Manifest) -> str:
    """Return the SHA-256 of a manifest's text: one value for all files of a folder."""
    return sha256(written(manifest).encode(errors="surrogateescape")).hexdigest()


def differences(folder: Path, manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield each difference of *folder* from *manifest*: what it is («changed»), and the name.

    A difference is: changed, missing, added, or «no plain file» for links, which are not followed, pipes and devices.
    Raises OSError.
    """
    there = sizes(folder)
    special = {name for name, size in there.items() if size is None}
    yield from (("no plain file", name) for name in sorted(special))
    # Only expected files are read, whatever else the folder contains.
    found = {name: _digest(folder / name) if name in manifest else "" for name in there.keys() - special}
    yield from unlike({name: digest for name, digest in manifest.items() if name not in special}, found)


def unlike(manifest: Manifest, found: Manifest) -> Iterator[tuple[str, str]]:
    """Yield each difference of *found* from *manifest*: «changed», «missing» or «added», and the name.

    Names without a digest are compared by name only.
    """
    for name in sorted({*manifest, *found}):
        if name not in found:
            yield "missing", name
        elif name not in manifest:
            yield "added", name
        elif manifest[name] not in ("", found[name]):
            yield "changed", name


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def sizes(folder: Path) -> Mapping[str, int | None]:
    """Return the size of everything in *folder* except folders; None if it is not a plain file, as for links."""
    return dict(_entries(folder, ""))


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, int | None]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(folder / entry.name, f"{prefix}{entry.name}/")
            else:
                plain = entry.is_file(follow_symlinks=False)
                yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size if plain else None
