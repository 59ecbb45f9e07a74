"""The home page: what this is, the survey in numbers, and the ways in."""

from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..safe import Safe
from . import citing, shared
from .citing import CitationView
from .desk import Desk, Desks
from .parts import Card, Link, Page, Tile


@dataclass(frozen=True)
class Number:
    """A number with what it counts."""

    number: str
    what: str
    url: str


@dataclass(frozen=True)
class Answer:
    """A reader's question and the contributions that answer it."""

    ask: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class HomePage(Page):
    """The home page."""

    template: ClassVar[str] = "home"
    wide: ClassVar[bool] = True
    name: str
    tagline: str
    explore: str
    glossary: str
    categories: str
    contributions: str
    numbers: tuple[Number, ...]
    cards: tuple[Card, ...]
    answers: tuple[Answer, ...]
    about: Safe
    numbering: Safe
    tiles: tuple[Tile, ...]
    editorial: CitationView


def home(desks: Desks) -> HomePage:
    """Return the home page."""
    desk = desks.at(addresses.HOME)
    catalogue, survey = desk.catalogue, desk.catalogue.survey
    return HomePage(
        address=desk.here,
        title=survey.name,
        description=survey.tagline,
        name=survey.name,
        tagline=survey.tagline,
        explore=desk.to(addresses.EXPLORE),
        glossary=desk.to(addresses.GLOSSARY),
        categories=desk.to(addresses.CATEGORIES),
        contributions=survey.contributions,
        numbers=_numbers(desk),
        cards=tuple(shared.card(desk, category) for category in catalogue.categories),
        answers=tuple(
            Answer(question.ask, tuple(desk.contribution(entry) for entry in catalogue.answering(question.where)))
            for question in survey.questions
        ),
        about=desk.prose(survey.about),
        numbering=desk.inline(survey.numbers),
        tiles=tuple(
            Tile(entry.number, desk.contribution(entry), desk.chips(entry)) for entry in catalogue.contributions
        ),
        editorial=citing.citation(desk, catalogue.reference(survey.editorial)),
    )


def _numbers(desk: Desk) -> tuple[Number, ...]:
    catalogue = desk.catalogue
    counts = (
        (len(catalogue.contributions), catalogue.survey.contributions, addresses.EXPLORE),
        (len(catalogue.packages), "packages", addresses.PACKAGES),
        (len(catalogue.people), "authors", addresses.PEOPLE),
        (len(catalogue.glossary.terms), "glossary terms", addresses.GLOSSARY),
        (len(_corrections(desk)), "corrections", addresses.CORRECTIONS),
    )
    return tuple(Number(str(count), what, desk.to(address)) for count, what, address in counts)


def _corrections(desk: Desk) -> list[object]:
    records = [*desk.catalogue.survey.corrections]
    for entry in desk.catalogue.contributions:
        records += entry.corrections
    return [record for record in records if record.confirmed]
