"""The authors of all contributions, each once.

A person's id is derived from the name, which is permanent (references.bib keeps names); content/people.yml gives an id
to people whose name is written in several ways or whose derived id would clash.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ..problems import Problem
from ..text.characters import in_ascii
from . import rules
from .catalogue import Person
from .model import Contribution, PersonNames
from .reader import Located
from .references import Name, Reference


def ascii_name(name: Name) -> str:
    """Return a name in ASCII, family first: «Dvorak, Antonin»."""
    family = f"{name.sorted} {name.suffix}".strip()
    return in_ascii(f"{family}, {name.given}" if name.given else family)


def person_id(name: Name) -> str:
    """Return the id derived from a name: family-given in ASCII, lower case: «dvorak-antonin»."""
    return re.sub(r"[^a-z0-9]+", "-", ascii_name(name).lower().replace("'", "")).strip("-")[:64].strip("-")


def people(
    contributions: Sequence[Contribution], references: Mapping[str, Reference], known: Sequence[PersonNames]
) -> tuple[Person, ...]:
    """Return all authors of contributions, in order of family name."""
    given = {form: person for person in known for form in person.names}
    found: dict[str, tuple[Name, tuple[str, ...], list[str]]] = {}
    for entry in contributions:
        for name in references[entry.reference].authors:
            person = given.get(name.full)
            key, names = (person.id, person.names) if person else (person_id(name), (name.full,))
            _, _, wrote = found.setdefault(key, (name, names, []))
            wrote.append(entry.id)
    everyone = (
        Person(key, names, ascii_name(Name(name.family, name.given, suffix=name.suffix)).casefold(), tuple(wrote))
        for key, (name, names, wrote) in found.items()
    )
    return tuple(sorted(everyone, key=lambda person: (person.sort_key, person.id)))


def problems(
    contributions: Sequence[Contribution], references: Sequence[Reference], known: Sequence[Located[PersonNames]]
) -> Iterator[Problem]:
    """Yield the problems of people.yml, and one for each author whose id is empty or another's."""
    wrote = {entry.reference for entry in contributions}
    yield from _declarations(references, wrote, known)
    declared = {form: person.record.id for person in known for form in person.record.names}
    seen: dict[str, str] = {}
    for reference in references:
        for name in reference.authors if reference.key in wrote else ():
            if message := _clash(name, seen.setdefault(person_id(name), name.full), declared):
                yield Problem(reference.place, "PPL001", message, "say in people.yml who this is")


def _clash(name: Name, other: str, declared: Mapping[str, str]) -> str:
    """Return what is wrong with the id derived from *name*. *other* is the first name that gave the same id."""
    made = person_id(name)
    if other != name.full and not {other, name.full} <= declared.keys():
        return f"'{name.full}' and '{other}' result in the same id '{made}'"
    if name.full not in declared and made in declared.values():
        return f"'{name.full}' results in the id '{made}', which people.yml assigns to someone else"
    return "" if made or name.full in declared else f"no id can be made from '{name.full}'"


def _declarations(
    references: Sequence[Reference], wrote: Collection[str], known: Sequence[Located[PersonNames]]
) -> Iterator[Problem]:
    written = {name.full for reference in references for name in reference.authors}
    shown = {name.full for reference in references if reference.key in wrote for name in reference.authors}
    first: dict[str, str] = {}
    for entry in known:
        if shown.isdisjoint(entry.record.names) and not written.isdisjoint(entry.record.names):
            message = f"'{entry.record.id}' is an author of references, but of no contribution: nothing reads the entry"
            yield entry.problem(("id",), "PPL002", message, "remove it", note=True)
        for index, form in enumerate(entry.record.names):
            yield from rules.unknown(entry, ("names", index), form, written, "author")
            if first.setdefault(form, entry.record.id) != entry.record.id:
                yield entry.problem(("names", index), "CAT002", f"'{form}' is also a name of '{first[form]}'")
