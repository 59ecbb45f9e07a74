"""The glossary: every term with its definition, its uses, and links to other explanations."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from .. import addresses
from ..content import Use
from ..content.model import Group, Printed, Term
from ..text.characters import in_ascii
from ..text.prose import plain
from .page_context import PageContext, PageContexts
from .parts import Link, Page
from .people import by_letter

MOST_AT_ONCE = 6
"""If a term has more uses than this, they are folded away."""


@dataclass(frozen=True)
class TermView:
    """A glossary term with its uses and links."""

    term: Term
    ascii: str
    """Its forms in ASCII if these differ; otherwise empty."""
    kind: str
    see: tuple[Term, ...]
    printed: Printed | None
    """Its row in the printed glossary, if it differs."""
    uses: tuple[tuple[str, tuple[Link, ...]], ...]
    """Its uses by kind: the name of the kind, and links to the uses."""
    many_uses: bool
    views: tuple[Link, ...]
    """Links to the explorer filtered by each value that the term explains."""


@dataclass(frozen=True)
class GlossaryPage(Page):
    """All terms, by letter."""

    template: ClassVar[str] = "glossary"
    wide: ClassVar[bool] = True
    letters: tuple[tuple[str, str, tuple[TermView, ...]], ...]
    """Id and text of each heading, and the terms under it."""
    kinds: tuple[tuple[Group, int], ...]
    """The kinds of terms that occur, with the number of terms of each."""


def glossary(contexts: PageContexts) -> GlossaryPage:
    """Return the glossary."""
    context = contexts.at(addresses.GLOSSARY)
    terms = context.catalogue.glossary.terms
    counts = Counter(term.kind for term in terms)
    return GlossaryPage(
        address=context.here,
        title="Glossary",
        description=f"{len(terms)} acronyms and names, each explained in one sentence, and where they are used.",
        letters=tuple(by_letter((_term(context, term) for term in terms), lambda view: view.term.term)),
        kinds=tuple((kind, counts[kind.id]) for kind in context.catalogue.glossary.kinds if counts[kind.id]),
    )


def _term(context: PageContext, term: Term) -> TermView:
    record = context.catalogue.glossary
    known = {each.id: each for each in record.terms}
    uses = tuple(_uses(context, term))
    forms = " ".join((term.term, *term.variants))
    differs = term.printed and (term.printed.term, term.printed.expansion) != (term.term, term.expansion)
    return TermView(
        term,
        ascii="" if in_ascii(forms) == forms else in_ascii(forms),
        kind=next(kind.name for kind in record.kinds if kind.id == term.kind),
        see=tuple(known[other] for other in term.see),
        printed=term.printed if differs else None,
        uses=uses,
        many_uses=sum(len(links) for _, links in uses) > MOST_AT_ONCE,
        views=tuple(_views(context, term)),
    )


def _uses(context: PageContext, term: Term) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield the uses of *term* by kind, each linked to the fact or section concerned."""
    catalogue = context.catalogue
    survey = catalogue.survey
    one = {"contribution": survey.contribution, "package": "package", "category": "category"}
    several = {"contribution": survey.contributions, "package": "packages", "category": "categories"}
    for kind, uses in groupby(catalogue.uses.get(term.id, ()), key=lambda use: use.kind):
        links = tuple(_use(context, use) for use in uses)
        yield (one if len(links) == 1 else several)[kind], links


def _use(context: PageContext, use: Use) -> Link:
    catalogue = context.catalogue
    if use.kind == "package":
        return context.package(catalogue.packages[use.id])
    if use.kind == "category":
        return Link(catalogue.category(use.id).name, context.to(addresses.category(use.id)))
    place = f"fact-{use.fact}" if use.fact else use.section
    address = addresses.contribution(use.id)
    return Link(catalogue.contribution(use.id).name, context.to(f"{address}#{place}" if place else address))


def _views(context: PageContext, term: Term) -> Iterator[Link]:
    """Yield a link to the explorer for each value that *term* explains, with the number of rows."""
    for vocabulary in context.catalogue.vocabularies.values():
        for value in vocabulary.values:
            found = context.facet_index.contributions_with((vocabulary.id, value.id))
            if value.glossary == term.id and found:
                text = f"{vocabulary.name}: {plain(value.name)} ({len(found)})"
                yield Link(text, context.to(addresses.explore_view([(vocabulary.id, value.id)])))
