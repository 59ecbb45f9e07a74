"""The list pages: explorer, categories, packages, references, and the comparison page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..content.facets import STATES
from ..content.model import Category, Contribution, Package
from ..content.references import Reference
from ..exports.citations import IN_BROWSER, Format
from . import tables, talks
from .page_context import PageContexts
from .parts import Link, Page
from .tables import Table


@dataclass(frozen=True)
class ExplorePage(Page):
    """All contributions in one table."""

    template: ClassVar[str] = "explore"
    wide: ClassVar[bool] = True
    table: Table


@dataclass(frozen=True)
class CategoryPage(Page):
    """One category: introduction, suggested starting points, its contributions."""

    template: ClassVar[str] = "category"
    wide: ClassVar[bool] = True
    category: Category
    table: Table
    deck: Link
    code: talks.QrView
    others: tuple[Category, ...]


@dataclass(frozen=True)
class CategoriesPage(Page):
    """A summary of all categories."""

    template: ClassVar[str] = "categories"
    wide: ClassVar[bool] = True


@dataclass(frozen=True)
class PackagesPage(Page):
    """All packages with installation, licence and state."""

    template: ClassVar[str] = "packages"
    states: Mapping[str, str]
    """State of a package -> its meaning."""
    table: Table
    packages: tuple[Package, ...]


@dataclass(frozen=True)
class ReferencesPage(Page):
    """The survey's list of references."""

    template: ClassVar[str] = "references"
    entries: tuple[tuple[Reference, Contribution | None], ...]
    """Every reference, and the contribution whose paper it is, if any."""
    references: tuple[Reference, ...]


def explore(contexts: PageContexts) -> ExplorePage:
    """Return the page with all contributions."""
    context = contexts.at(addresses.EXPLORE)
    survey = context.catalogue.survey
    return ExplorePage(
        address=context.here,
        title=f"All {survey.contributions}",
        description=f"All {len(context.catalogue.contributions)} {survey.contributions} of {survey.name} in one table.",
        table=tables.contributions(context),
    )


def category(contexts: PageContexts, record: Category) -> CategoryPage:
    """Return the page of one category."""
    context = contexts.at(addresses.category(record.id))
    return CategoryPage(
        address=context.here,
        title=record.name,
        description=record.short,
        category=record,
        table=tables.members(context, record),
        deck=talks.deck(context, record),
        code=talks.code(context, context.here, addresses.short_category(record.id), record.id),
        others=tuple(other for other in context.catalogue.categories if other is not record),
    )


def categories(contexts: PageContexts) -> CategoriesPage:
    """Return the page with all categories."""
    context = contexts.at(addresses.CATEGORIES)
    return CategoriesPage(
        address=context.here,
        title="Categories",
        description=f"The {len(context.catalogue.categories)} categories of {context.catalogue.survey.name}.",
    )


def packages(contexts: PageContexts) -> PackagesPage:
    """Return the page with all packages."""
    context = contexts.at(addresses.PACKAGES)
    records = context.catalogue.packages.values()
    return PackagesPage(
        address=context.here,
        title="Packages",
        description=f"The {len(records)} packages: how to install them, their licences and whether they are active.",
        states=STATES,
        table=tables.packages(context),
        packages=tuple(records),
    )


def references(contexts: PageContexts) -> ReferencesPage:
    """Return the list of references."""
    context = contexts.at(addresses.REFERENCES)
    survey = context.catalogue.survey
    written = {entry.reference: entry for entry in context.catalogue.contributions}
    numbered = tuple(reference for reference in context.catalogue.references if reference.number is not None)
    return ReferencesPage(
        address=context.here,
        title="References",
        description=f"The {len(numbered)} references of {survey.name}, and which of their details are confirmed.",
        entries=tuple((reference, written.get(reference.key)) for reference in numbered),
        references=numbered,
    )


# ── The comparison page. Its query names the contributions to compare: `addresses.comparison` ──


@dataclass(frozen=True)
class ComparePage(Page):
    """Two to four contributions side by side; the browser reads them from their own pages."""

    template: ClassVar[str] = "compare"
    wide: ClassVar[bool] = True
    formats: tuple[Format, ...]
    """The formats in which the compared contributions can be cited."""


def compare(contexts: PageContexts) -> ComparePage:
    """Return the comparison page."""
    context = contexts.at(addresses.COMPARE)
    catalogue = context.catalogue
    return ComparePage(
        address=context.here,
        title=f"Compare {catalogue.survey.contributions}",
        description=f"Compare two to four {catalogue.survey.contributions} of {catalogue.survey.name}.",
        formats=IN_BROWSER,
    )
