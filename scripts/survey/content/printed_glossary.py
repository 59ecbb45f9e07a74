"""Comparison of the glossary with the texts of this site and with the printed survey.

All findings are notes. They do not arise for words that the glossary lists as `ordinary`, nor for terms whose `note`
explains the matter to readers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ..problems import Problem, did_you_mean
from ..text.kinds import Inline
from ..text.prose import running
from .catalogue import Catalogue
from .known_ids import fields
from .model import Contribution, Glossary, Term, Vocabulary
from .reader import Contents, Located
from .strict_yaml import KeyPath
from .synonyms import spellings

# ── The printed glossary, compared with the printed table and with this site ──

WORD = re.compile(r"(?<!\w)[^\W_]*[A-Z][^\W_]*[A-Z][^\W_]*(?!\w)")


def acronyms(text: str) -> Iterator[str]:
    """Yield the words of *text* with at least two capitals that are at least half of the letters."""
    for word in WORD.findall(text):
        letters = [sign for sign in word if sign.isalpha()]
        if 2 * sum(sign.isupper() for sign in letters) >= len(letters):
            yield word


def forms(term: Term) -> tuple[str, ...]:
    """Return every form of *term* in running text."""
    return (term.term, *term.variants)


def own_names(catalogue: Catalogue, entry: Contribution) -> Iterator[str]:
    """Yield the names of *entry* and of its software."""
    yield from (entry.name, *entry.aliases)
    for identifier in entry.packages:
        yield from (catalogue.packages[identifier].name, *catalogue.packages[identifier].aliases)


@dataclass(frozen=True)
class MissingTerm:
    """A term that rows of the printed table use and the printed glossary does not have."""

    term: Term
    form: str
    """The form in the printed table."""
    contributions: tuple[Contribution, ...]


def missing_from_printed_glossary(catalogue: Catalogue) -> tuple[MissingTerm, ...]:
    """Return the terms that the printed glossary lacks, in alphabetical order; empty if there is no printed glossary.

    Only acronyms count, except the names of a row's own software, which the row itself describes.
    """
    if not any(term.printed for term in catalogue.glossary.terms):
        return ()
    rows: dict[str, list[Contribution]] = {}
    for entry in catalogue.contributions:
        for form in set(acronyms(_row(entry))) - set(acronyms(" ".join(own_names(catalogue, entry)))):
            rows.setdefault(form, []).append(entry)
    return tuple(
        MissingTerm(term, form, tuple(rows[form]))
        for term in catalogue.glossary.terms
        for form in forms(term)
        if form in rows and not _listed(term)
    )


def unused_in_print(catalogue: Catalogue) -> tuple[Term, ...]:
    """Return the terms whose printed acronym is not in the table and, as printed, is not used on this site either."""
    headings = " ".join(column.heading for column in catalogue.survey.columns)
    table = " ".join((headings, *map(_row, catalogue.contributions)))
    return tuple(
        term
        for term in catalogue.glossary.terms
        if term.printed
        and not (_listed(term) and term.id in catalogue.uses)
        and not re.search(rf"(?<!\w){re.escape(term.printed.term)}(?!\w)", table)
    )


def _listed(term: Term) -> bool:
    """Return whether the printed glossary has *term* under one of its forms; a misprinted form does not count."""
    return term.printed is not None and term.printed.term in forms(term)


def _row(entry: Contribution) -> str:
    return " ".join(map(running, entry.printed.values()))


QUOTED = frozenset({"printed", "shown"})
"""Fields that quote the print, and so are not this site's own wording."""


def problems(contents: Contents, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for each discrepancy between glossary, texts and print that an editor should resolve."""
    for entry in contents.of(Glossary):
        yield from _undefined(contents, catalogue)
        yield from _unused_ordinary(entry, contents)
        yield from _unused(entry, contents, catalogue)
        yield from _print(entry, catalogue)


def _undefined(contents: Contents, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield one note for each acronym without an explanation, at its first occurrence."""
    known = set(chain.from_iterable(map(acronyms, _explained(catalogue))))
    found: dict[str, list[tuple[Located[Any], KeyPath]]] = {}
    for entry, path, text in _texts(contents):
        for word in set(acronyms(running(text))) - known:
            found.setdefault(word, []).append((entry, path))
    for word, places in found.items():
        entry, path = places[0]
        more = f", here and in {len(places) - 1} more place{'s' * (len(places) > 2)}" if len(places) > 1 else ""
        message = f"the acronym '{word}' has no entry in the glossary{more}"
        yield entry.problem(
            path, "GLS001", message, "define it in glossary.yml, or list it there as ordinary", note=True
        )


def _unused_ordinary(entry: Located[Glossary], contents: Contents) -> Iterator[Problem]:
    """Yield a note for each `ordinary` word that no text uses: misspelt, or no longer needed."""
    written = {word for _, _, text in _texts(contents) for word in acronyms(running(text))}
    for index, word in enumerate(entry.record.ordinary):
        if written.isdisjoint(acronyms(word)):
            message = f"no text uses the ordinary word '{word}' as an acronym"
            hint = did_you_mean(word, written) or "remove it"
            yield entry.problem(("ordinary", index), "GLS005", message, hint, note=True)


def _unused(entry: Located[Glossary], contents: Contents, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for each term that only its own entry uses. `_print` reports printed terms."""
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
                ("terms", index), "GLS002", message, "remove it, or say in its 'note' why it is here", note=True
            )


def _print(entry: Located[Glossary], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for each term that print lacks or explains needlessly, unless its `note` says so."""
    place: dict[str, KeyPath] = {term.id: ("terms", index) for index, term in enumerate(entry.record.terms)}
    survey, hint = catalogue.survey, "explain this to readers in the term's 'note'"
    name = survey.glossary_name or "the printed glossary"
    for each in missing_from_printed_glossary(catalogue):
        if not each.term.note:
            rows = ", ".join(entry.id for entry in each.contributions)
            message = f"{survey.table_name} uses '{each.form}' ({rows}), but {name} does not have it"
            yield entry.problem(place[each.term.id], "GLS003", message, hint, note=True)
    for term in unused_in_print(catalogue):
        if term.printed and not term.note:
            message = f"{name} explains '{term.printed.term}', which the survey does not use"
            yield entry.problem(place[term.id], "GLS004", message, hint, note=True)


def _texts(contents: Contents) -> Iterator[tuple[Located[Any], KeyPath, Inline]]:
    """Yield every text in this site's own words: record, path in it, and text. Names of values are not included."""
    for kind, entries in contents.records.items():
        for entry in entries if kind is not Vocabulary else ():
            yield from ((entry, path, text) for path, text in fields(entry.record) if not QUOTED & set(path))


def _explained(catalogue: Catalogue) -> Iterator[str]:
    """Yield every text whose acronyms count as explained: terms, names, values of facts, ordinary words."""
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
