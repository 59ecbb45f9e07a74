"""Parts that several pages show: facts, rows of the overview, corrections, packages."""

from collections.abc import Iterator
from dataclasses import replace

from .. import addresses
from ..content.declared_fields import declared
from ..content.facets import RUNS_IN, STATES
from ..content.model import Category, Contribution, Correction, Install, Licence, Package, Program
from ..content.synonyms import LANGUAGES
from ..text.safe import Safe, escape
from . import field_rows
from .page_context import PageContext
from .parts import CategoryCard, Command, CorrectionView, FactRow, LicenceView, Link, PackageView, StateView

ADDRESSES = frozenset(field.id for field in declared(Package).values() if field.is_address)
"""The fields of packages that stand among its links."""
KINDS = {
    "misprint": "Misprint",
    "name": "Name",
    "precision": "Precision",
    "incomplete": "Incomplete",
    "inconsistent": "Inconsistent",
    "changed-since": "Changed since print",
    "unresolved": "Unresolved",
}


def values(context: PageContext, entry: Contribution, vocabulary: str) -> tuple[Link, ...]:
    """Return what *entry* says in *vocabulary*, each value leading to everything that carries it."""
    return tuple(context.view(vocabulary, value) for value in context.catalogue.values(entry, vocabulary))


def facts(context: PageContext, entry: Contribution) -> tuple[FactRow, ...]:
    """Return all facts about *entry*, in the survey's order, with print and provenance."""
    return tuple(_fact(context, entry, vocabulary) for vocabulary in context.catalogue.vocabularies)


def _fact(context: PageContext, entry: Contribution, vocabulary: str) -> FactRow:
    record = context.catalogue.vocabularies[vocabulary]
    return FactRow(
        id=vocabulary,
        label=record.name,
        values=values(context, entry, vocabulary),
        explained=tuple(map(context.value, context.catalogue.values(entry, vocabulary))),
        printed=_printed(context, entry, record.column or ""),
        sources=context.sources(entry.sources.get(vocabulary, (record.source,))),
        mark=mark(context, entry, vocabulary),
    )


def _printed(context: PageContext, entry: Contribution, column: str) -> Safe:
    """Return what is printed about *entry* in a column; nothing if there is no such column."""
    if column and not entry.printed:
        return escape(f"not in {context.catalogue.survey.table_name}")
    return context.inline(entry.printed[column]) if column else Safe("")


def mark(context: PageContext, entry: Contribution, vocabulary: str) -> Link | None:
    """Return the link to what is to be said about a fact from a printed cell: a correction, or only a question."""
    column = context.catalogue.vocabularies[vocabulary].column
    about = [
        correction
        for correction in entry.corrections
        if column and correction.column == column and vocabulary in (correction.facts or (vocabulary,))
    ]
    if not about:
        return None
    text = "see correction" if any(correction.confirmed for correction in about) else "open question"
    return Link(Safe(text), context.to(f"{addresses.contribution(entry.id)}#corrections"))


def card(context: PageContext, category: Category) -> CategoryCard:
    """Return *category* in short, with its contributions."""
    members = tuple(context.contribution(entry) for entry in context.catalogue.members(category))
    return CategoryCard(context.chip(category), category.short, members)


def correction(context: PageContext, record: Correction) -> CorrectionView:
    """Return a correction as it is shown."""
    return CorrectionView(
        where=context.catalogue.survey.place_in_print(record),
        printed=context.inline(record.printed),
        label="Today" if record.kind == "changed-since" else "Read as",
        shown=context.inline(record.shown),
        reason=context.inline(record.reason),
        kind=KINDS[record.kind],
        confirmed=record.confirmed,
        sources=context.sources(record.sources),
    )


def package(context: PageContext, record: Package) -> PackageView:
    """Return a package as it is shown."""
    return PackageView(
        id=record.id,
        name=record.name,
        summary=context.inline(record.summary),
        url=context.package(record).url,
        commands=tuple(_command(context, install) for install in record.install),
        install_note=context.inline(record.install_note) if record.install_note else Safe(""),
        links=tuple(_links(context, record)),
        fields=tuple(row for row in field_rows.rows(context, record) if row.id not in ADDRESSES),
        licence=_licence(context, record.licence),
        languages=tuple(_languages(context, record)),
        runs_in=runs_in(context, record),
        state=_state(record.state),
        state_note=context.inline(record.state_note),
        successor=Link(escape(later.name), escape(later.url)) if (later := record.successor) else None,
        version=_version(record),
        cite=context.inline(record.cite.asks) if record.cite else Safe(""),
        cite_source=context.source(record.cite.says) if record.cite else None,
        checked=record.checked,
        sources=context.sources(record.sources),
        unconfirmed=record.unconfirmed,
        contributions=tuple(context.contribution(entry) for entry in context.catalogue.users(record.id)),
    )


def _links(context: PageContext, record: Package) -> Iterator[Link]:
    """Yield the addresses that are declared to stand on its page, each under its label, and its file for programs."""
    for field in declared(Package).values():
        if field.appears.page and field.is_address:
            yield from (Link(escape(field.appears.label), escape(url)) for url in field.texts(record))
    yield replace(
        context.file(addresses.codemeta(record.id), "CodeMeta"), hint="What this survey knows of it, for programs"
    )


def _licence(context: PageContext, licence: Licence) -> LicenceView:
    spdx = licence.spdx if licence.spdx and licence.spdx != licence.name else ""
    note = context.inline(licence.note) if licence.note else Safe("")
    return LicenceView(licence.name, spdx, licence.evidence, licence.confirmed, note)


def _languages(context: PageContext, record: Package) -> Iterator[Link]:
    for identifier in record.languages:
        yield context.value(context.catalogue.value(LANGUAGES, identifier))


def runs_in(context: PageContext, record: Package) -> tuple[Link, ...]:
    """Return the programs that *record* runs in, each leading to all packages that do."""
    return tuple(_program(context, context.catalogue.programs[identifier]) for identifier in record.runs_in)


def _program(context: PageContext, program: Program) -> Link:
    url = context.to(addresses.packages_view([(RUNS_IN, program.id)]))
    return Link(escape(program.name), url, program.full or "", program.glossary or "")


def states() -> tuple[StateView, ...]:
    """Return everything that may be said of how alive a package is."""
    return tuple(map(_state, STATES))


def _state(identifier: str) -> StateView:
    return StateView(identifier, identifier.capitalize(), STATES[identifier])


def _version(record: Package) -> str:
    if record.version and record.released:
        return f"{record.version} ({record.released})"
    return record.version or ""


def _command(context: PageContext, install: Install) -> Command:
    registry = context.catalogue.registries[install.registry]
    address = install.name if install.name.startswith("https://") else ""
    return Command(
        registry=registry.name,
        text=registry.command.replace("{name}", install.name),
        note=context.inline(install.note) if install.note else Safe(""),
        is_command=not registry.on_request,
        url=escape(address),
    )
