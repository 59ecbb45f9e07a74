"""The context of a page: the catalogue, and everything that depends on the page's address.

Templates print the catalogue's records by their type (`site/rendering.py`). Values that depend on the page come from
its context: `context.contribution(entry)` is a link relative to this page. The renderer gets the context of each page
from its address (`PageContexts.at`) and uses its `html` to convert text with inline markup, with relative links and
with links from acronyms to the glossary.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.declared_fields import DeclaredField, declared
from ..content.facet_index import FacetIndex
from ..content.facets import RUNS_IN
from ..content.model import Category, Check, Contribution, Install, Package, Record, Source, Value
from ..content.references import MONTHS, Reference
from ..content.synonyms import LANGUAGES
from ..exports.citations import FORMATS
from ..exports.citations.coins import coins
from ..exports.citations.styles import LEFT_OUT, aip, in_one_line
from ..files.media_types import media_type
from ..text import prose
from ..text.kinds import Inline, Prose
from ..text.safe import Safe
from .how_to_cite import PageCitation, formats, page_citation, sentence, spans
from .parts import FieldRow, Link, SourceView


@dataclass(frozen=True)
class PageContext:
    """Returns links and other values for one page. ``here`` is the page's address."""

    catalogue: Catalogue
    identity: BuildIdentity
    facet_index: FacetIndex
    here: str

    def to(self, address: str) -> str:
        """Return the relative URL from this page to an address of the site."""
        return addresses.relative(self.here, address)

    def file(self, address: str, text: str = "") -> Link:
        """Return the link to a file that the browser displays."""
        return Link(text or _name(address), self.to(address), type=media_type(address))

    def download(self, address: str, text: str = "") -> Link:
        """Return the link to a file to be saved under its own name."""
        return replace(self.file(address, text), saved_as=_name(address))

    def download_of_all(self, address: str, text: str = "") -> Link:
        """Return the link to a file of several entries (`all.bib`), saved with the survey's id before its name."""
        return replace(self.file(address, text), saved_as=f"{self.catalogue.survey.id}-{_name(address)}")

    def resolve(self, target: str) -> str:
        """Return the relative URL of a target such as `contribution:ID`; raises KeyError if its kind is unknown."""
        kind, _, identifier = target.partition(":")
        targets = {
            "contribution": addresses.contribution,
            "package": addresses.package,
            "category": addresses.category,
            "term": addresses.term,
            "reference": lambda number: addresses.reference(int(number)),
            "page": addresses.text_page,
        }
        return self.to(targets[kind](identifier))

    def html(self, text: Inline | Prose) -> Safe:
        """Return text with inline markup as HTML; in `Prose`, the first use of each acronym is linked."""
        if not isinstance(text, Prose):
            return prose.html(text, self.resolve)
        return prose.html(text, self.resolve, self.catalogue.terms.linker(lambda term: self.to(addresses.term(term))))

    def contribution(self, entry: Contribution) -> Link:
        """Return the link to a contribution's page."""
        return Link(entry.name, self.to(addresses.contribution(entry.id)))

    def package(self, package: Package) -> Link:
        """Return the link to a package."""
        return Link(package.name, self.to(addresses.package(package.id)))

    def categories(self, entry: Contribution) -> tuple[Category, ...]:
        """Return a contribution's categories."""
        return tuple(map(self.catalogue.category, entry.categories))

    def value(self, value: Value) -> Link:
        """Return a vocabulary value, linked to the glossary if it has a term."""
        url = self.to(addresses.term(value.glossary)) if value.glossary else ""
        return Link(value.name, url, value.full or "", value.glossary or "")

    def view(self, vocabulary: str, value: Value) -> Link:
        """Return a vocabulary value, linked to all contributions that have it."""
        url = self.to(_filtered(vocabulary, value.id))
        return Link(value.name, url, value.full or "", value.glossary or "")

    def values(self, entry: Contribution, vocabulary: str) -> tuple[Link, ...]:
        """Return the values of a contribution in *vocabulary*, each linked to all contributions that have it."""
        return tuple(self.view(vocabulary, value) for value in self.catalogue.values(entry, vocabulary))

    def mark(self, entry: Contribution, vocabulary: str) -> Link | None:
        """Return the link to the corrections of, or open questions about, a fact from a printed cell, or None."""
        column = self.catalogue.vocabularies[vocabulary].column
        about = [
            correction
            for correction in entry.corrections
            if column and correction.column == column and vocabulary in (correction.facts or (vocabulary,))
        ]
        if not about:
            return None
        text = "see correction" if any(correction.confirmed for correction in about) else "open question"
        return Link(text, self.to(f"{addresses.contribution(entry.id)}#corrections"))

    @staticmethod
    def field(field: DeclaredField, record: Record) -> tuple[Link, ...]:
        """Return the values of *field* in *record*: addresses as links, inline markup unchanged, all else as text."""
        texts = (each if isinstance(each, Inline) else field.text(each) for each in field.values(record))
        return tuple(Link(each, each if field.is_address else "") for each in texts)

    def fields(self, record: Record) -> tuple[FieldRow, ...]:
        """Return the fields that are declared to appear on the page of *record* and have a value.

        Addresses of packages are left out; `links` returns them.
        """
        shown = (each for each in declared(type(record)).values() if each.appears.page)
        rows = (
            FieldRow(each.id, each.appears.label, self.field(each, record))
            for each in shown
            if not (isinstance(record, Package) and each.is_address)
        )
        return tuple(row for row in rows if row.values)

    def links(self, package: Package) -> tuple[Link, ...]:
        """Return links to the addresses of a package, each with its label, and to its CodeMeta file."""
        shown = (each for each in declared(Package).values() if each.appears.page and each.is_address)
        codemeta = self.file(addresses.codemeta(package.id), "CodeMeta")
        return (
            *(Link(each.appears.label, url) for each in shown for url in each.texts(package)),
            replace(codemeta, hint="Machine-readable metadata of this package"),
        )

    def command(self, install: Install) -> str:
        """Return the command or instruction for one way to install a package."""
        return self.catalogue.registries[install.registry].command.replace("{name}", install.name)

    def languages(self, package: Package) -> tuple[Link, ...]:
        """Return the languages of a package."""
        return tuple(self.value(self.catalogue.value(LANGUAGES, each)) for each in package.languages)

    def runs_in(self, package: Package) -> tuple[Link, ...]:
        """Return the programs that a package runs in, each linked to all packages that run in it."""
        programs = (self.catalogue.programs[each] for each in package.runs_in)
        return tuple(
            Link(
                each.name, self.to(addresses.packages_view([(RUNS_IN, each.id)])), each.full or "", each.glossary or ""
            )
            for each in programs
        )

    def source(self, source: Source) -> SourceView:
        """Return the source of a fact in words, with a link if there is one."""
        if isinstance(source, Check):
            return SourceView(source.what, source.url or "", source.checked)
        for named in self.catalogue.survey.sources:
            if named.id == source:
                return SourceView(named.name)
        number = int(source.removeprefix("ref-"))
        return SourceView(f"Reference {number}", self.to(addresses.reference(number)))

    def sources(self, given: Sequence[Source]) -> tuple[SourceView, ...]:
        """Return several sources."""
        return tuple(self.source(source) for source in given)

    @staticmethod
    def formatted(reference: Reference) -> Safe:
        """Return a reference in the style of the AIP."""
        return spans(aip(reference))

    # Functions of a reference that do not depend on the page.
    formats = staticmethod(formats)
    sentence = staticmethod(sentence)
    in_short = staticmethod(in_one_line)

    def this_page(self, title: str) -> PageCitation:
        """Return how to cite this page; *title* is its title."""
        return page_citation(self.catalogue, self.identity, title, self.here)

    def this_site(self) -> PageCitation:
        """Return how to cite the site as a whole."""
        return page_citation(self.catalogue, self.identity, "", addresses.HOME)

    @staticmethod
    def published(reference: Reference) -> str:
        """Return the year of a reference, preceded by its month if that is confirmed."""
        if reference.month and reference.confirmed("month"):
            return f"{MONTHS[reference.month - 1]} {reference.year}"
        return reference.year

    @staticmethod
    def unconfirmed(reference: Reference) -> tuple[str, ...]:
        """Return the names of the unconfirmed fields of a reference."""
        return _field_names(reference.unconfirmed)

    @staticmethod
    def as_printed(reference: Reference) -> tuple[str, ...]:
        """Return the names of the fields that are shown as the survey prints them, although they are unconfirmed."""
        return _field_names(reference.unconfirmed - LEFT_OUT)

    @staticmethod
    def left_out(reference: Reference) -> tuple[str, ...]:
        """Return the names of the fields that are left out because they are unconfirmed."""
        return _field_names(reference.unconfirmed & LEFT_OUT)

    def citations(self, name: str) -> tuple[Link, ...]:
        """Return links to the citation files *name*, saved with the survey's id because the name alone is ambiguous."""
        return tuple(self.download_of_all(kind.address(name), kind.name) for kind in FORMATS)

    def citations_of(self, reference: Reference) -> tuple[Link, ...]:
        """Return links to the citation files of a reference; none if the survey does not list it."""
        name = self.catalogue.citation_name(reference)
        if name is None:
            return ()
        if name in (addresses.CITE_EDITORIAL, addresses.cite_reference(reference.number or 0)):
            return self.citations(name)
        return tuple(self.download(kind.address(name), kind.name) for kind in FORMATS)

    def coins(self, reference: Reference) -> str:
        """Return the title attribute of the COinS span of a reference, which Zotero reads."""
        return coins(reference, f"{urlsplit(self.identity.home).hostname}:{self.catalogue.survey.id}")

    def papers(self, entries: Iterable[Contribution]) -> tuple[Reference, ...]:
        """Return the papers of contributions."""
        return tuple(self.catalogue.reference(entry.reference) for entry in entries)


@dataclass(frozen=True)
class PageContexts:
    """Creates the context of any page from the catalogue, its facet index and the identity of the build."""

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
def _filtered(facet: str, value: str) -> str:
    """Return the address of the explorer filtered by one value. Cached: many pages have the same links."""
    return addresses.explore_view([(facet, value)])


FIELD_NAMES = {
    "author": "author names",
    "doi": "DOI",
    "month": "month",
    "number": "issue number",
    "pages": "article number",
}


def _field_names(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(FIELD_NAMES.get(field, field) for field in fields))
