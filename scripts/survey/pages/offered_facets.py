"""The facets of a table with the values that occur in it, and ways into the tables from other pages."""

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

# ── The facets by which readers narrow a table: kinds of values, each value with the number of rows that carry it ──


@dataclass(frozen=True)
class Option:
    """A value by which a table can be narrowed, and how many rows carry it."""

    id: str
    name: str
    full: str
    count: int


@dataclass(frozen=True)
class OfferedFacet(Generic[T]):
    """A facet of a table, and its values that occur there."""

    facet: Facet[T]
    hint: str
    options: tuple[Option, ...]


def of_contributions(context: PageContext, carried: Iterable[Carried]) -> tuple[OfferedFacet[Contribution], ...]:
    """Return the facets of contributions; *carried* is what each of them carries."""
    return tuple(_offered(context, OF_CONTRIBUTIONS, carried))


def of_packages(context: PageContext, carried: Iterable[Carried]) -> tuple[OfferedFacet[Package], ...]:
    """Return the facets of packages; *carried* is what each of them carries."""
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
    """Yield the values of *facet* that occur, and last how often nothing is stated."""
    unstated = FacetValue(NOT_STATED, facet.unstated or context.catalogue.survey.not_stated)
    for value in (*facet.values(context.catalogue), unstated):
        if count[value.id]:
            yield Option(value.id, value.name, value.full, count[value.id])


@dataclass(frozen=True)
class View:
    """A view of the explorer: what it shows, where it is, and how many things it holds."""

    text: str
    url: str
    count: int
    hint: str = ""


@dataclass(frozen=True)
class Views:
    """What the explorer shows of all contributions."""

    context: PageContext
    known: Mapping[str, Mapping[str, View]]
    """For each facet a view of every value that occurs, in the survey's order; «not stated» comes last."""

    def of(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet*; none if nothing is filed under it."""
        return self.known.get(facet, {})

    def stated(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet* without «not stated»."""
        return stated(self.of(facet))


def views(context: PageContext) -> Views:
    """Return the ways into the explorer from the page of *context*."""
    found = of_contributions(context, context.facet_index.contributions.values())
    return Views(context, {each.facet.id: _views(context, each, addresses.explore_view) for each in found})


def stated(views: Mapping[str, View]) -> Mapping[str, View]:
    """Return *views* without «not stated»."""
    return {value: view for value, view in views.items() if value != NOT_STATED}


def packages(context: PageContext) -> Mapping[str, Mapping[str, View]]:
    """Return the ways into the table of packages: for each of its facets, a view of every value that occurs."""
    found = of_packages(context, context.facet_index.packages.values())
    return {each.facet.id: _views(context, each, addresses.packages_view) for each in found}


def _views(
    context: PageContext, offered: OfferedFacet[T], address: Callable[[Sequence[Filter]], str]
) -> Mapping[str, View]:
    return {
        option.id: View(option.name, context.to(address([(offered.facet.id, option.id)])), option.count, option.full)
        for option in offered.options
    }
