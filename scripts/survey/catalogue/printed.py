"""The survey's printed glossary, held against its printed table and against what this site knows of the survey."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Contribution, Term
from ..prose import running
from .record import Catalogue

WORD = re.compile(r"(?<!\w)[^\W_]*[A-Z][^\W_]*[A-Z][^\W_]*(?!\w)")


def acronyms(text: str) -> Iterator[str]:
    """Yield the words of *text* with two capitals or more that are at least half of the letters."""
    for word in WORD.findall(text):
        letters = [sign for sign in word if sign.isalpha()]
        if 2 * sum(sign.isupper() for sign in letters) >= len(letters):
            yield word


def forms(term: Term) -> tuple[str, ...]:
    """Return every form of *term* in running text."""
    return (term.term, *term.variants)


def own_names(catalogue: Catalogue, entry: Contribution) -> Iterator[str]:
    """Yield the names of *entry* and of its software."""
    yield from (entry.name, *entry.aliases)
    for identifier in entry.packages:
        yield from (catalogue.packages[identifier].name, *catalogue.packages[identifier].aliases)


@dataclass(frozen=True)
class Unlisted:
    """A term that rows of the printed table use and the printed glossary lacks."""

    term: Term
    form: str
    """As the table prints it."""
    contributions: tuple[str, ...]


def unlisted(catalogue: Catalogue) -> tuple[Unlisted, ...]:
    """Return what the printed glossary lacks, in order of the alphabet; nothing if there is no printed glossary.

    Only acronyms count, and not the names of a row's own software: the row itself is about them.
    """
    if not any(term.printed for term in catalogue.glossary.terms):
        return ()
    rows: dict[str, list[str]] = {}
    for entry in catalogue.contributions:
        for form in set(acronyms(_row(entry))) - set(acronyms(" ".join(own_names(catalogue, entry)))):
            rows.setdefault(form, []).append(entry.id)
    return tuple(
        Unlisted(term, form, tuple(rows[form]))
        for term in catalogue.glossary.terms
        for form in forms(term)
        if form in rows and not _listed(term)
    )


def idle(catalogue: Catalogue) -> tuple[Term, ...]:
    """Return the terms whose printed acronym stands nowhere in the table and, as printed, means nothing used here."""
    headings = " ".join(column.heading for column in catalogue.survey.columns)
    table = " ".join((headings, *map(_row, catalogue.contributions)))
    return tuple(
        term
        for term in catalogue.glossary.terms
        if term.printed
        and not (_listed(term) and term.id in catalogue.uses)
        and not re.search(rf"(?<!\w){re.escape(term.printed.term)}(?!\w)", table)
    )


def _listed(term: Term) -> bool:
    """Tell whether the printed glossary has *term* under one of its forms: a misprint is no entry."""
    return term.printed is not None and term.printed.term in forms(term)


def _row(entry: Contribution) -> str:
    return " ".join(map(running, entry.printed.values()))
