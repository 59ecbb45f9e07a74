"""The text of slides and link previews, as plain text from the catalogue."""

from collections.abc import Iterable
from dataclasses import replace

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.facets import CURRENT_LICENCE
from ..content.model import Category, Contribution, Value, Vocabulary
from ..content.references import Name, Reference
from ..exports.citations.styles import aip, aip_in_short
from ..pages import Page
from ..text.prose import plain
from .jobs import Deck, Fact, Imprint, LogoFile, Mark, Preview, Slide, typed

MOST_FACTS = 3
"""The number of vocabularies shown on a slide, from the first."""
LONGEST_FACT = 42
"""Characters; if spelt-out values are longer, their short names are used."""


def imprint(catalogue: Catalogue, home: str, logo: bytes | None) -> Imprint:
    """Return the imprint; *logo* is the content of the survey's logo file."""
    name = catalogue.survey.logo
    return Imprint(catalogue.survey.short_name, typed(home), LogoFile(name, logo) if name and logo else None)


def card(catalogue: Catalogue, entry: Contribution, identity: BuildIdentity, survey_imprint: Imprint) -> Slide:
    """Return the slide of *entry*. Its number is that of its reference, which the catalogue checks."""
    home = identity.home
    reference = catalogue.reference(entry.reference)
    vocabularies = tuple(catalogue.vocabularies.values())[:MOST_FACTS]
    return Slide(
        id=entry.id,
        number=f"Ref. {entry.number}",
        name=entry.name,
        tagline=plain(entry.tagline),
        authors=_authors(reference.authors, reference.year),
        marks=_marks(catalogue.category(identifier) for identifier in entry.categories),
        facts=_facts(catalogue, entry, vocabularies),
        citation=aip_in_short(reference),
        small_print=_small_print(catalogue, reference, identity),
        url=home + addresses.short(entry.number),
        notes=_notes(entry, reference, home),
        imprint=survey_imprint,
    )


def _small_print(catalogue: Catalogue, reference: Reference, identity: BuildIdentity) -> str:
    """Return DOI, licence and, for a dated edition, version: that of the live site changes with every commit."""
    version = f"version {identity.version}" if identity.snapshot else ""
    slide = ", ".join(part for part in (f"Slide: {catalogue.survey.licence.name}", version) if part)
    return " · ".join(part for part in (reference.confirmed_doi_address, slide) if part)


def _facts(catalogue: Catalogue, entry: Contribution, vocabularies: Iterable[Vocabulary]) -> tuple[Fact, ...]:
    """Return the facts with values or, if there are none, all of them as «not stated»."""
    facts = tuple(_fact(catalogue, entry, each) for each in vocabularies)
    stated = tuple(fact for fact in facts if fact.value)
    return stated or tuple(replace(fact, value=catalogue.survey.not_stated) for fact in facts)


def _fact(catalogue: Catalogue, entry: Contribution, vocabulary: Vocabulary) -> Fact:
    """Return the values in *vocabulary*; for licences, which change, the current licences of the packages."""
    if vocabulary is catalogue.licences and entry.packages:
        licences = (catalogue.packages[identifier].licence for identifier in entry.packages)
        different = tuple(dict.fromkeys(licence.short for licence in licences))
        joined = ", ".join(different)
        in_full = len(different) == 1 or len(joined) <= LONGEST_FACT
        return Fact(CURRENT_LICENCE, joined if in_full else "Differs by package")
    return Fact(vocabulary.name, _values(catalogue.values(entry, vocabulary.id)))


def deck(catalogue: Catalogue, title: str, cards: tuple[Slide, ...]) -> Deck:
    """Return the deck of *cards*."""
    return Deck(title, catalogue.survey.name, catalogue.survey.published, cards)


def contribution_preview(card: Slide) -> Preview:
    """Return the link preview of a contribution."""
    return Preview(card.name, card.tagline, card.marks, card.authors, card.imprint)


def category_preview(category: Category, members: Iterable[Contribution], survey_imprint: Imprint) -> Preview:
    """Return the link preview of a category."""
    names = ", ".join(entry.name for entry in members)
    return Preview(category.name, category.short, _marks([category]), names, survey_imprint)


def page_preview(page: Page, survey_imprint: Imprint) -> Preview:
    """Return the link preview of any other page."""
    return Preview(page.title, page.description, (), "", survey_imprint)


def _marks(categories: Iterable[Category]) -> tuple[Mark, ...]:
    return tuple(Mark(category.name, category.colour) for category in categories)


def _authors(names: tuple[Name, ...], year: str) -> str:
    written = [name.full for name in names]
    who = " and ".join(written) if len(written) < 3 else f"{written[0]} et al."
    return ", ".join(part for part in (who, year) if part)


def _values(values: tuple[Value, ...]) -> str:
    """Return values spelt out if they fit, otherwise their short names."""
    full = ", ".join(value.full or plain(value.name) for value in values)
    shown = full if len(full) <= LONGEST_FACT else ", ".join(plain(value.name) for value in values)
    return shown[:1].upper() + shown[1:]


def _notes(entry: Contribution, reference: Reference, home: str) -> str:
    citation = "".join(span.text for span in aip(reference))
    doi = reference.confirmed_doi_address
    page = f"{entry.name}: {home}{addresses.short(entry.number)}"
    return "\n".join(line for line in (citation, doi, f"BibTeX key: {reference.key}", page) if line)
