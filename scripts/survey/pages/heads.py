"""What every page says to programs: its JSON-LD, its Markdown twin, the feeds (CITING section 2, A2, A5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .. import addresses
from ..catalogue import Catalogue
from ..edition import Edition
from ..exports import linked
from ..exports.linked import Subject
from ..exports.linked.graph import PageFacts, graph
from ..media_types import media_type
from .parts import Head, HeadLink, Page


@dataclass(frozen=True)
class Heads:
    """Gives pages what they say to programs, beside what each has of its own."""

    catalogue: Catalogue
    edition: Edition
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
        json_ld = graph(self.catalogue, self.edition, facts, self.subjects.get(page.address, Subject()))
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


def heads(catalogue: Catalogue, edition: Edition, dataset: Subject) -> Heads:
    """Return the heads of all pages; *dataset* is what the page about the data is about."""
    known = catalogue.days
    overview = (catalogue.survey.contributions.capitalize(), addresses.EXPLORE)
    return Heads(
        catalogue,
        edition,
        subjects={**_subjects(catalogue, edition), addresses.DATA: dataset},
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


def _subjects(catalogue: Catalogue, edition: Edition) -> Mapping[str, Subject]:
    lists = {address: linked.collection(edition, address, items) for address, items in _lists(catalogue).items()}
    contributions = {
        addresses.contribution(entry.id): linked.contribution(catalogue, edition, entry)
        for entry in catalogue.contributions
    }
    home, glossary = linked.website(catalogue, edition), linked.term_set(catalogue, edition)
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
