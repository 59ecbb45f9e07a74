"""The page of one contribution: what it is, how to get it, how to cite it, what is near it, where facts come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..model import Contribution
from ..prose import plain
from ..safe import Safe, escape
from . import citing, shared, talks
from .citing import CitationView, PageCitation, SoftwareCitation
from .desk import Desk, Desks
from .heads import codemeta_links
from .parts import Chip, CorrectionView, FactRow, Link, PackageView, Page, ReferenceView, SourceView


@dataclass(frozen=True)
class ProseView:
    """One section of a contribution's prose."""

    id: str
    heading: str
    html: Safe
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class Paper:
    """The paper of a contribution, and how to cite it."""

    title: str
    reference: ReferenceView
    listed: Link
    """Its place in the list of references."""
    authors: tuple[Link, ...]
    citation: CitationView
    coins: tuple[Safe, ...]


@dataclass(frozen=True)
class Near:
    """Contributions that share something with this one."""

    heading: str
    links: tuple[Link, ...]
    more: int
    """How many are not named."""
    all: str
    """Where all of them are."""


@dataclass(frozen=True)
class ContributionPage(Page):
    """Everything that is shown about a contribution."""

    template: ClassVar[str] = "contribution"
    id: str
    home: str
    overview: Link
    tagline: Safe
    chips: tuple[Chip, ...]
    facts: tuple[FactRow, ...]
    prose: tuple[ProseView, ...]
    packages: tuple[PackageView, ...]
    states: str
    """Where it is said what the states of packages mean."""
    paper: Paper
    software: tuple[SoftwareCitation, ...]
    this_page: PageCitation
    near: tuple[Near, ...]
    related: tuple[Link, ...]
    corrections: tuple[CorrectionView, ...]
    short_url: str
    talk: talks.TalkView
    contributions: str
    not_stated: str
    table_name: str
    previous: Link | None
    next: Link | None


def pages(desks: Desks) -> Iterator[ContributionPage]:
    """Yield the page of every contribution, each linked to its neighbours by number."""
    entries = desks.catalogue.contributions
    for before, entry, after in zip((None, *entries), entries, (*entries[1:], None), strict=False):
        yield _page(desks.at(addresses.contribution(entry.id)), entry, before, after)


def _page(desk: Desk, entry: Contribution, before: Contribution | None, after: Contribution | None) -> ContributionPage:
    catalogue, survey = desk.catalogue, desk.catalogue.survey
    packages = tuple(catalogue.packages[identifier] for identifier in entry.packages)
    return ContributionPage(
        address=desk.here,
        title=entry.name,
        description=plain(entry.tagline),
        id=entry.id,
        head=codemeta_links(desk.here, entry.packages),
        home=desk.to(addresses.HOME),
        overview=Link(escape(survey.contributions.capitalize()), desk.to(addresses.EXPLORE)),
        tagline=desk.inline(entry.tagline),
        chips=desk.chips(entry),
        facts=shared.facts(desk, entry),
        prose=tuple(_prose(desk, entry)),
        packages=tuple(shared.package(desk, package) for package in packages),
        states=desk.to(addresses.package("what-states-mean")),
        paper=_paper(desk, entry),
        software=tuple(citing.software(desk, packages)),
        this_page=citing.page(desk, entry.name),
        near=tuple(_near(desk, entry)),
        related=tuple(Link(escape(link.name), escape(link.url)) for link in entry.related),
        corrections=tuple(shared.correction(desk, record) for record in entry.corrections),
        short_url=desk.to(addresses.short(entry.number)),
        talk=talks.talk(desk, entry),
        contributions=survey.contributions,
        not_stated=survey.not_stated,
        table_name=survey.table_name or "",
        previous=desk.contribution(before) if before else None,
        next=desk.contribution(after) if after else None,
    )


def _paper(desk: Desk, entry: Contribution) -> Paper:
    reference = desk.catalogue.reference(entry.reference)
    people = desk.catalogue.authors(entry)
    return Paper(
        title=reference.plain_title,
        reference=desk.reference(reference),
        listed=Link(Safe(f"Reference {entry.number} in the list"), desk.to(addresses.reference(entry.number))),
        authors=tuple(Link(escape(person.name), desk.to(addresses.person(person.id))) for person in people),
        citation=citing.citation(desk, reference),
        coins=citing.spans_for_zotero(desk, [reference]),
    )


def _prose(desk: Desk, entry: Contribution) -> Iterator[ProseView]:
    for section in desk.catalogue.survey.prose:
        sources = desk.sources(entry.sources.get(section.id, ()))
        yield ProseView(section.id, section.heading, desk.prose(entry.prose[section.id]), sources)


def _near(desk: Desk, entry: Contribution) -> Iterator[Near]:
    """Yield groups of other contributions: same package first, then same category, then shared values."""
    catalogue = desk.catalogue
    for identifier in entry.packages:
        name, address = catalogue.packages[identifier].name, addresses.package(identifier)
        yield from _group(desk, f"Also about {name}", entry, catalogue.users(identifier), address)
    for identifier in entry.categories:
        category, address = catalogue.category(identifier), addresses.category(identifier)
        yield from _group(desk, f"Also in {category.name}", entry, catalogue.members(category), address)
    for vocabulary in catalogue.vocabularies.values():
        for value in catalogue.values(entry, vocabulary.id):
            shared_by = desk.filing.carrying((vocabulary.id, value.id))
            if len(shared_by) - 1 <= MOST_NEAR:
                address = addresses.explore_view([(vocabulary.id, value.id)])
                yield from _group(desk, f"{vocabulary.name}: {plain(value.name)}", entry, shared_by, address)


MOST_NEAR = 6
"""So many contributions are named in a group; a value shared by more says little about nearness."""


def _group(
    desk: Desk, heading: str, entry: Contribution, together: Sequence[Contribution], address: str
) -> Iterator[Near]:
    """Yield the others among all *together*, if there are any: those that follow *entry*, then those before it."""
    place = next(index for index, each in enumerate(together) if each is entry)
    others = (*together[place + 1 :], *together[:place])
    if others:
        links = tuple(desk.contribution(other) for other in others[:MOST_NEAR])
        yield Near(heading, links, len(others) - len(links), desk.to(address))
