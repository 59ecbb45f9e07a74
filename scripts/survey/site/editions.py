"""What a site keeps from earlier ones: all published addresses, and dated editions."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .. import COMMAND, addresses
from ..content import ADDRESSES, Catalogue
from ..content.model import Snapshot
from ..content.snapshots import version
from ..files import MARKER, Manifest, disk, manifest_digest, manifest_of, read_manifest, sizes, unlike
from ..problems import EnvironmentProblem, Place, Problem
from . import permalinks
from .verify import MOST_BYTES, Expected, Finding, Site, changed, published, read_site, safety_findings

PAGES = "search/pages.json"


@dataclass(frozen=True)
class KeptAddresses:
    """A site in which all published addresses work: the files to add, and the site with these files added."""

    files: Mapping[str, bytes]
    site: Site
    expected: Expected
    lock: str
    problems: tuple[Problem, ...]


def keep_addresses(catalogue: Catalogue, site: Site, expected: Expected) -> KeptAddresses:
    """Return what keeps the permanent addresses of *site* working, and a problem for each that would be lost."""
    lock = permalinks.read_lock(f"content/{ADDRESSES}", catalogue.files.get(ADDRESSES))
    made = published(site, expected, lock.goals)
    kept = permalinks.keep(made, lock, catalogue.aliases)
    files = {**permalinks.kept_files(site, kept.ways, expected.canonical), PAGES: _pages([*made, *kept.ways])}
    redirected = frozenset(way[1:] for way in kept.ways if way.endswith("/"))
    expected = replace(expected, redirects=expected.redirects | redirected)
    return KeptAddresses(files, changed(site, files), expected, kept.lock, kept.problems)


def _pages(ways: Iterable[str]) -> bytes:
    """Return the list of all pages, with which the 404 page suggests the right one."""
    pages = sorted(way[1:] for way in ways if way.endswith("/"))
    return (json.dumps(pages, separators=(",", ":")) + "\n").encode()


@dataclass(frozen=True)
class Editions:
    """Dated editions that are published with a site: their files by path in the site, and what is wrong with them."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    notes: tuple[Problem, ...] = ()


def kept_editions(folder: Path, catalogue: Catalogue, home: str) -> Editions:
    """Return all dated editions that content/editions/ records, from *folder*; *home* is the survey's address.

    Each must be safe and match its record; it was checked completely when it was made. It keeps its marker, so that a
    later publication of a site without it does not delete it. Raises EnvironmentProblem if one is missing.
    """
    places = {snapshot: folder / version(snapshot.id) for snapshot in catalogue.snapshots}
    for snapshot, place in places.items():
        if place.is_symlink() or not place.is_dir():
            lacking = addresses.edition(snapshot.id)
            raise EnvironmentProblem(
                f"{folder} lacks {lacking}, which readers cite; fetch the branch that keeps editions"
            )
    with disk(f"read {folder}"):
        there = {
            addresses.edition(snapshot.id) + name: (place / name, size or 0)
            for snapshot, place in places.items()
            for name, size in _edition_files(place).items()
        }
        found = {name: size for name, (_, size) in there.items()}
        if sum(found.values()) >= MOST_BYTES:  # too much to read; the check of the whole site reports it
            return Editions(sizes=found)
        findings = tuple(
            each for snapshot, place in places.items() for each in _edition_findings(snapshot, place, home)
        )
        if findings:
            return Editions(sizes=found, findings=findings)
        files = {name: path.read_bytes() for name, (path, _) in there.items()}
        known = {place.name for place in places.values()}
        strays = sorted(path.name for path in folder.iterdir() if path.name not in known and path.name[0] != ".")
    return Editions(files, found, notes=tuple(_not_recorded(folder / name) for name in strays))


def look_at_edition(snapshot: Snapshot, place: Path, home: str) -> tuple[Manifest, tuple[Finding, ...]]:
    """Return the manifest of an edition in the folder *place*, and why it cannot be published, apart from its digest.

    Reasons are: its files differ from those that its marker lists, something is not a regular file, a page of the
    record is missing, or a page loads something from a third party.
    """
    start, there = addresses.edition(snapshot.id), _edition_files(place)
    if special := [name for name, size in there.items() if size is None]:
        return {}, tuple(Finding(start + name, "EDI002", "is not a regular file") for name in special)
    manifest = manifest_of(place, there.keys() - {MARKER})
    if MARKER not in there:
        return manifest, (Finding(start + MARKER, "EDI002", "is missing: the list of its files"),)
    marker = (place / MARKER).read_text(encoding="utf-8", errors="replace")
    lacking = [page[1:] for page in snapshot.pages if f"{page[1:]}index.html" not in manifest]
    unsafe = safety_findings(read_site(place), Expected(frozenset(), home + start))
    return manifest, (
        *(
            Finding(start + name, "EDI002", f"is {why}, says its list of files")
            for why, name in unlike(read_manifest(marker), manifest)
        ),
        *(Finding(start + page, "EDI003", "is missing, though readers cite it") for page in lacking),
        *(Finding(start + each.page, each.code, each.message) for each in unsafe),
    )


def _edition_findings(snapshot: Snapshot, place: Path, home: str) -> Iterator[Finding]:
    """Yield a finding for each reason why the edition in *place* cannot be published."""
    manifest, findings = look_at_edition(snapshot, place, home)
    yield from findings
    record, start = f"content/editions/{snapshot.id}.yml", addresses.edition(snapshot.id)
    if snapshot.manifest is None:
        adopt = f"{COMMAND} edition --adopt {place.parent}"
        yield Finding(start, "EDI004", f"{record} does not say yet which files it has; record it once: {adopt}")
    elif manifest_digest(manifest) != snapshot.manifest:
        message = f"is not what it was: its files are others than those whose list {record} records"
        yield Finding(start, "EDI002", message)


def _edition_files(place: Path) -> Mapping[str, int | None]:
    """Return the files of an edition with their sizes, without the empty .nojekyll that older ones contain."""
    return {name: size for name, size in sizes(place).items() if (name, size) != (".nojekyll", 0)}


def _not_recorded(path: Path) -> Problem:
    message = f"does not record {path.name}, which is in {path.parent}; it is not published with the site"
    hint = f"if it is an edition, commit the file that {COMMAND} edition wrote"
    return Problem(Place("content/editions"), "EDI001", message, hint, note=True)
