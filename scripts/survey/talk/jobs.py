"""What has to be drawn: one frozen job for each file. Nothing heavy is imported before something is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .records import Card, Deck, Preview, QrCode
from .scene import FACES, Face

Kind = Literal["svg", "png", "pptx"]


@dataclass(frozen=True)
class FontJob:
    """A font with just these characters."""

    face: Face
    characters: str


@dataclass(frozen=True)
class Job:
    """A file: what it shows, and in which format. ``fonts`` are those that a card's SVG carries."""

    record: Card | Preview | Deck | QrCode
    kind: Kind
    fonts: tuple[FontJob, ...] = ()


def font_jobs(cards: tuple[Card, ...]) -> tuple[FontJob, ...]:
    """Return the fonts that *cards* carry: all the same, so that they are made once."""
    return tuple(FontJob(face, "".join(sorted(set("".join(_texts(cards)))))) for face in FACES)


def _texts(cards: tuple[Card, ...]) -> Iterator[str]:
    # Whatever a card may print of its own: an ellipsis, and ASCII for letters that a font lacks.
    yield "…●" + "".join(map(chr, range(32, 127)))
    for card in cards:
        yield from (card.name, card.tagline, card.authors, card.citation, card.small_print, card.imprint.survey)
        yield from (mark.word for mark in card.marks)
        yield from (text for fact in card.facts for text in (fact.label, fact.value))
