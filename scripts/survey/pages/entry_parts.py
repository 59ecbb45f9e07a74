"""Parts that several pages show: facts and their marks, packages."""

from collections.abc import Iterator
from dataclasses import replace

from .. import addresses
from ..content.model import Contribution, Install, Package
from ..content.synonyms import LANGUAGES
from .facet_index import RUNS_IN
from .page_context import PageContext
from .parts import Command, Link, PackageView

STATES = {
    "active": "released or changed in the year before it was looked at",
    "finished": "its authors call it complete",
    "dormant": "no change seen for more than a year",
    "superseded": "its authors point to a successor",
    "unknown": "could not be checked",
}
"""What is said of packages, and what it means."""
NOT_KNOWN = "Not known"
"""Shown where no value was found of what print says nothing of: the software as it is today."""
COUPLED = "Programs in which a package runs or to which it couples, as its sources say."
"""What running in a program means here."""


def values(context: PageContext, entry: Contribution, vocabulary: str) -> tuple[Link, ...]:
    """Return what *entry* says in *vocabulary*, each value leading to everything that carries it."""
    return tuple(context.view(vocabulary, value) for value in context.catalogue.values(entry, vocabulary))


def mark(context: PageContext, entry: Contribution, vocabulary: str) -> Link | None:
    """Return the link to what is to be said about a fact from a printed cell: a correction, or only a question."""
    survey, printed = context.catalogue.survey, context.catalogue.vocabularies[vocabulary].column
    if not (entry.corrections and printed):
        return None
    cell = f"{survey.table_name}, {next(each.heading for each in survey.columns if each.id == printed)}"
    about = [
        correction
        for correction in entry.corrections
        if _names(correction.where, cell) and vocabulary in (correction.facts or (vocabulary,))
    ]
    if not about:
        return None
    text = "see correction" if any(correction.confirmed for correction in about) else "open question"
    return Link(text, context.to(f"{addresses.contribution(entry.id)}#corrections"))


def _names(where: str, place: str) -> bool:
    """Tell whether *where* begins with *place*; it may name others, too: «Table 1, Language, and page 3»."""
    return f"{where},".startswith(f"{place},")


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
