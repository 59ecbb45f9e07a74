"""Tables of contributions and packages that can be filtered, sorted and downloaded: columns, rows, facets.

A column is declared once: its id in addresses, its heading, and its cells. The scripts read the table in the page to
make the form above it, its order and the CSV for download (templates/theme/assets/explorer/).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .. import addresses
from ..content.declared_fields import DeclaredField, declared
from ..content.facet_index import Carried
from ..content.facets import (
    CATEGORY,
    CURRENT_LICENCE,
    LICENCE_GROUP,
    LICENCE_TODAY,
    NOT_KNOWN,
    OF_CONTRIBUTIONS,
    OF_PACKAGES,
    REGISTRY,
    RUNS_IN,
    STATE,
    STATES,
    YEAR,
    facets,
)
from ..content.model import Category, Contribution, Package, Record
from ..content.synonyms import LANGUAGES
from ..exports.citations import IN_BROWSER, Format
from ..text.kinds import Inline
from .offered_facets import OfferedFacet, of_contributions, of_packages
from .page_context import PageContext
from .parts import Link

T = TypeVar("T")
R = TypeVar("R", bound=Record)

# ── Parts of a table ──


@dataclass(frozen=True)
class Cell:
    """A cell: chips, or values, or nothing."""

    values: tuple[Link, ...] = ()
    chips: tuple[Category, ...] = ()
    mark: Link | None = None
    note: str = ""
    unstated: str = ""
    """The text of a cell without values, if it is not that of the table."""


@dataclass(frozen=True)
class TableColumn(Generic[T]):
    """A column of a table, after number and name. ``id`` identifies it in addresses."""

    id: str
    label: str
    cell: Callable[[PageContext, T], Cell]
    """Returns the cell of an entry."""


@dataclass(frozen=True)
class Row:
    """A row of a table, with the text and facet values by which it is found."""

    id: str
    anchor: str
    """Its id in the page; empty if another element has this id."""
    number: str
    """Its number; empty if the rows are not numbered."""
    name: Link
    tagline: Inline
    cells: Mapping[str, Cell]
    """Column id -> cell."""
    tokens: str
    """Its facet values, as `facet:value` separated by spaces."""
    words: str
    """Its search words in lower case, in ASCII and in the original letters."""


@dataclass(frozen=True)
class Table:
    """A table of entries of one kind that can be filtered, sorted and downloaded."""

    caption: str
    order: str
    """The order of the rows, in words."""
    things: str
    """The kind of the rows, in the plural."""
    numbered: bool
    columns: tuple[TableColumn[Any], ...]
    rows: tuple[Row, ...]
    facets: tuple[OfferedFacet[Any], ...]
    cite: str
    """The name of the citation files of all rows, without extension; empty if rows cannot be cited and compared."""
    not_stated: str

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats in which the rows can be cited."""
        return IN_BROWSER if self.cite else ()


def _cells(context: PageContext, columns: Sequence[TableColumn[T]], thing: T) -> Mapping[str, Cell]:
    return {column.id: column.cell(context, thing) for column in columns}


def declared_columns(kind: type[R], records: Collection[R]) -> Iterator[TableColumn[R]]:
    """Yield the columns for the fields that are declared as columns and have a value in at least one record."""
    for field in declared(kind).values():
        if field.appears.column and any(map(field.values, records)):
            yield TableColumn(field.id, field.appears.label, _field(field))


def _field(field: DeclaredField) -> Callable[[PageContext, Record], Cell]:
    return lambda context, record: Cell(context.field(field, record), unstated="–")


def _tokens(carried: Carried) -> str:
    return " ".join(f"{facet}:{value}" for facet, values in carried.items() for value in values)


# ── The tables of contributions ──


def contributions(context: PageContext) -> Table:
    """Return the table of all contributions."""
    survey = context.catalogue.survey
    return _contributions(context, context.catalogue.contributions, f"All {survey.contributions}", "by number", "all")


def members(context: PageContext, category: Category) -> Table:
    """Return the table of the contributions in *category*."""
    order = "in survey order"
    return _contributions(context, context.catalogue.members(category), category.name, order, category.id)


def _contributions(context: PageContext, entries: Sequence[Contribution], caption: str, order: str, cite: str) -> Table:
    catalogue, index = context.catalogue, context.facet_index
    columns = tuple(_contribution_columns(context))
    return Table(
        caption=caption,
        order=order,
        things=catalogue.survey.contributions,
        numbered=True,
        columns=columns,
        rows=tuple(_contribution(context, columns, entry) for entry in entries),
        facets=of_contributions(context, (index.contributions[entry.id] for entry in entries)),
        cite=cite,
        not_stated=catalogue.survey.not_stated,
    )


def _contribution(context: PageContext, columns: Sequence[TableColumn[Contribution]], entry: Contribution) -> Row:
    return Row(
        id=entry.id,
        anchor=entry.id,
        number=str(entry.number),
        name=context.contribution(entry),
        tagline=entry.tagline,
        cells=_cells(context, columns, entry),
        tokens=_tokens(context.facet_index.contributions[entry.id]),
        words=context.facet_index.contribution_words[entry.id],
    )


def _contribution_columns(context: PageContext) -> Iterator[TableColumn[Contribution]]:
    labels = {facet.id: facet.label for facet in facets(OF_CONTRIBUTIONS, context.catalogue)}
    yield TableColumn(CATEGORY, labels[CATEGORY], lambda context, entry: Cell(chips=context.categories(entry)))
    for vocabulary in context.catalogue.vocabularies:
        yield TableColumn(vocabulary, labels[vocabulary], _fact(vocabulary))
    if context.catalogue.licences:
        yield TableColumn(LICENCE_TODAY, labels[LICENCE_TODAY], _licence_today)
    yield TableColumn(YEAR, labels[YEAR], _year)
    yield from declared_columns(Contribution, context.catalogue.contributions)


def _fact(vocabulary: str) -> Callable[[PageContext, Contribution], Cell]:
    return lambda context, entry: Cell(context.values(entry, vocabulary), mark=context.mark(entry, vocabulary))


def _licence_today(context: PageContext, entry: Contribution) -> Cell:
    """Return the current licences of the packages of *entry*, each linked to the contributions of its group."""
    licences = [context.catalogue.packages[identifier].licence for identifier in entry.packages]
    by_name = {licence.short: licence for licence in reversed(licences)}
    links = (
        Link(
            short,
            context.to(addresses.explore_view([(LICENCE_TODAY, licence.group)])) if licence.group else "",
            licence.name,
        )
        for short, licence in sorted(by_name.items())
    )
    return Cell(tuple(links), unstated=NOT_KNOWN)


def _year(context: PageContext, entry: Contribution) -> Cell:
    year = context.catalogue.reference(entry.reference).year
    return Cell((Link(year, context.to(addresses.explore_view([(YEAR, year)]))),) if year else ())


# ── The table of packages ──


def packages(context: PageContext) -> Table:
    """Return the table of all packages."""
    index, columns = context.facet_index, tuple(_package_columns(context))
    return Table(
        caption="All packages",
        order="by name",
        things="packages",
        numbered=False,
        columns=columns,
        rows=tuple(_package(context, columns, record) for record in context.catalogue.packages.values()),
        facets=of_packages(context, index.packages.values()),
        cite="",
        not_stated=NOT_KNOWN,
    )


def _package(context: PageContext, columns: Sequence[TableColumn[Package]], record: Package) -> Row:
    """Return *record* as a row without anchor: the section about the package has the id."""
    return Row(
        id=record.id,
        anchor="",
        number="",
        name=context.package(record),
        tagline=record.summary,
        cells=_cells(context, columns, record),
        tokens=_tokens(context.facet_index.packages[record.id]),
        words=context.facet_index.package_words[record.id],
    )


def _package_columns(context: PageContext) -> Iterator[TableColumn[Package]]:
    labels = {facet.id: facet.label for facet in facets(OF_PACKAGES, context.catalogue)}
    yield TableColumn("licence", CURRENT_LICENCE, _licence)
    yield TableColumn(STATE, labels[STATE], _state)
    yield TableColumn(LANGUAGES, "Languages", _languages)
    if context.catalogue.programs:
        yield TableColumn(RUNS_IN, labels[RUNS_IN], lambda context, record: Cell(context.runs_in(record)))
    yield TableColumn(REGISTRY, labels[REGISTRY], _registries)
    yield TableColumn("contributions", "Described in", _described_in)
    yield from declared_columns(Package, context.catalogue.packages.values())


def _view(context: PageContext, facet: str, value: str, text: str, hint: str = "") -> Link:
    return Link(text, context.to(addresses.packages_view([(facet, value)])), hint)


def _licence(context: PageContext, record: Package) -> Cell:
    licence, licences = record.licence, context.catalogue.licences
    groups = {group.id: group.name for group in licences.groups} if licences else {}
    kind = _view(context, LICENCE_GROUP, licence.group, licence.short) if licence.group else Link(licence.short)
    return Cell((kind,), note=groups.get(licence.group or "", ""))


def _state(context: PageContext, record: Package) -> Cell:
    return Cell((_view(context, STATE, record.state, record.state.capitalize(), STATES[record.state]),))


def _languages(context: PageContext, record: Package) -> Cell:
    found = (context.catalogue.value(LANGUAGES, each) for each in record.languages)
    return Cell(tuple(_view(context, LANGUAGES, each.id, each.name) for each in found))


def _registries(context: PageContext, record: Package) -> Cell:
    known = context.catalogue.registries
    used = dict.fromkeys(install.registry for install in record.install)
    return Cell(tuple(_view(context, REGISTRY, each, known[each].name) for each in used))


def _described_in(context: PageContext, record: Package) -> Cell:
    return Cell(tuple(context.contribution(entry) for entry in context.catalogue.users(record.id)))
