"""Read a finished site: names and sizes of files, and the parts of pages and style sheets that the checks need."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...files import disk
from ..fingerprint import MANIFEST, SHARED, FingerprintManifest, carries_hash, read_fingerprints
from .findings import HtmlPage
from .html import read_page, read_style_sheet


@dataclass(frozen=True)
class Site:
    """A finished site: all files with their sizes in bytes, symbolic links, pages and style sheets by file name."""

    folder: Path
    files: Mapping[str, int]
    symlinks: tuple[str, ...]
    pages: Mapping[str, HtmlPage]
    styles: Mapping[str, HtmlPage]
    hashed: frozenset[str]
    """Shared files whose names contain the hash of their content."""
    manifest: FingerprintManifest
    """Names of shared files."""
    unnamed: Mapping[str, frozenset[str]]
    """Script to the shared files that it refers to by their original names."""


def read_site(folder: Path) -> Site:
    """Read the finished site in *folder*. Symbolic links are listed but not followed."""
    with disk(f"read {folder}"):
        entries = list(_entries(folder, ""))
        files = {name: size for name, size in entries if size >= 0}
        pages = {name: read_page(name, data) for name, data in _contents(folder, files, ".html")}
        shared = dict(_contents(folder, (name for name in files if name.startswith(SHARED)), ""))
        styles = {name: read_style_sheet(name, data) for name, data in _contents(folder, files, ".css")}
    hashed = frozenset(name for name, data in shared.items() if carries_hash(name, data))
    manifest = read_fingerprints(shared.get(MANIFEST, b""))
    scripts = {name: data.decode("utf-8", "replace") for name, data in shared.items() if name.endswith((".js", ".mjs"))}
    unnamed = {name: _original_names(scripts[name], manifest) for name in scripts.keys() & set(manifest.files.values())}
    symlinks = tuple(name for name, size in entries if size < 0)
    return Site(folder, files, symlinks, pages, styles, hashed, manifest, unnamed)


def _original_names(script: str, manifest: FingerprintManifest) -> frozenset[str]:
    """Return the files of *manifest* whose original name ends a path in a string of *script*."""
    names = {name.rpartition("/")[2]: name for name in manifest.files if name.startswith(SHARED)}
    found = (name for name in names if name in script)  # fast pre-check
    return frozenset(names[name] for name in found if re.search(rf"[\"'`/]{re.escape(name)}[\"'`?#]", script))


def changed(site: Site, files: Mapping[str, bytes]) -> Site:
    """Return *site* with *files* (which include no style sheets) added or replaced."""
    pages = {name: read_page(name, data) for name, data in files.items() if name.endswith(".html")}
    sizes = {name: len(data) for name, data in files.items()}
    return replace(site, files={**site.files, **sizes}, pages={**site.pages, **pages})


def _contents(folder: Path, names: Iterable[str], ending: str) -> Iterator[tuple[str, bytes]]:
    return ((name, (folder / name).read_bytes()) for name in names if name.endswith(ending))


def _entries(folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
    """Yield every file under *folder* with its size, and every symbolic link with the size -1."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_symlink():
                yield prefix + entry.name, -1
            elif entry.is_dir():
                yield from _entries(folder / entry.name, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.stat().st_size
