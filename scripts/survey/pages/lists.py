"""The pages that list things: overview, categories, packages, glossary, references, people."""

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from .. import addresses
from ..alphabet import sort_key
from ..model import Category, Term
from ..safe import Safe, escape
from . import shared
from .desk import Desk, Desks
from .parts import Card, Chip, Link, PackageView, Page, ReferenceView, Row, SourceView


@dataclass(frozen=True)
class ExplorePage(Page):
    """All contributions in one table."""

    template: ClassVar[str] = "explore"
    wide: ClassVar[bool] = True
    home: str
    numbers: Safe
    rows: tuple[Row, ...]
    not_stated: str
    table_name: str


@dataclass(frozen=True)
class CategoryPage(Page):
    """One category: introduction, where to start, its contributions."""

    template: ClassVar[str] = "category"
    wide: ClassVar[bool] = True
    home: str
    all: Link
    chip: Chip
    short: str
    intro: Safe
    start: Link
    start_why: Safe
    rows: tuple[Row, ...]
    not_stated: str
    others: tuple[Chip, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class CategoriesPage(Page):
    """All categories in short."""

    template: ClassVar[str] = "categories"
    wide: ClassVar[bool] = True
    home: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class PackagesPage(Page):
    """All packages: what they are and how to get them."""

    template: ClassVar[str] = "packages"
    home: str
    packages: tuple[PackageView, ...]


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
    count: int


@dataclass(frozen=True)
class ReferenceEntry:
    """A reference and the contribution that it belongs to."""

    reference: ReferenceView
    contribution: Link | None


@dataclass(frozen=True)
class ReferencesPage(Page):
    """The survey's list of references."""

    template: ClassVar[str] = "references"
    home: str
    entries: tuple[ReferenceEntry, ...]


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
    count: int


def explore(desks: Desks) -> ExplorePage:
    """Return the page with all contributions."""
    desk = desks.at(addresses.EXPLORE)
    survey = desk.catalogue.survey
    return ExplorePage(
        address=desk.here,
        title=f"All {survey.contributions}",
        description=f"All {len(desk.catalogue.contributions)} {survey.contributions} of {survey.name} in one table.",
        home=desk.to(addresses.HOME),
        numbers=desk.inline(survey.numbers),
        rows=tuple(shared.row(desk, entry) for entry in desk.catalogue.contributions),
        not_stated=survey.not_stated,
        table_name=survey.table_name,
    )


def category(desks: Desks, record: Category) -> CategoryPage:
    """Return the page of one category."""
    desk = desks.at(addresses.category(record.id))
    return CategoryPage(
        address=desk.here,
        title=record.name,
        description=record.short,
        home=desk.to(addresses.HOME),
        all=Link(Safe("Categories"), desk.to(addresses.CATEGORIES)),
        chip=desk.chip(record),
        short=record.short,
        intro=desk.prose(record.intro),
        start=desk.contribution(desk.catalogue.contribution(record.start)),
        start_why=desk.inline(record.start_why),
        rows=tuple(shared.row(desk, entry) for entry in desk.catalogue.members(record)),
        not_stated=desk.catalogue.survey.not_stated,
        others=tuple(desk.chip(other) for other in desk.catalogue.categories if other is not record),
        sources=desk.sources(record.sources),
    )


def categories(desks: Desks) -> CategoriesPage:
    """Return the page with all categories."""
    desk = desks.at(addresses.CATEGORIES)
    return CategoriesPage(
        address=desk.here,
        title="Categories",
        description=f"The {len(desk.catalogue.categories)} groups of {desk.catalogue.survey.name}.",
        home=desk.to(addresses.HOME),
        cards=tuple(shared.card(desk, record) for record in desk.catalogue.categories),
    )


def packages(desks: Desks) -> PackagesPage:
    """Return the page with all packages."""
    desk = desks.at(addresses.PACKAGES)
    records = desk.catalogue.packages.values()
    return PackagesPage(
        address=desk.here,
        title="Packages",
        description=f"How to get each of the {len(records)} packages, under which licence, and how alive it is.",
        home=desk.to(addresses.HOME),
        packages=tuple(shared.package(desk, record) for record in records),
    )


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
        count=len(records),
    )


def references(desks: Desks) -> ReferencesPage:
    """Return the list of references."""
    desk = desks.at(addresses.REFERENCES)
    written = {entry.reference: desk.contribution(entry) for entry in desk.catalogue.contributions}
    numbered = [reference for reference in desk.catalogue.references if reference.number is not None]
    return ReferencesPage(
        address=desk.here,
        title="References",
        description=f"The {len(numbered)} references of {desk.catalogue.survey.name}, with what is confirmed about each.",
        home=desk.to(addresses.HOME),
        entries=tuple(ReferenceEntry(desk.reference(reference), written.get(reference.key)) for reference in numbered),
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
        count=len(views),
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


