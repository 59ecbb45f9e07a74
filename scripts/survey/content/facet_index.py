"""What each contribution and package is filed under and found by, and which contributions carry a value.

It is the same for every page, so it is worked out once for all of them, and only what is asked for.
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
"""A facet and a value in it."""

Carried = Mapping[str, tuple[str, ...]]
"""Facet id to the ids of the values that a thing carries, never none: that nothing is stated is a value, too."""


@dataclass(frozen=True)
class FacetIndex:
    """All contributions and packages, filed."""

    catalogue: Catalogue

    @cached_property
    def facets(self) -> tuple[Facet[Contribution], ...]:
        """The facets of contributions."""
        return tuple(facets(OF_CONTRIBUTIONS, self.catalogue))

    @cached_property
    def contributions(self) -> Mapping[str, Carried]:
        """What each contribution carries, by its id, in order of number."""
        return {entry.id: _carried(self.catalogue, self.facets, entry) for entry in self.catalogue.contributions}

    @cached_property
    def packages(self) -> Mapping[str, Carried]:
        """What each package carries, by its id, in order of name."""
        declared = tuple(facets(OF_PACKAGES, self.catalogue))
        return {each.id: _carried(self.catalogue, declared, each) for each in self.catalogue.packages.values()}

    @cached_property
    def contribution_words(self) -> Mapping[str, str]:
        """What each contribution is found by as a reader types, by its id: small letters, in ASCII and as they are."""
        return {entry.id: _folded(_contribution_words(self, entry)) for entry in self.catalogue.contributions}

    @cached_property
    def package_words(self) -> Mapping[str, str]:
        """What each package is found by as a reader types, by its id."""
        return {each.id: _folded(_package_words(self.catalogue, each)) for each in self.catalogue.packages.values()}

    @cached_property
    def values(self) -> Mapping[Filter, FacetValue]:
        """The values of the facets of contributions; of each facet, last, that nothing is stated."""
        return {(facet.id, value.id): value for facet in self.facets for value in self._values(facet)}

    def _values(self, facet: Facet[Contribution]) -> Iterator[FacetValue]:
        yield from facet.values(self.catalogue)
        yield FacetValue(NOT_STATED, facet.unstated or self.catalogue.survey.not_stated)

    def searched(self, entry: Contribution) -> Iterator[tuple[Filter, FacetValue]]:
        """Yield the values that *entry* carries and under whose names the search finds it."""
        for facet in self.facets:
            if facet.searched:
                found = ((facet.id, each) for each in self.contributions[entry.id][facet.id] if each != NOT_STATED)
                yield from ((each, self.values[each]) for each in found)

    def contributions_with(self, *filters: Filter) -> tuple[Contribution, ...]:
        """Return the contributions that carry each of *filters*, in order of number; all of them without any."""
        found = self._having.get(filters[0], ()) if filters else self.catalogue.contributions
        for facet, value in filters[1:]:
            found = tuple(entry for entry in found if value in self.contributions[entry.id].get(facet, ()))
        return found

    @cached_property
    def _having(self) -> Mapping[Filter, tuple[Contribution, ...]]:
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
    """Return the words of *texts*, each once, in small letters: in ASCII, and without accents where that differs."""
    words = tuple(dict.fromkeys(" ".join(texts).split()))
    in_letters = (word.lower() if word.isascii() else in_ascii(word).lower() for word in words)
    as_typed = (_without_accents(word) for word in words if not word.isascii())
    return " ".join(dict.fromkeys((*in_letters, *as_typed)))


def _without_accents(word: str) -> str:
    """Return *word* as templates/theme/assets/explorer/words.js folds what a reader types."""
    return "".join(each for each in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(each))
