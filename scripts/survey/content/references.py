"""The record of a reference, from which all citations, exports and pages are made."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from urllib.parse import quote

from ..problems import Place

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SpanKind = Literal["text", "sub", "sup", "emphasis"]
SCRIPTS = ("sub", "sup")
TOUCHING = r"[\w()+-]*"
"""Characters that belong to the formula around a sub- or superscript."""


@dataclass(frozen=True)
class Span:
    """A piece of a title. A protected span keeps its capitals in every citation style."""

    text: str
    kind: SpanKind = "text"
    protected: bool = False


def run_on(spans: Iterable[Span]) -> str:
    """Return the text of *spans* without markup: sub- and superscripts become plain text (H2O)."""
    return "".join(span.text for span in spans)


@dataclass(frozen=True)
class TitleRun:
    """Consecutive pieces of a title that are all protected, or all not."""

    spans: tuple[Span, ...]
    protected: bool


def title_runs(spans: Iterable[Span]) -> Iterator[TitleRun]:
    """Yield the runs of a title. A formula is protected as a whole, including the H and O of H2O."""
    runs = groupby(_whole_formulae(tuple(spans)), key=lambda span: span.protected or span.kind in SCRIPTS)
    return (TitleRun(tuple(run), protected) for protected, run in runs)


def _whole_formulae(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield *spans* with letters adjacent to a sub- or superscript protected."""
    for before, span, after in zip((None, *spans), spans, (*spans[1:], None), strict=False):
        if span.kind != "text" or span.protected:
            yield span
            continue
        head, tail = (TOUCHING if other is not None and other.kind in SCRIPTS else "" for other in (before, after))
        pieces = re.fullmatch(f"({head})(.*?)({tail})", span.text, re.DOTALL)
        assert pieces is not None
        touching = zip(pieces.groups(), (True, False, True), strict=True)
        yield from (Span(text, protected=protected) for text, protected in touching if text)


@dataclass(frozen=True)
class Name:
    """A person's name in the four parts that citation formats need."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def full(self) -> str:
        """The name in reading order: Ludwig van Beethoven; Thurston Howell III."""
        return " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)

    @property
    def sorted(self) -> str:
        """The family name with its particle: van Beethoven."""
        return f"{self.particle} {self.family}".strip()


@dataclass(frozen=True)
class WorkType:
    """A type of work: its BibTeX entry type, required fields, and its name in every format."""

    name: str
    """Name in BibTeX and biblatex: @article."""
    required: tuple[str, ...]
    """The required fields, by their names in the .bib file."""
    csl: str
    ris: str
    endnote: str
    cff: str
    schema_org: str
    coins: str
    """The OpenURL metadata format: journal, or book for anything that is not in a journal."""
    genre: str
    """The genre in that format: rft.genre."""
    has_pages: bool = True
    """Whether JSON-LD states its pages."""

    @property
    def in_journal(self) -> bool:
        """Whether it is part of a journal, whose name is given beside its title."""
        return self.coins == "journal"


WORK_TYPES = {
    each.name: each
    for each in (
        WorkType(
            "article",
            required=("author", "title", "journal", "year"),
            csl="article-journal",
            ris="JOUR",
            endnote="Journal Article",
            cff="article",
            schema_org="ScholarlyArticle",
            coins="journal",
            genre="article",
        ),
        WorkType(
            "unpublished",
            required=("author", "title", "note"),
            csl="manuscript",
            ris="UNPB",
            endnote="Unpublished Work",
            cff="unpublished",
            schema_org="ScholarlyArticle",
            coins="book",
            genre="document",
        ),
        WorkType(
            "misc",
            required=("author", "title"),
            csl="document",
            ris="GEN",
            endnote="Generic",
            cff="generic",
            schema_org="CreativeWork",
            coins="book",
            genre="document",
            has_pages=False,
        ),
    )
}
"""The one table of types, used to read references.bib and to write all citation formats."""


@dataclass(frozen=True)
class Reference:
    """One entry of references.bib, decoded from LaTeX to Unicode (NFC).

    Volume, issue and article number are text: 054701 is not a number. ``month`` is 1-12. A field listed in
    ``unconfirmed`` has a single source or is inferred: pages say so and exports omit it.
    """

    key: str
    place: Place
    number: int | None
    """Number in the survey's list of references; None if the work is not in the list."""
    kind: str
    """A key of WORK_TYPES."""
    authors: tuple[Name, ...]
    title: tuple[Span, ...]
    journal: str = ""
    short_journal: str = ""
    year: str = ""
    month: int | None = None
    volume: str = ""
    issue: str = ""
    article_number: str = ""
    issn: str = ""
    doi: str = ""
    publisher: str = ""
    url: str = ""
    arxiv: str = ""
    note: str = ""
    evidence: str = ""
    """Where the entry was checked, in words."""
    unconfirmed: frozenset[str] = frozenset()
    """Field names as in the .bib file: doi, month, author …"""

    @property
    def type(self) -> WorkType:
        """The type of the work."""
        return WORK_TYPES[self.kind]

    @property
    def plain_title(self) -> str:
        """The title without markup: sub- and superscripts become plain text (H2O)."""
        return run_on(self.title)

    @property
    def pages(self) -> tuple[str, str]:
        """First and last page; the last is empty if there is an article number instead."""
        first, _, last = self.article_number.partition("–")
        return first.strip(), last.strip()

    @property
    def doi_address(self) -> str:
        """The address of its DOI, or empty. The characters < and # are escaped, as is ; at which some programs stop."""
        return f"https://doi.org/{quote(self.doi, safe='/:()')}" if self.doi else ""

    @property
    def address(self) -> str:
        """The address of the work: that of its DOI, or else the publisher's page; may be empty."""
        return self.doi_address or self.url

    @property
    def date(self) -> str:
        """Year and month as far as known: 2023-04, or 2023."""
        return f"{self.year}-{self.month:02}" if self.month else self.year

    @property
    def confirmed_doi(self) -> str:
        """The DOI if it is confirmed, else empty; no other DOI may be published."""
        return self.doi if self.confirmed("doi") else ""

    @property
    def confirmed_doi_address(self) -> str:
        """The address of its confirmed DOI, or empty."""
        return self.doi_address if self.confirmed("doi") else ""

    @property
    def confirmed_arxiv(self) -> str:
        """The arXiv number if it is confirmed, else empty."""
        return self.arxiv if self.confirmed("eprint") else ""

    def confirmed(self, field: str) -> bool:
        """Return whether *field* (its name in the .bib file) is confirmed."""
        return field not in self.unconfirmed
