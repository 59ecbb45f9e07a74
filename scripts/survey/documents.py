"""What a survey becomes: pages and assets for the engine, and every file that is laid beside what the engine makes."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from . import addresses, engine, redirects
from .catalogue import Catalogue
from .definitions import with_definitions
from .edition import Edition
from .exports import feeds, linked
from .exports.citing import citation_files
from .exports.data import build_json, data_files
from .exports.llms import llms_txt
from .exports.sitemap import robots, sitemap
from .exports.styles import category_styles
from .fingerprint import MANIFEST
from .markdown import escaped
from .pages import Page, all_pages
from .problems import ContentError, Place, Problem
from .project import Project
from .rendering import environment, rendered
from .search import search_files, search_records
from .talk import Kit, talk_kit, with_pictures
from .twins import twins


@dataclass(frozen=True)
class Documents:
    """A survey's pages, the files that the engine is given, the data that pages tell of, and what is to be drawn.

    Files go by their path in the site, or, for the engine, in its folder.
    """

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    data: Mapping[str, bytes]
    kit: Kit


def documents(project: Project, catalogue: Catalogue, edition: Edition) -> Documents:
    """Return the documents of *catalogue*.

    Raises ContentError if a template is wrong, or if an asset would take the place of another file.
    """
    templates = environment(project.templates, project.build / "cache" / "pages")
    data = {**data_files(catalogue, edition), **citation_files(catalogue)}
    plain = all_pages(catalogue, edition, data)
    kit = talk_kit(catalogue, plain, edition, _logo(catalogue))
    pages = with_pictures(plain, kit, catalogue.survey.name, edition)
    written = rendered(pages, templates)
    made = {
        **{name: with_definitions(page, catalogue.glossary) for name, page in written.items()},
        "assets/categories.css": category_styles(catalogue),
    }
    return Documents(pages, {**made, **_assets(project, catalogue, made.keys())}, data, kit)


def _logo(catalogue: Catalogue) -> bytes | None:
    logo = catalogue.survey.logo
    return catalogue.files[f"assets/{logo}"] if logo else None


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
    taken = {name.casefold() for name in made | engine.theme_files(project.root) | {MANIFEST}}
    clashes = [name for name in catalogue.survey.assets if f"assets/{name}".casefold() in taken]
    if clashes:
        raise ContentError(
            Problem(Place(f"content/assets/{name}"), "FIL002", "is called like a file of the site", "rename it")
            for name in clashes
        )
    return {path: catalogue.files[path] for path in (f"assets/{name}" for name in catalogue.survey.assets)}


def for_crawlers(made: Documents, edition: Edition) -> Mapping[str, bytes]:
    """Return what tells crawlers of a site that is for everybody, in place of what the engine tells them."""
    modified = {page.address: page.modified for page in made.pages}
    return {addresses.SITEMAP: sitemap(modified, edition), addresses.ROBOTS: robots(edition)}


def beside(project: Project, catalogue: Catalogue, made: Documents, edition: Edition) -> Mapping[str, bytes]:
    """Return every file of the site that the engine neither sees nor makes.

    They can be made and laid there while the engine is at work. So can drawings (``made.kit``).
    """
    return {
        **{f"{address}index.html": html for address, html in redirects.redirects(catalogue, edition.home).items()},
        **made.data,
        **_for_programs(catalogue, edition, made.pages),
        **search_files(catalogue.survey, search_records(catalogue, made.pages)),
        **_twins(project, catalogue, made, edition),
    }


def _twins(project: Project, catalogue: Catalogue, made: Documents, edition: Edition) -> Mapping[str, bytes]:
    licence = catalogue.survey.licence
    about = f"Version {edition.version}, [{escaped(licence.name)}]({licence.url})."
    sources = {edition.full(page.address): made.files[addresses.source_file(page.address)] for page in made.pages}
    written = twins(sources, project.twins, about)
    return {addresses.twin(page.address): written[edition.full(page.address)] for page in made.pages}
