"""The glossary held against what is written, by this site and in print.

Codes, all of them notes: GLS001 acronym without an entry · GLS002 term that nothing uses · GLS003 the printed table
uses what the printed glossary lacks · GLS004 the printed glossary has what the survey uses nowhere. Settled are words
that the glossary lists as `ordinary`, and terms whose `note` tells readers what is odd about them.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from ..model import Glossary, Vocabulary
from ..problems import Problem
from ..prose import running
from ..text import Inline
from .markup import fields
from .printed import acronyms, forms, idle, own_names, unlisted
from .reading import Contents, Sourced
from .record import Catalogue
from .vocabulary import spellings

QUOTED = frozenset({"printed", "shown"})
"""Fields that repeat the print: what stands there is not this site's wording."""

Path = tuple[str | int, ...]


def problems(contents: Contents, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for everything between glossary, texts and print that an editor should settle."""
    for entry in contents.of(Glossary):
        yield from _undefined(contents, catalogue)
        yield from _unused(entry, contents, catalogue)
        yield from _print(entry, catalogue)


def _undefined(contents: Contents, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield one note for each acronym that nothing explains, where it stands first."""
    known = set(chain.from_iterable(map(acronyms, _explained(catalogue))))
    found: dict[str, list[tuple[Sourced[Any], Path]]] = {}
    for entry, path, text in _texts(contents):
        for word in set(acronyms(running(text))) - known:
            found.setdefault(word, []).append((entry, path))
    for word, places in found.items():
        entry, path = places[0]
        more = f", here and in {len(places) - 1} more" if len(places) > 1 else ""
        message = f"the acronym '{word}' has no entry in the glossary{more}"
        yield entry.problem(
            path, "GLS001", message, "define it in glossary.yml, or list it there as ordinary", note=True
        )


def _unused(entry: Sourced[Glossary], contents: Contents, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for each term that no fact and no text but its own uses. Printed terms are for `_print` to tell."""
    values = chain.from_iterable(vocabulary.values for vocabulary in catalogue.vocabularies.values())
    rows = chain.from_iterable(each.printed.values() for each in catalogue.contributions)
    used = {
        *catalogue.uses,
        *(value.glossary for value in values),
        *chain.from_iterable(map(catalogue.terms.used, rows)),
    }
    for other, path, text in _texts(contents):
        own = entry.record.terms[int(path[1])].id if other is entry else None
        used |= catalogue.terms.used(text) - {own}
    for index, term in enumerate(entry.record.terms):
        if term.autolink and not (term.id in used or term.printed or term.note):
            message = f"nothing uses the term '{term.term}'"
            yield entry.problem(
                ("terms", index), "GLS002", message, "take it out, or tell in its 'note' why it is here", note=True
            )


def _print(entry: Sourced[Glossary], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for whatever print leaves out or explains in vain and no term's `note` tells."""
    place: dict[str, Path] = {term.id: ("terms", index) for index, term in enumerate(entry.record.terms)}
    survey, hint = catalogue.survey, "tell readers in the term's 'note'"
    name = survey.glossary_name or "the printed glossary"
    for each in unlisted(catalogue):
        if not each.term.note:
            message = f"{survey.table_name} uses '{each.form}' ({', '.join(each.contributions)}), {name} lacks it"
            yield entry.problem(place[each.term.id], "GLS003", message, hint, note=True)
    for term in idle(catalogue):
        if term.printed and not term.note:
            message = f"{name} explains '{term.printed.term}', the survey uses it nowhere"
            yield entry.problem(place[term.id], "GLS004", message, hint, note=True)


def _texts(contents: Contents) -> Iterator[tuple[Sourced[Any], Path, Inline]]:
    """Yield every text in this site's own words: record, path in it, and text. The names of values are no text."""
    for kind, entries in contents.records.items():
        for entry in entries if kind is not Vocabulary else ():
            yield from ((entry, path, text) for path, text in fields(entry.record) if not QUOTED & set(path))


def _explained(catalogue: Catalogue) -> Iterator[str]:
    """Yield everything that explains an acronym in it: terms, names, values of facts, declared words."""
    survey, glossary = catalogue.survey, catalogue.glossary
    yield from (survey.name, survey.short_name, *glossary.ordinary)
    yield from chain.from_iterable(map(forms, glossary.terms))
    yield from (term.printed.term for term in glossary.terms if term.printed)
    yield from chain.from_iterable(own_names(catalogue, entry) for entry in catalogue.contributions)
    yield from chain.from_iterable((package.name, *package.aliases) for package in catalogue.packages.values())
    yield from (registry.name for registry in catalogue.registries.values())
    for program in catalogue.programs.values():
        yield from (program.name, *program.aliases)
    for vocabulary in catalogue.vocabularies.values():
        yield from chain.from_iterable(map(spellings, vocabulary.values))
