"""The documents of a survey: pages and assets for the engine, and all files that are added to the engine's output."""

import json
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.model import Glossary
from ..content.project import Project
from ..exports import feeds, json_ld
from ..exports.category_styles import category_styles
from ..exports.citations import citation_files
from ..exports.data import build_json, data_files
from ..exports.llms import llms_txt
from ..exports.sitemap import robots, sitemap
from ..pages import Page, PageContexts, all_pages
from ..problems import ContentError, Place, Problem
from ..search import search_files, search_records
from ..slides import SlideAssets, slide_assets, with_pictures
from ..text.markdown import escaped
from ..text.prose import plain
from ..text.safe import in_script
from . import mkdocs, permalinks
from .fingerprint import MANIFEST
from .markdown_pages import markdown_pages
from .rendering import environment, rendered

# ── Definitions of the glossary terms that a page links to, embedded in the page for its script ──
# They are embedded rather than fetched, so that a definition is available when a screen reader reads it, and also on
# pages opened from a disk. A page contains only the terms that it uses, so its size does not depend on the glossary's.

TERM = re.compile(rb'<a (?:class="sv-term" )?data-term="([a-z0-9-]+)" href=')


def with_definitions(markdown: bytes, glossary: Glossary) -> bytes:
    """Return the page with its linked glossary terms appended as JSON: id to [term, expansion, definition].

    A page that links to no term is returned unchanged.
    """
    used = {found.decode() for found in TERM.findall(markdown)}
    definitions = {
        term.id: [term.term, term.expansion or "", plain(term.definition)] for term in glossary.terms if term.id in used
    }
    if not definitions:
        return markdown
    data = in_script(json.dumps(definitions, ensure_ascii=False, separators=(",", ":")))
    return markdown + f'\n<script type="application/json" id="sv-definitions">{data}</script>\n'.encode()


@dataclass(frozen=True)
class Documents:
    """A survey's pages, the input files of the engine, the data files that pages describe, and the images to draw.

    ``files`` are keyed by their path in the engine's input folder, ``data`` by their path in the site.
    """

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    data: Mapping[str, bytes]
    slide_assets: SlideAssets


def documents(project: Project, catalogue: Catalogue, identity: BuildIdentity) -> Documents:
    """Return the documents of *catalogue*.

    Raises ContentError if a template is wrong, or if an asset has the path of another file of the site.
    """
    templates = environment(project.templates, project.build / "cache" / "pages")
    data = {**data_files(catalogue, identity), **citation_files(catalogue)}
    contexts = PageContexts.of(catalogue, identity)
    plain = all_pages(contexts, data)
    assets = slide_assets(catalogue, plain, identity, _logo(catalogue))
    pages = with_pictures(plain, assets, catalogue.survey.name, identity)
    written = rendered(pages, contexts, templates)
    made = {
        **{name: with_definitions(page, catalogue.glossary) for name, page in written.items()},
        "assets/categories.css": category_styles(catalogue),
    }
    return Documents(pages, {**made, **_assets(project, catalogue, made.keys())}, data, assets)


def _logo(catalogue: Catalogue) -> bytes | None:
    logo = catalogue.survey.logo
    return catalogue.files[f"assets/{logo}"] if logo else None


def _for_programs(catalogue: Catalogue, identity: BuildIdentity, pages: tuple[Page, ...]) -> Mapping[str, bytes]:
    """Return the files for programs other than the data files: CodeMeta, build.json, feeds and llms.txt."""
    lists = [(page.title, page.address, page.description) for page in pages if page.address.count("/") == 1]
    return {
        **{
            addresses.codemeta(package.id): json_ld.codemeta_json(catalogue, identity, package)
            for package in catalogue.packages.values()
        },
        addresses.BUILD: build_json(identity),
        addresses.ATOM: feeds.atom(catalogue, identity),
        addresses.JSON_FEED: feeds.json_feed(catalogue, identity),
        addresses.LLMS: llms_txt(catalogue, identity, lists),
    }


def _assets(project: Project, catalogue: Catalogue, made: Set[str]) -> Mapping[str, bytes]:
    """Return the survey's own assets; raise ContentError (FIL002) if one has the path of another file of the site."""
    if not catalogue.survey.assets:
        return {}
    taken = {name.casefold() for name in made | mkdocs.theme_files(project.root) | {MANIFEST}}
    clashes = [name for name in catalogue.survey.assets if f"assets/{name}".casefold() in taken]
    if clashes:
        raise ContentError(
            Problem(Place(f"content/assets/{name}"), "FIL002", "has the path of a file of the site", "rename it")
            for name in clashes
        )
    return {path: catalogue.files[path] for path in (f"assets/{name}" for name in catalogue.survey.assets)}


def for_crawlers(made: Documents, identity: BuildIdentity) -> Mapping[str, bytes]:
    """Return sitemap and robots.txt of a public site; they replace those of the engine."""
    modified = {page.address: page.modified for page in made.pages}
    return {addresses.SITEMAP: sitemap(modified, identity), addresses.ROBOTS: robots(identity)}


def beside(project: Project, catalogue: Catalogue, made: Documents, identity: BuildIdentity) -> Mapping[str, bytes]:
    """Return every file of the site that the engine neither reads nor writes, by its path in the site.

    These files, and the images of ``made.slide_assets``, can be written while the engine is running.
    """
    return {
        **{f"{address}index.html": html for address, html in permalinks.redirects(catalogue, identity.home).items()},
        **made.data,
        **_for_programs(catalogue, identity, made.pages),
        **search_files(catalogue.survey, search_records(catalogue, made.pages)),
        **_markdown_versions(project, catalogue, made, identity),
    }


def _markdown_versions(
    project: Project, catalogue: Catalogue, made: Documents, identity: BuildIdentity
) -> Mapping[str, bytes]:
    licence = catalogue.survey.licence
    about = f"Version {identity.version}, [{escaped(licence.name)}]({licence.url})."
    sources = {identity.full(page.address): made.files[addresses.source_file(page.address)] for page in made.pages}
    written = markdown_pages(sources, project.markdown_cache, about)
    return {addresses.markdown_page(page.address): written[identity.full(page.address)] for page in made.pages}
