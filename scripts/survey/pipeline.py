"""The build, in the order in which it happens. Every arrow is a return value; nothing flows backwards."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from . import addresses, engine, redirects
from .catalogue import Catalogue, load
from .definitions import with_definitions
from .edition import Edition, content_hash
from .engine import Engine, EngineSettings
from .exports import feeds, linked
from .exports.citing import citation_files
from .exports.data import build_json, data_files
from .exports.llms import llms_txt
from .exports.sitemap import robots, sitemap
from .exports.styles import category_styles
from .files import add_files, disk, locked, read_tree, replace_site, workspace, write_tree
from .kept import keep_addresses, kept_editions
from .pages import Page, all_pages
from .problems import ContentError, Place, Problem
from .rendering import environment, render
from .revision import revision
from .search import search_files, search_records
from .snapshots import in_words, kept_pages
from .talk import Kit, drawn, talk_kit, with_pictures
from .twins import twins
from .verify import Expected, Finding, read_site, verify


@dataclass(frozen=True)
class Project:
    """Where a survey's parts are: ``root`` holds mkdocs.yml and content/."""

    root: Path
    templates: Path
    build: Path

    @property
    def twins(self) -> Path:
        """Where the pages' Markdown twins are kept."""
        return self.build / "cache" / "twins"

    @property
    def drawings(self) -> Path:
        """Where drawings are kept. They are the same for whoever asks: all projects of these templates share them."""
        return self.templates.parent / "build" / "cache" / "talk"

    @classmethod
    def at(cls, root: Path, templates: Path) -> "Project":
        """Return the project in the folder *root*, written by *templates*."""
        return cls(root, templates, root / "build")


@dataclass(frozen=True)
class Settings:
    """What one build may set: where the site goes, for which address, whose preview or which edition (a day) it is.

    ``editions`` is a folder with all dated editions, to be published with the site.
    """

    out: Path
    site_url: str | None = None
    preview: str | None = None
    edition: str = ""
    editions: Path | None = None


@dataclass(frozen=True)
class Report:
    """What a build did."""

    pages: tuple[str, ...]
    """Their addresses."""
    notes: tuple[Problem, ...]
    seconds: Mapping[str, float]
    lock: str
    """The text of content/addresses.lock with every address of the site."""


class SiteError(Exception):
    """The finished site is not good enough to be published. Carries every finding."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("\n".join(map(str, findings)))


def read(project: Project) -> Catalogue:
    """Return the project's content as a catalogue; raise ContentError with all problems."""
    return load(_content(project))


def read_edition(project: Project, home: str, snapshot: str = "") -> tuple[Catalogue, Edition]:
    """Return the project's content with what the site says of its state; *home* is where the survey lives.

    *snapshot* is the day of a dated edition that is to be made.
    """
    content = _content(project)
    catalogue = load(content)
    state = revision(project.root, catalogue.survey.published)
    return catalogue, Edition(home, state.commit, state.epoch, content_hash(content), snapshot)


def _content(project: Project) -> Mapping[str, bytes]:
    return read_tree(project.root / "content", "content")


@dataclass(frozen=True)
class Documents:
    """What a survey becomes: its pages, the files that the engine is given (relative path to content), drawings."""

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    kit: Kit


def documents(project: Project, catalogue: Catalogue, edition: Edition) -> Documents:
    """Return the documents of *catalogue*."""
    with disk(f"write {project.build}"):
        templates = environment(project.templates, project.build / "cache" / "pages")
    data = data_files(catalogue, edition)
    plain = all_pages(catalogue, edition, data)
    kit = talk_kit(catalogue, plain, edition.home, _logo(project, catalogue))
    pages = with_pictures(plain, kit, catalogue.survey.name, edition)
    written = dict(render(page, templates) for page in pages)
    made = {
        **{name: with_definitions(page, catalogue.glossary) for name, page in written.items()},
        **{f"{address}index.html": html for address, html in redirects.redirects(catalogue, edition.home).items()},
        "assets/categories.css": category_styles(catalogue),
        **citation_files(catalogue),
        **data,
        **_for_programs(catalogue, edition, pages),
        **search_files(search_records(catalogue, pages)),
    }
    return Documents(pages, {**made, **_assets(project, catalogue, made.keys())}, kit)


def _logo(project: Project, catalogue: Catalogue) -> bytes | None:
    logo = catalogue.survey.logo
    return (project.root / "content" / "assets" / logo).read_bytes() if logo else None


def _for_programs(catalogue: Catalogue, edition: Edition, pages: tuple[Page, ...]) -> Mapping[str, bytes]:
    """Return what programs get beside the data files."""
    lists = [(page.title, page.address, page.description) for page in pages if page.address.count("/") == 1]
    return {
        **{
            addresses.codemeta(package.id): linked.codemeta_json(catalogue, edition, package)
            for package in catalogue.packages.values()
        },
        addresses.BUILD: build_json(edition),
        addresses.ATOM: feeds.atom(catalogue, edition),
        addresses.JSON_FEED: feeds.json_feed(catalogue, edition),
        addresses.LLMS: llms_txt(catalogue, edition, lists),
    }


def _assets(project: Project, catalogue: Catalogue, made: Set[str]) -> Mapping[str, bytes]:
    """Return the survey's own assets; raise ContentError (FIL002) if one would take the place of another file."""
    if not catalogue.survey.assets:
        return {}
    assets = read_tree(project.root / "content" / "assets", "content/assets")
    taken = {name.casefold() for name in made | engine.theme_files(project.root)}
    clashes = [name for name in catalogue.survey.assets if f"assets/{name}".casefold() in taken]
    if clashes:
        raise ContentError(
            Problem(Place(f"content/assets/{name}"), "FIL002", "is called like a file of the site", "rename it")
            for name in clashes
        )
    return {f"assets/{name}": assets[name] for name in catalogue.survey.assets}


def beside(project: Project, made: Documents, edition: Edition, *, public: bool = True) -> Mapping[str, bytes]:
    """Return every file of the site that the engine must not see. Crawlers are told of the site if it is *public*."""
    sources = {edition.full(page.address): made.files[addresses.source_file(page.address)] for page in made.pages}
    written = twins(sources, project.twins)
    beside_pages = {addresses.twin(page.address): written[edition.full(page.address)] for page in made.pages}
    if not public:
        return beside_pages
    modified = {page.address: page.modified for page in made.pages}
    return {**beside_pages, addresses.SITEMAP: sitemap(modified, edition), addresses.ROBOTS: robots(edition)}


def build(project: Project, settings: Settings, waiting: Engine | None = None) -> Report:
    """Build, verify and put in place the whole site; on any error the site that is there stays as it is.

    *waiting* is an engine that was started earlier and not used yet. Raises ContentError, EngineError or SiteError
    when the content, the pages or the finished site are wrong, and EnvironmentProblem when the build cannot work here.
    """
    if waiting is None:
        with engine.started() as waiting:
            return build(project, settings, waiting)
    clock = _Clock()
    chosen = _engine_settings(project, settings)
    here = engine.address(project.root, chosen)
    catalogue, edition = read_edition(project, chosen.production or here, settings.edition)
    chosen = replace(chosen, commit=edition.commit, epoch=edition.epoch)
    clock.lap("read")
    made = documents(project, catalogue, edition)
    clock.lap("render")
    docs = project.build / "docs"
    with locked(docs), locked(settings.out), workspace(settings.out) as new:
        write_tree(docs, made.files)
        clock.lap("write")
        with engine.working(project.root, docs, new, chosen, waiting):
            more = beside(project, made, edition, public=chosen.production is None)  # while MkDocs is at work
            drawings = drawn(made.kit.jobs, project.drawings)
        add_files(new, {**more, **drawings})
        clock.lap("engine")
        expected = _expected(catalogue, made.pages, here, edition, preview=chosen.preview is not None)
        kept = keep_addresses(project.root / "content", catalogue, read_site(new), expected)
        add_files(new, kept.files)
        _refuse(verify(kept.site, kept.expected), kept.problems)
        if settings.editions:
            add_files(new, kept_editions(settings.editions, catalogue))
        clock.lap("verify")
        replace_site(new, settings.out)
        clock.lap("swap")
    return Report(tuple(page.address for page in made.pages), (*catalogue.notes, *kept.problems), clock.laps, kept.lock)


def _expected(catalogue: Catalogue, pages: tuple[Page, ...], here: str, edition: Edition, *, preview: bool) -> Expected:
    return Expected(
        pages=frozenset(page.address for page in pages),
        site_url=here,
        redirects=frozenset(redirects.targets(catalogue)),
        preview=preview,
        production=edition.home,
        edition=bool(edition.snapshot),
        kept=kept_pages(catalogue),
    )


def _engine_settings(project: Project, settings: Settings) -> EngineSettings:
    """Return where a build is read, and where the survey lives, if that is elsewhere."""
    if settings.preview is not None:
        return EngineSettings(settings.site_url, settings.preview, production=engine.site_url(project.root))
    if not settings.edition:
        return EngineSettings(settings.site_url)
    home = engine.address(project.root, EngineSettings(settings.site_url))
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
