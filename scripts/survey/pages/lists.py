"""The pages that list things: overview, categories, packages, references."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..model import Category, Contribution
from ..safe import Safe
from . import citing, shared, tables, talks
from .desk import Desk, Desks
from .parts import Card, Chip, Link, PackageView, Page, ReferenceView, SourceView, StateView
from .rows import Table


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
    cards: tuple[Card, ...]


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


def explore(desks: Desks) -> ExplorePage:
    """Return the page with all contributions."""
    desk = desks.at(addresses.EXPLORE)
    survey = desk.catalogue.survey
    return ExplorePage(
        address=desk.here,
        title=f"All {survey.contributions}",
        description=f"All {len(desk.catalogue.contributions)} {survey.contributions} of {survey.name} in one table.",
        home=desk.to(addresses.HOME),
        numbers=desk.inline(survey.numbers),
        table=tables.contributions(desk),
        table_name=survey.table_name or "",
        packages=desk.to(addresses.PACKAGES),
        data=desk.download_of_all(addresses.CATALOGUE, "as data (JSON)"),
        files=citing.files(desk, addresses.CITE_ALL),
        coins=_coins(desk, desk.catalogue.contributions),
    )


def category(desks: Desks, record: Category) -> CategoryPage:
    """Return the page of one category."""
    desk = desks.at(addresses.category(record.id))
    members = desk.catalogue.members(record)
    return CategoryPage(
        address=desk.here,
        title=record.name,
        description=record.short,
        home=desk.to(addresses.HOME),
        all=Link(Safe("Categories"), desk.to(addresses.CATEGORIES)),
        chip=desk.chip(record),
        short=record.short,
        intro=desk.prose(record.intro),
        start=desk.contribution(desk.catalogue.contribution(record.start)),
        start_why=desk.inline(record.start_why),
        table=tables.members(desk, record),
        deck=talks.deck(desk, record.id),
        others=tuple(desk.chip(other) for other in desk.catalogue.categories if other is not record),
        sources=desk.sources(record.sources),
        files=citing.files(desk, record.id),
        coins=_coins(desk, members),
    )


def categories(desks: Desks) -> CategoriesPage:
    """Return the page with all categories."""
    desk = desks.at(addresses.CATEGORIES)
    return CategoriesPage(
        address=desk.here,
        title="Categories",
        description=f"The {len(desk.catalogue.categories)} groups of {desk.catalogue.survey.name}.",
        home=desk.to(addresses.HOME),
        cards=tuple(shared.card(desk, record) for record in desk.catalogue.categories),
    )


def packages(desks: Desks) -> PackagesPage:
    """Return the page with all packages."""
    desk = desks.at(addresses.PACKAGES)
    records = desk.catalogue.packages.values()
    return PackagesPage(
        address=desk.here,
        title="Packages",
        description=f"How to get each of the {len(records)} packages, under which licence, and how alive it is.",
        home=desk.to(addresses.HOME),
        states=shared.states(),
        table=tables.packages(desk),
        packages=tuple(shared.package(desk, record) for record in records),
    )


def references(desks: Desks) -> ReferencesPage:
    """Return the list of references."""
    desk = desks.at(addresses.REFERENCES)
    survey = desk.catalogue.survey
    written = {entry.reference: desk.contribution(entry) for entry in desk.catalogue.contributions}
    numbered = [reference for reference in desk.catalogue.references if reference.number is not None]
    return ReferencesPage(
        address=desk.here,
        title="References",
        description=f"The {len(numbered)} references of {survey.name}, with what is confirmed about each.",
        home=desk.to(addresses.HOME),
        entries=tuple(
            ReferenceEntry(
                desk.reference(reference), written.get(reference.key), citing.reference_files(desk, reference)
            )
            for reference in numbered
        ),
        contribution=survey.contribution,
        contributions=f"the {len(written)} {survey.contributions}",
        contribution_files=citing.files(desk, addresses.CITE_ALL),
        files=citing.files(desk, addresses.CITE_REFERENCES),
        coins=citing.spans_for_zotero(desk, numbered),
    )


def _coins(desk: Desk, entries: Iterable[Contribution]) -> tuple[Safe, ...]:
    return citing.spans_for_zotero(desk, (desk.catalogue.reference(entry.reference) for entry in entries))
