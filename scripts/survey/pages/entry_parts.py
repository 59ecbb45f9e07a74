"""Parts that several pages show: facts and their marks, packages."""

from collections.abc import Iterator
from dataclasses import replace

from .. import addresses
from ..content.declared_fields import DeclaredField, declared
from ..content.facets import RUNS_IN, STATES
from ..content.model import Contribution, Install, Package, Record
from ..content.synonyms import LANGUAGES
from ..text.kinds import Inline
from .page_context import PageContext
from .parts import Command, FieldRow, Link, PackageView

ADDRESSES = frozenset(field.id for field in declared(Package).values() if field.is_address)
"""The fields of packages that stand among its links."""


def values(context: PageContext, entry: Contribution, vocabulary: str) -> tuple[Link, ...]:
    """Return what *entry* says in *vocabulary*, each value leading to everything that carries it."""
    return tuple(context.view(vocabulary, value) for value in context.catalogue.values(entry, vocabulary))


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
    return Link(text, context.to(f"{addresses.contribution(entry.id)}#corrections"))


def field_rows(record: Record) -> tuple[FieldRow, ...]:
    """Return the fields that are declared to stand on the page of *record* and in which it says something."""
    shown = (field for field in declared(type(record)).values() if field.appears.page)
    found = (FieldRow(field.id, field.appears.label, field_values(field, record)) for field in shown)
    return tuple(row for row in found if row.values)


def field_values(field: DeclaredField, record: Record) -> tuple[Link, ...]:
    """Return what *record* says in *field*: addresses as links, small markup as it is, and all else as text."""
    said = (each if isinstance(each, Inline) else field.text(each) for each in field.values(record))
    return tuple(Link(each, each if field.is_address else "") for each in said)


def package(context: PageContext, record: Package) -> PackageView:
    """Return a package as it is shown."""
    return PackageView(
        record,
        commands=tuple(_command(context, install) for install in record.install),
        links=tuple(_links(context, record)),
        fields=tuple(row for row in field_rows(record) if row.id not in ADDRESSES),
        languages=tuple(context.value(context.catalogue.value(LANGUAGES, each)) for each in record.languages),
        runs_in=runs_in(context, record),
        meaning=STATES[record.state],
    )


def _links(context: PageContext, record: Package) -> Iterator[Link]:
    """Yield the addresses that are declared to stand on its page, each under its label, and its file for programs."""
    for field in declared(Package).values():
        if field.appears.page and field.is_address:
            yield from (Link(field.appears.label, url) for url in field.texts(record))
    yield replace(
        context.file(addresses.codemeta(record.id), "CodeMeta"), hint="What this survey knows of it, for programs"
    )


def runs_in(context: PageContext, record: Package) -> tuple[Link, ...]:
    """Return the programs that *record* runs in, each leading to all packages that do."""
    programs = (context.catalogue.programs[identifier] for identifier in record.runs_in)
    return tuple(
        Link(
            each.name,
            context.to(addresses.packages_view([(RUNS_IN, each.id)])),
            each.full or "",
            each.glossary or "",
        )
        for each in programs
    )


def _command(context: PageContext, install: Install) -> Command:
    registry = context.catalogue.registries[install.registry]
    return Command(registry, registry.command.replace("{name}", install.name), install.note)
