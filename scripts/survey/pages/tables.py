"""Tables of contributions and of packages: what each row shows, and what it is found by."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from .. import addresses
from ..alphabet import in_ascii
from ..model import Category, Contribution, Licence, Package
from ..prose import plain
from ..safe import Safe, escape
from . import facets, shared
from .desk import Desk
from .parts import Cell, Column, Link, Row, Table


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
    filed = {entry.id: facets.contribution(catalogue, entry) for entry in entries}
    vocabularies = (Column(each.id, each.name) for each in catalogue.vocabularies.values())
    today = (Column(facets.LICENCE_TODAY, "Licence today"),) if catalogue.licences else ()
    return Table(
        caption=caption,
        order=order,
        things=catalogue.survey.contributions,
        numbered=True,
        columns=(Column("category", "Category"), *vocabularies, *today, Column("year", "Year")),
        rows=tuple(_contribution(desk, entry, filed[entry.id]) for entry in entries),
        facets=facets.of_contributions(desk, filed.values()),
        cite=cite,
        not_stated=catalogue.survey.not_stated,
    )


def packages(desk: Desk) -> Table:
    """Return the table of all packages."""
    records = desk.catalogue.packages.values()
    labels = {"licence": "Licence today", "state": "State", "languages": "Languages", "registry": "Install from"}
    return Table(
        caption="All packages",
        order="in order of name",
        things="packages",
        numbered=False,
        columns=(*(Column(*each) for each in labels.items()), Column("contributions", "Described in")),
        rows=tuple(_package(desk, record) for record in records),
        facets=facets.of_packages(desk, map(facets.package, records)),
        cite="",
        not_stated=desk.catalogue.survey.not_stated,
    )


def _contribution(desk: Desk, entry: Contribution, filed: facets.Filed) -> Row:
    year = desk.catalogue.reference(entry.reference).year
    facts = (Cell(fact.label, fact.values, mark=fact.mark) for fact in shared.facts(desk, entry))
    today = (Cell("Licence today", _licences_today(desk, entry)),) if desk.catalogue.licences else ()
    when = Link(escape(year), desk.to(addresses.explore_view([("year", year)])))
    return Row(
        id=entry.id,
        anchor=entry.id,
        number=str(entry.number),
        name=desk.contribution(entry),
        tagline=desk.inline(entry.tagline),
        cells=(Cell("Category", chips=desk.chips(entry)), *facts, *today, Cell("Year", (when,) if year else ())),
        tokens=filed.tokens,
        words=_folded(_contribution_words(desk, entry)),
    )


def _licences_today(desk: Desk, entry: Contribution) -> tuple[Link, ...]:
    """Return under which licences the packages of *entry* are today, each leading to those of its kind."""
    licences = [desk.catalogue.packages[identifier].licence for identifier in entry.packages]
    ordered = sorted({short_licence(licence): licence for licence in reversed(licences)}.values(), key=short_licence)
    return tuple(
        Link(
            escape(short_licence(licence)),
            desk.to(addresses.explore_view([(facets.LICENCE_TODAY, licence.group)])) if licence.group else "",
            licence.name,
        )
        for licence in ordered
    )


def short_licence(licence: Licence) -> str:
    """Return a licence as briefly as it can be said, and whether it is confirmed: nobody may rely on it otherwise.

    An identifier that SPDX does not list says nothing to readers.
    """
    name = licence.spdx if licence.spdx and not licence.spdx.startswith("LicenseRef-") else licence.name
    return name if licence.confirmed else f"{name} (unconfirmed)"


def _package(desk: Desk, record: Package) -> Row:
    """Return *record* as a row. Its anchor in the page belongs to the section about it."""
    return Row(
        id=record.id,
        anchor="",
        number="",
        name=desk.package(record),
        tagline=desk.inline(record.summary),
        cells=tuple(_package_cells(desk, record)),
        tokens=facets.package(record).tokens,
        words=_folded(_package_words(desk, record)),
    )


def _package_cells(desk: Desk, record: Package) -> Iterator[Cell]:
    catalogue = desk.catalogue

    def view(facet: str, value: str, text: Safe, hint: str = "") -> Link:
        return Link(text, desk.to(addresses.packages_view([(facet, value)])), hint)

    licence, languages = record.licence, catalogue.vocabularies.get("languages")
    names = {value.id: value for value in languages.values} if languages else {}
    groups = {group.id: group.name for group in catalogue.licences.groups} if catalogue.licences else {}
    shown = escape(short_licence(licence))
    kind = view(facets.LICENCE_GROUP, licence.group, shown) if licence.group else Link(shown)
    yield Cell("Licence today", (kind,), note=groups.get(licence.group or "", ""))
    yield Cell("State", (view("state", record.state, escape(record.state.capitalize())),))
    yield Cell("Languages", tuple(view("languages", each, desk.inline(names[each].name)) for each in record.languages))
    registries = dict.fromkeys(install.registry for install in record.install)
    yield Cell(
        "Install from", tuple(view("registry", each, escape(catalogue.registries[each].name)) for each in registries)
    )
    yield Cell("Described in", tuple(desk.contribution(entry) for entry in catalogue.users(record.id)))


def _contribution_words(desk: Desk, entry: Contribution) -> Iterator[str]:
    catalogue = desk.catalogue
    reference = catalogue.reference(entry.reference)
    yield from (str(entry.number), entry.name, *entry.aliases, plain(entry.tagline), reference.confirmed_doi)
    yield from (name.full for name in reference.authors)
    yield from (catalogue.category(identifier).name for identifier in entry.categories)
    for vocabulary in catalogue.vocabularies:
        for value in catalogue.values(entry, vocabulary):
            yield from (plain(value.name), value.full or "", *value.aliases)
    for identifier in entry.packages:
        package = catalogue.packages[identifier]
        yield from (package.name, *package.aliases)


def _package_words(desk: Desk, record: Package) -> Iterator[str]:
    yield from (record.name, *record.aliases, plain(record.summary), record.licence.name, record.licence.spdx or "")
    yield from (install.name for install in record.install)
    yield from (entry.name for entry in desk.catalogue.users(record.id))


def _folded(texts: Iterable[str]) -> str:
    """Return the words of *texts*, each once, in small letters: in ASCII, and without accents where that differs."""
    words = " ".join(texts).split()
    plain_letters = (_without_accents(word) for word in words)
    return " ".join(dict.fromkeys((*(in_ascii(word).lower() for word in words), *plain_letters)))


def _without_accents(word: str) -> str:
    """Return *word* as templates/theme/assets/explorer/words.js folds what a reader types."""
    return "".join(each for each in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(each))
