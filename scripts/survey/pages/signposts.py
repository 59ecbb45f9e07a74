"""FAIR Signposting: what a page is, how to cite it, under which licence, and what belongs to it (CITING L1, L2)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from .. import addresses
from ..catalogue import Catalogue
from ..edition import Edition
from ..exports.citing import FORMATS
from ..exports.linked.works import PACKAGES
from ..media_types import media_type
from ..model import Contribution
from ..snapshots import cite_as, versions
from .parts import HeadLink, Page

SCHEMA = "https://schema.org/"
SPDX = "https://spdx.org/licenses/"
PAGE = media_type(".html")


def signposted(page: Page, catalogue: Catalogue, edition: Edition) -> Page:
    """Return *page* with its signposts in its head."""
    links = tuple(_links(catalogue, edition, page.address))
    return replace(page, head=replace(page.head, links=(*page.head.links, *links)))


def _links(catalogue: Catalogue, edition: Edition, address: str) -> Iterator[HeadLink]:
    yield HeadLink("cite-as", cite_as(catalogue, edition, address).url)
    for relation, url in versions(catalogue, edition, address):
        yield HeadLink(relation, url)
    yield HeadLink("license", SPDX + catalogue.survey.licence.spdx)
    yield HeadLink("type", f"{SCHEMA}AboutPage")
    entry = next((each for each in catalogue.contributions if addresses.contribution(each.id) == address), None)
    if entry:
        yield from _of_contribution(catalogue, entry, address)
        return
    yield HeadLink("type", SCHEMA + _kinds(catalogue).get(address, "WebPage"))
    if address == addresses.EXPLORE:
        for each in catalogue.contributions:
            yield HeadLink("item", addresses.relative(address, addresses.contribution(each.id)), PAGE)
    for category in catalogue.categories:
        if addresses.category(category.id) == address:
            yield from _described(category.id, address)


def _of_contribution(catalogue: Catalogue, entry: Contribution, address: str) -> Iterator[HeadLink]:
    yield HeadLink("type", SCHEMA + _kind(catalogue, entry))
    reference = catalogue.reference(entry.reference)
    if reference.confirmed_doi:
        yield HeadLink("related", reference.confirmed_doi_address)
    yield from _described(entry.id, address)
    yield HeadLink("collection", addresses.relative(address, addresses.EXPLORE), PAGE)


def _kind(catalogue: Catalogue, entry: Contribution) -> str:
    """Return the type of what *entry* gives its readers: software, or else data, or else the paper alone."""
    kinds = {catalogue.packages[identifier].kind for identifier in entry.packages}
    return next((name for kind, name in PACKAGES.items() if kind in kinds), "ScholarlyArticle")


def _described(name: str, address: str) -> Iterator[HeadLink]:
    for kind in FORMATS:
        file = addresses.citation(name, kind.extension)
        yield HeadLink("describedby", addresses.relative(address, file), media_type(file))


def _kinds(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the type of what pages are about, in the words of schema.org."""
    lists = (addresses.EXPLORE, addresses.CATEGORIES, addresses.PACKAGES, addresses.REFERENCES, addresses.PEOPLE)
    categories = (addresses.category(each.id) for each in catalogue.categories)
    return {
        **dict.fromkeys((*lists, *categories), "CollectionPage"),
        addresses.GLOSSARY: "DefinedTermSet",
        addresses.HOME: "WebSite",
    }
