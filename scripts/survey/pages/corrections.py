"""The page of corrections and open questions, and the text pages of the survey."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..content import MissingTerm, missing_from_printed_glossary, unused_in_print
from ..content.model import Contribution, Correction, Term, TextPage
from ..content.references import Reference
from .page_context import PageContexts
from .parts import Page

Groups = tuple[tuple[Contribution | None, tuple[Correction, ...]], ...]
"""Corrections by contribution; None stands for the survey as a whole."""


@dataclass(frozen=True)
class CorrectionsPage(Page):
    """Corrections and open questions."""

    template: ClassVar[str] = "corrections"
    settled: Groups
    open: Groups
    missing_from_printed_glossary: tuple[MissingTerm, ...]
    unused_in_print: tuple[Term, ...]
    glossary_name: str
    table_name: str
    unconfirmed: tuple[Reference, ...]
    settled_count: int
    open_count: int


@dataclass(frozen=True)
class WrittenPage(Page):
    """A text page of the survey."""

    template: ClassVar[str] = "text"
    text: TextPage


def corrections(contexts: PageContexts) -> CorrectionsPage:
    """Return the page of corrections and open questions."""
    context = contexts.at(addresses.CORRECTIONS)
    catalogue = context.catalogue
    settled, unsettled = (catalogue.corrections(confirmed=confirmed) for confirmed in (True, False))
    return CorrectionsPage(
        address=context.here,
        title="Corrections and open questions",
        description="Where this site differs from the printed survey, why, and what could not be confirmed.",
        settled=settled,
        open=unsettled,
        missing_from_printed_glossary=missing_from_printed_glossary(catalogue),
        unused_in_print=unused_in_print(catalogue),
        glossary_name=catalogue.survey.glossary_name or "the printed glossary",
        table_name=catalogue.survey.table_name or "the printed table",
        unconfirmed=tuple(each for each in catalogue.references if each.unconfirmed and each.number is not None),
        settled_count=sum(len(records) for _, records in settled),
        open_count=sum(len(records) for _, records in unsettled),
    )


def written(contexts: PageContexts) -> Iterator[WrittenPage]:
    """Yield the text pages of the survey."""
    for page in contexts.catalogue.pages:
        yield WrittenPage(addresses.text_page(page.id), page.title, page.description, page)
