"""Drawing jobs: one frozen record for each file. Drawing libraries load slowly, so none is imported here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .drawing import FACES, Face

# ── The text of drawings, as plain text. A drawing depends only on its record ──

PREVIEW_WIDTH, PREVIEW_HEIGHT = 1200, 630
"""Size of a link preview in pixels, as recommended for Open Graph."""


@dataclass(frozen=True)
class Mark:
    """The name and colour of a category."""

    word: str
    colour: str


@dataclass(frozen=True)
class Fact:
    """A label and a value."""

    label: str
    value: str


@dataclass(frozen=True)
class LogoFile:
    """The survey's logo."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Imprint:
    """The survey's name, host and logo, shown on every picture."""

    survey: str
    host: str
    """The site's address as typed."""
    logo: LogoFile | None


@dataclass(frozen=True)
class Slide:
    """A contribution on a slide."""

    id: str
    number: str
    """Its number in the survey: Ref. 7."""
    name: str
    tagline: str
    authors: str
    marks: tuple[Mark, ...]
    facts: tuple[Fact, ...]
    citation: str
    small_print: str
    """DOI of the work, licence of the slide and, in a dated edition, the version."""
    url: str
    """The short address, as encoded in the QR code."""
    notes: str
    """Speaker notes: full citation, DOI, BibTeX key and page."""
    imprint: Imprint

    @property
    def typed(self) -> str:
        """The short address as typed."""
        return typed(self.url)


@dataclass(frozen=True)
class Preview:
    """The link preview of a page."""

    title: str
    text: str
    marks: tuple[Mark, ...]
    detail: str
    """An additional line: the authors, or the members of a category."""
    imprint: Imprint


@dataclass(frozen=True)
class Deck:
    """A PowerPoint file of slides."""

    title: str
    publisher: str
    day: str
    """The date of the file (2026-11-22): that of the content, not of the build."""
    cards: tuple[Slide, ...]


@dataclass(frozen=True)
class QrCode:
    """The QR code of an address."""

    url: str


def typed(url: str) -> str:
    """Return a web address as typed: without https:// and the final slash."""
    return url.partition("://")[2].rstrip("/")


FileKind = Literal["svg", "png", "pptx"]


@dataclass(frozen=True)
class FontJob:
    """A font with only these characters."""

    face: Face
    characters: str


@dataclass(frozen=True)
class Job:
    """A file: its content and format. ``fonts`` are those embedded in a slide's SVG."""

    record: Slide | Preview | Deck | QrCode
    kind: FileKind
    fonts: tuple[FontJob, ...] = ()


def font_jobs(cards: tuple[Slide, ...]) -> tuple[FontJob, ...]:
    """Return the fonts to embed in *cards*: the same for all, so that they are made once."""
    return tuple(FontJob(face, "".join(sorted(set("".join(_texts(cards)))))) for face in FACES)


def _texts(cards: tuple[Slide, ...]) -> Iterator[str]:
    # Characters that a slide may add: an ellipsis, a bullet, and ASCII for letters that a font lacks.
    yield "…●" + "".join(map(chr, range(32, 127)))
    for card in cards:
        yield from (card.name, card.tagline, card.authors, card.citation, card.small_print, card.imprint.survey)
        yield from (mark.word for mark in card.marks)
        yield from (text for fact in card.facts for text in (fact.label, fact.value))
