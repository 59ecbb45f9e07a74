"""What a site keeps of earlier ones: every address that was published once, and dated editions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from . import promises
from .catalogue import ADDRESSES, Catalogue
from .files import MARKER, disk, read_tree
from .problems import ContentError, EnvironmentProblem, Problem
from .snapshots import kept_pages
from .verify import Expected, Site, changed, published


@dataclass(frozen=True)
class Kept:
    """A site in which every address that was published once works: what to add to it, and what it is then."""

    files: Mapping[str, bytes]
    site: Site
    expected: Expected
    lock: str
    problems: tuple[Problem, ...]


def keep_addresses(catalogue: Catalogue, site: Site, expected: Expected) -> Kept:
    """Return what keeps the promised addresses of *site* working, and the problems of those that would not."""
    lock = promises.read_lock(f"content/{ADDRESSES}", catalogue.files.get(ADDRESSES))
    kept = promises.keep(published(site, expected, lock.goals), lock, catalogue.aliases)
    files = promises.kept_files(site, kept.ways, expected.canonical)
    leading = frozenset(way[1:] for way in kept.ways if way.endswith("/"))
    expected = replace(expected, redirects=expected.redirects | leading)
    return Kept(files, changed(site, files), expected, kept.lock, kept.problems)


def kept_editions(folder: Path, catalogue: Catalogue) -> Mapping[str, bytes]:
    """Return the files of all dated editions in *folder*; raise EnvironmentProblem if a page of one is missing.

    Each keeps its marker, so that no later publication of a site without it deletes it.
    """
    tree = read_tree(folder, str(folder))
    if tree.odd:
        raise ContentError(tree.odd)
    files = {f"v/{name}": content for name, content in tree.items()}
    with disk(f"read {folder}"):
        files |= {f"v/{path.parent.name}/{MARKER}": path.read_bytes() for path in folder.glob(f"*/{MARKER}")}
    for page in sorted(kept_pages(catalogue)):
        if f"{page}index.html" not in files:
            raise EnvironmentProblem(f"{folder} lacks {page}, which readers cite; fetch the branch that keeps editions")
    return files
