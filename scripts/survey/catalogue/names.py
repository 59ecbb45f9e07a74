"""Everything that a record may refer to: ids, keys and numbers, by kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import model
from ..references import Reference
from . import markup, vocabulary
from .reading import Contents


@dataclass(frozen=True)
class Names:
    """Everything that a record may refer to, by kind."""

    survey: model.Survey
    vocabularies: Mapping[str, model.Vocabulary]
    vocabulary_ids: frozenset[str]
    licence_groups: frozenset[str]
    lookups: vocabulary.Lookups
    numbers: Mapping[str, int | None]
    """The number of each reference by its key."""
    references: frozenset[str]
    registries: frozenset[str]
    programs: frozenset[str]
    assets: frozenset[str]
    sources: frozenset[str]
    targets: markup.Targets


class Incomplete(frozenset[str]):
    """Names of which some are not known, since a file could not be read: any name may be among them."""

    def __contains__(self, name: object) -> bool:
        """Return True: nobody should be told that a name is wrong while it may be right."""
        return True


def names(contents: Contents, survey: model.Survey) -> Names:
    """Collect everything that records may refer to."""

    def known(kind: type[model.Record] | type[Reference], ids: Iterable[str]) -> frozenset[str]:
        return Incomplete(ids) if kind in contents.incomplete else frozenset(ids)

    def ids(kind: type[Any]) -> frozenset[str]:
        return known(kind, (entry.record.id for entry in contents.of(kind)))

    vocabularies = {entry.record.id: entry.record for entry in contents.of(model.Vocabulary)}
    licences = vocabulary.vocabulary_of_licences(vocabularies.values())
    numbers = [str(reference.number) for reference in contents.references if reference.number is not None]
    terms = [term.id for entry in contents.of(model.Glossary) for term in entry.record.terms]
    targets = {
        "contribution": ids(model.Contribution),
        "package": ids(model.Package),
        "category": ids(model.Category),
        "term": known(model.Glossary, terms),
        "reference": known(Reference, numbers),
        "page": ids(model.TextPage),
    }
    sources = [*(source.id for source in survey.sources), *(f"ref-{number}" for number in numbers)]
    return Names(
        survey=survey,
        vocabularies=vocabularies,
        vocabulary_ids=ids(model.Vocabulary),
        licence_groups=known(model.Vocabulary, (group.id for group in licences.groups) if licences else ()),
        lookups=vocabulary.lookups(vocabularies),
        numbers={reference.key: reference.number for reference in contents.references},
        references=known(Reference, (reference.key for reference in contents.references)),
        registries=ids(model.Registry),
        programs=ids(model.Program),
        assets=contents.assets,
        sources=known(Reference, sources),
        targets=targets,
    )
