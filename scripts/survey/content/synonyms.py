"""Spellings of values, mapped to the ids of the survey's vocabularies."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..problems import Problem, did_you_mean
from ..text.prose import plain
from .model import Contribution, Value, Vocabulary
from .reader import Located

LANGUAGES = "languages"
"""The vocabulary of the packages' languages."""

Lookups = Mapping[str, Mapping[str, str]]
"""Vocabulary id to spelling (letter case folded) to value id."""


def spellings(value: Value) -> tuple[str, ...]:
    """Return every spelling of *value*: id, name, full name, aliases."""
    return tuple(form for form in (value.id, plain(value.name), value.full or "", *value.aliases) if form)


def vocabulary_of_licences(vocabularies: Iterable[Vocabulary]) -> Vocabulary | None:
    """Return the vocabulary whose values have SPDX identifiers, or None; its groups are those of licences."""
    return next((each for each in vocabularies if any(value.spdx for value in each.values)), None)


def lookup(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return spelling (letter case folded) to id; if two values share one, it is that of the earlier value."""
    known: dict[str, str] = {value.id: value.id for value in vocabulary.values}
    for value in vocabulary.values:
        for form in spellings(value):
            known.setdefault(form.casefold(), value.id)
    return known


def lookups(vocabularies: Mapping[str, Vocabulary]) -> Lookups:
    """Return the lookup of every vocabulary by its id."""
    return {identifier: lookup(vocabulary) for identifier, vocabulary in vocabularies.items()}


def unresolved(
    entry: Located[Contribution], vocabularies: Mapping[str, Vocabulary], lookups: Lookups
) -> Iterator[Problem]:
    """Yield a problem for each fact with an unknown value, and a note for each in another spelling than the id."""
    for kind, written in entry.record.facts.items():
        if kind not in vocabularies:
            continue
        known = lookups[kind]
        read = [known.get(form.casefold()) for form in written]
        for index, (form, identifier) in enumerate(zip(written, read, strict=True)):
            if identifier is None:
                hint = (
                    did_you_mean(form, known) or f"known: {', '.join(value.id for value in vocabularies[kind].values)}"
                )
                yield entry.problem(("facts", kind, index), "VOC001", f"'{form}' is not a value of {kind}", hint)
            elif identifier in read[:index]:
                yield entry.problem(("facts", kind, index), "CAT002", f"'{identifier}' is listed twice")
            elif identifier != form:
                message = f"'{form}' is read as '{identifier}'"
                yield entry.problem(("facts", kind, index), "VOC002", message, f"write {identifier}", note=True)


def resolved(contribution: Contribution, lookups: Lookups) -> Contribution:
    """Return *contribution* with value ids as facts, in the order of *lookups*; every value must be known."""
    facts = {
        kind: tuple(known[form.casefold()] for form in contribution.facts[kind]) for kind, known in lookups.items()
    }
    return contribution.model_copy(update={"facts": MappingProxyType(facts)})
