"""What things are filed under: the facets by which readers narrow a table, and the tokens that its rows carry.

A facet's id and a value's id are what addresses say; see `addresses.explore_view`. That the survey says nothing is a
value, too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from ..catalogue import Catalogue
from ..model import Contribution, Package
from ..safe import Safe, escape
from .desk import Desk
from .parts import Facet, Option

NOT_STATED = "not-stated"
LICENCE_GROUP = "licence-group"
LICENCE_TODAY = "licence-today"

Filing = Mapping[str, Sequence[str]]
"""Facet id to the ids of the values that a thing carries; none means that nothing is stated."""


@dataclass(frozen=True)
class Filed:
    """What one thing is filed under: facet id to value ids, never none."""

    values: Mapping[str, tuple[str, ...]]

    @property
    def tokens(self) -> str:
        """Every value as `facet:value`, with spaces between."""
        return " ".join(f"{facet}:{value}" for facet, values in self.values.items() for value in values)


def contribution(catalogue: Catalogue, entry: Contribution) -> Filed:
    """Return what a contribution is filed under."""
    packages = [catalogue.packages[identifier] for identifier in entry.packages]
    groups = _groups(catalogue, entry)
    today = (
        {LICENCE_TODAY: [each.licence.group for each in packages if each.licence.group]} if catalogue.licences else {}
    )
    year = catalogue.reference(entry.reference).year
    return _filed({"category": entry.categories, **entry.facts, **groups, **today, "year": [year] if year else []})


def package(record: Package) -> Filed:
    """Return what a package is filed under."""
    return _filed(
        {
            LICENCE_GROUP: [record.licence.group] if record.licence.group else [],
            "state": [record.state],
            "languages": record.languages,
            "registry": [install.registry for install in record.install],
        }
    )


def of_contributions(desk: Desk, filed: Iterable[Filed]) -> tuple[Facet, ...]:
    """Return the facets of contributions; *filed* is what each of them is filed under."""
    catalogue = desk.catalogue
    filings = tuple(filed)
    years = sorted({year for each in filings for year in each.values["year"]} - {NOT_STATED})
    facets = [Facet("category", "Category", tuple(_option(each.id, each.name) for each in catalogue.categories))]
    for vocabulary in catalogue.vocabularies.values():
        facets.append(_of_vocabulary(desk, vocabulary.id))
        if vocabulary is catalogue.licences:
            facets += [_of_licences(desk, LICENCE_GROUP, "group"), _of_licences(desk, LICENCE_TODAY, "today")]
    facets.append(Facet("year", "Year", tuple(_option(year, year) for year in years)))
    return _counted(facets, filings)


def of_packages(desk: Desk, filed: Iterable[Filed]) -> tuple[Facet, ...]:
    """Return the facets of packages; *filed* is what each of them is filed under."""
    catalogue = desk.catalogue
    facets = [
        _of_licences(desk, LICENCE_GROUP, "today"),
        Facet("state", "State", tuple(_option(state, state.capitalize()) for state in STATES)),
        *([_of_vocabulary(desk, "languages")] if "languages" in catalogue.vocabularies else []),
        Facet("registry", "Install from", tuple(_option(each.id, each.name) for each in catalogue.registries.values())),
    ]
    return _counted(facets, tuple(filed))


STATES: tuple[str, ...] = get_args(Package.model_fields["state"].annotation)


def _groups(catalogue: Catalogue, entry: Contribution) -> Filing:
    licences = catalogue.licences
    if licences is None:
        return {}
    return {LICENCE_GROUP: [value.group for value in catalogue.values(entry, licences.id) if value.group]}


def _filed(filing: Filing) -> Filed:
    return Filed({facet: tuple(dict.fromkeys(values)) or (NOT_STATED,) for facet, values in filing.items()})


def _of_vocabulary(desk: Desk, identifier: str) -> Facet:
    vocabulary = desk.catalogue.vocabularies[identifier]
    options = (Option(value.id, desk.inline(value.name), value.full or "", 0) for value in vocabulary.values)
    return Facet(identifier, vocabulary.name, tuple(options))


def _of_licences(desk: Desk, identifier: str, which: str) -> Facet:
    licences = desk.catalogue.licences
    options = (_option(group.id, group.name) for group in licences.groups) if licences else ()
    return Facet(identifier, f"Licence {which}", tuple(options))


def _option(identifier: str, name: str) -> Option:
    return Option(identifier, escape(name), "", 0)


def _counted(facets: Iterable[Facet], filings: Sequence[Filed]) -> tuple[Facet, ...]:
    """Return *facets* with the values that occur, each with its count, and without facets that have none."""
    counted = []
    for facet in facets:
        counts = Counter(value for filed in filings for value in filed.values.get(facet.id, ()))
        options = (*facet.options, Option(NOT_STATED, Safe("Not stated"), "", 0))
        found = tuple(replace(option, count=counts[option.id]) for option in options if counts[option.id])
        if found:
            counted.append(replace(facet, options=found))
    return tuple(counted)
