"""Tables of contributions and of packages: what each row shows, and what it is found by."""

from collections.abc import Iterator, Sequence

from .. import addresses
from ..catalogue.vocabulary import LANGUAGES
from ..model import Category, Contribution, Package
from ..safe import Safe, escape
from . import facets, shared
from .desk import Desk
from .filing import LICENCE_GROUP, LICENCE_TODAY, RUNS_IN
from .parts import Link
from .rows import Cell, Column, Row, Table


def contributions(desk: Desk) -> Table:
    """Return the table of all contributions."""
    survey = desk.catalogue.survey
    return _contributions(
        desk, desk.catalogue.contributions, f"All {survey.contributions}", "in order of number", "all"
    )


def members(desk: Desk, category: Category) -> Table:
    """Return the table of the contributions in *category*."""
    order = f"in the order in which {desk.catalogue.survey.short_name} treats them"
    return _contributions(desk, desk.catalogue.members(category), category.name, order, category.id)


def _contributions(desk: Desk, entries: Sequence[Contribution], caption: str, order: str, cite: str) -> Table:
    catalogue = desk.catalogue
    vocabularies = (Column(each.id, each.name) for each in catalogue.vocabularies.values())
    today = (Column(LICENCE_TODAY, "Licence today"),) if catalogue.licences else ()
    return Table(
        caption=caption,
        order=order,
        things=catalogue.survey.contributions,
        numbered=True,
        columns=(Column("category", "Category"), *vocabularies, *today, Column("year", "Year")),
        rows=tuple(_contribution(desk, entry) for entry in entries),
        facets=facets.of_contributions(desk, (desk.filing.contributions[entry.id] for entry in entries)),
        cite=cite,
        not_stated=catalogue.survey.not_stated,
    )


def packages(desk: Desk) -> Table:
    """Return the table of all packages."""
    records = desk.catalogue.packages.values()
    labels = {"licence": "Licence today", "state": "State", LANGUAGES: "Languages"}
    labels |= {RUNS_IN: "Runs in"} if desk.catalogue.programs else {}
    labels |= {"registry": "Install from"}
    return Table(
        caption="All packages",
        order="in order of name",
        things="packages",
        numbered=False,
        columns=(*(Column(*each) for each in labels.items()), Column("contributions", "Described in")),
        rows=tuple(_package(desk, record) for record in records),
        facets=facets.of_packages(desk, desk.filing.packages.values()),
        cite="",
        not_stated=shared.NOT_KNOWN,
    )


def _contribution(desk: Desk, entry: Contribution) -> Row:
    filed = desk.filing.contributions[entry.id]
    year = desk.catalogue.reference(entry.reference).year
    facts = (
        Cell(each.name, shared.values(desk, entry, each.id), mark=shared.mark(desk, entry, each.id))
        for each in desk.catalogue.vocabularies.values()
    )
    today = (_licence_today(desk, entry),) if desk.catalogue.licences else ()
    when = Link(escape(year), desk.to(addresses.explore_view([("year", year)])))
    return Row(
        id=entry.id,
        anchor=entry.id,
        number=str(entry.number),
        name=desk.contribution(entry),
        tagline=desk.inline(entry.tagline),
        cells=(Cell("Category", chips=desk.chips(entry)), *facts, *today, Cell("Year", (when,) if year else ())),
        tokens=filed.tokens,
        words=filed.words,
    )


def _licence_today(desk: Desk, entry: Contribution) -> Cell:
    """Return under which licences the packages of *entry* are today, each leading to those of its kind."""
    licences = [desk.catalogue.packages[identifier].licence for identifier in entry.packages]
    by_name = {licence.short: licence for licence in reversed(licences)}
    links = (
        Link(
            escape(short),
            desk.to(addresses.explore_view([(LICENCE_TODAY, licence.group)])) if licence.group else "",
            licence.name,
        )
        for short, licence in sorted(by_name.items())
    )
    return Cell("Licence today", tuple(links), unstated=shared.NOT_KNOWN)


def _package(desk: Desk, record: Package) -> Row:
    """Return *record* as a row. Its anchor in the page belongs to the section about it."""
    filed = desk.filing.packages[record.id]
    return Row(
        id=record.id,
        anchor="",
        number="",
        name=desk.package(record),
        tagline=desk.inline(record.summary),
        cells=tuple(_package_cells(desk, record)),
        tokens=filed.tokens,
        words=filed.words,
    )


def _package_cells(desk: Desk, record: Package) -> Iterator[Cell]:
    catalogue = desk.catalogue

    def view(facet: str, value: str, text: Safe, hint: str = "") -> Link:
        return Link(text, desk.to(addresses.packages_view([(facet, value)])), hint)

    licence, languages = record.licence, (catalogue.value(LANGUAGES, each) for each in record.languages)
    groups = {group.id: group.name for group in catalogue.licences.groups} if catalogue.licences else {}
    shown = escape(licence.short)
    kind = view(LICENCE_GROUP, licence.group, shown) if licence.group else Link(shown)
    yield Cell("Licence today", (kind,), note=groups.get(licence.group or "", ""))
    state = view("state", record.state, escape(record.state.capitalize()), shared.STATES[record.state])
    yield Cell("State", (state,))
    yield Cell("Languages", tuple(view(LANGUAGES, each.id, desk.inline(each.name)) for each in languages))
    if catalogue.programs:
        yield Cell("Runs in", shared.runs_in(desk, record))
    registries = dict.fromkeys(install.registry for install in record.install)
    yield Cell(
        "Install from", tuple(view("registry", each, escape(catalogue.registries[each].name)) for each in registries)
    )
    yield Cell("Described in", tuple(desk.contribution(entry) for entry in desk.catalogue.users(record.id)))
