"""The page of one contribution: what it is, how to get it, how to cite it, what is near it, where facts come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..content.model import Contribution
from ..text.prose import plain
from ..text.safe import Safe, escape
from . import entry_parts, field_rows, how_to_cite, talks
from .head import codemeta_links
from .how_to_cite import CitationView, PageCitation, SoftwareCitation
from .page_context import PageContext, PageContexts
from .parts import Chip, CorrectionView, FactRow, FieldRow, Link, PackageView, Page, ReferenceView, SourceView


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
    fields: tuple[FieldRow, ...]
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


def pages(contexts: PageContexts) -> Iterator[ContributionPage]:
    """Yield the page of every contribution, each linked to its neighbours by number."""
    entries = contexts.catalogue.contributions
    for before, entry, after in zip((None, *entries), entries, (*entries[1:], None), strict=False):
        yield _page(contexts.at(addresses.contribution(entry.id)), entry, before, after)


def _page(
    context: PageContext, entry: Contribution, before: Contribution | None, after: Contribution | None
) -> ContributionPage:
    catalogue, survey = context.catalogue, context.catalogue.survey
    packages = tuple(catalogue.packages[identifier] for identifier in entry.packages)
    return ContributionPage(
        address=context.here,
        title=entry.name,
        description=plain(entry.tagline),
        id=entry.id,
        head=codemeta_links(context.here, entry.packages),
        home=context.to(addresses.HOME),
        overview=Link(escape(survey.contributions.capitalize()), context.to(addresses.EXPLORE)),
        tagline=context.inline(entry.tagline),
        chips=context.chips(entry),
        facts=entry_parts.facts(context, entry),
        fields=field_rows.rows(context, entry),
        prose=tuple(_prose(context, entry)),
        packages=tuple(entry_parts.package(context, package) for package in packages),
        states=context.to(addresses.package("what-states-mean")),
        paper=_paper(context, entry),
        software=tuple(how_to_cite.software(context, packages)),
        this_page=how_to_cite.page(context, entry.name),
        near=tuple(_near(context, entry)),
        related=tuple(Link(escape(link.name), escape(link.url)) for link in entry.related),
        corrections=tuple(entry_parts.correction(context, record) for record in entry.corrections),
        short_url=context.to(addresses.short(entry.number)),
        talk=talks.talk(context, entry),
        contributions=survey.contributions,
        not_stated=survey.not_stated,
        table_name=survey.table_name or "",
        previous=context.contribution(before) if before else None,
        next=context.contribution(after) if after else None,
    )


def _paper(context: PageContext, entry: Contribution) -> Paper:
    reference = context.catalogue.reference(entry.reference)
    people = context.catalogue.authors(entry)
    return Paper(
        title=reference.plain_title,
        reference=context.reference(reference),
        listed=Link(Safe(f"Reference {entry.number} in the list"), context.to(addresses.reference(entry.number))),
        authors=tuple(Link(escape(person.name), context.to(addresses.person(person.id))) for person in people),
        citation=how_to_cite.citation(context, reference),
        coins=how_to_cite.spans_for_zotero(context, [reference]),
    )


def _prose(context: PageContext, entry: Contribution) -> Iterator[ProseView]:
    for section in context.catalogue.survey.prose:
        sources = context.sources(entry.sources.get(section.id, ()))
        yield ProseView(section.id, section.heading, context.prose(entry.prose[section.id]), sources)


def _near(context: PageContext, entry: Contribution) -> Iterator[Near]:
    """Yield groups of other contributions: same package first, then same category, then shared values."""
    catalogue = context.catalogue
    for identifier in entry.packages:
        name, address = catalogue.packages[identifier].name, addresses.package(identifier)
        yield from _group(context, f"Also about {name}", entry, catalogue.users(identifier), address)
    for identifier in entry.categories:
        category, address = catalogue.category(identifier), addresses.category(identifier)
        yield from _group(context, f"Also in {category.name}", entry, catalogue.members(category), address)
    for vocabulary in catalogue.vocabularies.values():
        for value in catalogue.values(entry, vocabulary.id):
            shared_by = context.facet_index.contributions_with((vocabulary.id, value.id))
            if len(shared_by) - 1 <= MOST_NEAR:
                address = addresses.explore_view([(vocabulary.id, value.id)])
                yield from _group(context, f"{vocabulary.name}: {plain(value.name)}", entry, shared_by, address)


MOST_NEAR = 6
"""So many contributions are named in a group; a value shared by more says little about nearness."""


def _group(
    context: PageContext, heading: str, entry: Contribution, together: Sequence[Contribution], address: str
) -> Iterator[Near]:
    """Yield the others among all *together*, if there are any: those that follow *entry*, then those before it."""
    place = next(index for index, each in enumerate(together) if each is entry)
    others = (*together[place + 1 :], *together[:place])
    if others:
        links = tuple(context.contribution(other) for other in others[:MOST_NEAR])
        yield Near(heading, links, len(others) - len(links), context.to(address))
