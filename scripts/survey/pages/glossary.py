"""The glossary: every term with what it means, where it is used, and what explains it elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from .. import addresses
from ..content import Use
from ..content.model import Term
from ..text.characters import in_ascii
from ..text.prose import plain
from ..text.safe import Safe, escape
from .page_context import PageContext, PageContexts
from .parts import Link, Page, SourceView
from .people import by_letter

MOST_AT_ONCE = 6
"""A term used by more than this shows its uses on demand."""


@dataclass(frozen=True)
class UsesView:
    """What uses a term: how many of which kind, with links to where they do."""

    what: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class TermView:
    """A glossary term as it is shown."""

    id: str
    term: str
    ascii: str
    """Its forms as a plain keyboard types them, where they are written otherwise."""
    expansion: str
    kind: str
    kind_name: str
    definition: Safe
    variants: tuple[str, ...]
    see: tuple[Link, ...]
    link: Link | None
    note: Safe
    printed: str
    uses: tuple[UsesView, ...]
    uses_in_short: str
    many_uses: bool
    views: tuple[Link, ...]
    """The explorer, narrowed to a value that the term explains."""
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class Letter:
    """The terms that begin with a letter."""

    id: str
    letter: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True)
class KindView:
    """A kind of terms, as a facet."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class GlossaryPage(Page):
    """All terms, by letter."""

    template: ClassVar[str] = "glossary"
    wide: ClassVar[bool] = True
    home: str
    contribution: str
    letters: tuple[Letter, ...]
    kinds: tuple[KindView, ...]
    total: int
    scripts: tuple[str, ...]


def glossary(contexts: PageContexts) -> GlossaryPage:
    """Return the glossary."""
    context = contexts.at(addresses.GLOSSARY)
    terms = context.catalogue.glossary.terms
    return GlossaryPage(
        address=context.here,
        title="Glossary",
        description=f"{len(terms)} acronyms and names, each explained in one sentence, and where they are used.",
        home=context.to(addresses.HOME),
        contribution=context.catalogue.survey.contribution,
        letters=tuple(
            Letter(identifier, letter, tuple(_term(context, term) for term in group))
            for identifier, letter, group in by_letter(terms, lambda term: term.term)
        ),
        kinds=tuple(_kinds(context)),
        total=len(terms),
        scripts=tuple(map(context.to, addresses.GLOSSARY_SCRIPTS)),
    )


def _kinds(context: PageContext) -> Iterator[KindView]:
    for kind in context.catalogue.glossary.kinds:
        if count := sum(term.kind == kind.id for term in context.catalogue.glossary.terms):
            yield KindView(kind.id, kind.name, count)


def _term(context: PageContext, term: Term) -> TermView:
    record = context.catalogue.glossary
    known = {each.id: each for each in record.terms}
    uses = tuple(_uses(context, term))
    forms = " ".join((term.term, *term.variants))
    differs = term.printed and (term.printed.term, term.printed.expansion) != (term.term, term.expansion)
    return TermView(
        id=term.id,
        term=term.term,
        ascii="" if in_ascii(forms) == forms else in_ascii(forms),
        expansion=term.expansion or "",
        kind=term.kind,
        kind_name=next(kind.name for kind in record.kinds if kind.id == term.kind),
        definition=context.inline(term.definition),
        variants=term.variants,
        see=tuple(Link(escape(known[other].term), f"#{other}") for other in term.see),
        link=Link(escape(term.link.name), escape(term.link.url)) if term.link else None,
        note=context.inline(term.note) if term.note else Safe(""),
        printed=f"{term.printed.term}: {term.printed.expansion}" if term.printed and differs else "",
        uses=uses,
        uses_in_short=", ".join(f"{len(each.links)} {each.what}" for each in uses),
        many_uses=sum(len(each.links) for each in uses) > MOST_AT_ONCE,
        views=tuple(_views(context, term)),
        sources=context.sources(term.sources),
    )


def _uses(context: PageContext, term: Term) -> Iterator[UsesView]:
    """Yield what uses *term*, each linked to the fact or the section that does."""
    catalogue = context.catalogue
    survey = catalogue.survey
    one = {"contribution": survey.contribution, "package": "package", "category": "category"}
    several = {"contribution": survey.contributions, "package": "packages", "category": "categories"}
    for kind, uses in groupby(catalogue.uses.get(term.id, ()), key=lambda use: use.kind):
        links = tuple(_use(context, use) for use in uses)
        yield UsesView((one if len(links) == 1 else several)[kind], links)


def _use(context: PageContext, use: Use) -> Link:
    catalogue = context.catalogue
    if use.kind == "package":
        return context.package(catalogue.packages[use.id])
    if use.kind == "category":
        return Link(escape(catalogue.category(use.id).name), context.to(addresses.category(use.id)))
    place = f"fact-{use.fact}" if use.fact else use.section
    address = addresses.contribution(use.id)
    return Link(escape(catalogue.contribution(use.id).name), context.to(f"{address}#{place}" if place else address))


def _views(context: PageContext, term: Term) -> Iterator[Link]:
    """Yield the overview narrowed to each value that *term* explains, with the number of its rows."""
    for vocabulary in context.catalogue.vocabularies.values():
        for value in vocabulary.values:
            count = (
                len(context.facet_index.contributions_with((vocabulary.id, value.id)))
                if value.glossary == term.id
                else 0
            )
            if count:
                text = f"{vocabulary.name}: {plain(value.name)} ({count})"
                yield Link(escape(text), context.to(addresses.explore_view([(vocabulary.id, value.id)])))
