"""The context at which a page is written: the catalogue, and addresses seen from that page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.facet_index import FacetIndex
from ..content.model import Category, Check, Contribution, Package, Source, Value
from ..content.references import MONTHS, Reference, Span
from ..exports.citations.styles import LEFT_OUT, aip
from ..files.media_types import media_type
from ..text import prose
from ..text.kinds import Inline, Prose
from ..text.safe import Safe, escape
from .parts import Chip, Link, ReferenceView, SourceView

TAGS = {"sub": "sub", "sup": "sup", "emphasis": "em"}


@dataclass(frozen=True)
class PageContext:
    """Makes the parts of one page. ``here`` is the page's address."""

    catalogue: Catalogue
    identity: BuildIdentity
    facet_index: FacetIndex
    here: str

    def to(self, address: str) -> str:
        """Return the link from this page to an address of the site."""
        return addresses.relative(self.here, address)

    def file(self, address: str, text: str = "") -> Link:
        """Return the link to a file that is to be looked at."""
        return Link(escape(text or _name(address)), self.to(address), type=media_type(address))

    def download(self, address: str, text: str = "") -> Link:
        """Return the link to a file that is saved, under the name that it has here: that of what it is about."""
        return replace(self.file(address, text), saved_as=_name(address))

    def download_of_all(self, address: str, text: str = "") -> Link:
        """Return the link to a file of many things (`all.bib`), which is saved with the survey's id in its name."""
        return replace(self.file(address, text), saved_as=f"{self.catalogue.survey.id}-{_name(address)}")

    def resolve(self, target: str) -> str:
        """Return the link from this page to `contribution:ID` and its like, checked earlier; raise KeyError else."""
        kind, _, identifier = target.partition(":")
        ways = {
            "contribution": addresses.contribution,
            "package": addresses.package,
            "category": addresses.category,
            "term": addresses.term,
            "reference": lambda number: addresses.reference(int(number)),
            "page": addresses.text_page,
        }
        return self.to(ways[kind](identifier))

    def inline(self, text: Inline) -> Safe:
        """Return a line of small markup as HTML; acronyms stay text."""
        return prose.html(text, self.resolve)

    def prose(self, text: Prose | Inline) -> Safe:
        """Return one section of running text as HTML, with the first use of each acronym linked."""
        return prose.html(text, self.resolve, self.catalogue.terms.linker(lambda term: self.to(addresses.term(term))))

    def contribution(self, entry: Contribution) -> Link:
        """Return the link to a contribution's page."""
        return Link(escape(entry.name), self.to(addresses.contribution(entry.id)))

    def package(self, package: Package) -> Link:
        """Return the link to a package."""
        return Link(escape(package.name), self.to(addresses.package(package.id)))

    def chip(self, category: Category) -> Chip:
        """Return a category's name with its colour and address."""
        return Chip(category.id, category.name, self.to(addresses.category(category.id)))

    def chips(self, entry: Contribution) -> tuple[Chip, ...]:
        """Return the chips of a contribution's categories."""
        return tuple(self.chip(self.catalogue.category(identifier)) for identifier in entry.categories)

    def value(self, value: Value) -> Link:
        """Return a vocabulary value, linked to the glossary where that explains it."""
        url = self.to(addresses.term(value.glossary)) if value.glossary else ""
        return Link(self.inline(value.name), url, value.full or "", value.glossary or "")

    def view(self, vocabulary: str, value: Value) -> Link:
        """Return a vocabulary value, linked to all contributions that carry it."""
        url = self.to(narrowed(vocabulary, value.id))
        return Link(self.inline(value.name), url, value.full or "", value.glossary or "")

    def source(self, source: Source) -> SourceView:
        """Return where a fact comes from, in words, with a link if there is one."""
        if isinstance(source, Check):
            return SourceView(escape(source.what), escape(source.url or ""), source.checked)
        for named in self.catalogue.survey.sources:
            if named.id == source:
                return SourceView(escape(named.name))
        number = int(source.removeprefix("ref-"))
        return SourceView(escape(f"Reference {number}"), self.to(addresses.reference(number)))

    def sources(self, given: Sequence[Source]) -> tuple[SourceView, ...]:
        """Return several sources."""
        return tuple(self.source(source) for source in given)

    def reference(self, reference: Reference) -> ReferenceView:
        """Return a reference as it is shown."""
        return ReferenceView(
            number=reference.number,
            formatted=spans(aip(reference)),
            doi=reference.confirmed_doi,
            doi_address=reference.confirmed_doi_address,
            doi_unconfirmed=bool(reference.doi) and not reference.confirmed("doi"),
            arxiv=reference.confirmed_arxiv,
            publisher_url=escape(reference.url),
            when=self._when(reference),
            as_printed=_named(reference.unconfirmed - LEFT_OUT),
            left_out=_named(reference.unconfirmed & LEFT_OUT),
            evidence=reference.evidence,
        )

    def _when(self, reference: Reference) -> str:
        if reference.month and reference.confirmed("month"):
            return f"{MONTHS[reference.month - 1]} {reference.year}"
        return reference.year


@dataclass(frozen=True)
class PageContexts:
    """The catalogue, filed, and its edition: ready for any page."""

    catalogue: Catalogue
    identity: BuildIdentity
    facet_index: FacetIndex

    @classmethod
    def of(cls, catalogue: Catalogue, identity: BuildIdentity) -> "PageContexts":
        """Return the contexts of one build."""
        return cls(catalogue, identity, FacetIndex(catalogue))

    def at(self, address: str) -> PageContext:
        """Return the context of the page at *address*."""
        return PageContext(self.catalogue, self.identity, self.facet_index, address)


def _name(address: str) -> str:
    return address.rpartition("/")[2]


@cache
def narrowed(facet: str, value: str) -> str:
    """Return the address of the overview, narrowed to one value; most of them stand on many pages."""
    return addresses.explore_view([(facet, value)])


FIELD_NAMES = {
    "author": "author names",
    "doi": "DOI",
    "month": "month",
    "number": "issue number",
    "pages": "article number",
}


def _named(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(FIELD_NAMES.get(field, field) for field in fields))


def spans(pieces: Sequence[Span], *, authors_reversed: bool = False) -> Safe:
    """Return the pieces of a formatted reference as HTML, initials bound to what they belong to by hard spaces.

    In a style that turns authors round, initials belong to the family name before them, too.
    """
    html = INITIAL.sub(r"\1&#160;", "".join(map(_span, pieces)))
    return Safe(BEFORE_INITIAL.sub(",&#160;", html) if authors_reversed else html)


INITIAL = re.compile(r"\b([^\W\d_]\.) ")
BEFORE_INITIAL = re.compile(r", (?=[^\W\d_]\.)")


def _span(piece: Span) -> str:
    text = prose.escape_words(piece.text, escape)
    tag = TAGS.get(piece.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text
