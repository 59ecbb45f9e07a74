"""Everything that a record may refer to: ids, keys and numbers, by kind; and where links in small markup lead.

Codes: PRO001 link that is not allowed · PRO002 link to something unknown · PRO003 lists nested too deeply.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ..problems import Problem, did_you_mean
from ..text.kinds import Inline
from ..text.prose import is_outside, links, too_deep
from . import model, synonyms
from .reader import Contents, Located
from .references import Reference

# ── Every field with small markup in any record, and whether its links lead anywhere ──

Targets = Mapping[str, frozenset[str]]
"""Kind of thing (contribution, package, term …) to the ids that there are."""


def fields(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Inline]]:
    """Yield path and text of every field with small markup in a record, however deep."""
    if isinstance(value, Inline):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from fields(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from fields(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from fields(item, (*path, index))


def problems(entry: Located[Any], targets: Targets) -> Iterator[Problem]:
    """Yield a problem for every link of a record that is not allowed or leads nowhere, and for lists too deep."""
    for path, text in fields(entry.record):
        if too_deep(text):
            yield entry.problem(path, "PRO003", "lists are nested too deeply", "use at most four levels")
        for link in links(text):
            if is_outside(link):
                continue
            kind, _, identifier = link.partition(":")
            if kind not in targets:
                hint = f"allowed: https://…, {', '.join(f'{known}:…' for known in targets)}"
                yield entry.problem(path, "PRO001", f"the link '{link}' is not allowed", hint)
            elif identifier not in targets[kind]:
                message = f"the link '{link}' leads nowhere"
                yield entry.problem(path, "PRO002", message, did_you_mean(identifier, targets[kind]))


@dataclass(frozen=True)
class Names:
    """Everything that a record may refer to, by kind."""

    survey: model.Survey
    vocabularies: Mapping[str, model.Vocabulary]
    vocabulary_ids: frozenset[str]
    licence_groups: frozenset[str]
    lookups: synonyms.Lookups
    numbers: Mapping[str, int | None]
    """The number of each reference by its key."""
    references: frozenset[str]
    registries: frozenset[str]
    programs: frozenset[str]
    assets: frozenset[str]
    sources: frozenset[str]
    targets: Targets


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
    licences = synonyms.vocabulary_of_licences(vocabularies.values())
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
        lookups=synonyms.lookups(vocabularies),
        numbers={reference.key: reference.number for reference in contents.references},
        references=known(Reference, (reference.key for reference in contents.references)),
        registries=ids(model.Registry),
        programs=ids(model.Program),
        assets=contents.assets,
        sources=known(Reference, sources),
        targets=targets,
    )
