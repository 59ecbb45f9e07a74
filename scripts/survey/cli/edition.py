"""Make a dated edition: a copy of the site that never changes, and its archive.

An edition is made from a commit. Its pages are published under v/<date>/ of the
live site. Commit content/editions/<date>.yml afterwards: with it, live pages
name the edition in «cite this page». The archive is for a data repository.

Example:
  %(prog)s --date 2026-12-01
"""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .. import COMMAND, addresses
from ..content import Catalogue, strict_yaml
from ..content.build_identity import SURVEY, BuildIdentity, changed, checked_day
from ..content.project import Project, read, read_identity
from ..content.snapshots import version
from ..exports.citations.cff import citation_data
from ..files import MARKER, disk, files_in, manifest_digest, read_manifest
from ..files.trees import zipped
from ..pipeline import Settings, SiteError, build
from ..problems import ContentError, EnvironmentProblem, Progress, silent
from ..site import mkdocs
from ..site.editions import look_at_edition
from ..site.mkdocs import EngineSettings
from . import console
from .options import add_build_dir, add_site_url, project_of

CITATION = "CITATION.cff"


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument("--date", help="date of the edition, such as 2026-11-22 (default: the day of the commit)")
    add_site_url(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where editions are made (default: editions/ in the folder of --build-dir)",
    )
    parser.add_argument(
        "--adopt",
        type=Path,
        metavar="DIR",
        help="make no edition; record the files of the older editions in DIR, once",
    )


def run(options: Namespace) -> None:
    """Make an edition or adopt older ones, then print the next steps."""
    with console.report_errors():
        project = project_of(options)
    if options.adopt:
        with console.report_errors("No edition was recorded."):
            records = adopt_editions(project, options.adopt, options.site_url)
        written = " ".join(map(os.path.relpath, records))
        console.print_line(f"Now commit them: git add {written}" if records else "Every edition is recorded already.")
        return
    out = options.out or project.build / "editions"
    with console.report_errors("No edition was made."), console.working("Making the edition") as progress:
        made = make_edition(project, out, options.date, options.site_url, progress)
    console.print_line(
        f"The edition is in {os.path.relpath(made.site)}, its archive is {os.path.relpath(made.archive)}. Now:"
    )
    console.print_line(f"  {COMMAND} publish --remote origin --branch editions --edition {made.written[0].stem}")
    console.print_line(f"  git add {' '.join(map(os.path.relpath, made.written))}")
    console.print_line("and commit: from then on pages are cited by it.")


@dataclass(frozen=True)
class Made:
    """A new edition: its site, its archive, and the files of the project to commit."""

    site: Path
    archive: Path
    written: tuple[Path, ...]


def make_edition(
    project: Project, out: Path, day: str | None = None, site_url: str | None = None, progress: Progress = silent
) -> Made:
    """Make the edition of *day* (default: the commit's day) from the checked-out commit, in the folder *out*.

    Raises EnvironmentProblem if there is already an edition of that day or a later one, or if something is not
    committed: an edition names the commit that it shows.
    """
    home = mkdocs.address(project.root, EngineSettings(site_url))
    catalogue, identity = read_identity(project, home, checked_day(day) if day else "")
    _check_committed(project, identity)
    day = identity.snapshot or identity.date[: len("2026-11-22")]
    identity = replace(identity, snapshot=day)
    record = project.root / "content" / "editions" / f"{day}.yml"
    if any(day <= snapshot.id for snapshot in catalogue.snapshots):
        raise EnvironmentProblem(f"there is an edition of {catalogue.snapshots[-1].id}; editions are never changed")
    site = out / identity.version
    pages = build(project, Settings(site, site_url, edition=day), progress=progress).pages
    progress("Packing the archive")
    citation = stamped(project, catalogue, identity)
    archive = out / f"{catalogue.survey.id}-{identity.version}.zip"
    with disk(f"write {out}"):
        manifest = read_manifest((site / MARKER).read_text(encoding="utf-8"))
        fields = {
            "commit": identity.commit,
            "manifest": manifest_digest(manifest),
            "pages": sorted(f"/{page}" for page in pages),
        }
        archive.write_bytes(zipped(_archived(catalogue, site, archive.stem, citation), identity.epoch))
        record.parent.mkdir(exist_ok=True)
        record.write_text(strict_yaml.written(fields), encoding="utf-8", newline="\n")
        (project.root / CITATION).write_text(citation, encoding="utf-8", newline="\n")
    return Made(site, archive, (record, project.root / CITATION))


def adopt_editions(project: Project, folder: Path, site_url: str | None = None) -> tuple[Path, ...]:
    """Add the manifest to each record in content/editions/ that has none, from the edition's files in *folder*.

    Returns the records that were written. Raises SiteError if such an edition cannot be published as it is, and
    EnvironmentProblem if *folder* lacks it.
    """
    home = mkdocs.address(project.root, EngineSettings(site_url))
    missing = [snapshot for snapshot in read(project).snapshots if snapshot.manifest is None]
    checked = []
    for snapshot in missing:
        place = folder / version(snapshot.id)
        if place.is_symlink() or not place.is_dir():
            raise EnvironmentProblem(f"{folder} lacks {place.name}, which content/editions/{snapshot.id}.yml records")
        with disk(f"read {place}"):
            checked.append(look_at_edition(snapshot, place, home))
    if findings := tuple(finding for _, found in checked for finding in found):
        raise SiteError(findings)
    records = tuple(project.root / "content" / "editions" / f"{snapshot.id}.yml" for snapshot in missing)
    for record, (manifest, _) in zip(records, checked, strict=True):
        with disk(f"write {record}"):
            line = strict_yaml.written({"manifest": manifest_digest(manifest)})
            record.write_text(f"{record.read_text(encoding='utf-8').rstrip()}\n{line}", encoding="utf-8", newline="\n")
    return records


def stamped(project: Project, catalogue: Catalogue, identity: BuildIdentity) -> str:
    """Return the text of the project's CITATION.cff with the papers of *catalogue* and, for an edition, its version.

    Raises EnvironmentProblem if there is no CITATION.cff, and ContentError if it is not valid YAML.
    """
    stamp = {
        "version": identity.version,
        "date-released": identity.snapshot,
        "url": identity.full(addresses.edition(identity.snapshot)),
        "commit": identity.commit or "",
    }
    return strict_yaml.written(citation_data(_citation_file(project), catalogue, stamp if identity.snapshot else {}))


def _citation_file(project: Project) -> Mapping[str, Any]:
    path = project.root / CITATION
    if not path.is_file():
        raise EnvironmentProblem(f"there is no {path}; it says who is to be cited")
    document = strict_yaml.read(CITATION, path.read_bytes(), dict)
    if isinstance(document, tuple):
        raise ContentError(document)
    assert isinstance(document.data, dict)
    return document.data


def _check_committed(project: Project, identity: BuildIdentity) -> None:
    """Raise EnvironmentProblem unless the content and CITATION.cff, which is archived too, are as in a commit."""
    because = "an edition names the commit that it shows; "
    if identity.unknown:
        raise EnvironmentProblem(f"{because}git says: {identity.unknown}")
    if identity.commit is None:
        raise EnvironmentProblem(f"{because}git does not track {project.root / SURVEY}: commit it first")
    if uncommitted := (*identity.changed, *changed(project.root, (CITATION,))):
        more = f" and {len(uncommitted) - 1} more" if len(uncommitted) > 1 else ""
        raise EnvironmentProblem(f"{because}commit what has changed first ({uncommitted[0]}{more})")


def _archived(catalogue: Catalogue, site: Path, name: str, citation: str) -> Mapping[str, bytes]:
    """Return the files of an archive: the site, the content that it was made from, and CITATION.cff."""
    pages = {f"{name}/site/{file}": (site / file).read_bytes() for file in files_in(site) - {MARKER}}
    content = {f"{name}/content/{file}": data for file, data in catalogue.files.items()}
    return {**pages, **content, f"{name}/{CITATION}": citation.encode()}
