"""The facets by which readers narrow a table: kinds of values, each value with the number of rows that carry it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..catalogue.reserved import NOT_STATED
from ..catalogue.vocabulary import LANGUAGES
from ..safe import escape
from .desk import Desk
from .filing import CATEGORY, LICENCE_GROUP, LICENCE_TODAY, RUNS_IN, Filed
from .rows import Facet, Option
from .shared import COUPLED, NOT_KNOWN, STATES

Counts = Mapping[str, Counter[str]]
"""Facet id to how many things carry each of its values."""


def of_contributions(desk: Desk, filed: Iterable[Filed]) -> tuple[Facet, ...]:
    """Return the facets of contributions; *filed* is what each of them is filed under."""
    return tuple(facet for facet in _of_contributions(desk, _counts(filed)) if facet.options)


def of_packages(desk: Desk, filed: Iterable[Filed]) -> tuple[Facet, ...]:
    """Return the facets of packages; *filed* is what each of them is filed under."""
    return tuple(facet for facet in _of_packages(desk, _counts(filed)) if facet.options)


def _of_contributions(desk: Desk, counts: Counts) -> Iterator[Facet]:
    catalogue, unstated = desk.catalogue, desk.catalogue.survey.not_stated
    categories = ((each.id, each.name, "") for each in catalogue.categories)
    yield Facet(CATEGORY, "Category", tuple(_options(categories, counts[CATEGORY], unstated)))
    for vocabulary in catalogue.vocabularies.values():
        yield _of_vocabulary(desk, vocabulary.id, counts, unstated)
        if vocabulary is catalogue.licences:
            yield _of_licences(desk, LICENCE_GROUP, "Licence group", counts, unstated)
            hint = f"{catalogue.survey.contributions.capitalize()} count if any of their packages has such a licence."
            yield _of_licences(desk, LICENCE_TODAY, "Licence today", counts, NOT_KNOWN, hint)
    years = ((year, year, "") for year in sorted(counts["year"]) if year != NOT_STATED)
    yield Facet("year", "Year", tuple(_options(years, counts["year"], unstated)))


def _of_packages(desk: Desk, counts: Counts) -> Iterator[Facet]:
    yield _of_licences(desk, LICENCE_GROUP, "Licence today", counts, NOT_KNOWN)
    states = ((state, state.capitalize(), meaning) for state, meaning in STATES.items())
    yield Facet("state", "State", tuple(_options(states, counts["state"], NOT_KNOWN)))
    if LANGUAGES in desk.catalogue.vocabularies:
        yield _of_vocabulary(desk, LANGUAGES, counts, NOT_KNOWN)
    programs = ((each.id, each.name, each.full or "") for each in desk.catalogue.programs.values())
    yield Facet(RUNS_IN, "Runs in", tuple(_options(programs, counts[RUNS_IN], NOT_KNOWN)), COUPLED)
    registries = ((each.id, each.name, "") for each in desk.catalogue.registries.values())
    yield Facet("registry", "Install from", tuple(_options(registries, counts["registry"], NOT_KNOWN)))


def _counts(filed: Iterable[Filed]) -> Counts:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in filed:
        for facet, values in each.values.items():
            counts[facet].update(values)
    return counts


def _of_vocabulary(desk: Desk, identifier: str, counts: Counts, unstated: str) -> Facet:
    vocabulary, count = desk.catalogue.vocabularies[identifier], counts[identifier]
    found = ((each.id, desk.inline(each.name), each.full or "") for each in vocabulary.values if count[each.id])
    return Facet(identifier, vocabulary.name, tuple(_options(found, count, unstated)))


def _of_licences(desk: Desk, identifier: str, label: str, counts: Counts, unstated: str, hint: str = "") -> Facet:
    licences = desk.catalogue.licences
    groups = ((each.id, each.name, "") for each in licences.groups) if licences else ()
    return Facet(identifier, label, tuple(_options(groups, counts[identifier], unstated)), hint)


def _options(values: Iterable[tuple[str, str, str]], count: Counter[str], unstated: str) -> Iterator[Option]:
    """Yield those of *values* (id, name, name in full) that occur, and last how often nothing is stated."""
    for identifier, name, full in (*values, (NOT_STATED, unstated, "")):
        if count[identifier]:
            yield Option(identifier, escape(name), full, count[identifier])
