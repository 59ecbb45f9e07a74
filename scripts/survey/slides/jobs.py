"""What has to be drawn: one frozen job for each file. Nothing heavy is imported before something is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .drawing import FACES, Face

# ── What is drawn, in words: plain text, ready to be set. A drawing depends on its record and on nothing else ──

PREVIEW_WIDTH, PREVIEW_HEIGHT = 1200, 630
"""Pixels of a link preview, as Open Graph wants it."""


@dataclass(frozen=True)
class Mark:
    """A category: its word and its colour."""

    word: str
    colour: str


@dataclass(frozen=True)
class Fact:
    """A kind of fact and what it says."""

    label: str
    value: str


@dataclass(frozen=True)
class LogoFile:
    """A picture that stands for the survey."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Imprint:
    """Who speaks: on every picture of a survey."""

    survey: str
    host: str
    """Where the survey lives, as it is typed."""
    logo: LogoFile | None


@dataclass(frozen=True)
class Slide:
    """A contribution on a slide."""

    id: str
    number: str
    """What it is called by in the survey: Ref. 7."""
    name: str
    tagline: str
    authors: str
    marks: tuple[Mark, ...]
    facts: tuple[Fact, ...]
    citation: str
    small_print: str
    """Where the work is, under which terms the slide may be used, and, in a dated edition, which one it is of."""
    url: str
    """The short address, which the code holds."""
    notes: str
    """What the speaker has at hand: full citation and key."""
    imprint: Imprint

    @property
    def typed(self) -> str:
        """The short address as it is typed."""
        return typed(self.url)


@dataclass(frozen=True)
class Preview:
    """A page as a link to it is shown elsewhere."""

    title: str
    text: str
    marks: tuple[Mark, ...]
    detail: str
    """One line more: who wrote it."""
    imprint: Imprint


@dataclass(frozen=True)
class Deck:
    """Cards as slides."""

    title: str
    publisher: str
    day: str
    """The date of the file (2026-11-22): that of the content, not of the build."""
    cards: tuple[Slide, ...]


@dataclass(frozen=True)
class QrCode:
    """An address as a code."""

    url: str


def typed(url: str) -> str:
    """Return a web address as people type it: without https:// and the last slash."""
    return url.partition("://")[2].rstrip("/")


FileKind = Literal["svg", "png", "pptx"]


@dataclass(frozen=True)
class FontJob:
    """A font with just these characters."""

    face: Face
    characters: str


@dataclass(frozen=True)
class Job:
    """A file: what it shows, and in which format. ``fonts`` are those that a card's SVG carries."""

    record: Slide | Preview | Deck | QrCode
    kind: FileKind
    fonts: tuple[FontJob, ...] = ()


def font_jobs(cards: tuple[Slide, ...]) -> tuple[FontJob, ...]:
    """Return the fonts that *cards* carry: all the same, so that they are made once."""
    return tuple(FontJob(face, "".join(sorted(set("".join(_texts(cards)))))) for face in FACES)


def _texts(cards: tuple[Slide, ...]) -> Iterator[str]:
    # Whatever a card may print of its own: an ellipsis, and ASCII for letters that a font lacks.
    yield "…●" + "".join(map(chr, range(32, 127)))
    for card in cards:
        yield from (card.name, card.tagline, card.authors, card.citation, card.small_print, card.imprint.survey)
        yield from (mark.word for mark in card.marks)
        yield from (text for fact in card.facts for text in (fact.label, fact.value))
