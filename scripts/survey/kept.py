"""What a site keeps of earlier ones: every address that was published once, and dated editions."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from . import promises
from .catalogue import Catalogue
from .files import MARKER, disk, read_tree
from .problems import EnvironmentProblem, Problem
from .snapshots import kept_pages
from .verify import Expected, Site, changed, published

PAGES = "search/pages.json"


@dataclass(frozen=True)
class Kept:
    """A site in which every address that was published once works: what to add to it, and what it is then."""

    files: Mapping[str, bytes]
    site: Site
    expected: Expected
    lock: str
    problems: tuple[Problem, ...]


def keep_addresses(content: Path, catalogue: Catalogue, site: Site, expected: Expected) -> Kept:
    """Return what keeps the promised addresses of *site* working, and the problems of those that would not."""
    path = content / promises.LOCK
    lock = promises.read_lock(f"content/{promises.LOCK}", path.read_bytes() if path.is_file() else None)
    made = published(site, expected, lock.goals)
    kept = promises.keep(made, lock, catalogue.aliases)
    files = {**promises.kept_files(site, kept.ways, expected.canonical), PAGES: _pages([*made, *kept.ways])}
    leading = frozenset(way[1:] for way in kept.ways if way.endswith("/"))
    expected = replace(expected, redirects=expected.redirects | leading)
    return Kept(files, changed(site, files), expected, kept.lock, kept.problems)


def _pages(addresses: Iterable[str]) -> bytes:
    """Return the list of all pages, by which the page for wrong addresses finds the right one."""
    pages = sorted(address[1:] for address in addresses if address.endswith("/"))
    return (json.dumps(pages, separators=(",", ":")) + "\n").encode()


def kept_editions(folder: Path, catalogue: Catalogue) -> Mapping[str, bytes]:
    """Return the files of all dated editions in *folder*; raise EnvironmentProblem if a page of one is missing.

    Each keeps its marker, so that no later publication of a site without it deletes it.
    """
    files = {f"v/{name}": content for name, content in read_tree(folder, str(folder)).items()}
    with disk(f"read {folder}"):
        files |= {f"v/{path.parent.name}/{MARKER}": path.read_bytes() for path in folder.glob(f"*/{MARKER}")}
    for page in sorted(kept_pages(catalogue)):
        if f"{page}index.html" not in files:
            raise EnvironmentProblem(f"{folder} lacks {page}, which readers cite; fetch the branch that keeps editions")
    return files
