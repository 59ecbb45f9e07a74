"""The page of one contribution: what it is, how to get it, how to cite it, what is near it, where facts come from."""

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
    """One kind of fact about a contribution: what is shown, what is printed, and where it comes from."""

    vocabulary: Vocabulary
    values: tuple[Value, ...]
    printed: str
    sources: tuple[Source, ...]
    mark: Link | None
    """Leads to the corrections of this fact, if there are any."""


@dataclass(frozen=True)
class Near:
    """Contributions that share something with this one."""

    heading: str
    entries: tuple[Contribution, ...]
    more: int
    """How many are not named."""
    all: str
    """Where all of them are."""


@dataclass(frozen=True)
class ContributionPage(Page):
    """Everything that is shown about a contribution."""

    template: ClassVar[str] = "contribution"
    entry: Contribution
    reference: Reference
    facts: tuple[FactRow, ...]
    prose: tuple[tuple[ProseSection, tuple[Source, ...]], ...]
    """The sections of its prose, and where each comes from."""
    packages: tuple[Package, ...]
    states: Mapping[str, str]
    """What each state of a package means."""
    software: tuple[Package, ...]
    """Those of its packages whose projects ask to be cited."""
    near: tuple[Near, ...]
    code: talks.QrView
    snippets: tuple[tuple[str, str], ...]
    """Text to paste into slides: what it is, and the text."""
    previous: Contribution | None
    next: Contribution | None


def pages(contexts: PageContexts) -> Iterator[ContributionPage]:
    """Yield the page of every contribution, each linked to its neighbours by number."""
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
        sources=entry.sources.get(vocabulary.id, (vocabulary.source,)),
        mark=context.mark(entry, vocabulary.id),
    )


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
        yield Near(heading, others[:MOST_NEAR], max(len(others) - MOST_NEAR, 0), context.to(address))
