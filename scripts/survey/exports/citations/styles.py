"""Formatted references as plain text, in the styles of AIP and APA."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...content.references import Name, Reference, Span, SpanKind, run_on

# ── Formatted references in the styles of AIP and APA. The AIP style names all authors ──
# Both reproduce the output of citeproc-js for these styles (Citation Style Language, https://citationstyles.org/).

MOST_AUTHORS_APA = 20
MANY_AUTHORS = 3
"""With this many authors after the first, short citations use «et al.»."""
LEFT_OUT = frozenset({"month", "doi", "url", "eprint", "issn", "publisher"})
"""Fields of the .bib file that are neither shown nor exported unless they are confirmed."""


def without_unconfirmed(reference: Reference) -> Reference:
    """Return *reference* without unconfirmed identifiers, publisher and month.

    The fields that the survey itself prints (authors, title, journal, year, volume, issue, article number) are always
    kept: a citation needs them, and the pages state which of them are unconfirmed.
    """
    confirmed = reference.confirmed
    return replace(
        reference,
        month=reference.month if confirmed("month") else None,
        doi=reference.confirmed_doi,
        url=reference.url if confirmed("url") else "",
        arxiv=reference.confirmed_arxiv,
        issn=reference.issn if confirmed("issn") else "",
        publisher=reference.publisher if confirmed("publisher") else "",
    )


def aip(reference: Reference) -> tuple[Span, ...]:
    """Return the reference in AIP style: A. First and B. Last, “Title,” J. Chem. Phys. 158(14), 144801 (2023)."""
    authors = _joined_names(
        [_initials_first(name) for name in reference.authors], "and", comma=len(reference.authors) > 2
    )
    comma = "" if reference.plain_title.endswith(("?", "!")) else ","
    opening, closing = Span(f"{authors}, “"), Span(f"{comma}” {_where_aip(reference)}.")
    return _merged([opening, *reference.title, closing])


def aip_in_short(reference: Reference) -> str:
    """Return the reference in AIP style as plain text, with «et al.» for all but the first of many authors."""
    first, *others = [_initials_first(name) for name in reference.authors]
    formatted = "".join(span.text for span in aip(reference))
    all_authors, quote, rest = formatted.partition(", “")
    return f"{first} et al.{quote}{rest}" if len(others) >= MANY_AUTHORS else f"{all_authors}{quote}{rest}"


def in_one_line(reference: Reference) -> str:
    """Return a citation without the title: K.T. Schütt et al., J. Chem. Phys. 158, 144801 (2023)."""
    return f"{aip_in_short(reference).partition(', “')[0]}, {_where_aip(reference)}"


def _where_aip(reference: Reference) -> str:
    issue = f"({reference.issue})" if reference.issue else ""
    journal = " ".join(
        part for part in (reference.short_journal or reference.journal, reference.volume + issue) if part
    )
    place = ", ".join(part for part in (journal, reference.article_number, reference.note.rstrip(".")) if part)
    return " ".join(part for part in (place, f"({reference.year})" if reference.year else "") if part)


def apa(reference: Reference) -> tuple[Span, ...]:
    """Return the reference in APA style (7th edition), ending with its DOI or, if it has none, its URL."""
    shown = without_unconfirmed(reference)
    authors = _authors_apa([_family_first(name) for name in shown.authors])
    full_stop = "" if authors.endswith(".") else "."
    opening = Span(f"{authors}{full_stop} ({shown.year or 'n.d.'}). ")
    what = "" if shown.journal or not shown.note else f" [{shown.note.rstrip('.')}]"
    stop = "" if not what and shown.plain_title.endswith(("?", "!", ".")) else "."
    title = shown.title if shown.journal else [_italics_inverted(span) for span in shown.title]
    address = [Span(f" {shown.address}")] if shown.address else []
    return _merged([opening, *title, Span(f"{what}{stop}"), *_where_apa(shown), *address])


def _italics_inverted(span: Span) -> Span:
    """Return a span of a standalone work's title, which is in italics: emphasis within it becomes upright."""
    inverted: dict[SpanKind, SpanKind] = {"text": "emphasis", "emphasis": "text"}
    return replace(span, kind=inverted.get(span.kind, span.kind))


def _authors_apa(names: Sequence[str]) -> str:
    if len(names) > MOST_AUTHORS_APA:
        return f"{', '.join(names[: MOST_AUTHORS_APA - 1])}, … {names[-1]}"
    return _joined_names(names, "&", comma=True)


def _where_apa(reference: Reference) -> list[Span]:
    """Return journal, volume, issue and article number; nothing for a standalone work."""
    if not reference.journal:
        return []
    word = "" if reference.pages[1] else "Article "
    article = f", {word}{reference.article_number}" if reference.article_number else ""
    comma = [Span(", ", "emphasis")] if reference.volume else []
    issue = f"({reference.issue})" if reference.issue else ""
    return [
        Span(" "),
        Span(reference.journal, "emphasis"),
        *comma,
        Span(reference.volume, "emphasis"),
        Span(f"{issue}{article}."),
    ]


def _joined_names(names: Sequence[str], word: str, comma: bool) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{',' if comma else ''} {word} {names[-1]}"


def _initials_first(name: Name) -> str:
    """Return a name as in K.T. Schütt, O.A. von Lilienfeld, H.F. Schaefer III."""
    return replace(name, given=initials(name.given)).full


def _family_first(name: Name) -> str:
    """Return a name as in «Schütt, K. T.» or «Schaefer, H. F., III»."""
    return ", ".join(part for part in (name.sorted, initials(name.given, " "), name.suffix) if part)


def initials(given: str, between: str = "") -> str:
    """Return the initials of given names: Stefaan S. P. → S.S.P.; Jia-Xin → J.-X.; Li’ang → L."""
    words = [word for word in re.split(r"[\s.]+", given) if word]
    return between.join(_initial(word) for word in words)


def _initial(word: str) -> str:
    parts = (re.sub(r"^[^\w]+", "", part) for part in re.split(r"[-‐‑]", word))
    return "-".join(f"{part[0]}." for part in parts if part)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Merge adjacent spans of one kind, so that equal citations are equal values; protection is dropped."""
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].kind == span.kind:
            merged[-1] = Span(merged[-1].text + span.text, span.kind)
        elif span.text:
            merged.append(Span(span.text, span.kind))
    return tuple(merged)


def plain_text(reference: Reference) -> str:
    """Return *reference* in the styles of AIP and APA, each under its name, followed by an empty line."""
    return f"AIP\n{run_on(aip(reference))}\n\nAPA\n{run_on(apa(reference))}\n\n"
