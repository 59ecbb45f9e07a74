"""How a page says what to cite: the paper, the software, the page itself, in every format."""

import re
from dataclasses import dataclass

from .. import addresses
from ..content.latex import to_latex
from ..content.references import Reference, run_on
from ..content.snapshots import cite_as
from ..exports.citations.bibtex_format import bibtex, entry
from ..exports.citations.styles import aip, apa
from ..exports.citations.tagged import ris
from ..text.safe import Safe, block
from .page_context import PageContext, spans


@dataclass(frozen=True)
class Shown:
    """A reference in one format, as it is shown and as it is copied."""

    format: str
    html: Safe
    copied: str
    verbatim: bool


@dataclass(frozen=True)
class CitationView:
    """A work to cite: formatted, and to copy."""

    reference: Reference
    sentence: str
    """The reference in AIP style with its DOI."""
    shown: tuple[Shown, ...]
    """The first is shown at once, others on demand; the style sheet knows three."""


@dataclass(frozen=True)
class PageCitation:
    """How to cite a page of the site. The day on which it is read is the reader's own affair."""

    title: str
    """Empty for the site as a whole."""
    version: str
    commit: str
    url: str
    bibtex: str
    """The entry without the brace that ends it."""


def citation(reference: Reference) -> CitationView:
    """Return a reference in every format."""
    as_bibtex, as_ris, in_apa = bibtex(reference), ris(reference), apa(reference)
    shown = (
        Shown("BibTeX", block(as_bibtex.rstrip("\n")), as_bibtex, verbatim=True),
        Shown("RIS", block(as_ris.rstrip("\r\n")), as_ris, verbatim=True),
        Shown("APA", spans(in_apa, authors_reversed=True), run_on(in_apa), verbatim=False),
    )
    return CitationView(reference, _sentence(reference), shown)


def site(context: PageContext) -> PageCitation:
    """Return how to cite the site as a whole."""
    return _cited(context, "", addresses.HOME)


def page(context: PageContext, title: str) -> PageCitation:
    """Return how to cite the page of this context, called *title*."""
    return _cited(context, title, context.here)


def _cited(context: PageContext, title: str, address: str) -> PageCitation:
    survey, shown = context.catalogue.survey, cite_as(context.catalogue, context.identity, address)
    commit = shown.commit[:7]
    version = f"Version {shown.version} of the site" + (f" (commit {commit})" if commit else "")
    # Who bears the site's name says where a page of it is published.
    site = f"{to_latex(survey.name)}, " if title and survey.maintainers else ""
    fields = {
        "author": f"{{{to_latex(survey.author)}}}",
        "title": f"{_protected(title)} (page of the site)" if title else _protected(survey.name),
        "year": shown.version[:4],
        # The styles that BibTeX comes with print no address of their own accord.
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


def _sentence(reference: Reference) -> str:
    """Return the reference as one line, with the DOI's address if it is confirmed."""
    text = run_on(aip(reference))
    return f"{text} {reference.confirmed_doi_address}".rstrip()


def _protected(title: str) -> str:
    """Return a page's title as LaTeX; words with a capital are names here."""
    words = (to_latex(word) for word in title.split())
    return " ".join(f"{{{word}}}" if re.search("[A-Z]", word) else word for word in words)


def _key(survey: str, year: str, address: str) -> str:
    """Return a key as BibTeX likes it: TidesAndBells2031ContributionsEbbtide."""
    before, after = ("".join(word.capitalize() for word in re.split("[-/]", text)) for text in (survey, address))
    return f"{'' if before[:1].isalpha() else 'Survey'}{before}{year}{after}"
