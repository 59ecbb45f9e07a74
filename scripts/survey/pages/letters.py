"""The page that lists people by letter."""

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from .. import addresses
from .desk import Desk, Desks
from .parts import Link, Page


@dataclass(frozen=True)
class PersonView:
    """A person and what they wrote."""

    id: str
    name: str
    contributions: tuple[Link, ...]


@dataclass(frozen=True)
class PeopleLetter:
    """The people whose family name begins with a letter."""

    letter: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True)
class PeoplePage(Page):
    """Everyone who wrote a contribution."""

    template: ClassVar[str] = "people"
    home: str
    letters: tuple[PeopleLetter, ...]


def people(desks: Desks) -> PeoplePage:
    """Return the list of everyone who wrote a contribution."""
    desk = desks.at(addresses.PEOPLE)
    catalogue = desk.catalogue
    views = [
        (person.sort_key[0].upper(), PersonView(person.id, person.name, _wrote(desk, person.contributions)))
        for person in catalogue.people
    ]
    letters = groupby(views, key=lambda pair: pair[0])
    return PeoplePage(
        address=desk.here,
        title="People",
        description=f"The {len(views)} people who wrote the {catalogue.survey.contributions}, and what they wrote.",
        home=desk.to(addresses.HOME),
        letters=tuple(PeopleLetter(letter, tuple(view for _, view in group)) for letter, group in letters),
    )


def _wrote(desk: Desk, identifiers: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(desk.contribution(desk.catalogue.contribution(identifier)) for identifier in identifiers)
