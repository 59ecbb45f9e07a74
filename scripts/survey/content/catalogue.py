"""The catalogue: the whole content of the survey, resolved and immutable."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .. import addresses
from ..problems import Place, Problem
from .glossary_terms import Terms, Uses
from .model import (
    Category,
    Claim,
    Contribution,
    Correction,
    Glossary,
    Package,
    Program,
    Record,
    Registry,
    Snapshot,
    Survey,
    TextPage,
    Value,
    Vocabulary,
)
from .references import Reference
from .synonyms import vocabulary_of_licences

# ── When the statements of a page were last checked: dates from the content, the same in every clone and on any day ──
# A contribution's day is the latest on which something on its page was compared with its source. What has no such day,
# and every page about the whole, has the latest day of the survey.


def days(contributions: Iterable[Contribution], packages: Mapping[str, Package], published: str) -> Mapping[str, str]:
    """Return the day (2026-11-22) of each contribution by id, and that of the whole survey under the empty string.

    *packages* are by id; no day is before *published*, the day of the survey itself.
    """
    of_packages = {identifier: _newest([package], published) for identifier, package in packages.items()}
    own = {
        entry.id: max([_newest([entry], published), *(of_packages[identifier] for identifier in entry.packages)])
        for entry in contributions
    }
    return {**own, "": max([published, *own.values(), *of_packages.values()])}


def _newest(values: Iterable[object], published: str) -> str:
    return max(_days(values), default=published)


def _days(values: Iterable[object]) -> Iterator[str]:
    """Yield the full dates at any depth in *values*; 2026-11 counts as its first day."""
    for value in values:
        if isinstance(value, Record):
            if checked := getattr(value, "checked", None):
                yield f"{checked}-01-01"[: len("2026-11-22")]
            yield from _days(getattr(value, field) for field in type(value).model_fields)
        elif isinstance(value, tuple):
            yield from _days(value)
        elif isinstance(value, Mapping):
            yield from _days(value.values())


@dataclass(frozen=True)
class Person:
    """An author of a contribution."""

    id: str
    names: tuple[str, ...]
    """Every form of the name, in reading order; the first is shown."""
    sort_key: str
    """Name in ASCII, family name first."""
    contributions: tuple[str, ...]
    """Ids of contributions, by number."""

    @property
    def name(self) -> str:
        """The name as shown."""
        return self.names[0]


@dataclass(frozen=True)
class Claimed:
    """A number that the survey states, and the number that the lists give."""

    claim: Claim
    found: int
    things: tuple[str, ...]
    """Ids of what was counted."""
    percent_found: int | None

    @property
    def agrees(self) -> bool:
        """Whether survey and lists agree, in number and in percentage."""
        return self.found == self.claim.stated and self.percent_found == self.claim.percent

    @property
    def stated(self) -> str:
        """The number that the survey states, with its percentage: 18 (64 %)."""
        return _share(self.claim.stated, self.claim.percent)

    @property
    def counted(self) -> str:
        """The number that the lists give, with its percentage if one is stated."""
        return _share(self.found, self.percent_found)


def _share(number: int, percent: int | None) -> str:
    return str(number) if percent is None else f"{number} ({percent} %)"


@dataclass(frozen=True)
class Moved:
    """An address or id that has changed, and the place of its entry in aliases.yml."""

    old: str
    new: str
    place: Place


@dataclass(frozen=True)
class Catalogue:
    """The whole content, checked. Tuples are in reading order, mappings are read-only."""

    survey: Survey
    contributions: tuple[Contribution, ...]
    """By number. The values in `facts` are ids."""
    packages: Mapping[str, Package]
    """By id, in order of name."""
    categories: tuple[Category, ...]
    vocabularies: Mapping[str, Vocabulary]
    """By id, in the survey's order."""
    glossary: Glossary
    """Terms in alphabetical order, ignoring case."""
    terms: Terms
    """The glossary as a pattern that finds terms in text."""
    uses: Uses
    registries: Mapping[str, Registry]
    programs: Mapping[str, Program]
    """By id, in the order of the file."""
    references: tuple[Reference, ...]
    """By number; those without a number last."""
    people: tuple[Person, ...]
    claims: tuple[Claimed, ...]
    pages: tuple[TextPage, ...]
    aliases: tuple[Moved, ...]
    snapshots: tuple[Snapshot, ...]
    """Dated editions, the latest last."""
    files: Mapping[str, bytes] = field(repr=False)
    """Every file that was read, by its path below content/: sources of the records, and the survey's assets."""
    notes: tuple[Problem, ...]
    """Notes for the maintainer, which do not stop the build."""

    def contribution(self, identifier: str) -> Contribution:
        """Return the contribution with this id; raise KeyError if there is none."""
        return self._contributions[identifier]

    def category(self, identifier: str) -> Category:
        """Return the category with this id; raise KeyError if there is none."""
        return self._categories[identifier]

    def reference(self, key: str) -> Reference:
        """Return the reference with this key; raise KeyError if there is none."""
        return self._references[key]

    def citation_name(self, reference: Reference) -> str | None:
        """Return the name of the citation files of *reference*: id, `editorial` or `ref-N`; None if it has none."""
        return self.citation_names.get(reference.key)

    def values(self, contribution: Contribution, vocabulary: str) -> tuple[Value, ...]:
        """Return the values of *contribution* in *vocabulary*; empty if the survey does not state any."""
        known = self._values[vocabulary]
        return tuple(known[identifier] for identifier in contribution.facts[vocabulary])

    def value(self, vocabulary: str, identifier: str) -> Value:
        """Return the value with this id; raise KeyError if there is none."""
        return self._values[vocabulary][identifier]

    @cached_property
    def licences(self) -> Vocabulary | None:
        """The vocabulary of licences, whose values have SPDX identifiers, or None."""
        return vocabulary_of_licences(self.vocabularies.values())

    def members(self, category: Category) -> tuple[Contribution, ...]:
        """Return the contributions of *category*: first those in its own order, then the rest by number."""
        return self._members[category.id]

    def corrections(self, *, confirmed: bool) -> tuple[tuple[Contribution | None, tuple[Correction, ...]], ...]:
        """Return confirmed or open corrections: of the survey as a whole (None) first, then by contribution."""
        told = ((None, self.survey.corrections), *((entry, entry.corrections) for entry in self.contributions))
        chosen = ((about, tuple(each for each in records if each.confirmed is confirmed)) for about, records in told)
        return tuple((about, records) for about, records in chosen if records)

    def users(self, package: str) -> tuple[Contribution, ...]:
        """Return the contributions that describe *package*."""
        return self._users.get(package, ())

    def authors(self, contribution: Contribution) -> tuple[Person, ...]:
        """Return the authors of *contribution*, in the order of its paper."""
        return tuple(self._people[name.full] for name in self.reference(contribution.reference).authors)

    @cached_property
    def days(self) -> Mapping[str, str]:
        """The day when each contribution (by id) and the whole survey (empty string) was last checked."""
        return days(self.contributions, self.packages, self.survey.published)

    @cached_property
    def citation_names(self) -> Mapping[str, str]:
        """Key of each reference with citation files, to the base name of these files."""
        numbered = {
            each.key: addresses.cite_reference(each.number) for each in self.references if each.number is not None
        }
        own = {entry.reference: entry.id for entry in self.contributions}
        return {**numbered, self.survey.editorial: addresses.CITE_EDITORIAL, **own}

    @cached_property
    def _contributions(self) -> Mapping[str, Contribution]:
        return {entry.id: entry for entry in self.contributions}

    @cached_property
    def _categories(self) -> Mapping[str, Category]:
        return {category.id: category for category in self.categories}

    @cached_property
    def _users(self) -> Mapping[str, tuple[Contribution, ...]]:
        return _grouped(self.contributions, lambda entry: entry.packages)

    @cached_property
    def _members(self) -> Mapping[str, tuple[Contribution, ...]]:
        members = _grouped(self.contributions, lambda entry: entry.categories)
        return {category.id: _in_order(category, members.get(category.id, ())) for category in self.categories}

    @cached_property
    def _references(self) -> Mapping[str, Reference]:
        return {reference.key: reference for reference in self.references}

    @cached_property
    def _people(self) -> Mapping[str, Person]:
        return {form: person for person in self.people for form in person.names}

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, Value]]:
        return {
            identifier: {value.id: value for value in vocabulary.values}
            for identifier, vocabulary in self.vocabularies.items()
        }


def _grouped(
    entries: Iterable[Contribution], ids: Callable[[Contribution], Iterable[str]]
) -> Mapping[str, tuple[Contribution, ...]]:
    """Return the *entries* for each of the *ids* that they have, in their order."""
    found: dict[str, list[Contribution]] = {}
    for entry in entries:
        for identifier in dict.fromkeys(ids(entry)):
            found.setdefault(identifier, []).append(entry)
    return {identifier: tuple(having) for identifier, having in found.items()}


def _in_order(category: Category, members: Iterable[Contribution]) -> tuple[Contribution, ...]:
    position = {identifier: index for index, identifier in enumerate(category.order)}
    return tuple(sorted(members, key=lambda entry: (position.get(entry.id, len(position)), entry.number)))
