"""The page of a contribution: facts and their sources, packages, citations, related contributions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..content.facets import STATES
from ..content.model import Contribution, Package, ProseSection, Source, Value, Vocabulary
from ..content.references import Reference
from ..text.prose import plain
from . import talks
from .head import codemeta_links
from .page_context import PageContext, PageContexts
from .parts import Link, Page


@dataclass(frozen=True)
class FactRow:
    """The facts about a contribution in one vocabulary: values shown, text printed, and sources."""

    vocabulary: Vocabulary
    values: tuple[Value, ...]
    printed: str
    sources: tuple[Source, ...]
    mark: Link | None
    """Link to the corrections of this fact, if there are any."""


@dataclass(frozen=True)
class Near:
    """Contributions that have something in common with this one."""

    heading: str
    entries: tuple[Contribution, ...]
    more: int
    """The number of those not listed."""
    all: str
    """Link to the list of all of them."""


@dataclass(frozen=True)
class ContributionPage(Page):
    """The page of a contribution."""

    template: ClassVar[str] = "contribution"
    entry: Contribution
    reference: Reference
    facts: tuple[FactRow, ...]
    prose: tuple[tuple[ProseSection, tuple[Source, ...]], ...]
    """The sections of its prose, and the sources of each."""
    packages: tuple[Package, ...]
    states: Mapping[str, str]
    """State of a package -> its meaning."""
    software: tuple[Package, ...]
    """Its packages whose projects ask to be cited."""
    near: tuple[Near, ...]
    code: talks.QrView
    snippets: tuple[tuple[str, str], ...]
    """Text to paste into slides: label and text."""
    previous: Contribution | None
    next: Contribution | None


def pages(contexts: PageContexts) -> Iterator[ContributionPage]:
    """Yield the page of every contribution, linked to the previous and the next by number."""
    entries = contexts.catalogue.contributions
    for before, entry, after in zip((None, *entries), entries, (*entries[1:], None), strict=False):
        yield _page(contexts.at(addresses.contribution(entry.id)), entry, before, after)


def _page(
    context: PageContext, entry: Contribution, before: Contribution | None, after: Contribution | None
) -> ContributionPage:
    catalogue = context.catalogue
    packages = tuple(catalogue.packages[identifier] for identifier in entry.packages)
    return ContributionPage(
        address=context.here,
        title=entry.name,
        description=plain(entry.tagline),
        entry=entry,
        reference=catalogue.reference(entry.reference),
        head=codemeta_links(context.here, entry.packages),
        facts=tuple(_fact(context, entry, vocabulary) for vocabulary in catalogue.vocabularies.values()),
        prose=tuple((section, entry.sources.get(section.id, ())) for section in catalogue.survey.prose),
        packages=packages,
        states=STATES,
        software=tuple(package for package in packages if package.cite),
        near=tuple(_near(context, entry)),
        code=talks.code(context, context.here, addresses.short(entry.number), entry.id),
        snippets=talks.snippets(context, entry),
        previous=before,
        next=after,
    )


def _fact(context: PageContext, entry: Contribution, vocabulary: Vocabulary) -> FactRow:
    column, table = vocabulary.column, context.catalogue.survey.table_name
    return FactRow(
        vocabulary,
        values=context.catalogue.values(entry, vocabulary.id),
        printed=(entry.printed[column] if entry.printed else f"not in {table}") if column else "",
        sources=entry.sources.get(vocabulary.id, (vocabulary.source,) if entry.printed or not column else ()),
        mark=context.mark(entry, vocabulary.id),
    )


def _near(context: PageContext, entry: Contribution) -> Iterator[Near]:
    """Yield groups of other contributions: first those of the same packages, then categories, then shared values."""
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
"""The most contributions listed in a group. A value that more of the others share is too common to form a group."""


def _group(
    context: PageContext, heading: str, entry: Contribution, members: Sequence[Contribution], address: str
) -> Iterator[Near]:
    """Yield the others of *members*, if there are any: those after *entry*, then those before it."""
    place = next(index for index, each in enumerate(members) if each is entry)
    others = (*members[place + 1 :], *members[:place])
    if others:
        yield Near(heading, others[:MOST_NEAR], max(len(others) - MOST_NEAR, 0), context.to(address))
