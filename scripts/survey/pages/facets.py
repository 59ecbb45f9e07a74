"""Ways into the explorer from one page: each with its name, its address, and how many things stand there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import addresses
from ..content.reserved_ids import NOT_STATED
from ..content.synonyms import LANGUAGES
from ..text.safe import Safe, escape
from .entry_parts import COUPLED, NOT_KNOWN, STATES
from .facet_index import CATEGORY, LICENCE_GROUP, LICENCE_TODAY, RUNS_IN, Filter, IndexEntry
from .page_context import PageContext
from .parts import Facet, Option

# ── The facets by which readers narrow a table: kinds of values, each value with the number of rows that carry it ──

Counts = Mapping[str, Counter[str]]
"""Facet id to how many things carry each of its values."""


def of_contributions(context: PageContext, filed: Iterable[IndexEntry]) -> tuple[Facet, ...]:
    """Return the facets of contributions; *filed* is what each of them is filed under."""
    return tuple(facet for facet in _of_contributions(context, _counts(filed)) if facet.options)


def of_packages(context: PageContext, filed: Iterable[IndexEntry]) -> tuple[Facet, ...]:
    """Return the facets of packages; *filed* is what each of them is filed under."""
    return tuple(facet for facet in _of_packages(context, _counts(filed)) if facet.options)


def _of_contributions(context: PageContext, counts: Counts) -> Iterator[Facet]:
    catalogue, unstated = context.catalogue, context.catalogue.survey.not_stated
    categories = ((each.id, each.name, "") for each in catalogue.categories)
    yield Facet(CATEGORY, "Category", tuple(_options(categories, counts[CATEGORY], unstated)))
    for vocabulary in catalogue.vocabularies.values():
        yield _of_vocabulary(context, vocabulary.id, counts, unstated)
        if vocabulary is catalogue.licences:
            yield _of_licences(context, LICENCE_GROUP, "Licence group", counts, unstated)
            hint = f"{catalogue.survey.contributions.capitalize()} count if any of their packages has such a licence."
            yield _of_licences(context, LICENCE_TODAY, "Current licence", counts, NOT_KNOWN, hint)
    years = ((year, year, "") for year in sorted(counts["year"]) if year != NOT_STATED)
    yield Facet("year", "Year", tuple(_options(years, counts["year"], unstated)))


def _of_packages(context: PageContext, counts: Counts) -> Iterator[Facet]:
    yield _of_licences(context, LICENCE_GROUP, "Current licence", counts, NOT_KNOWN)
    states = ((state, state.capitalize(), meaning) for state, meaning in STATES.items())
    yield Facet("state", "Status", tuple(_options(states, counts["state"], NOT_KNOWN)))
    if LANGUAGES in context.catalogue.vocabularies:
        yield _of_vocabulary(context, LANGUAGES, counts, NOT_KNOWN)
    programs = ((each.id, each.name, each.full or "") for each in context.catalogue.programs.values())
    yield Facet(RUNS_IN, "Runs in", tuple(_options(programs, counts[RUNS_IN], NOT_KNOWN)), COUPLED)
    registries = ((each.id, each.name, "") for each in context.catalogue.registries.values())
    yield Facet("registry", "Install from", tuple(_options(registries, counts["registry"], NOT_KNOWN)))


def _counts(filed: Iterable[IndexEntry]) -> Counts:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in filed:
        for facet, values in each.values.items():
            counts[facet].update(values)
    return counts


def _of_vocabulary(context: PageContext, identifier: str, counts: Counts, unstated: str) -> Facet:
    vocabulary, count = context.catalogue.vocabularies[identifier], counts[identifier]
    found = ((each.id, context.inline(each.name), each.full or "") for each in vocabulary.values if count[each.id])
    return Facet(identifier, vocabulary.name, tuple(_options(found, count, unstated)))


def _of_licences(
    context: PageContext, identifier: str, label: str, counts: Counts, unstated: str, hint: str = ""
) -> Facet:
    licences = context.catalogue.licences
    groups = ((each.id, each.name, "") for each in licences.groups) if licences else ()
    return Facet(identifier, label, tuple(_options(groups, counts[identifier], unstated)), hint)


def _options(values: Iterable[tuple[str, str, str]], count: Counter[str], unstated: str) -> Iterator[Option]:
    """Yield those of *values* (id, name, name in full) that occur, and last how often nothing is stated."""
    for identifier, name, full in (*values, (NOT_STATED, unstated, "")):
        if count[identifier]:
            yield Option(identifier, escape(name), full, count[identifier])


@dataclass(frozen=True)
class View:
    """A view of the explorer: what it shows, where it is, and how many things it holds."""

    text: Safe
    url: str
    count: int
    hint: str = ""


@dataclass(frozen=True)
class Views:
    """What the explorer shows of all contributions."""

    context: PageContext
    known: Mapping[str, Mapping[str, View]]
    """For each facet a view of every value that occurs, in the survey's order; «not stated» comes last."""

    def of(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet*; none if nothing is filed under it."""
        return self.known.get(facet, {})

    def stated(self, facet: str) -> Mapping[str, View]:
        """Return the views of *facet* without «not stated»."""
        return stated(self.of(facet))


def views(context: PageContext) -> Views:
    """Return the ways into the explorer from the page of *context*."""
    found = of_contributions(context, context.facet_index.contributions.values())
    return Views(context, {facet.id: _views(context, facet, addresses.explore_view) for facet in found})


def stated(views: Mapping[str, View]) -> Mapping[str, View]:
    """Return *views* without «not stated»."""
    return {value: view for value, view in views.items() if value != NOT_STATED}


def packages(context: PageContext) -> Mapping[str, Mapping[str, View]]:
    """Return the ways into the table of packages: for each of its facets, a view of every value that occurs."""
    found = of_packages(context, context.facet_index.packages.values())
    return {facet.id: _views(context, facet, addresses.packages_view) for facet in found}


def _views(context: PageContext, facet: Facet, address: Callable[[Sequence[Filter]], str]) -> Mapping[str, View]:
    return {
        option.id: View(option.name, context.to(address([(facet.id, option.id)])), option.count, option.full)
        for option in facet.options
    }
