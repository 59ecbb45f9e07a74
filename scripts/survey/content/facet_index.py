"""Facet values and search words of each contribution and package, and the contributions with a given value.

They are the same for every page, so each is computed at most once per build, on first use.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..text.characters import in_ascii
from ..text.prose import plain
from .catalogue import Catalogue
from .declared_fields import filter_words
from .facets import NOT_STATED, OF_CONTRIBUTIONS, OF_PACKAGES, Facet, FacetValue, T, facets
from .model import Contribution, Package

Filter = tuple[str, str]
"""Facet id and value id."""

Carried = Mapping[str, tuple[str, ...]]
"""Facet id to the ids of an entry's values; never empty, since «not stated» is a value, too."""


@dataclass(frozen=True)
class FacetIndex:
    """All contributions and packages, indexed by facet values."""

    catalogue: Catalogue

    @cached_property
    def facets(self) -> tuple[Facet[Contribution], ...]:
        """The facets of contributions."""
        return tuple(facets(OF_CONTRIBUTIONS, self.catalogue))

    @cached_property
    def contributions(self) -> Mapping[str, Carried]:
        """Facet values of each contribution, by its id, in order of number."""
        return {entry.id: _carried(self.catalogue, self.facets, entry) for entry in self.catalogue.contributions}

    @cached_property
    def packages(self) -> Mapping[str, Carried]:
        """Facet values of each package, by its id, in order of name."""
        declared = tuple(facets(OF_PACKAGES, self.catalogue))
        return {each.id: _carried(self.catalogue, declared, each) for each in self.catalogue.packages.values()}

    @cached_property
    def contribution_words(self) -> Mapping[str, str]:
        """Words by which the filter finds each contribution, by id: lower case, in ASCII and without accents."""
        return {entry.id: _folded(_contribution_words(self, entry)) for entry in self.catalogue.contributions}

    @cached_property
    def package_words(self) -> Mapping[str, str]:
        """Words by which the filter finds each package, by id."""
        return {each.id: _folded(_package_words(self.catalogue, each)) for each in self.catalogue.packages.values()}

    @cached_property
    def values(self) -> Mapping[Filter, FacetValue]:
        """The values of the contributions' facets; the last of each facet is «not stated»."""
        return {(facet.id, value.id): value for facet in self.facets for value in self._values(facet)}

    def _values(self, facet: Facet[Contribution]) -> Iterator[FacetValue]:
        yield from facet.values(self.catalogue)
        yield FacetValue(NOT_STATED, facet.unstated or self.catalogue.survey.not_stated)

    def searched(self, entry: Contribution) -> Iterator[tuple[Filter, FacetValue]]:
        """Yield the values of *entry* by whose names the search finds it."""
        for facet in self.facets:
            if facet.searched:
                found = ((facet.id, each) for each in self.contributions[entry.id][facet.id] if each != NOT_STATED)
                yield from ((each, self.values[each]) for each in found)

    def contributions_with(self, *filters: Filter) -> tuple[Contribution, ...]:
        """Return the contributions that match all of *filters*, in order of number; all of them without filters."""
        found = self._contributions_by_value.get(filters[0], ()) if filters else self.catalogue.contributions
        for facet, value in filters[1:]:
            found = tuple(entry for entry in found if value in self.contributions[entry.id].get(facet, ()))
        return found

    @cached_property
    def _contributions_by_value(self) -> Mapping[Filter, tuple[Contribution, ...]]:
        found: dict[Filter, list[Contribution]] = {}
        for entry in self.catalogue.contributions:
            for facet, values in self.contributions[entry.id].items():
                for value in values:
                    found.setdefault((facet, value), []).append(entry)
        return {value: tuple(entries) for value, entries in found.items()}


def _carried(catalogue: Catalogue, declared: Iterable[Facet[T]], thing: T) -> Carried:
    return {facet.id: tuple(dict.fromkeys(facet.carried(catalogue, thing))) or (NOT_STATED,) for facet in declared}


def _contribution_words(index: FacetIndex, entry: Contribution) -> Iterator[str]:
    catalogue = index.catalogue
    reference = catalogue.reference(entry.reference)
    yield from (str(entry.number), entry.name, *entry.aliases, plain(entry.tagline), reference.confirmed_doi)
    yield from (name.full for name in reference.authors)
    yield from (catalogue.category(identifier).name for identifier in entry.categories)
    for _, value in index.searched(entry):
        yield from (*value.names, *value.aliases)
    for identifier in entry.packages:
        package = catalogue.packages[identifier]
        yield from (package.name, *package.aliases)
    yield from filter_words(entry)


def _package_words(catalogue: Catalogue, record: Package) -> Iterator[str]:
    yield from (record.name, *record.aliases, plain(record.summary), record.licence.name, record.licence.spdx or "")
    yield from (install.name for install in record.install)
    for identifier in record.runs_in:
        program = catalogue.programs[identifier]
        yield from (program.name, program.full or "", *program.aliases)
    yield from (entry.name for entry in catalogue.users(record.id))
    yield from filter_words(record)


def _folded(texts: Iterable[str]) -> str:
    """Return the distinct words of *texts* in lower case: in ASCII, and without accents where that differs."""
    words = tuple(dict.fromkeys(" ".join(texts).split()))
    in_letters = (word.lower() if word.isascii() else in_ascii(word).lower() for word in words)
    as_typed = (_without_accents(word) for word in words if not word.isascii())
    return " ".join(dict.fromkeys((*in_letters, *as_typed)))


def _without_accents(word: str) -> str:
    """Return *word* normalised like a reader's input in templates/theme/assets/explorer/words.js."""
    return "".join(each for each in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(each))
