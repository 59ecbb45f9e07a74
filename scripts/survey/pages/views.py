"""Ways into the explorer from one page: each with its name, its address, and how many things stand there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .. import addresses
from ..model import Contribution
from ..prose import plain
from ..safe import Safe
from . import facets
from .desk import Desk
from .parts import Facet

CATEGORY = "category"
"""The facet of categories."""

Filter = tuple[str, str]
"""A facet and a value in it."""


@dataclass(frozen=True)
class View:
    """A view of the explorer: what it shows, where it is, and how many things it holds."""

    text: Safe
    url: str
    count: int
    hint: str = ""


@dataclass(frozen=True)
class Views:
    """What the explorer shows of all contributions."""

    desk: Desk
    filed: Mapping[str, facets.Filed]
    """What each contribution is filed under, by id."""
    known: Mapping[str, Mapping[str, View]]
    """For each facet a view of every value that occurs, in the survey's order; «not stated» comes last."""

    def selected(self, *filters: Filter) -> tuple[Contribution, ...]:
        """Return the contributions that carry each of *filters*."""
        entries = self.desk.catalogue.contributions
        return tuple(
            entry for entry in entries if all(value in self.filed[entry.id].values[facet] for facet, value in filters)
        )

    def stated(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet* without «not stated»."""
        return {value: view for value, view in self.known.get(facet, {}).items() if value != facets.NOT_STATED}


def views(desk: Desk) -> Views:
    """Return the ways into the explorer from the page of *desk*."""
    catalogue = desk.catalogue
    filed = {entry.id: facets.contribution(catalogue, entry) for entry in catalogue.contributions}
    found = facets.of_contributions(desk, filed.values())
    return Views(desk, filed, {facet.id: _views(desk, facet, addresses.explore_view) for facet in found})


def packages(desk: Desk) -> Mapping[str, Mapping[str, View]]:
    """Return the ways into the table of packages: for each of its facets, a view of every value that occurs."""
    found = facets.of_packages(desk, map(facets.package, desk.catalogue.packages.values()))
    return {facet.id: _views(desk, facet, addresses.packages_view) for facet in found}


def names(desk: Desk, facet: str) -> Mapping[str, str]:
    """Return how the values of a vocabulary, or the categories, are called in plain text, by id."""
    if facet == CATEGORY:
        return {each.id: each.name for each in desk.catalogue.categories}
    known = {each.id: plain(each.name) for each in desk.catalogue.vocabularies[facet].values}
    return {**known, facets.NOT_STATED: "not stated"}


def _views(desk: Desk, facet: Facet, address: Callable[[Sequence[Filter]], str]) -> Mapping[str, View]:
    return {
        option.id: View(option.name, desk.to(address([(facet.id, option.id)])), option.count, option.full)
        for option in facet.options
    }
