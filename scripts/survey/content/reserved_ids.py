"""Ids that pages and filters use themselves: content with such an id would clash with them, or change its meaning."""

import re
from collections.abc import Collection, Sequence

from ..addresses import IDS_EVERYWHERE, PAGE_KINDS
from . import model, rules
from .declared_fields import declared
from .facets import FACET_IDS, LICENCE_TODAY, NOT_STATED, STATE
from .reader import Contents, Located
from .strict_yaml import KeyPath

IN_ADDRESSES = (
    FACET_IDS
    | {"text", "sort", "columns", "number", "name"}
    | {field.id for field in declared(model.Contribution).values() if field.appears.column}
)
"""Parameters in addresses of tables, besides the ids of vocabularies: facets, other form controls, and columns."""

ROWS = (
    "in the table of facts on the pages of contributions",
    "|".join(
        ["packages", LICENCE_TODAY, STATE, "paper", "tagline"]
        + [field.id for field in declared(model.Contribution).values() if field.appears.page]
    ),
)
FILTERS = ("in the filters of the explorer", NOT_STATED)


def problems(contents: Contents) -> rules.Report:
    """Yield a problem for every id that pages or filters use themselves."""
    for survey in contents.of(model.Survey):
        yield from _survey(survey)
    for glossary in contents.of(model.Glossary):
        yield from _each(glossary, ("terms",), glossary.record.terms, _places("glossary"))
    for entry in contents.of(model.Vocabulary):
        yield from _taken(entry, (), entry.record.id, ROWS)
        yield from _each(entry, ("values",), entry.record.values, FILTERS)
        yield from _each(entry, ("groups",), entry.record.groups, FILTERS)
    for category in contents.of(model.Category):
        yield from _taken(category, ("id",), category.record.id, FILTERS)
    for registry in contents.of(model.Registry):
        yield from _taken(registry, ("id",), registry.record.id, FILTERS)
    for program in contents.of(model.Program):
        yield from _taken(program, ("id",), program.record.id, FILTERS)
    for package in contents.of(model.Package):
        yield from _taken(package, (), package.record.id, _places("packages"))
    for page in contents.of(model.TextPage):
        yield from _each(page, ("sections",), page.record.sections, _places("text"))
    for person in contents.of(model.PersonNames):
        yield from _taken(person, ("id",), person.record.id, _places("people"))
    yield from _contributions(contents)


def _places(template: str) -> tuple[str, str]:
    """Return the name of a template's pages in messages, and the ids that the template uses on them."""
    kind = PAGE_KINDS[template]
    return kind.where, kind.ids


def _survey(entry: Located[model.Survey]) -> rules.Report:
    for index, source in enumerate(entry.record.sources):
        if source.id.startswith("ref-"):
            message = f"the id '{source.id}' would be taken for the id of a reference"
            yield entry.problem(("sources", index, "id"), "CAT013", message, "choose another id")
    yield from _each(entry, ("prose",), entry.record.prose, _places("contribution"))
    for index, picture in enumerate(entry.record.pictures):
        if picture.home:
            yield from _taken(entry, ("pictures", index, "id"), picture.id, _places("home"))


def _contributions(contents: Contents) -> rules.Report:
    """Check contributions, whose ids are used on pages of categories and corrections, beside questions and claims."""
    entries = contents.of(model.Contribution)
    beside = {f"open-{entry.record.id}" for entry in entries}
    beside |= {f"claim-{entry.record.id}" for entry in contents.of(model.Claim)}
    for entry in entries:
        yield from _taken(entry, (), entry.record.id, _places("category"))
        yield from _taken(entry, (), entry.record.id, _places("corrections"), beside)


def _each(
    entry: rules.Entry, path: KeyPath, records: Sequence[rules.Identified], where: tuple[str, str]
) -> rules.Report:
    for index, record in enumerate(records):
        yield from _taken(entry, (*path, index, "id"), record.id, where)


def _taken(
    entry: rules.Entry, path: KeyPath, identifier: str, where: tuple[str, str], also: Collection[str] = ()
) -> rules.Report:
    """Yield a problem if *identifier* is used by the pages or filters of *where*, or is one of *also*."""
    called, pattern = where
    if re.fullmatch(f"{pattern}|{IDS_EVERYWHERE}", identifier) or identifier in also:
        message = f"the id '{identifier}' is reserved {called}"
        yield entry.problem(path, "CAT013", message, "choose another id" if path else "rename the file")
