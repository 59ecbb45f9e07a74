"""The pages about the survey's own state: corrections and open questions, and pages that people write."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..content import missing_from_printed_glossary, share, unused_in_print
from ..content.model import Section, Term, TextPage
from ..text.safe import Safe, escape
from . import entry_parts, how_to_cite
from .how_to_cite import CitationView, PageCitation
from .page_context import PageContext, PageContexts
from .parts import CorrectionView, Link, Page


@dataclass(frozen=True)
class CorrectionGroup:
    """The corrections of one contribution, or of the survey as a whole."""

    id: str
    about: Link
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True)
class ClaimView:
    """A number that the survey states, against its lists."""

    id: str
    statement: str
    where: str
    stated: str
    found: str
    agrees: bool
    differs: Safe


@dataclass(frozen=True)
class Unconfirmed:
    """What could not be confirmed about a reference."""

    link: Link
    number: int
    fields: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class PrintedTerm:
    """An acronym that the printed glossary lacks, or has in vain."""

    form: Link
    """As it is printed."""
    expansion: str
    definition: Safe
    rows: tuple[Link, ...]
    """The contributions whose rows use it."""
    note: Safe


@dataclass(frozen=True)
class CorrectionsPage(Page):
    """Corrections and open questions."""

    template: ClassVar[str] = "corrections"
    home: str
    settled: tuple[CorrectionGroup, ...]
    open: tuple[CorrectionGroup, ...]
    claims: tuple[ClaimView, ...]
    missing_from_printed_glossary: tuple[PrintedTerm, ...]
    unused_in_print: tuple[PrintedTerm, ...]
    glossary_name: str
    table_name: str
    glossary: str
    unconfirmed: tuple[Unconfirmed, ...]
    settled_count: int
    open_count: int


@dataclass(frozen=True)
class SectionView:
    """A section of a hand-written page."""

    id: str
    heading: str
    html: Safe
    cited: CitationView | None
    site: PageCitation | None


@dataclass(frozen=True)
class WrittenPage(Page):
    """A page that people write."""

    template: ClassVar[str] = "text"
    home: str
    lead: Safe
    sections: tuple[SectionView, ...]


def corrections(contexts: PageContexts) -> CorrectionsPage:
    """Return the page of corrections and open questions."""
    context = contexts.at(addresses.CORRECTIONS)
    settled = tuple(_groups(context, confirmed=True))
    unsettled = tuple(_groups(context, confirmed=False))
    return CorrectionsPage(
        address=context.here,
        title="Corrections and open questions",
        description="Where this site differs from the printed survey, why, and what could not be confirmed.",
        home=context.to(addresses.HOME),
        settled=settled,
        open=unsettled,
        claims=tuple(_claims(context)),
        missing_from_printed_glossary=tuple(_unlisted(context)),
        unused_in_print=tuple(_idle(context)),
        glossary_name=context.catalogue.survey.glossary_name or "the printed glossary",
        table_name=context.catalogue.survey.table_name or "the printed table",
        glossary=context.to(addresses.GLOSSARY),
        unconfirmed=tuple(_unconfirmed(context)),
        settled_count=sum(len(group.corrections) for group in settled),
        open_count=sum(len(group.corrections) for group in unsettled),
    )


def written(contexts: PageContexts) -> Iterator[WrittenPage]:
    """Yield the pages that people write."""
    for page in contexts.catalogue.pages:
        yield _written(contexts.at(addresses.text_page(page.id)), page)


def _written(context: PageContext, page: TextPage) -> WrittenPage:
    return WrittenPage(
        address=context.here,
        title=page.title,
        description=page.description,
        home=context.to(addresses.HOME),
        lead=context.inline(page.lead),
        sections=tuple(_section(context, section) for section in page.sections),
    )


def _section(context: PageContext, section: Section) -> SectionView:
    site, cited = None, None
    if section.cite == "site":
        site = how_to_cite.site(context)
    elif section.cite:
        cited = how_to_cite.citation(context, context.catalogue.reference(section.cite))
    return SectionView(section.id, section.heading, context.prose(section.text), cited, site)


def _groups(context: PageContext, *, confirmed: bool) -> Iterator[CorrectionGroup]:
    for about, records in context.catalogue.corrections(confirmed=confirmed):
        shown = tuple(entry_parts.correction(context, record) for record in records)
        if about is None:
            yield CorrectionGroup("survey", Link(Safe("The survey as a whole")), shown)
        else:
            yield CorrectionGroup(about.id, context.contribution(about), shown)


def _claims(context: PageContext) -> Iterator[ClaimView]:
    for claimed in context.catalogue.claims:
        claim = claimed.claim
        yield ClaimView(
            id=claim.id,
            statement=claim.statement,
            where=claim.where,
            stated=share(claim.stated, claim.percent),
            found=share(claimed.found, claimed.percent_found),
            agrees=claimed.agrees,
            differs=context.inline(claim.differs) if claim.differs else Safe(""),
        )


def _unlisted(context: PageContext) -> Iterator[PrintedTerm]:
    for each in missing_from_printed_glossary(context.catalogue):
        yield _printed(context, each.term, each.form, each.term.expansion, each.contributions)


def _idle(context: PageContext) -> Iterator[PrintedTerm]:
    for term in unused_in_print(context.catalogue):
        if term.printed:
            yield _printed(context, term, term.printed.term, term.printed.expansion)


def _printed(
    context: PageContext, term: Term, form: str, expansion: str | None, rows: tuple[str, ...] = ()
) -> PrintedTerm:
    return PrintedTerm(
        form=Link(escape(form), context.to(addresses.term(term.id))),
        expansion=expansion or "",
        definition=context.inline(term.definition),
        rows=tuple(context.contribution(context.catalogue.contribution(row)) for row in rows),
        note=context.inline(term.note) if term.note else Safe(""),
    )


def _unconfirmed(context: PageContext) -> Iterator[Unconfirmed]:
    for reference in context.catalogue.references:
        view = context.reference(reference)
        if view.unconfirmed and reference.number is not None:
            link = Link(Safe(f"Reference {reference.number}"), context.to(addresses.reference(reference.number)))
            yield Unconfirmed(link, reference.number, view.unconfirmed, reference.evidence)
