"""Parts that several pages show: facts and their marks, packages."""

from collections.abc import Iterator
from dataclasses import replace

from .. import addresses
from ..content.facets import RUNS_IN, STATES
from ..content.model import Contribution, Install, Package
from ..content.synonyms import LANGUAGES
from .page_context import PageContext
from .parts import Command, Link, PackageView


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


def package(context: PageContext, record: Package) -> PackageView:
    """Return a package as it is shown."""
    return PackageView(
        record,
        commands=tuple(_command(context, install) for install in record.install),
        links=tuple(_links(context, record)),
        languages=tuple(context.value(context.catalogue.value(LANGUAGES, each)) for each in record.languages),
        runs_in=runs_in(context, record),
        meaning=STATES[record.state],
    )


def _links(context: PageContext, record: Package) -> Iterator[Link]:
    pages = {"Repository": record.repository, "Documentation": record.documentation, "Homepage": record.homepage}
    yield from (Link(name, url) for name, url in pages.items() if url)
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
