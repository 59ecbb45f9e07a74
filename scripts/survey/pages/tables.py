"""Tables of contributions and of packages: what each row shows, and what it is found by."""

from collections.abc import Iterator, Sequence

from .. import addresses
from ..content.model import Category, Contribution, Package
from ..content.synonyms import LANGUAGES
from ..text.safe import Safe, escape
from . import entry_parts, facets
from .facet_index import LICENCE_GROUP, LICENCE_TODAY, RUNS_IN
from .page_context import PageContext
from .parts import Cell, Link, Row, Table, TableColumn


def contributions(context: PageContext) -> Table:
    """Return the table of all contributions."""
    survey = context.catalogue.survey
    return _contributions(
        context, context.catalogue.contributions, f"All {survey.contributions}", "in order of number", "all"
    )


def members(context: PageContext, category: Category) -> Table:
    """Return the table of the contributions in *category*."""
    order = f"in the order in which {context.catalogue.survey.short_name} treats them"
    return _contributions(context, context.catalogue.members(category), category.name, order, category.id)


def _contributions(context: PageContext, entries: Sequence[Contribution], caption: str, order: str, cite: str) -> Table:
    catalogue = context.catalogue
    vocabularies = (TableColumn(each.id, each.name) for each in catalogue.vocabularies.values())
    today = (TableColumn(LICENCE_TODAY, "Current licence"),) if catalogue.licences else ()
    return Table(
        caption=caption,
        order=order,
        things=catalogue.survey.contributions,
        numbered=True,
        columns=(TableColumn("category", "Category"), *vocabularies, *today, TableColumn("year", "Year")),
        rows=tuple(_contribution(context, entry) for entry in entries),
        facets=facets.of_contributions(context, (context.facet_index.contributions[entry.id] for entry in entries)),
        cite=cite,
        not_stated=catalogue.survey.not_stated,
    )


def packages(context: PageContext) -> Table:
    """Return the table of all packages."""
    records = context.catalogue.packages.values()
    labels = {"licence": "Current licence", "state": "Status", LANGUAGES: "Languages"}
    labels |= {RUNS_IN: "Runs in"} if context.catalogue.programs else {}
    labels |= {"registry": "Install from"}
    return Table(
        caption="All packages",
        order="in order of name",
        things="packages",
        numbered=False,
        columns=(*(TableColumn(*each) for each in labels.items()), TableColumn("contributions", "Described in")),
        rows=tuple(_package(context, record) for record in records),
        facets=facets.of_packages(context, context.facet_index.packages.values()),
        cite="",
        not_stated=entry_parts.NOT_KNOWN,
    )


def _contribution(context: PageContext, entry: Contribution) -> Row:
    filed = context.facet_index.contributions[entry.id]
    year = context.catalogue.reference(entry.reference).year
    facts = (
        Cell(each.name, entry_parts.values(context, entry, each.id), mark=entry_parts.mark(context, entry, each.id))
        for each in context.catalogue.vocabularies.values()
    )
    today = (_licence_today(context, entry),) if context.catalogue.licences else ()
    when = Link(escape(year), context.to(addresses.explore_view([("year", year)])))
    return Row(
        id=entry.id,
        anchor=entry.id,
        number=str(entry.number),
        name=context.contribution(entry),
        tagline=context.inline(entry.tagline),
        cells=(Cell("Category", chips=context.chips(entry)), *facts, *today, Cell("Year", (when,) if year else ())),
        tokens=filed.tokens,
        words=filed.words,
    )


def _licence_today(context: PageContext, entry: Contribution) -> Cell:
    """Return under which licences the packages of *entry* are today, each leading to those of its kind."""
    licences = [context.catalogue.packages[identifier].licence for identifier in entry.packages]
    by_name = {licence.short: licence for licence in reversed(licences)}
    links = (
        Link(
            escape(short),
            context.to(addresses.explore_view([(LICENCE_TODAY, licence.group)])) if licence.group else "",
            licence.name,
        )
        for short, licence in sorted(by_name.items())
    )
    return Cell("Current licence", tuple(links), unstated=entry_parts.NOT_KNOWN)


def _package(context: PageContext, record: Package) -> Row:
    """Return *record* as a row. Its anchor in the page belongs to the section about it."""
    filed = context.facet_index.packages[record.id]
    return Row(
        id=record.id,
        anchor="",
        number="",
        name=context.package(record),
        tagline=context.inline(record.summary),
        cells=tuple(_package_cells(context, record)),
        tokens=filed.tokens,
        words=filed.words,
    )


def _package_cells(context: PageContext, record: Package) -> Iterator[Cell]:
    catalogue = context.catalogue

    def view(facet: str, value: str, text: Safe, hint: str = "") -> Link:
        return Link(text, context.to(addresses.packages_view([(facet, value)])), hint)

    licence, languages = record.licence, (catalogue.value(LANGUAGES, each) for each in record.languages)
    groups = {group.id: group.name for group in catalogue.licences.groups} if catalogue.licences else {}
    shown = escape(licence.short)
    kind = view(LICENCE_GROUP, licence.group, shown) if licence.group else Link(shown)
    yield Cell("Current licence", (kind,), note=groups.get(licence.group or "", ""))
    state = view("state", record.state, escape(record.state.capitalize()), entry_parts.STATES[record.state])
    yield Cell("Status", (state,))
    yield Cell("Languages", tuple(view(LANGUAGES, each.id, context.inline(each.name)) for each in languages))
    if catalogue.programs:
        yield Cell("Runs in", entry_parts.runs_in(context, record))
    registries = dict.fromkeys(install.registry for install in record.install)
    yield Cell(
        "Install from", tuple(view("registry", each, escape(catalogue.registries[each].name)) for each in registries)
    )
    yield Cell("Described in", tuple(context.contribution(entry) for entry in context.catalogue.users(record.id)))
