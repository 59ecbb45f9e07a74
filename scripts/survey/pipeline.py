"""The build: every stage in order, each passing its result to the next as a return value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from . import addresses
from .content import Catalogue
from .content.build_identity import BuildIdentity
from .content.project import Project, read_identity
from .content.snapshots import in_words, kept_pages
from .files import add_files, files_in, locked, replace_site, workspace, write_tree
from .pages import Page
from .problems import ContentError, Problem, Progress, silent
from .site import mkdocs, permalinks
from .site.documents import beside, documents, for_crawlers
from .site.editions import Editions, keep_addresses, kept_editions
from .site.fingerprint import fingerprint, keep_earlier
from .site.mkdocs import Engine, EngineSettings
from .site.server_config import host_file
from .site.verify import Expected, Finding, read_site, verify
from .slides import drawn


@dataclass(frozen=True)
class Settings:
    """Options of one build: output folder, site address, name of the preview, day of the edition.

    ``editions`` is a folder with all dated editions, to be published with the site. ``host`` is a key of
    server_config.HOSTS: the build adds that host's configuration file to the site.
    """

    out: Path
    site_url: str | None = None
    preview: str | None = None
    edition: str = ""
    editions: Path | None = None
    host: str | None = None


@dataclass(frozen=True)
class BuildReport:
    """The result of a build."""

    pages: tuple[str, ...]
    """Addresses of the pages."""
    notes: tuple[Problem, ...]
    seconds: Mapping[str, float]
    """Wall time of each stage."""
    lock: str
    """The text of content/addresses.lock with every address of the site."""


class SiteError(Exception):
    """The finished site failed its checks; ``findings`` lists every failure."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("\n".join(map(str, findings)))


def build(
    project: Project, settings: Settings, waiting: Engine | None = None, progress: Progress = silent
) -> BuildReport:
    """Build and verify the whole site, then replace the existing one; on any error the existing site is kept.

    *waiting* is an engine that was started earlier and not used yet; *progress* is called at the start of each stage.
    Raises ContentError, EngineError or SiteError when the content, the pages or the finished site are wrong, and
    EnvironmentProblem when the build cannot run in this environment.
    """
    if waiting is None:
        with mkdocs.started() as waiting:
            return build(project, settings, waiting, progress)
    clock = _Clock()
    project.check_out(settings.out, settings.editions)
    progress("Reading the content")
    chosen = _engine_settings(project, settings)
    here = mkdocs.address(project.root, chosen)
    if settings.host:
        host_file(settings.host, here, ())  # fail early: raises if the address cannot be written to the host's file
    catalogue, identity = read_identity(project, chosen.production or here, settings.edition)
    chosen = replace(chosen, commit=identity.commit, epoch=identity.epoch, dirty=identity.state == "dirty")
    clock.lap("read")
    progress("Writing the pages")
    made = documents(project, catalogue, identity)
    clock.lap("render")
    docs = project.build / "docs"
    with locked(docs), locked(settings.out), workspace(settings.out) as new:
        write_tree(docs, made.files)
        clock.lap("write")
        with mkdocs.working(project.root, docs, new, chosen, waiting):
            # MkDocs writes to the same folder meanwhile; none of these files has the name of one that it writes.
            progress("Writing what stands beside the pages")
            more = beside(project, catalogue, made, identity)
            add_files(new, {**more, **drawn(made.slide_assets.jobs, project.drawings, progress)})
            editions = kept_editions(settings.editions, catalogue, identity.home) if settings.editions else Editions()
            progress("Making the site of the pages")
        if chosen.production is None:
            add_files(new, for_crawlers(made, identity))
        fingerprint(new, here)
        if not settings.edition:
            keep_earlier(new, settings.out)
        clock.lap("engine")
        progress("Checking the site")
        expected = _expected(catalogue, made.pages, here, identity, preview=chosen.preview is not None)
        if settings.host:
            add_files(new, host_file(settings.host, here, files_in(new)))
        kept = keep_addresses(catalogue, read_site(new), expected)
        add_files(new, kept.files)
        whole = replace(kept.expected, beside=editions.sizes)
        _refuse((*editions.findings, *verify(kept.site, whole)), kept.problems)
        add_files(new, editions.files)
        clock.lap("verify")
        replace_site(new, settings.out)
        clock.lap("swap")
    notes = (*catalogue.notes, *identity.notes, *kept.problems, *editions.notes)
    return BuildReport(tuple(page.address for page in made.pages), notes, clock.laps, kept.lock)


def _expected(
    catalogue: Catalogue, pages: tuple[Page, ...], here: str, identity: BuildIdentity, *, preview: bool
) -> Expected:
    return Expected(
        pages=frozenset(page.address for page in pages),
        site_url=here,
        redirects=frozenset(permalinks.targets(catalogue)),
        preview=preview,
        production=identity.home,
        edition=bool(identity.snapshot),
        kept=kept_pages(catalogue),
    )


def _engine_settings(project: Project, settings: Settings) -> EngineSettings:
    """Return the engine's settings: the address of this build and, if it differs, the production address."""
    if settings.preview is not None:
        return EngineSettings(settings.site_url, settings.preview, production=mkdocs.site_url(project.root))
    if not settings.edition:
        return EngineSettings(settings.site_url)
    home = mkdocs.address(project.root, EngineSettings(settings.site_url))
    here = home + addresses.edition(settings.edition)
    return EngineSettings(here, edition=in_words(settings.edition), production=home)


def _refuse(findings: tuple[Finding, ...], problems: tuple[Problem, ...]) -> None:
    if findings:
        raise SiteError(findings)
    if any(not problem.note for problem in problems):
        raise ContentError(problems)


class _Clock:
    """Wall time of each stage, in seconds."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, stage: str) -> None:
        now = perf_counter()
        self.laps[stage] = now - self._last
        self._last = now
