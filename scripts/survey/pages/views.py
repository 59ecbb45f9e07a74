"""Ways into the explorer from one page: each with its name, its address, and how many things stand there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .. import addresses
from ..catalogue.reserved import NOT_STATED
from ..safe import Safe
from . import facets
from .desk import Desk
from .filing import Filter
from .rows import Facet


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
    known: Mapping[str, Mapping[str, View]]
    """For each facet a view of every value that occurs, in the survey's order; «not stated» comes last."""

    def of(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet*; none if nothing is filed under it."""
        return self.known.get(facet, {})

    def stated(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet* without «not stated»."""
        return stated(self.of(facet))


def views(desk: Desk) -> Views:
    """Return the ways into the explorer from the page of *desk*."""
    found = facets.of_contributions(desk, desk.filing.contributions.values())
    return Views(desk, {facet.id: _views(desk, facet, addresses.explore_view) for facet in found})


def stated(views: Mapping[str, View]) -> Mapping[str, View]:
    """Return *views* without «not stated»."""
    return {value: view for value, view in views.items() if value != NOT_STATED}


def packages(desk: Desk) -> Mapping[str, Mapping[str, View]]:
    """Return the ways into the table of packages: for each of its facets, a view of every value that occurs."""
    found = facets.of_packages(desk, desk.filing.packages.values())
    return {facet.id: _views(desk, facet, addresses.packages_view) for facet in found}


def _views(desk: Desk, facet: Facet, address: Callable[[Sequence[Filter]], str]) -> Mapping[str, View]:
    return {
        option.id: View(option.name, desk.to(address([(facet.id, option.id)])), option.count, option.full)
        for option in facet.options
    }
