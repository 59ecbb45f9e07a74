"""The page of authors, and the grouping of items by first letter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from .. import addresses
from ..content import Person
from ..text.characters import sort_key
from .page_context import PageContexts
from .parts import Page


@dataclass(frozen=True)
class PeoplePage(Page):
    """Everyone who wrote a contribution."""

    template: ClassVar[str] = "people"
    letters: tuple[tuple[str, str, tuple[Person, ...]], ...]
    """Id and text of each heading, and the people under it."""


def people(contexts: PageContexts) -> PeoplePage:
    """Return the page of authors."""
    context = contexts.at(addresses.PEOPLE)
    catalogue = context.catalogue
    return PeoplePage(
        address=context.here,
        title="People",
        description=f"The {len(catalogue.people)} authors and their {catalogue.survey.contributions}.",
        letters=tuple(by_letter(catalogue.people, lambda person: person.sort_key)),
    )


T = TypeVar("T")


def by_letter(things: Iterable[T], name: Callable[[T], str]) -> Iterator[tuple[str, str, tuple[T, ...]]]:
    """Yield id and text of a heading, and the *things* whose *name* begins with it, ignoring accents.

    Digits and symbols share one heading, at the position of the first of them.
    """
    found: dict[str, list[T]] = {}
    for thing in things:
        first = sort_key(name(thing))[:1].upper()
        found.setdefault(first if first.isalpha() else DIGITS, []).append(thing)
    for letter, together in found.items():
        yield f"letter-{letter[0].lower()}", letter, tuple(together)


DIGITS = "0–9"
