"""The home page: what this is, the survey in numbers, and the ways in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..text.safe import Safe
from . import entry_parts, how_to_cite
from .charts import Picture, picture, style
from .facets import View, Views, packages, stated, views
from .how_to_cite import CitationView
from .page_context import PageContext, PageContexts
from .parts import CategoryCard, Page


@dataclass(frozen=True)
class Number:
    """A number with what it counts."""

    number: str
    what: str
    url: str


@dataclass(frozen=True)
class Answers:
    """A reader's question and the ways into the explorer that answer it."""

    ask: str
    views: tuple[View, ...]


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
    opening: Picture | None
    """The picture that stands first."""
    questions: tuple[Answers, ...]
    cards: tuple[CategoryCard, ...]
    pictures: tuple[Picture, ...]
    further: tuple[str, ...]
    """Names of the pictures that stand only with all pictures."""
    all_pictures: str
    about: Safe
    editorial: CitationView


def home(contexts: PageContexts) -> HomePage:
    """Return the home page."""
    context = contexts.at(addresses.HOME)
    survey, ways = context.catalogue.survey, views(context)
    shown = [picture(ways, record) for record in survey.pictures if record.home]
    return HomePage(
        address=context.here,
        head=style(context),
        title=survey.name,
        description=survey.tagline,
        name=survey.name,
        tagline=survey.tagline,
        explore=context.to(addresses.EXPLORE),
        glossary=context.to(addresses.GLOSSARY),
        categories=context.to(addresses.CATEGORIES),
        contributions=survey.contributions,
        numbers=_numbers(context),
        opening=shown[0] if shown else None,
        questions=tuple(each for each in _questions(ways) if each.views),
        cards=tuple(entry_parts.card(context, category) for category in context.catalogue.categories),
        pictures=tuple(shown[1:]),
        further=tuple(record.name for record in survey.pictures if not record.home),
        all_pictures=context.to(addresses.PICTURES),
        about=context.prose(survey.about),
        editorial=how_to_cite.citation(context, context.catalogue.reference(survey.editorial)),
    )


def _questions(views: Views) -> Iterator[Answers]:
    """Yield the questions with the values that they name, or else with all that occur, here or in packages."""
    of_packages = packages(views.context)
    for question in views.context.catalogue.survey.questions:
        found = views.stated(question.facet) or stated(of_packages.get(question.facet, {}))
        yield Answers(question.ask, tuple(found[value] for value in question.values or found))


def _numbers(context: PageContext) -> tuple[Number, ...]:
    catalogue = context.catalogue
    settled = sum(len(records) for _, records in catalogue.corrections(confirmed=True))
    counts = (
        (len(catalogue.contributions), catalogue.survey.contributions, addresses.EXPLORE),
        (len(catalogue.packages), "packages", addresses.PACKAGES),
        (len(catalogue.people), "authors", addresses.PEOPLE),
        (len(catalogue.glossary.terms), "glossary terms", addresses.GLOSSARY),
        (settled, "corrections", addresses.CORRECTIONS),
    )
    return tuple(Number(str(count), what, context.to(address)) for count, what, address in counts)
