"""What every page says to programs: its JSON-LD, its Markdown twin, the feeds (CITING section 2, A2, A5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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

# ── FAIR Signposting: what a page is, how to cite it, under which licence, and what belongs to it (CITING L1, L2) ──

SCHEMA = "https://schema.org/"
SPDX = "https://spdx.org/licenses/"
PAGE = media_type(".html")


def signposted(page: Page, catalogue: Catalogue, identity: BuildIdentity) -> Page:
    """Return *page* with its signposts in its head."""
    links = tuple(_links(catalogue, identity, page.address))
    return replace(page, head=replace(page.head, links=(*page.head.links, *links)))


def _links(catalogue: Catalogue, identity: BuildIdentity, address: str) -> Iterator[HeadLink]:
    yield HeadLink("cite-as", cite_as(catalogue, identity, address).url)
    for relation, url in versions(catalogue, identity, address):
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
        yield HeadLink("describedby", addresses.relative(address, kind.address(name)), kind.media_type)


def _kinds(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the type of what pages are about, in the words of schema.org."""
    lists = (addresses.EXPLORE, addresses.CATEGORIES, addresses.PACKAGES, addresses.REFERENCES, addresses.PEOPLE)
    categories = (addresses.category(each.id) for each in catalogue.categories)
    return {
        **dict.fromkeys((*lists, *categories), "CollectionPage"),
        addresses.GLOSSARY: "DefinedTermSet",
        addresses.HOME: "WebSite",
    }


@dataclass(frozen=True)
class Heads:
    """Gives pages what they say to programs, beside what each has of its own."""

    catalogue: Catalogue
    identity: BuildIdentity
    subjects: Mapping[str, Subject]
    """Address of a page to what it is about; other pages are about nothing but themselves."""
    trails: Mapping[str, tuple[str, str]]
    """Address of a page to the page above it, where that is not the home page."""
    days: Mapping[str, str]
    """Address of a page to its day; the empty one is that of every other page."""

    def on(self, page: Page) -> Page:
        """Return *page* with its day and its whole head."""
        modified = self.days.get(page.address, self.days[addresses.HOME])
        facts = PageFacts(page.address, page.title, page.description, modified, self._trail(page))
        json_ld = graph(self.catalogue, self.identity, facts, self.subjects.get(page.address, Subject()))
        head = replace(page.head, links=(*self._links(page), *page.head.links), json_ld=json_ld)
        return replace(page, head=head, modified=modified)

    def _links(self, page: Page) -> Iterator[HeadLink]:
        name = self.catalogue.survey.name
        for address, title in ((addresses.twin(page.address), ""), (addresses.ATOM, name), (addresses.JSON_FEED, name)):
            yield HeadLink("alternate", addresses.relative(page.address, address), media_type(address), title)

    def _trail(self, page: Page) -> tuple[tuple[str, str], ...]:
        above = (self.trails[page.address],) if page.address in self.trails else ()
        here = ((page.title, page.address),) if page.address else ()
        return (("Home", addresses.HOME), *above, *here)


def heads(catalogue: Catalogue, identity: BuildIdentity, dataset: Subject) -> Heads:
    """Return the heads of all pages; *dataset* is what the page about the data is about."""
    known = catalogue.days
    overview = (catalogue.survey.contributions.capitalize(), addresses.EXPLORE)
    return Heads(
        catalogue,
        identity,
        subjects={**_subjects(catalogue, identity), addresses.DATA: dataset},
        trails={
            **{addresses.contribution(entry.id): overview for entry in catalogue.contributions},
            **{addresses.category(each.id): ("Categories", addresses.CATEGORIES) for each in catalogue.categories},
        },
        days={
            addresses.HOME: known[""],
            **{addresses.contribution(entry.id): known[entry.id] for entry in catalogue.contributions},
        },
    )


def codemeta_links(here: str, packages: tuple[str, ...]) -> Head:
    """Return the links from the page at *here* to the CodeMeta files of *packages*."""
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
    """Return the address of every page that lists things, and names and addresses of these."""
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
