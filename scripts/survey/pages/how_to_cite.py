"""Citations as pages show them: of papers and software in every format, and of the page itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.latex import to_latex
from ..content.references import Reference, Span, run_on
from ..content.snapshots import cite_as
from ..exports.citations import FORMATS
from ..exports.citations.bibtex_format import entry
from ..exports.citations.styles import aip, apa
from ..text import prose
from ..text.safe import Safe, block, escape

TAGS = {"sub": "sub", "sup": "sup", "emphasis": "em"}


@dataclass(frozen=True)
class CitationFormat:
    """A reference in one format, as shown and as copied."""

    name: str
    html: Safe
    copied: str
    verbatim: bool


@dataclass(frozen=True)
class PageCitation:
    """How to cite a page of the site. The reader's browser fills in the date of access."""

    title: str
    """The title of the page; empty for the site as a whole."""
    version: str
    commit: str
    url: str
    bibtex: str
    """The entry without its closing brace."""


@lru_cache(maxsize=256)
def formats(reference: Reference) -> tuple[CitationFormat, ...]:
    """Return a reference in every format shown (the style sheet has rules for three). Cached: pages repeat calls."""
    in_apa = apa(reference)
    written = ((kind, kind.write(reference)) for kind in FORMATS if kind.on_page)
    return (
        *(CitationFormat(kind.name, block(text.rstrip(kind.line_end)), text, verbatim=True) for kind, text in written),
        CitationFormat("APA", spans(in_apa, authors_reversed=True), run_on(in_apa), verbatim=False),
    )


def page_citation(catalogue: Catalogue, identity: BuildIdentity, title: str, address: str) -> PageCitation:
    """Return how to cite the page at *address* with this *title*; if *title* is empty, the site as a whole."""
    survey, shown = catalogue.survey, cite_as(catalogue, identity, address)
    commit = shown.commit[:7]
    version = f"Version {shown.version} of the site" + (f" (commit {commit})" if commit else "")
    # Without maintainers, the author contains the site's name, which need not be repeated here.
    site = f"{to_latex(survey.name)}, " if title and survey.maintainers else ""
    fields = {
        "author": f"{{{to_latex(survey.author)}}}",
        "title": f"{_protected(title)} (page of the site)" if title else _protected(survey.name),
        "year": shown.version[:4],
        # The standard BibTeX styles do not print the field url.
        "howpublished": f"{site}\\url{{{shown.url}}}",
        "note": version,
        "url": shown.url,
        "urldate": "",  # the reader's browser fills it in
    }
    written = entry("misc", _key(survey.id, shown.version[:4], address), fields)
    return PageCitation(
        title=title,
        version=shown.version,
        commit=commit,
        url=shown.url,
        bibtex=written.removesuffix("\n}\n"),
    )


def sentence(reference: Reference) -> str:
    """Return the reference as one line of text, with its DOI as a URL if it is confirmed."""
    text = run_on(aip(reference))
    return f"{text} {reference.confirmed_doi_address}".rstrip()


def _protected(title: str) -> str:
    """Return a page's title as LaTeX; words with a capital are names and protected by braces."""
    words = (to_latex(word) for word in title.split())
    return " ".join(f"{{{word}}}" if re.search("[A-Z]", word) else word for word in words)


def _key(survey: str, year: str, address: str) -> str:
    """Return the citation key, which begins with a letter: TidesAndBells2031ContributionsEbbtide."""
    before, after = ("".join(word.capitalize() for word in re.split("[-/]", text)) for text in (survey, address))
    return f"{'' if before[:1].isalpha() else 'Survey'}{before}{year}{after}"


def spans(pieces: Sequence[Span], *, authors_reversed: bool = False) -> Safe:
    """Return the spans of a formatted reference as HTML, with non-breaking spaces after initials.

    With *authors_reversed*, initials are also bound to the family name before them.
    """
    html = INITIAL.sub(r"\1&#160;", "".join(map(_span, pieces)))
    return Safe(BEFORE_INITIAL.sub(",&#160;", html) if authors_reversed else html)


INITIAL = re.compile(r"\b([^\W\d_]\.) ")
BEFORE_INITIAL = re.compile(r", (?=[^\W\d_]\.)")


def _span(piece: Span) -> str:
    text = prose.escape_words(piece.text, escape)
    tag = TAGS.get(piece.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text
