"""What things are filed under and found by. It is the same on every page, so it is worked out once for all of them.

A facet's id and a value's id are what addresses say; see `addresses.explore_view`. That nothing is stated is a value,
too.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..content import Catalogue
from ..content.model import Contribution, Package
from ..content.reserved_ids import NOT_STATED
from ..content.synonyms import LANGUAGES
from ..text.characters import in_ascii
from ..text.prose import plain

CATEGORY = "category"
LICENCE_GROUP = "licence-group"
LICENCE_TODAY = "licence-today"
RUNS_IN = "runs-in"

Filter = tuple[str, str]
"""A facet and a value in it."""


@dataclass(frozen=True)
class IndexEntry:
    """What one thing is filed under, and what it is found by."""

    values: Mapping[str, tuple[str, ...]]
    """Facet id to value ids, never none."""
    tokens: str
    """Every value as `facet:value`, with spaces between."""
    words: str
    """What readers may type to find it: small letters, in ASCII and as they are."""


@dataclass(frozen=True)
class FacetIndex:
    """All contributions and packages, filed."""

    contributions: Mapping[str, IndexEntry]
    """By id, in order of number."""
    packages: Mapping[str, IndexEntry]
    """By id, in order of name."""
    names: Mapping[str, Mapping[str, str]]
    """How categories and the values of each vocabulary are called, in plain text."""
    having: Mapping[Filter, tuple[Contribution, ...]]
    """The contributions with each value that occurs, in order of number."""

    def contributions_with(self, *filters: Filter) -> tuple[Contribution, ...]:
        """Return the contributions that carry each of *filters*, in order of number."""
        first, *others = filters
        found = self.having.get(first, ())
        for facet, value in others:
            found = tuple(entry for entry in found if value in self.contributions[entry.id].values[facet])
        return found


def facet_index(catalogue: Catalogue) -> FacetIndex:
    """Return everything in *catalogue*, filed."""
    contributions = {entry.id: _contribution(catalogue, entry) for entry in catalogue.contributions}
    return FacetIndex(
        contributions=MappingProxyType(contributions),
        packages=MappingProxyType({each.id: _package(catalogue, each) for each in catalogue.packages.values()}),
        names=MappingProxyType(_names(catalogue)),
        having=MappingProxyType(_having(catalogue, contributions)),
    )


def _names(catalogue: Catalogue) -> dict[str, Mapping[str, str]]:
    values = {
        each.id: {value.id: plain(value.name) for value in each.values} for each in catalogue.vocabularies.values()
    }
    unstated = {NOT_STATED: catalogue.survey.not_stated}
    return {
        CATEGORY: {each.id: each.name for each in catalogue.categories},
        **{identifier: {**names, **unstated} for identifier, names in values.items()},
    }


def _having(catalogue: Catalogue, filed: Mapping[str, IndexEntry]) -> dict[Filter, tuple[Contribution, ...]]:
    found: dict[Filter, list[Contribution]] = {}
    for entry in catalogue.contributions:
        for facet, values in filed[entry.id].values.items():
            for value in values:
                found.setdefault((facet, value), []).append(entry)
    return {value: tuple(entries) for value, entries in found.items()}


def _contribution(catalogue: Catalogue, entry: Contribution) -> IndexEntry:
    licences, year = catalogue.licences, catalogue.reference(entry.reference).year
    values: dict[str, Sequence[str]] = {CATEGORY: entry.categories, **entry.facts}
    if licences:
        packages = (catalogue.packages[identifier] for identifier in entry.packages)
        values[LICENCE_GROUP] = [value.group for value in catalogue.values(entry, licences.id) if value.group]
        values[LICENCE_TODAY] = [each.licence.group for each in packages if each.licence.group]
    values["year"] = [year] if year else []
    return _filed(values, _contribution_words(catalogue, entry))


def _package(catalogue: Catalogue, record: Package) -> IndexEntry:
    group = record.licence.group
    values: dict[str, Sequence[str]] = {LICENCE_GROUP: [group] if group else []} if catalogue.licences else {}
    values["state"] = [record.state]
    values[LANGUAGES] = record.languages
    if catalogue.programs:
        values[RUNS_IN] = record.runs_in
    values["registry"] = [install.registry for install in record.install]
    return _filed(values, _package_words(catalogue, record))


def _filed(values: Mapping[str, Sequence[str]], words: Iterable[str]) -> IndexEntry:
    stated = {facet: tuple(dict.fromkeys(each)) or (NOT_STATED,) for facet, each in values.items()}
    tokens = " ".join(f"{facet}:{value}" for facet, each in stated.items() for value in each)
    return IndexEntry(MappingProxyType(stated), tokens, _folded(words))


def _contribution_words(catalogue: Catalogue, entry: Contribution) -> Iterator[str]:
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


def _package_words(catalogue: Catalogue, record: Package) -> Iterator[str]:
    yield from (record.name, *record.aliases, plain(record.summary), record.licence.name, record.licence.spdx or "")
    yield from (install.name for install in record.install)
    for identifier in record.runs_in:
        program = catalogue.programs[identifier]
        yield from (program.name, program.full or "", *program.aliases)
    yield from (entry.name for entry in catalogue.users(record.id))


def _folded(texts: Iterable[str]) -> str:
    """Return the words of *texts*, each once, in small letters: in ASCII, and without accents where that differs."""
    words = tuple(dict.fromkeys(" ".join(texts).split()))
    in_letters = (word.lower() if word.isascii() else in_ascii(word).lower() for word in words)
    as_typed = (_without_accents(word) for word in words if not word.isascii())
    return " ".join(dict.fromkeys((*in_letters, *as_typed)))


def _without_accents(word: str) -> str:
    """Return *word* as templates/theme/assets/explorer/words.js folds what a reader types."""
    return "".join(each for each in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(each))
