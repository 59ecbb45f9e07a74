"""A picture: how many contributions of each category have each value. Every number leads to those contributions."""

from dataclasses import dataclass
from math import sqrt

from .. import addresses
from .views import CATEGORY, Filter, View, Views, names


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
    columns = tuple(MatrixColumn(identifier, head) for identifier, head in views.known[CATEGORY].items())
    known = views.desk.catalogue.vocabularies
    return Matrix(columns, tuple(MatrixPart(known[each].name, _rows(views, each, columns)) for each in vocabularies))


def _rows(views: Views, facet: str, columns: tuple[MatrixColumn, ...]) -> tuple[MatrixRow, ...]:
    called, most = names(views.desk, facet), max(column.head.count for column in columns)
    return tuple(
        MatrixRow(head, tuple(_cell(views, (facet, value), called[value], column, most) for column in columns))
        for value, head in views.known.get(facet, {}).items()
    )


def _cell(views: Views, row: Filter, name: str, column: MatrixColumn, most: int) -> MatrixCell:
    filters = (row, (CATEGORY, column.id))
    count = len(views.selected(*filters))
    category = names(views.desk, CATEGORY)[column.id]
    return MatrixCell(
        category=column.id,
        count=count,
        url=views.desk.to(addresses.explore_view(filters)),
        label=f"{count}: {name}, {category}",
        side=round(100 * sqrt(count / most)),
    )
