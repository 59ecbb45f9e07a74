"""A picture: how many contributions of each category have each value. Every number leads to those contributions."""

from dataclasses import dataclass
from math import sqrt

from .. import addresses
from .desk import Desk
from .filing import CATEGORY, Filter
from .views import View, Views


@dataclass(frozen=True)
class MatrixCell:
    """A number of contributions; 0 is shown as an empty place."""

    category: str
    count: int
    url: str
    label: str
    """What is counted, in words: the number alone means nothing to who hears it."""
    side: int
    """Side of the square that shows the number by its area, in per cent of the largest."""


@dataclass(frozen=True)
class MatrixRow:
    """A value, and its number in each category."""

    head: View
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class MatrixPart:
    """The values of one vocabulary."""

    name: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class MatrixColumn:
    """A category."""

    id: str
    head: View


@dataclass(frozen=True)
class Matrix:
    """Values against categories."""

    columns: tuple[MatrixColumn, ...]
    parts: tuple[MatrixPart, ...]


def matrix(views: Views, vocabularies: tuple[str, ...]) -> Matrix:
    """Return the values of *vocabularies* against the categories, without those that nothing has."""
    columns = tuple(MatrixColumn(identifier, head) for identifier, head in views.of(CATEGORY).items())
    known = views.desk.catalogue.vocabularies
    return Matrix(columns, tuple(MatrixPart(known[each].name, _rows(views, each, columns)) for each in vocabularies))


def _rows(views: Views, facet: str, columns: tuple[MatrixColumn, ...]) -> tuple[MatrixRow, ...]:
    most = max((column.head.count for column in columns), default=0)
    return tuple(
        MatrixRow(head, tuple(_cell(views.desk, (facet, value), column.id, most) for column in columns))
        for value, head in views.of(facet).items()
    )


def _cell(desk: Desk, row: Filter, category: str, most: int) -> MatrixCell:
    filters, names = (row, (CATEGORY, category)), desk.filing.names
    count = len(desk.filing.carrying(*filters))
    return MatrixCell(
        category=category,
        count=count,
        url=desk.to(addresses.explore_view(filters)),
        label=f"{count}: {names[row[0]][row[1]]}, {names[CATEGORY][category]}",
        side=round(100 * sqrt(count / most)),
    )
