"""The pages that list things by letter: glossary and people."""

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from .. import addresses
from ..alphabet import sort_key
from ..model import Term
from ..safe import Safe, escape
from .desk import Desk, Desks
from .parts import Link, Page, SourceView


@dataclass(frozen=True)
class TermView:
    """A glossary term as it is shown."""

    id: str
    term: str
    expansion: str
    kind: str
    definition: Safe
    variants: tuple[str, ...]
    see: tuple[Link, ...]
    link: Link | None
    note: Safe
    printed: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class Letter:
    """The terms that begin with a letter."""

    letter: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True)
class GlossaryPage(Page):
    """All terms, by letter."""

    template: ClassVar[str] = "glossary"
    home: str
    letters: tuple[Letter, ...]


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


def glossary(desks: Desks) -> GlossaryPage:
    """Return the glossary."""
    desk = desks.at(addresses.GLOSSARY)
    records = desk.catalogue.glossary.terms
    letters = groupby(records, key=lambda term: _letter(term.term))
    return GlossaryPage(
        address=desk.here,
        title="Glossary",
        description=f"{len(records)} acronyms and names, each in one sentence.",
        home=desk.to(addresses.HOME),
        letters=tuple(Letter(letter, tuple(_term(desk, term) for term in terms)) for letter, terms in letters),
    )


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


def _letter(word: str) -> str:
    first = sort_key(word)[:1].upper()
    return first if first.isalpha() else "0–9"


def _term(desk: Desk, term: Term) -> TermView:
    known = {each.id: each for each in desk.catalogue.glossary.terms}
    kinds = {kind.id: kind.name for kind in desk.catalogue.glossary.kinds}
    differs = term.printed and (term.printed.term, term.printed.expansion) != (term.term, term.expansion)
    return TermView(
        id=term.id,
        term=term.term,
        expansion=term.expansion or "",
        kind=kinds[term.kind],
        definition=desk.inline(term.definition),
        variants=term.variants,
        see=tuple(Link(escape(known[other].term), f"#{other}") for other in term.see),
        link=Link(escape(term.link.name), escape(term.link.url)) if term.link else None,
        note=desk.inline(term.note) if term.note else Safe(""),
        printed=f"{term.printed.term}: {term.printed.expansion}" if term.printed and differs else "",
        sources=desk.sources(term.sources),
    )
