"""The home page: the survey in numbers, readers' questions, and charts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..content.model import Question
from .charts import PictureView, picture, style
from .offered_facets import View, Views, packages, stated, views
from .page_context import PageContext, PageContexts
from .parts import Page


@dataclass(frozen=True)
class HomePage(Page):
    """The home page."""

    template: ClassVar[str] = "home"
    wide: ClassVar[bool] = True
    numbers: tuple[View, ...]
    opening: PictureView | None
    """The first chart."""
    questions: tuple[tuple[Question, tuple[View, ...]], ...]
    """Readers' questions, and the views of the explorer that answer each."""
    pictures: tuple[PictureView, ...]
    further: tuple[str, ...]
    """Names of the charts that are only on the page of charts."""


def home(contexts: PageContexts) -> HomePage:
    """Return the home page."""
    context = contexts.at(addresses.HOME)
    survey, explorer_views = context.catalogue.survey, views(context)
    shown = [picture(explorer_views, record) for record in survey.pictures if record.home]
    return HomePage(
        address=context.here,
        head=style(context),
        title=survey.name,
        description=survey.tagline,
        numbers=_numbers(context),
        opening=shown[0] if shown else None,
        questions=tuple((question, answers) for question, answers in _questions(explorer_views) if answers),
        pictures=tuple(shown[1:]),
        further=tuple(record.name for record in survey.pictures if not record.home),
    )


def _questions(views: Views) -> Iterator[tuple[Question, tuple[View, ...]]]:
    """Yield the questions with the values that they name, or else with all that occur in contributions or packages."""
    of_packages = packages(views.context)
    for question in views.context.catalogue.survey.questions:
        found = views.stated(question.facet) or stated(of_packages.get(question.facet, {}))
        yield question, tuple(found[value] for value in question.values or found)


def _numbers(context: PageContext) -> tuple[View, ...]:
    catalogue = context.catalogue
    settled = sum(len(records) for _, records in catalogue.corrections(confirmed=True))
    counts = (
        (len(catalogue.contributions), catalogue.survey.contributions, addresses.EXPLORE),
        (len(catalogue.packages), "packages", addresses.PACKAGES),
        (len(catalogue.people), "authors", addresses.PEOPLE),
        (len(catalogue.glossary.terms), "glossary terms", addresses.GLOSSARY),
        (settled, "corrections", addresses.CORRECTIONS),
    )
    return tuple(View(what, context.to(address), count) for count, what, address in counts)
