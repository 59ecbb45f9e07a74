"""The pages that list things: overview, categories, packages, references."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..content.model import Category, Contribution
from ..exports.citations import IN_BROWSER, Format
from ..text.safe import Safe, escape
from . import entry_parts, how_to_cite, tables, talks
from .page_context import PageContext, PageContexts
from .parts import CategoryCard, Chip, Link, PackageView, Page, ReferenceView, SourceView, StateView
from .tables import Table


@dataclass(frozen=True)
class ExplorePage(Page):
    """All contributions in one table."""

    template: ClassVar[str] = "explore"
    wide: ClassVar[bool] = True
    home: str
    numbers: Safe
    table: Table
    table_name: str
    packages: str
    data: Link
    files: tuple[Link, ...]
    coins: tuple[Safe, ...]


@dataclass(frozen=True)
class CategoryPage(Page):
    """One category: introduction, where to start, its contributions."""

    template: ClassVar[str] = "category"
    wide: ClassVar[bool] = True
    home: str
    all: Link
    chip: Chip
    short: str
    intro: Safe
    start: Link
    start_why: Safe
    table: Table
    deck: talks.DeckView
    others: tuple[Chip, ...]
    sources: tuple[SourceView, ...]
    files: tuple[Link, ...]
    coins: tuple[Safe, ...]


@dataclass(frozen=True)
class CategoriesPage(Page):
    """All categories in short."""

    template: ClassVar[str] = "categories"
    wide: ClassVar[bool] = True
    home: str
    cards: tuple[CategoryCard, ...]


@dataclass(frozen=True)
class PackagesPage(Page):
    """All packages: what they are and how to get them."""

    template: ClassVar[str] = "packages"
    home: str
    states: tuple[StateView, ...]
    table: Table
    packages: tuple[PackageView, ...]


@dataclass(frozen=True)
class ReferenceEntry:
    """A reference and the contribution that it belongs to."""

    reference: ReferenceView
    contribution: Link | None
    files: tuple[Link, ...]


@dataclass(frozen=True)
class ReferencesPage(Page):
    """The survey's list of references."""

    template: ClassVar[str] = "references"
    home: str
    entries: tuple[ReferenceEntry, ...]
    contribution: str
    contributions: str
    contribution_files: tuple[Link, ...]
    files: tuple[Link, ...]
    coins: tuple[Safe, ...]


def explore(contexts: PageContexts) -> ExplorePage:
    """Return the page with all contributions."""
    context = contexts.at(addresses.EXPLORE)
    survey = context.catalogue.survey
    return ExplorePage(
        address=context.here,
        title=f"All {survey.contributions}",
        description=f"All {len(context.catalogue.contributions)} {survey.contributions} of {survey.name} in one table.",
        home=context.to(addresses.HOME),
        numbers=context.inline(survey.numbers),
        table=tables.contributions(context),
        table_name=survey.table_name or "",
        packages=context.to(addresses.PACKAGES),
        data=context.download_of_all(addresses.CATALOGUE, "as data (JSON)"),
        files=how_to_cite.files(context, addresses.CITE_ALL),
        coins=_coins(context, context.catalogue.contributions),
    )


def category(contexts: PageContexts, record: Category) -> CategoryPage:
    """Return the page of one category."""
    context = contexts.at(addresses.category(record.id))
    members = context.catalogue.members(record)
    return CategoryPage(
        address=context.here,
        title=record.name,
        description=record.short,
        home=context.to(addresses.HOME),
        all=Link(Safe("Categories"), context.to(addresses.CATEGORIES)),
        chip=context.chip(record),
        short=record.short,
        intro=context.prose(record.intro),
        start=context.contribution(context.catalogue.contribution(record.start)),
        start_why=context.inline(record.start_why),
        table=tables.members(context, record),
        deck=talks.deck(context, record.id),
        others=tuple(context.chip(other) for other in context.catalogue.categories if other is not record),
        sources=context.sources(record.sources),
        files=how_to_cite.files(context, record.id),
        coins=_coins(context, members),
    )


def categories(contexts: PageContexts) -> CategoriesPage:
    """Return the page with all categories."""
    context = contexts.at(addresses.CATEGORIES)
    return CategoriesPage(
        address=context.here,
        title="Categories",
        description=f"The {len(context.catalogue.categories)} groups of {context.catalogue.survey.name}.",
        home=context.to(addresses.HOME),
        cards=tuple(entry_parts.card(context, record) for record in context.catalogue.categories),
    )


def packages(contexts: PageContexts) -> PackagesPage:
    """Return the page with all packages."""
    context = contexts.at(addresses.PACKAGES)
    records = context.catalogue.packages.values()
    return PackagesPage(
        address=context.here,
        title="Packages",
        description=f"How to get each of the {len(records)} packages, under which licence, and how alive it is.",
        home=context.to(addresses.HOME),
        states=entry_parts.states(),
        table=tables.packages(context),
        packages=tuple(entry_parts.package(context, record) for record in records),
    )


def references(contexts: PageContexts) -> ReferencesPage:
    """Return the list of references."""
    context = contexts.at(addresses.REFERENCES)
    survey = context.catalogue.survey
    written = {entry.reference: context.contribution(entry) for entry in context.catalogue.contributions}
    numbered = [reference for reference in context.catalogue.references if reference.number is not None]
    return ReferencesPage(
        address=context.here,
        title="References",
        description=f"The {len(numbered)} references of {survey.name}, with what is confirmed about each.",
        home=context.to(addresses.HOME),
        entries=tuple(
            ReferenceEntry(
                context.reference(reference),
                written.get(reference.key),
                how_to_cite.reference_files(context, reference),
            )
            for reference in numbered
        ),
        contribution=survey.contribution,
        contributions=f"the {len(written)} {survey.contributions}",
        contribution_files=how_to_cite.files(context, addresses.CITE_ALL),
        files=how_to_cite.files(context, addresses.CITE_REFERENCES),
        coins=how_to_cite.spans_for_zotero(context, numbered),
    )


def _coins(context: PageContext, entries: Iterable[Contribution]) -> tuple[Safe, ...]:
    return how_to_cite.spans_for_zotero(context, (context.catalogue.reference(entry.reference) for entry in entries))


# ── The page on which contributions stand side by side. Which ones, its address says: `addresses.comparison` ──


@dataclass(frozen=True)
class Choice:
    """A contribution that can be chosen."""

    id: str
    name: Safe


@dataclass(frozen=True)
class ComparePage(Page):
    """Two to four contributions side by side: read, in the reader's browser, from their own pages."""

    template: ClassVar[str] = "compare"
    wide: ClassVar[bool] = True
    home: str
    explore: str
    contributions: str
    choices: tuple[Choice, ...]
    formats: tuple[Format, ...]
    """In which what is compared can be cited."""


def compare(contexts: PageContexts) -> ComparePage:
    """Return the page for comparisons."""
    context = contexts.at(addresses.COMPARE)
    catalogue = context.catalogue
    return ComparePage(
        address=context.here,
        title="Side by side",
        description=f"Two to four {catalogue.survey.contributions} of {catalogue.survey.name}, side by side.",
        home=context.to(addresses.HOME),
        explore=context.to(addresses.EXPLORE),
        contributions=catalogue.survey.contributions,
        choices=tuple(Choice(entry.id, escape(entry.name)) for entry in catalogue.contributions),
        formats=IN_BROWSER,
    )
