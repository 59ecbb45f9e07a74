"""Who wrote what: the authors of all contributions, each once.

A person's id is made from the name once and for all (references.bib keeps names); content/people.yml gives an id to
those whose name is written in several ways or whose derived id would clash.
Codes: PPL001 two people share an id.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from anyascii import anyascii

from ..model import Contribution, PersonNames
from ..problems import Problem
from ..references import Name, Reference
from .reading import Sourced
from .record import Person


def ascii_name(name: Name) -> str:
    """Return a name in ASCII, family first: «Kucukbenli, Emine»."""
    family = " ".join(part for part in (name.particle, name.family, name.suffix) if part)
    return anyascii(f"{family}, {name.given}" if name.given else family)


def person_id(name: Name) -> str:
    """Return the id that a name makes: family-given in ASCII, lower case: «kucukbenli-emine»."""
    return re.sub(r"[^a-z0-9]+", "-", ascii_name(name).lower().replace("'", "")).strip("-")[:64].strip("-")


def people(
    contributions: Sequence[Contribution], references: Mapping[str, Reference], known: Sequence[PersonNames]
) -> tuple[Person, ...]:
    """Return everyone who wrote a contribution, in order of family name."""
    given = {form: person for person in known for form in person.names}
    found: dict[str, tuple[Name, list[str]]] = {}
    for entry in contributions:
        for name in references[entry.reference].authors:
            person = given.get(name.full)
            _, wrote = found.setdefault(person.id if person else person_id(name), (name, []))
            wrote.append(entry.id)
    shown = {person.id: person.names[0] for person in known}
    made = (
        Person(key, shown.get(key, name.full), ascii_name(Name(name.family, name.given, suffix=name.suffix)).casefold(), tuple(wrote))
        for key, (name, wrote) in found.items()
    )
    return tuple(sorted(made, key=lambda person: (person.sort_key, person.id)))


def problems(
    contributions: Sequence[Contribution], references: Mapping[str, Reference], known: Sequence[Sourced[PersonNames]]
) -> Iterator[Problem]:
    """Yield a problem for two differently written names that make one id and are not declared to be one person."""
    declared = {form for person in known for form in person.record.names}
    seen: dict[str, str] = {}
    for entry in contributions:
        for name in references[entry.reference].authors:
            other = seen.setdefault(person_id(name), name.full)
            if other != name.full and not {other, name.full} <= declared:
                message = f"'{name.full}' and '{other}' make the same id '{person_id(name)}'"
                hint = "say in people.yml whether they are one person"
                yield Problem(references[entry.reference].place, "PPL001", message, hint)
