"""A contribution as a slide, 1920 × 1080: what it is on the left, where it is on the right, how to cite it below."""

from collections.abc import Iterator
from functools import cache

from .faces import spelt, width
from .records import Card, Imprint, Mark
from .scene import ACCENT, CARD, INK, LINE, PAPER, SANS, SERIF, SOFT, STRONG, Box, Code, Part, Picture, Scene, Text
from .setting import SMALLEST, first_fitting, fitted

WIDTH, HEIGHT = 1920, 1080
MARGIN = 96
LEFT = 1128
"""Width of the left column."""
SIDE = 512
"""Side of the code: without its quiet zone, it is over a third of the slide's height."""
RIGHT = WIDTH - MARGIN - SIDE
STRIPE = 20
TITLE_SIZES = tuple(range(112, 55, -4))
TAGLINE_SIZES = (46, 44, 42, 40, 38, 36)
FACTS = 716
RULE = 856


@cache
def slide(card: Card) -> Scene:
    """Return the slide of *card*."""
    parts = (
        Box(0, 0, WIDTH, HEIGHT, PAPER),
        *stripes(card.marks, WIDTH, STRIPE),
        *marks(card.marks, MARGIN, 118, 36, LEFT, card.number),
        *_words(card),
        *_facts(card),
        *_address(card),
        Box(MARGIN, RULE, WIDTH - 2 * MARGIN, 2, LINE),
        *_citation(card),
    )
    return Scene(WIDTH, HEIGHT, f"{card.name}: {card.tagline}", f"{card.citation} {card.url}", parts)


def stripes(given: tuple[Mark, ...], width: float, height: float) -> Iterator[Part]:
    """Yield the colours of categories, side by side along the upper edge."""
    share = width / len(given)
    for index, mark in enumerate(given):
        yield Box(index * share, 0, share, height, mark.colour)


def marks(given: tuple[Mark, ...], x: float, y: float, size: int, room: float, before: str = "") -> Iterator[Part]:
    """Yield the categories' words, each behind a dot of its colour, on one line of *room*."""
    words = [before] * bool(before) + [mark.word for mark in given]
    dot, gap = size * 0.6, size * 0.9
    spaces = len(given) * (dot + size * 0.35) + (len(words) - 1) * gap
    fits, _ = fitted(" ".join(words), STRONG, room - spaces, range(size, size * 2 // 3, -1), 1)
    if before:
        yield (number := _line(before, x, y, fits, SOFT, "Number"))
        x += number.width + gap
    for mark in given:
        yield Box(x, y - fits * 0.36 - dot / 2, dot, dot, mark.colour, dot / 2)
        yield (word := _line(mark.word, x + dot + size * 0.35, y, fits, INK, "Category"))
        x = word.x + word.width + gap


def imprint(given: Imprint, x: float, y: float, size: int, room: float) -> Iterator[Part]:
    """Yield the survey's logo and name, on the baseline *y*."""
    side = size * 1.6
    if given.logo:
        yield Picture(x, y - side * 0.72, side, given.logo.name, given.logo.content, f"Logo of {given.survey}")
        x, room = x + side * 1.3, room - side * 1.3
    fits, lines = fitted(given.survey, STRONG, room, range(size, size * 2 // 3, -1), 1)
    yield Text(x, y, room, lines, fits, STRONG, SOFT, "Survey")


def _line(text: str, x: float, y: float, size: int, colour: str, role: str) -> Text:
    shown = spelt(text, STRONG)
    return Text(x, y, width(shown, STRONG, size), (shown,), size, STRONG, colour, role)


def _words(card: Card) -> Iterator[Part]:
    """Yield name, tagline and authors, one below the other."""
    size, lines = fitted(card.name, SERIF, LEFT, TITLE_SIZES, 2)
    yield (title := Text(MARGIN, 186 + size * 0.84, LEFT, lines, size, SERIF, INK, "Title", 1.06))
    size, lines = fitted(card.tagline, SANS, LEFT, TAGLINE_SIZES, 3)
    yield (line := Text(MARGIN, title.bottom + 40 + size, LEFT, lines, size, SANS, INK, "Tagline", 1.28))
    size, lines = fitted(card.authors, STRONG, LEFT, (38, 36, 34, SMALLEST), 1)
    yield Text(MARGIN, line.bottom + 36 + size, LEFT, lines, size, STRONG, SOFT, "Authors")


def _facts(card: Card) -> Iterator[Part]:
    """Yield the facts in columns: label and value."""
    column = LEFT / max(len(card.facts), 1)
    for index, fact in enumerate(card.facts):
        x, room = MARGIN + index * column, column - 32
        _, label = fitted(fact.label, SANS, room, (SMALLEST,), 1)
        yield Text(x, FACTS, room, label, SMALLEST, SANS, SOFT, "Label")
        size, lines = first_fitting(fact.value, STRONG, room, ((36, 2), (34, 2), (SMALLEST, 3)))
        yield Text(x, FACTS + 46, room, lines, size, STRONG, INK, fact.label, 1.2)


def _address(card: Card) -> Iterator[Part]:
    """Yield who speaks, the code, and under it the address for those who type."""
    yield from imprint(card.imprint, RIGHT, 118, 36, SIDE)
    yield Box(RIGHT - 1, 189, SIDE + 2, SIDE + 2, CARD, edge=LINE)
    yield Code(RIGHT, 190, SIDE, card.url)
    # A long address may be broken after a slash.
    size, broken = fitted(card.typed.replace("/", "/ "), STRONG, SIDE, (44, 42, 40, 38, 36), 2)
    lines = tuple(line.replace("/ ", "/") for line in broken)
    yield Text(RIGHT, 190 + SIDE + 28 + size, SIDE, lines, size, STRONG, ACCENT, "Address", 1.15, "centre", "")


def _citation(card: Card) -> Iterator[Part]:
    """Yield how to cite the work, and below it the small print."""
    room = WIDTH - 2 * MARGIN
    size, lines = first_fitting(card.citation, SANS, room, ((36, 2), (34, 2), (SMALLEST, 3)))
    yield (citation := Text(MARGIN, RULE + 34 + size, room, lines, size, SANS, SOFT, "Citation", 1.3))
    size, lines = fitted(card.small_print, SANS, room, (SMALLEST,), 1)
    yield Text(MARGIN, citation.bottom + 16 + size, room, lines, size, SANS, SOFT, "Terms")
