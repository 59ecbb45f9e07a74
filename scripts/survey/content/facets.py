"""The facets: values by which readers filter the tables of contributions and packages. Each is declared once, here.

Ids of facets and values are part of addresses (`addresses.explore_view`). `facet_index.py` holds the values of each
entry. The filter forms, questions, charts, search and the checks of ids read these declarations.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..text.kinds import Inline
from ..text.prose import plain
from .catalogue import Catalogue
from .model import Contribution, Package, Vocabulary
from .synonyms import LANGUAGES

CATEGORY = "category"
LICENCE_GROUP = "licence-group"
LICENCE_TODAY = "licence-today"
RUNS_IN = "runs-in"
STATE = "state"
REGISTRY = "registry"
YEAR = "year"
NOT_STATED = "not-stated"
"""The value, in every facet, of an entry without a value."""
NOT_KNOWN = "Not known"
"""Shown for a missing value of the software's current state, about which the printed survey says nothing."""
CURRENT_LICENCE = "Current licence"
"""Label of the packages' licences, as distinct from the printed ones."""
STATES = {
    "active": "released or changed in the year before it was checked",
    "finished": "its authors consider it complete",
    "dormant": "no change seen for more than a year",
    "superseded": "its authors point to a successor",
    "unknown": "could not be checked",
}
"""Status of packages, with its meaning."""

T = TypeVar("T")


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet."""

    id: str
    name: str
    """Name as shown: plain text, or `Inline` with markup."""
    full: str = ""
    """The name spelt out if it is short, or its meaning."""
    aliases: tuple[str, ...] = ()
    """Other spellings that readers may search for."""

    @property
    def plain_name(self) -> str:
        """The name without markup."""
        return plain(self.name) if isinstance(self.name, Inline) else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """The name, and the full name if there is one, in plain text."""
        return tuple(each for each in (self.plain_name, self.full) if each)


@dataclass(frozen=True)
class Facet(Generic[T]):
    """A property of the entries of a table, of which each entry may have no value, one or several."""

    id: str
    label: str
    carried: Callable[[Catalogue, T], Iterable[str]]
    """Function that returns the ids of an entry's values."""
    values: Callable[[Catalogue], Iterable[FacetValue]]
    """All values, in order of display; only those that occur are shown."""
    hint: Callable[[Catalogue], str] = lambda _: ""
    """Explanation needed to read its numbers."""
    unstated: str = ""
    """Shown for an entry without a value, where the survey's `not_stated` would be wrong."""
    exists: Callable[[Catalogue], bool] = lambda _: True
    """Whether the survey has this facet."""
    beside_licences: bool = False
    """Whether it is shown directly after the vocabulary of licences."""
    searched: bool = False
    """Whether the search finds an entry by the names of its values."""


Declared = Facet[T] | Callable[[Catalogue], Iterable[Facet[T]]]
"""A facet of every survey, or a function that makes those of a survey's own vocabularies."""


def _of_vocabulary(vocabulary: Vocabulary, carried: Callable[[Catalogue, T], Iterable[str]], unstated: str) -> Facet[T]:
    values = tuple(FacetValue(each.id, each.name, each.full or "", each.aliases) for each in vocabulary.values)
    return Facet(vocabulary.id, vocabulary.name, carried, lambda _: values, unstated=unstated, searched=True)


def _vocabularies(catalogue: Catalogue) -> Iterator[Facet[Contribution]]:
    for vocabulary in catalogue.vocabularies.values():
        yield _of_vocabulary(vocabulary, _facts(vocabulary.id), "")


def _facts(vocabulary: str) -> Callable[[Catalogue, Contribution], Iterable[str]]:
    return lambda _, entry: entry.facts[vocabulary]


def _languages(catalogue: Catalogue) -> Iterator[Facet[Package]]:
    if vocabulary := catalogue.vocabularies.get(LANGUAGES):
        yield _of_vocabulary(vocabulary, lambda _, package: package.languages, NOT_KNOWN)


def _licence_groups(catalogue: Catalogue) -> Iterator[FacetValue]:
    if catalogue.licences:
        yield from (FacetValue(each.id, each.name) for each in catalogue.licences.groups)


def _groups_in_print(catalogue: Catalogue, entry: Contribution) -> Iterator[str]:
    if catalogue.licences:
        yield from (each.group for each in catalogue.values(entry, catalogue.licences.id) if each.group)


def _groups_today(catalogue: Catalogue, entry: Contribution) -> Iterator[str]:
    for identifier in entry.packages:
        yield from _group(catalogue, catalogue.packages[identifier])


def _group(_: Catalogue, package: Package) -> Iterator[str]:
    if package.licence.group:
        yield package.licence.group


def _has_licences(catalogue: Catalogue) -> bool:
    return catalogue.licences is not None


def _year(catalogue: Catalogue, entry: Contribution) -> Iterator[str]:
    if year := catalogue.reference(entry.reference).year:
        yield year


def _years(catalogue: Catalogue) -> Iterator[FacetValue]:
    years = {year for entry in catalogue.contributions for year in _year(catalogue, entry)}
    return (FacetValue(year, year) for year in sorted(years))


OF_CONTRIBUTIONS: tuple[Declared[Contribution], ...] = (
    Facet(
        CATEGORY,
        "Category",
        carried=lambda _, entry: entry.categories,
        values=lambda catalogue: (FacetValue(each.id, each.name) for each in catalogue.categories),
    ),
    _vocabularies,
    Facet(
        LICENCE_GROUP,
        "Licence group",
        carried=_groups_in_print,
        values=_licence_groups,
        exists=_has_licences,
        beside_licences=True,
    ),
    Facet(
        LICENCE_TODAY,
        CURRENT_LICENCE,
        carried=_groups_today,
        values=_licence_groups,
        hint=lambda catalogue: (
            f"Includes {catalogue.survey.contributions} with at least one package under such a licence."
        ),
        unstated=NOT_KNOWN,
        exists=_has_licences,
        beside_licences=True,
    ),
    Facet(YEAR, "Year", carried=_year, values=_years),
)
"""The facets of contributions."""

OF_PACKAGES: tuple[Declared[Package], ...] = (
    Facet(
        LICENCE_GROUP,
        CURRENT_LICENCE,
        carried=_group,
        values=_licence_groups,
        unstated=NOT_KNOWN,
        exists=_has_licences,
    ),
    Facet(
        STATE,
        "Status",
        carried=lambda _, package: (package.state,),
        values=lambda _: (FacetValue(state, state.capitalize(), meaning) for state, meaning in STATES.items()),
        unstated=NOT_KNOWN,
    ),
    _languages,
    Facet(
        RUNS_IN,
        "Runs in",
        carried=lambda _, package: package.runs_in,
        values=lambda catalogue: (
            FacetValue(each.id, each.name, each.full or "") for each in catalogue.programs.values()
        ),
        hint=lambda _: "Programs in which a package runs or with which it couples, according to its sources.",
        unstated=NOT_KNOWN,
        exists=lambda catalogue: bool(catalogue.programs),
    ),
    Facet(
        REGISTRY,
        "Install from",
        carried=lambda _, package: (install.registry for install in package.install),
        values=lambda catalogue: (FacetValue(each.id, each.name) for each in catalogue.registries.values()),
        unstated=NOT_KNOWN,
    ),
)
"""The facets of packages, in order of display."""

FACET_IDS = frozenset(each.id for each in (*OF_CONTRIBUTIONS, *OF_PACKAGES) if isinstance(each, Facet))
"""The ids of the facets of every survey, which no vocabulary may have."""


def facets(declared: Iterable[Declared[T]], catalogue: Catalogue) -> Iterator[Facet[T]]:
    """Yield the facets that *declared* gives for this survey, in that order."""
    for each in declared:
        if not isinstance(each, Facet):
            yield from each(catalogue)
        elif each.exists(catalogue):
            yield each


def facets_for_readers(declared: Iterable[Declared[T]], catalogue: Catalogue) -> tuple[Facet[T], ...]:
    """Return the facets that *declared* gives for this survey, in order of display."""
    found = tuple(facets(declared, catalogue))
    licences = catalogue.licences.id if catalogue.licences else ""
    if licences not in (facet.id for facet in found):
        return found
    moved = [facet for facet in found if facet.beside_licences]
    others = [facet for facet in found if not facet.beside_licences]
    place = [facet.id for facet in others].index(licences) + 1
    return (*others[:place], *moved, *others[place:])
