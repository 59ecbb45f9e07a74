"""Everything that a record may refer to: ids, keys and numbers, by type; and the targets of links in markup.

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

# ── Fields with markup in any record, and the targets of their links ──

Targets = Mapping[str, frozenset[str]]
"""Type of entry (contribution, package, term …) to the existing ids."""


def fields(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Inline]]:
    """Yield path and text of every field with markup in a record, at any depth."""
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
    """Yield a problem for each link of a record that is not allowed or has no target, and for lists nested too deep."""
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
    """Everything that a record may refer to, by type."""

    survey: model.Survey
    vocabularies: Mapping[str, model.Vocabulary]
    vocabulary_ids: frozenset[str]
    licence_groups: frozenset[str]
    lookups: synonyms.Lookups
    numbers: Mapping[str, int | None]
    """Key of each reference to its number."""
    references: frozenset[str]
    registries: frozenset[str]
    programs: frozenset[str]
    assets: frozenset[str]
    sources: frozenset[str]
    targets: Targets


class Incomplete(frozenset[str]):
    """An incomplete set of names, since a file could not be read: any name may be among them."""

    def __contains__(self, name: object) -> bool:
        """Return True: a name must not be reported as wrong if it may be in the unread file."""
        return True


def names(contents: Contents, survey: model.Survey) -> Names:
    """Return everything that records may refer to."""

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
