"""Metadata in the head of every page: JSON-LD (schema.org), links to the Markdown page and the feeds, signposting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.model import Contribution
from ..content.snapshots import cite_as, versions
from ..exports import json_ld
from ..exports.citations import FORMATS
from ..exports.json_ld import PACKAGES, PageFacts, Subject, graph
from ..files.media_types import media_type
from .parts import Head, HeadLink, Page

# ── FAIR Signposting (https://signposting.org/FAIR/): type, citation, licence and parts of a page ──

SCHEMA = "https://schema.org/"
SPDX = "https://spdx.org/licenses/"
PAGE = media_type(".html")


def _signposts(catalogue: Catalogue, identity: BuildIdentity, page: Page) -> Iterator[HeadLink]:
    address = page.address
    yield HeadLink("cite-as", cite_as(catalogue, identity, address).url)
    for relation, url in versions(catalogue, identity, address):
        yield HeadLink(relation, url)
    yield HeadLink("license", SPDX + catalogue.survey.licence.spdx)
    yield HeadLink("type", f"{SCHEMA}AboutPage")
    entry = next((each for each in catalogue.contributions if addresses.contribution(each.id) == address), None)
    if entry:
        yield from _of_contribution(catalogue, entry, address)
        return
    yield HeadLink("type", SCHEMA + page.kind.about)
    if address == addresses.EXPLORE:
        for each in catalogue.contributions:
            yield HeadLink("item", addresses.relative(address, addresses.contribution(each.id)), PAGE)
    for category in catalogue.categories:
        if addresses.category(category.id) == address:
            yield from _citation_links(category.id, address)


def _of_contribution(catalogue: Catalogue, entry: Contribution, address: str) -> Iterator[HeadLink]:
    yield HeadLink("type", SCHEMA + _kind(catalogue, entry))
    reference = catalogue.reference(entry.reference)
    if reference.confirmed_doi:
        yield HeadLink("related", reference.confirmed_doi_address)
    yield from _citation_links(entry.id, address)
    yield HeadLink("collection", addresses.relative(address, addresses.EXPLORE), PAGE)


def _kind(catalogue: Catalogue, entry: Contribution) -> str:
    """Return the schema.org type of *entry*: that of its software or else its data; otherwise ScholarlyArticle."""
    kinds = {catalogue.packages[identifier].kind for identifier in entry.packages}
    return next((name for kind, name in PACKAGES.items() if kind in kinds), "ScholarlyArticle")


def _citation_links(name: str, address: str) -> Iterator[HeadLink]:
    for kind in FORMATS:
        yield HeadLink("describedby", addresses.relative(address, kind.address(name)), kind.media_type)


def with_heads(
    pages: Iterable[Page], catalogue: Catalogue, identity: BuildIdentity, dataset: Subject
) -> Iterator[Page]:
    """Yield *pages* with their modification dates and complete heads; *dataset* is the subject of the data page."""
    subjects = {**_subjects(catalogue, identity), addresses.DATA: dataset}
    days = {addresses.contribution(entry.id): catalogue.days[entry.id] for entry in catalogue.contributions}
    for page in pages:
        modified = days.get(page.address, catalogue.days[""])
        here = ((page.title, page.address),) if page.address else ()
        above = ((_breadcrumb_name(catalogue, page.kind.above), page.kind.above),) if page.kind.above else ()
        trail = ((_breadcrumb_name(catalogue, addresses.HOME), addresses.HOME), *above, *here)
        facts = PageFacts(page.kind.page_type, page.address, page.title, page.description, modified, trail)
        links = (
            *_alternates(catalogue, page.address),
            *page.head.links,
            *_signposts(catalogue, identity, page),
        )
        json_ld = graph(catalogue, identity, facts, subjects.get(page.address, Subject()))
        yield replace(page, head=replace(page.head, links=links, json_ld=json_ld), modified=modified)


def _alternates(catalogue: Catalogue, here: str) -> Iterator[HeadLink]:
    name = catalogue.survey.name
    for address, title in ((addresses.markdown_page(here), ""), (addresses.ATOM, name), (addresses.JSON_FEED, name)):
        yield HeadLink("alternate", addresses.relative(here, address), media_type(address), title)


def _breadcrumb_name(catalogue: Catalogue, address: str) -> str:
    """Return the name of the page at *address* in breadcrumbs: that of the menu, except for the explorer."""
    if address == addresses.EXPLORE:
        return catalogue.survey.contributions.capitalize()
    return next(kind.menu for kind in addresses.PAGE_KINDS.values() if kind.address == address)


def codemeta_links(here: str, packages: tuple[str, ...]) -> Head:
    """Return a head with links from the page at *here* to the CodeMeta files of *packages*."""
    files = map(addresses.codemeta, packages)
    return Head(
        links=tuple(HeadLink("describedby", addresses.relative(here, each), media_type(each)) for each in files)
    )


def _subjects(catalogue: Catalogue, identity: BuildIdentity) -> Mapping[str, Subject]:
    lists = {address: json_ld.collection(identity, address, items) for address, items in _lists(catalogue).items()}
    contributions = {
        addresses.contribution(entry.id): json_ld.contribution(catalogue, identity, entry)
        for entry in catalogue.contributions
    }
    home, glossary = json_ld.website(catalogue, identity), json_ld.term_set(catalogue, identity)
    return {**lists, **contributions, addresses.HOME: home, addresses.GLOSSARY: glossary}


def _lists(catalogue: Catalogue) -> Mapping[str, list[tuple[str, str]]]:
    """Return the address of every list page -> names and addresses of its items."""
    contributions = {entry.id: (entry.name, addresses.contribution(entry.id)) for entry in catalogue.contributions}
    numbered = ((each.plain_title, each.number) for each in catalogue.references)
    return {
        addresses.EXPLORE: list(contributions.values()),
        addresses.CATEGORIES: [(each.name, addresses.category(each.id)) for each in catalogue.categories],
        addresses.PACKAGES: [(each.name, addresses.package(each.id)) for each in catalogue.packages.values()],
        addresses.PEOPLE: [(each.name, addresses.person(each.id)) for each in catalogue.people],
        addresses.REFERENCES: [
            (title, addresses.reference(number)) for title, number in numbered if number is not None
        ],
        **{
            addresses.category(each.id): [contributions[entry.id] for entry in catalogue.members(each)]
            for each in catalogue.categories
        },
    }
