"""Ids that pages and filters use themselves: content that is called so would stand twice, or mean something else.

Codes: CAT013 an id has a meaning of its own already.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from . import model, rules
from .declared_fields import declared
from .facets import FACET_IDS, LICENCE_TODAY, NOT_STATED, STATE
from .reader import Contents, Located

PLACES: Mapping[str, tuple[str, str]] = {
    "contribution": (
        "on the pages of contributions",
        "get|cite|talk|near|elsewhere|sources|corrections|(?:fact|get|cite)-.+",
    ),
    "home": ("on the home page", "questions|categories|pictures|about|cite"),
    "glossary": ("in the glossary", "glossary|sieve|sieve-text|letter-[a-z0-9]"),
    "people": ("on the page of people", "people|letter-[a-z0-9]"),
    "category": ("on the pages of categories", "contributions|talk|others"),
    "packages": ("on the page of packages", "packages|what-states-mean"),
    "corrections": ("on the page of corrections", "claims|glossary|open|unconfirmed|settled|survey"),
}
"""Template to how its pages are called here, and to a pattern of the ids that the template itself gives to places."""

EVERYWHERE = "sv-(?:find|find-status|definitions|tip)|page-(?:citation|bibtex)"
"""Ids that any page may have."""

IN_ADDRESSES = (
    FACET_IDS
    | {"text", "sort", "columns", "number", "name"}
    | {field.id for field in declared(model.Contribution).values() if field.appears.column}
)
"""What addresses of tables say beside the ids of vocabularies: facets, other controls of the form, and columns."""

ROWS = (
    "in the table of facts on the pages of contributions",
    "|".join(
        ["packages", LICENCE_TODAY, STATE, "paper", "tagline"]
        + [field.id for field in declared(model.Contribution).values() if field.appears.page]
    ),
)
FILTERS = ("in the filters of the overview", NOT_STATED)

Place = tuple[object, ...]


def problems(contents: Contents) -> rules.Report:
    """Yield a problem for every id that pages or filters use themselves."""
    for survey in contents.of(model.Survey):
        yield from _survey(survey)
    for glossary in contents.of(model.Glossary):
        yield from _each(glossary, ("terms",), glossary.record.terms, PLACES["glossary"])
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
        yield from _taken(package, (), package.record.id, PLACES["packages"])
    for page in contents.of(model.TextPage):
        yield from _each(page, ("sections",), page.record.sections, ("on any page", EVERYWHERE))
    for person in contents.of(model.PersonNames):
        yield from _taken(person, ("id",), person.record.id, PLACES["people"])
    yield from _contributions(contents)


def _survey(entry: Located[model.Survey]) -> rules.Report:
    for index, source in enumerate(entry.record.sources):
        if source.id.startswith("ref-"):
            message = f"the id '{source.id}' would be read as that of a reference"
            yield entry.problem(("sources", index, "id"), "CAT013", message, "call it otherwise")
    yield from _each(entry, ("prose",), entry.record.prose, PLACES["contribution"])
    for index, picture in enumerate(entry.record.pictures):
        if picture.home:
            yield from _taken(entry, ("pictures", index, "id"), picture.id, PLACES["home"])


def _contributions(contents: Contents) -> rules.Report:
    """Contributions have places on the pages of their categories and of corrections, beside questions and claims."""
    entries = contents.of(model.Contribution)
    beside = {f"open-{entry.record.id}" for entry in entries}
    beside |= {f"claim-{entry.record.id}" for entry in contents.of(model.Claim)}
    for entry in entries:
        yield from _taken(entry, (), entry.record.id, PLACES["category"])
        yield from _taken(entry, (), entry.record.id, PLACES["corrections"], beside)


def _each(entry: rules.Entry, path: Place, records: Sequence[rules.Identified], where: tuple[str, str]) -> rules.Report:
    for index, record in enumerate(records):
        yield from _taken(entry, (*path, index, "id"), record.id, where)


def _taken(
    entry: rules.Entry, path: Place, identifier: str, where: tuple[str, str], also: Collection[str] = ()
) -> rules.Report:
    """Yield a problem if *identifier* is used by the pages or filters of *where*, or is one of *also*."""
    called, pattern = where
    if re.fullmatch(f"{pattern}|{EVERYWHERE}", identifier) or identifier in also:
        message = f"the id '{identifier}' has a meaning of its own {called}"
        yield entry.problem(path, "CAT013", message, "call it otherwise" if path else "rename the file")
