"""How a page says what to cite: the paper, the software, the page itself, in every format."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from .. import addresses
from ..content.latex import to_latex
from ..content.model import Package
from ..content.references import Reference, run_on
from ..content.snapshots import cite_as
from ..exports.citations import FORMATS
from ..exports.citations.bibtex_format import entry
from ..exports.citations.coins import coins
from ..exports.citations.styles import aip, apa
from ..text.safe import Safe, attribute, block, escape
from .page_context import PageContext, spans
from .parts import Link, ReferenceView, SourceView


@dataclass(frozen=True)
class Shown:
    """A reference in one format, as it is shown and as it is copied."""

    format: str
    html: Safe
    copied: Safe
    verbatim: bool


@dataclass(frozen=True)
class CitationView:
    """A work to cite: formatted, to copy and to download."""

    reference: ReferenceView
    key: str
    sentence: Safe
    """The reference in AIP style with its DOI, for an attribute."""
    shown: tuple[Shown, ...]
    """The first is shown at once, others on demand; the style sheet knows three."""
    files: tuple[Link, ...]


@dataclass(frozen=True)
class SoftwareCitation:
    """How a package's project asks to be cited, and where it says so."""

    package: Link
    asks: Safe
    says: SourceView


@dataclass(frozen=True)
class PageCitation:
    """How to cite a page of the site. The day on which it is read is the reader's own affair."""

    site: str
    maintainers: str
    """Who keeps the site, if they are called by another name than its own."""
    title: str
    version: str
    commit: str
    url: str
    bibtex: Safe
    """The entry without the brace that ends it."""


def citation(context: PageContext, reference: Reference) -> CitationView:
    """Return a reference in every format."""
    in_apa = apa(reference)
    written = ((kind, kind.write(reference)) for kind in FORMATS if kind.on_page)
    shown = (
        *(
            Shown(kind.name, block(text.rstrip(kind.line_end)), attribute(text), verbatim=True)
            for kind, text in written
        ),
        Shown("APA", spans(in_apa, authors_reversed=True), attribute(run_on(in_apa)), verbatim=False),
    )
    return CitationView(
        reference=context.reference(reference),
        key=reference.key,
        sentence=attribute(_sentence(reference)),
        shown=shown,
        files=reference_files(context, reference),
    )


def files(context: PageContext, name: str) -> tuple[Link, ...]:
    """Return the links to the citation files called *name*, which says only together with the survey whose they are."""
    return tuple(context.download_of_all(kind.address(name), kind.name) for kind in FORMATS)


def reference_files(context: PageContext, reference: Reference) -> tuple[Link, ...]:
    """Return the links to the citation files of a reference; none for a work that the survey does not list."""
    name = context.catalogue.citation_name(reference)
    if name is None:
        return ()
    if name in (addresses.CITE_EDITORIAL, addresses.cite_reference(reference.number or 0)):
        return files(context, name)
    return tuple(context.download(kind.address(name), kind.name) for kind in FORMATS)


def spans_for_zotero(context: PageContext, references: Iterable[Reference]) -> tuple[Safe, ...]:
    """Return the title of a COinS span for each of *references*."""
    referrer = f"{urlsplit(context.identity.home).hostname}:{context.catalogue.survey.id}"
    return tuple(escape(coins(reference, referrer)) for reference in references)


def software(context: PageContext, packages: Iterable[Package]) -> Iterator[SoftwareCitation]:
    """Yield how the projects of *packages* ask to be cited, of those that do."""
    for package in packages:
        if package.cite:
            yield SoftwareCitation(
                context.package(package), context.inline(package.cite.asks), context.source(package.cite.says)
            )


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
        site=survey.name,
        maintainers=survey.maintainers or "",
        title=title,
        version=shown.version,
        commit=commit,
        url=shown.url,
        bibtex=block(written.removesuffix("\n}\n")),
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
