"""Where the glossary's terms are used: as values of facts, and in texts by the matching that makes their links."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Literal

from ..model import Category, Contribution, Package, Program, Value, Vocabulary
from ..terms import Terms
from .markup import fields
from .vocabulary import LANGUAGES, spellings

Kind = Literal["contribution", "package", "category"]


@dataclass(frozen=True)
class Use:
    """A contribution, package or category that uses a term."""

    kind: Kind
    id: str
    fact: str = ""
    """The vocabulary in which a value of it names the term; the best proof of use, so it goes before any text."""
    section: str = ""
    """The section of its prose that uses the term first; empty with `fact`, and where the text has no sections."""


RELATED = "elsewhere"
"""The section of a contribution's page with the outside pages."""

Uses = Mapping[str, tuple[Use, ...]]
"""Id of a term to what uses it: contributions, packages and categories, each once and in their own order."""


def uses(
    terms: Terms,
    vocabularies: Mapping[str, Vocabulary],
    programs: Mapping[str, Program],
    contributions: Sequence[Contribution],
    packages: Sequence[Package],
    categories: Sequence[Category],
) -> Uses:
    """Return what uses each term; a term that nothing uses is absent."""
    explained = {
        name: {value.id: value.glossary for value in vocabulary.values if value.glossary}
        for name, vocabulary in vocabularies.items()
    }
    spelt = _by_spelling(chain.from_iterable(vocabulary.values for vocabulary in vocabularies.values()))
    found: dict[str, dict[tuple[Kind, str], Use]] = {}
    every = chain(
        chain.from_iterable(_contribution(terms, explained, entry) for entry in contributions),
        chain.from_iterable(_package(terms, explained, spelt, programs, package) for package in packages),
        chain.from_iterable(_category(terms, category) for category in categories),
    )
    for term, use in every:
        found.setdefault(term, {}).setdefault((use.kind, use.id), use)
    return MappingProxyType({term: tuple(by.values()) for term, by in found.items()})


Found = Iterator[tuple[str, Use]]
Explained = Mapping[str, Mapping[str, str]]


def _by_spelling(values: Iterator[Value]) -> Mapping[str, str]:
    """Return every spelling (letter case folded) of the values that name a term, with that term."""
    return {form.casefold(): value.glossary for value in values if value.glossary for form in spellings(value)}


def _parts(entry: Contribution | Package) -> Iterator[str]:
    """Yield the parts of compound names: the acronym in ABC-Learn means what it means alone."""
    for name in (entry.name, *entry.aliases):
        yield from re.split(r"\W+", name)


def _contribution(terms: Terms, explained: Explained, entry: Contribution) -> Found:
    for vocabulary, ids in entry.facts.items():
        named = (explained[vocabulary].get(identifier) for identifier in ids)
        yield from ((term, Use("contribution", entry.id, fact=vocabulary)) for term in named if term)
    for section, text in entry.prose.items():
        yield from _in_texts(terms, Use("contribution", entry.id, section=section), text)
    related = (link.name for link in entry.related)
    yield from _in_texts(terms, Use("contribution", entry.id, section=RELATED), *related)
    yield from _in_texts(terms, Use("contribution", entry.id), entry.tagline, *_parts(entry))


def _package(
    terms: Terms, explained: Explained, spelt: Mapping[str, str], programs: Mapping[str, Program], package: Package
) -> Found:
    use = Use("package", package.id)
    languages = (explained.get(LANGUAGES, {}).get(language) for language in package.languages)
    runs_in = (programs[identifier].glossary for identifier in package.runs_in)
    yield from ((term, use) for term in (*languages, *runs_in, spelt.get(package.licence.name.casefold())) if term)
    licence = (package.licence.name, (package.licence.spdx or "").replace("-", " "))
    yield from _in_texts(terms, use, *licence, *_parts(package), *(text for _, text in fields(package)))


def _category(terms: Terms, category: Category) -> Found:
    use = Use("category", category.id)
    yield from _in_texts(terms, use, category.name, category.short, *(text for _, text in fields(category)))


def _in_texts(terms: Terms, use: Use, *texts: str) -> Found:
    yield from ((term, use) for text in texts for term in terms.used(text))
