"""The pages about the survey's own state: corrections and open questions, and pages that people write."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from .. import addresses
from ..catalogue import idle, share, unlisted
from ..model import Section, Term, TextPage
from ..safe import Safe, escape
from . import citing, shared
from .citing import CitationView, PageCitation
from .desk import Desk, Desks
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
    unlisted: tuple[PrintedTerm, ...]
    idle: tuple[PrintedTerm, ...]
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


def corrections(desks: Desks) -> CorrectionsPage:
    """Return the page of corrections and open questions."""
    desk = desks.at(addresses.CORRECTIONS)
    settled = tuple(_groups(desk, confirmed=True))
    unsettled = tuple(_groups(desk, confirmed=False))
    return CorrectionsPage(
        address=desk.here,
        title="Corrections and open questions",
        description="Where print and this site differ, why, and what nobody could confirm.",
        home=desk.to(addresses.HOME),
        settled=settled,
        open=unsettled,
        claims=tuple(_claims(desk)),
        unlisted=tuple(_unlisted(desk)),
        idle=tuple(_idle(desk)),
        glossary_name=desk.catalogue.survey.glossary_name or "the printed glossary",
        table_name=desk.catalogue.survey.table_name or "the printed table",
        glossary=desk.to(addresses.GLOSSARY),
        unconfirmed=tuple(_unconfirmed(desk)),
        settled_count=sum(len(group.corrections) for group in settled),
        open_count=sum(len(group.corrections) for group in unsettled),
    )


def written(desks: Desks) -> Iterator[WrittenPage]:
    """Yield the pages that people write."""
    for page in desks.catalogue.pages:
        yield _written(desks.at(addresses.text_page(page.id)), page)


def _written(desk: Desk, page: TextPage) -> WrittenPage:
    return WrittenPage(
        address=desk.here,
        title=page.title,
        description=page.description,
        home=desk.to(addresses.HOME),
        lead=desk.inline(page.lead),
        sections=tuple(_section(desk, section) for section in page.sections),
    )


def _section(desk: Desk, section: Section) -> SectionView:
    site, cited = None, None
    if section.cite == "site":
        site = citing.site(desk)
    elif section.cite:
        cited = citing.citation(desk, desk.catalogue.reference(section.cite))
    return SectionView(section.id, section.heading, desk.prose(section.text), cited, site)


def _groups(desk: Desk, *, confirmed: bool) -> Iterator[CorrectionGroup]:
    for about, records in desk.catalogue.corrections(confirmed=confirmed):
        shown = tuple(shared.correction(desk, record) for record in records)
        if about is None:
            yield CorrectionGroup("survey", Link(Safe("The survey as a whole")), shown)
        else:
            yield CorrectionGroup(about.id, desk.contribution(about), shown)


def _claims(desk: Desk) -> Iterator[ClaimView]:
    for claimed in desk.catalogue.claims:
        claim = claimed.claim
        yield ClaimView(
            id=claim.id,
            statement=claim.statement,
            where=claim.where,
            stated=share(claim.stated, claim.percent),
            found=share(claimed.found, claimed.percent_found),
            agrees=claimed.agrees,
            differs=desk.inline(claim.differs) if claim.differs else Safe(""),
        )


def _unlisted(desk: Desk) -> Iterator[PrintedTerm]:
    for each in unlisted(desk.catalogue):
        yield _printed(desk, each.term, each.form, each.term.expansion, each.contributions)


def _idle(desk: Desk) -> Iterator[PrintedTerm]:
    for term in idle(desk.catalogue):
        if term.printed:
            yield _printed(desk, term, term.printed.term, term.printed.expansion)


def _printed(desk: Desk, term: Term, form: str, expansion: str | None, rows: tuple[str, ...] = ()) -> PrintedTerm:
    return PrintedTerm(
        form=Link(escape(form), desk.to(addresses.term(term.id))),
        expansion=expansion or "",
        definition=desk.inline(term.definition),
        rows=tuple(desk.contribution(desk.catalogue.contribution(row)) for row in rows),
        note=desk.inline(term.note) if term.note else Safe(""),
    )


def _unconfirmed(desk: Desk) -> Iterator[Unconfirmed]:
    for reference in desk.catalogue.references:
        view = desk.reference(reference)
        if view.unconfirmed and reference.number is not None:
            link = Link(Safe(f"Reference {reference.number}"), desk.to(addresses.reference(reference.number)))
            yield Unconfirmed(link, reference.number, view.unconfirmed, reference.evidence)
