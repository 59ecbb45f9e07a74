"""Make a dated edition: a copy of the site that never changes, and the archive of it.

An edition is made from a commit. Its pages lie under v/<date>/ beside the live site; content/editions/<date>.yml, which
is committed afterwards, tells the live pages that they are cited by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import addresses, engine, sources
from .archive import zipped
from .catalogue import Catalogue
from .edition import SURVEY, Edition, checked_day
from .engine import EngineSettings
from .exports.cff import citation_data
from .files import MARKER, disk, files_in, manifest_digest, read_manifest
from .kept import look_at_edition
from .pipeline import Settings, SiteError, build
from .problems import ContentError, EnvironmentProblem
from .progress import Progress, silent
from .project import Project, read, read_edition
from .revision import changed
from .snapshots import version

CITATION = "CITATION.cff"


@dataclass(frozen=True)
class Made:
    """An edition as made: its site, its archive, and the files of the project that are to be committed."""

    site: Path
    archive: Path
    written: tuple[Path, ...]


def make_edition(
    project: Project, out: Path, day: str | None = None, site_url: str | None = None, progress: Progress = silent
) -> Made:
    """Make the edition of *day* (the commit's, if none is given) from the commit that is checked out, into *out*.

    Raises EnvironmentProblem if there is such an edition already, or if something is not committed: an edition names
    the commit that it shows.
    """
    home = engine.address(project.root, EngineSettings(site_url))
    catalogue, edition = read_edition(project, home, checked_day(day) if day else "")
    _check_committed(project, edition)
    day = edition.snapshot or edition.date[: len("2026-11-22")]
    edition = replace(edition, snapshot=day)
    record = project.root / "content" / "editions" / f"{day}.yml"
    if any(day <= snapshot.id for snapshot in catalogue.snapshots):
        raise EnvironmentProblem(f"there is an edition of {catalogue.snapshots[-1].id}; editions are never changed")
    site = out / edition.version
    pages = build(project, Settings(site, site_url, edition=day), progress=progress).pages
    progress("Packing the archive")
    citation = stamped(project, catalogue, edition)
    archive = out / f"{catalogue.survey.id}-{edition.version}.zip"
    with disk(f"write {out}"):
        manifest = read_manifest((site / MARKER).read_text(encoding="utf-8"))
        told = {
            "commit": edition.commit,
            "manifest": manifest_digest(manifest),
            "pages": sorted(f"/{page}" for page in pages),
        }
        archive.write_bytes(zipped(_archived(catalogue, site, archive.stem, citation), edition.epoch))
        record.parent.mkdir(exist_ok=True)
        record.write_text(sources.written(told), encoding="utf-8", newline="\n")
        (project.root / CITATION).write_text(citation, encoding="utf-8", newline="\n")
    return Made(site, archive, (record, project.root / CITATION))


def adopt_editions(project: Project, folder: Path, site_url: str | None = None) -> tuple[Path, ...]:
    """Record the files of each edition in *folder* whose record in content/editions/ has no manifest yet, once.

    Returns the records that were written. Raises SiteError if such an edition cannot be published as it is, and
    EnvironmentProblem if it is not there.
    """
    home = engine.address(project.root, EngineSettings(site_url))
    missing = [snapshot for snapshot in read(project).snapshots if snapshot.manifest is None]
    looked = []
    for snapshot in missing:
        place = folder / version(snapshot.id)
        if place.is_symlink() or not place.is_dir():
            raise EnvironmentProblem(f"{folder} lacks {place.name}, which content/editions/{snapshot.id}.yml records")
        with disk(f"read {place}"):
            looked.append(look_at_edition(snapshot, place, home))
    if findings := tuple(finding for _, found in looked for finding in found):
        raise SiteError(findings)
    records = tuple(project.root / "content" / "editions" / f"{snapshot.id}.yml" for snapshot in missing)
    for record, (manifest, _) in zip(records, looked, strict=True):
        with disk(f"write {record}"):
            line = sources.written({"manifest": manifest_digest(manifest)})
            record.write_text(f"{record.read_text(encoding='utf-8').rstrip()}\n{line}", encoding="utf-8", newline="\n")
    return records


def stamped(project: Project, catalogue: Catalogue, edition: Edition) -> str:
    """Return the text of the project's CITATION.cff with the papers of *catalogue* and what *edition* it stands for."""
    stamp = {
        "version": edition.version,
        "date-released": edition.snapshot,
        "url": edition.full(addresses.edition(edition.snapshot)),
        "commit": edition.commit or "",
    }
    return sources.written(citation_data(_own(project), catalogue, stamp if edition.snapshot else {}))


def _own(project: Project) -> Mapping[str, Any]:
    path = project.root / CITATION
    if not path.is_file():
        raise EnvironmentProblem(f"there is no {path}; it says who is to be cited")
    document = sources.read(CITATION, path.read_bytes(), dict)
    if isinstance(document, tuple):
        raise ContentError(document)
    assert isinstance(document.data, dict)
    return document.data


def _check_committed(project: Project, edition: Edition) -> None:
    """Raise EnvironmentProblem unless *edition*, and CITATION.cff, which is archived with it, are as in a commit."""
    because = "an edition names the commit that it shows; "
    if edition.unknown:
        raise EnvironmentProblem(f"{because}git says: {edition.unknown}")
    if edition.commit is None:
        raise EnvironmentProblem(f"{because}git does not track {project.root / SURVEY}: commit it first")
    if odd := (*edition.changed, *changed(project.root, (CITATION,))):
        more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
        raise EnvironmentProblem(f"{because}commit what has changed first ({odd[0]}{more})")


def _archived(catalogue: Catalogue, site: Path, name: str, citation: str) -> Mapping[str, bytes]:
    """Return what an archive keeps: the site, the content that it was made from, and how to cite both."""
    pages = {f"{name}/site/{file}": (site / file).read_bytes() for file in files_in(site) - {MARKER}}
    content = {f"{name}/content/{file}": data for file, data in catalogue.files.items()}
    return {**pages, **content, f"{name}/{CITATION}": citation.encode()}
