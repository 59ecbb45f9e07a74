"""A picture: contributions by the month of their paper, each a link to its page in the colours of its categories.

Where most months are not known, or where there are more of them than a page is wide, years take their place. What has
no date stands last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..references import Reference
from .desk import MONTHS, Desk
from .parts import Chip, Link

MOST_MONTHS = 24
"""More columns than these are too narrow for names."""


@dataclass(frozen=True)
class Brick:
    """A contribution."""

    link: Link
    chips: tuple[Chip, ...]
    confirmed: bool
    """Whether its month is, where months are shown."""


@dataclass(frozen=True)
class Period:
    """A month or a year, and what appeared in it."""

    label: str
    year: str
    """The year that begins here; else empty."""
    bricks: tuple[Brick, ...]


@dataclass(frozen=True)
class Timeline:
    """All contributions, by month or by year."""

    periods: tuple[Period, ...]
    legend: tuple[Chip, ...]
    unconfirmed: int
    """How many months are not confirmed."""


def timeline(desk: Desk) -> Timeline:
    """Return all contributions by the date of their paper."""
    catalogue = desk.catalogue
    papers = {entry.id: catalogue.reference(entry.reference) for entry in catalogue.contributions}
    by_month = _months_do([_month(paper) for paper in papers.values()])
    dates = {identifier: _month(paper) if by_month else _year(paper) for identifier, paper in papers.items()}
    bricks = {
        entry.id: Brick(
            desk.contribution(entry), desk.chips(entry), not by_month or papers[entry.id].confirmed("month")
        )
        for entry in catalogue.contributions
    }
    periods = tuple(
        Period(
            *_label(date, first=not index, by_month=by_month),
            tuple(brick for identifier, brick in bricks.items() if dates[identifier] == date),
        )
        for index, date in enumerate(_span(list(dates.values())))
    )
    return Timeline(
        periods=periods,
        legend=tuple(map(desk.chip, catalogue.categories)),
        unconfirmed=sum(not brick.confirmed for brick in bricks.values()),
    )


def _month(paper: Reference) -> int | None:
    """Return the month of *paper*, counted from the year 0."""
    return int(paper.year) * 12 + paper.month - 1 if paper.year and paper.month else None


def _year(paper: Reference) -> int | None:
    return int(paper.year) if paper.year else None


def _months_do(months: Sequence[int | None]) -> bool:
    known = [month for month in months if month is not None]
    return 2 * len(known) > len(months) and max(known) - min(known) < MOST_MONTHS


def _span(dates: Sequence[int | None]) -> tuple[int | None, ...]:
    """Return every date from the first to the last of *dates*, and None at the end if it is among them."""
    known = [date for date in dates if date is not None]
    span = range(min(known), max(known) + 1) if known else ()
    return (*span, None) if None in dates else tuple(span)


def _label(date: int | None, *, first: bool, by_month: bool) -> tuple[str, str]:
    if date is None:
        return "no date", ""
    if not by_month:
        return "", str(date)
    year, month = divmod(date, 12)
    return MONTHS[month][:3], str(year) if first or not month else ""
