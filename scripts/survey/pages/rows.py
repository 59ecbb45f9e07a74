"""What tables that can be narrowed are made of."""

from dataclasses import dataclass

from ..safe import Safe
from .parts import Chip, Link


@dataclass(frozen=True)
class Column:
    """A column of a table. ``id`` is what addresses call it."""

    id: str
    label: str


@dataclass(frozen=True)
class Cell:
    """What a row says in a column: chips, or values, or nothing."""

    label: str
    values: tuple[Link, ...] = ()
    chips: tuple[Chip, ...] = ()
    mark: Link | None = None
    note: str = ""
    unstated: str = ""
    """What it says in the place of values, if not what its table says."""


@dataclass(frozen=True)
class Row:
    """A thing as a row of a table, with what it is found by."""

    id: str
    anchor: str
    """Its id in the page; empty if something else there has it."""
    number: str
    """Its number; empty if such things have none."""
    name: Link
    tagline: Safe
    cells: tuple[Cell, ...]
    tokens: str
    """What it is filed under: `facet:value`, with spaces between."""
    words: str
    """What it is found by as a reader types: small letters, in ASCII and as they are."""


@dataclass(frozen=True)
class Option:
    """A value by which a table can be narrowed, and how many rows carry it."""

    id: str
    name: Safe
    full: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A kind of value by which a table can be narrowed. ``id`` is what addresses call it."""

    id: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    """What has to be known to read its numbers."""


@dataclass(frozen=True)
class Table:
    """Things of one kind in a table that can be narrowed, sorted, and taken away."""

    caption: str
    order: str
    """In which order the rows stand, in words."""
    things: str
    """What the rows are, in the plural."""
    numbered: bool
    columns: tuple[Column, ...]
    """The columns after number and name."""
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    cite: str
    """The citation files of all rows together, without ending; empty if the rows are nothing to cite and compare."""
    not_stated: str
