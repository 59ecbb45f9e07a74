"""The page on which contributions stand side by side. Which ones, its address says: `addresses.comparison`."""

from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..safe import Safe, escape
from .desk import Desks
from .parts import Page


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


def compare(desks: Desks) -> ComparePage:
    """Return the page for comparisons."""
    desk = desks.at(addresses.COMPARE)
    catalogue = desk.catalogue
    return ComparePage(
        address=desk.here,
        title="Side by side",
        description=f"Two to four {catalogue.survey.contributions} of {catalogue.survey.name}, side by side.",
        home=desk.to(addresses.HOME),
        explore=desk.to(addresses.EXPLORE),
        contributions=catalogue.survey.contributions,
        choices=tuple(Choice(entry.id, escape(entry.name)) for entry in catalogue.contributions),
    )
