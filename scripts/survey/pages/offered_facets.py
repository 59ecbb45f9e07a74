"""The facets of a table with the values that occur in it, and links to filtered tables from other pages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .. import addresses
from ..content.facet_index import Carried, Filter
from ..content.facets import (
    NOT_STATED,
    OF_CONTRIBUTIONS,
    OF_PACKAGES,
    Declared,
    Facet,
    FacetValue,
    facets_for_readers,
)
from ..content.model import Contribution, Package
from .page_context import PageContext

T = TypeVar("T")

# ── The facets by which readers filter a table, with the number of rows for each value ──


@dataclass(frozen=True)
class Option:
    """A value by which a table can be filtered, and the number of rows that have it."""

    id: str
    name: str
    full: str
    count: int


@dataclass(frozen=True)
class OfferedFacet(Generic[T]):
    """A facet of a table, with those of its values that occur in the table."""

    facet: Facet[T]
    hint: str
    options: tuple[Option, ...]


def of_contributions(context: PageContext, carried: Iterable[Carried]) -> tuple[OfferedFacet[Contribution], ...]:
    """Return the facets of contributions; *carried* holds the values of each contribution by facet."""
    return tuple(_offered(context, OF_CONTRIBUTIONS, carried))


def of_packages(context: PageContext, carried: Iterable[Carried]) -> tuple[OfferedFacet[Package], ...]:
    """Return the facets of packages; *carried* holds the values of each package by facet."""
    return tuple(_offered(context, OF_PACKAGES, carried))


def _offered(
    context: PageContext, declared: Iterable[Declared[T]], carried: Iterable[Carried]
) -> Iterator[OfferedFacet[T]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in carried:
        for facet_id, values in each.items():
            counts[facet_id].update(values)
    for facet in facets_for_readers(declared, context.catalogue):
        options = tuple(_options(context, facet, counts[facet.id]))
        if options:
            yield OfferedFacet(facet, facet.hint(context.catalogue), options)


def _options(context: PageContext, facet: Facet[T], count: Counter[str]) -> Iterator[Option]:
    """Yield the values of *facet* that occur, with «not stated» last."""
    unstated = FacetValue(NOT_STATED, facet.unstated or context.catalogue.survey.not_stated)
    for value in (*facet.values(context.catalogue), unstated):
        if count[value.id]:
            yield Option(value.id, value.name, value.full, count[value.id])


@dataclass(frozen=True)
class View:
    """A link to a filtered table: its text, its URL, and the number of rows that it shows."""

    text: str
    url: str
    count: int
    hint: str = ""


@dataclass(frozen=True)
class Views:
    """The views of the explorer by facet and value."""

    context: PageContext
    known: Mapping[str, Mapping[str, View]]
    """Facet id -> value id -> view, for every value that occurs, in the survey's order; «not stated» comes last."""

    def of(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet* by value; empty if no value of it occurs."""
        return self.known.get(facet, {})

    def stated(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet* without «not stated»."""
        return stated(self.of(facet))


def views(context: PageContext) -> Views:
    """Return the views of the explorer, with URLs relative to the page of *context*."""
    found = of_contributions(context, context.facet_index.contributions.values())
    return Views(context, {each.facet.id: _views(context, each, addresses.explore_view) for each in found})


def stated(views: Mapping[str, View]) -> Mapping[str, View]:
    """Return *views* without «not stated»."""
    return {value: view for value, view in views.items() if value != NOT_STATED}


def packages(context: PageContext) -> Mapping[str, Mapping[str, View]]:
    """Return the views of the table of packages: facet id -> value id -> view."""
    found = of_packages(context, context.facet_index.packages.values())
    return {each.facet.id: _views(context, each, addresses.packages_view) for each in found}


def _views(
    context: PageContext, offered: OfferedFacet[T], address: Callable[[Sequence[Filter]], str]
) -> Mapping[str, View]:
    return {
        option.id: View(option.name, context.to(address([(offered.facet.id, option.id)])), option.count, option.full)
        for option in offered.options
    }
