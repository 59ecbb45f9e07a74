"""The slide of a contribution, 1920 × 1080: description on the left, address on the right, citation below."""

from collections.abc import Iterator
from functools import cache

from .drawing import (
    ACCENT,
    CARD,
    INK,
    LINE,
    PAPER,
    SANS,
    SERIF,
    SOFT,
    STRONG,
    Box,
    Code,
    Drawing,
    EmbeddedPicture,
    Part,
    Text,
    Word,
    WordLine,
)
from .fonts import spelt, widest
from .jobs import Imprint, Mark, Slide
from .text_layout import SMALLEST, Measure, first_fitting, fitted

WIDTH, HEIGHT = 1920, 1080
MARGIN = 96
LEFT = 1128
"""Width of the left column."""
SIDE = 512
"""Side of the QR code; without its quiet zone, the code is over a third of the slide's height."""
RIGHT = WIDTH - MARGIN - SIDE
STRIPE = 20
TITLES = (*((size, 1) for size in range(112, 71, -4)), *((size, 2) for size in range(96, 47, -4)))
"""Sizes and numbers of lines for a name: one smaller line is preferred to two larger ones."""
TAGLINES = (46, 44, 42, 40, 38, 36)
SMALL_TEXTS = ((36, 2), (34, 2), (32, 3), (30, 3), (SMALLEST, 3))
GAP, WIDE_GAP = 0.35, 0.9
"""Space before the name of a category, and before its dot, in em."""
ADDRESS = 624
"""Width of the typed address, which extends beyond the code on both sides."""
FACTS = 716
RULE = 856


@cache
def slide(card: Slide, width: Measure = widest) -> Drawing:
    """Return the slide of *card*, laid out with the text widths that *width* returns."""
    parts = (
        Box(0, 0, WIDTH, HEIGHT, PAPER),
        *stripes(card.marks, WIDTH, STRIPE),
        marks(card.marks, MARGIN, 118, 36, LEFT, width, card.number),
        *_words(card, width),
        *_facts(card, width),
        *_address(card, width),
        Box(MARGIN, RULE, WIDTH - 2 * MARGIN, 2, LINE),
        *_citation(card, width),
    )
    return Drawing(WIDTH, HEIGHT, f"{card.name}: {card.tagline}", f"{card.citation} {card.url}", parts)


def stripes(given: tuple[Mark, ...], width: float, height: float) -> Iterator[Part]:
    """Yield stripes in the colours of the categories, side by side along the upper edge."""
    share = width / len(given)
    for index, mark in enumerate(given):
        yield Box(index * share, 0, share, height, mark.colour)


def marks(
    given: tuple[Mark, ...], x: float, y: float, size: int, room: float, width: Measure, before: str = ""
) -> WordLine:
    """Return the names of the categories, each after a dot of its colour, on a line at most *room* wide.

    If not all fit at the smallest size, the last are left out: the stripes also show their colours.
    """
    sizes = range(size, size * 3 // 4, -1)
    start = (Word(spelt(before, STRONG), SOFT),) if before else ()
    shown: list[tuple[Word, Word]] = []
    for mark in given:
        _, (word,) = fitted(mark.word, STRONG, room * 3 / 4, sizes[-1:], 1, width)
        shown.append((Word("●", mark.colour, WIDE_GAP if shown or before else 0), Word(word, INK, GAP)))
    while True:
        rest = (Word("…", INK, GAP),) if len(shown) < len(given) else ()
        words = (*start, *(word for mark in shown for word in mark), *rest)
        for fits in sizes:
            if sum(width(word.text, STRONG, fits) + word.gap * fits for word in words) <= room:
                return WordLine(x, y, room, words, fits, STRONG, "Categories")
        shown.pop()


def imprint(given: Imprint, x: float, y: float, size: int, room: float, width: Measure) -> Iterator[Part]:
    """Yield the survey's logo and name, on the baseline *y*."""
    side = size * 1.6
    if given.logo:
        yield EmbeddedPicture(x, y - side * 0.72, side, given.logo.name, given.logo.content, f"Logo of {given.survey}")
        x, room = x + side * 1.3, room - side * 1.3
    fits, lines = fitted(given.survey, STRONG, room, range(size, size * 2 // 3, -1), 1, width)
    yield Text(x, y, room, lines, fits, STRONG, SOFT, "Survey")


def _words(card: Slide, width: Measure) -> Iterator[Part]:
    """Yield name, tagline and authors, from top to bottom."""
    size, lines = first_fitting(card.name, SERIF, LEFT, TITLES, width)
    yield (title := Text(MARGIN, 186 + size * 0.84, LEFT, lines, size, SERIF, INK, "Title", 1.06))
    size, lines = fitted(card.tagline, SANS, LEFT, TAGLINES, 3, width)
    yield (line := Text(MARGIN, title.bottom + 40 + size, LEFT, lines, size, SANS, INK, "Tagline", 1.28))
    choices = (*((size, 1) for size in range(38, SMALLEST - 1, -2)), (SMALLEST, 2))
    size, lines = first_fitting(card.authors, STRONG, LEFT, choices, width)
    yield Text(MARGIN, line.bottom + 36 + size, LEFT, lines, size, STRONG, SOFT, "Authors", follows=True)


def _facts(card: Slide, width: Measure) -> Iterator[Part]:
    """Yield the label and value of each fact, in columns."""
    column = LEFT / max(len(card.facts), 1)
    for index, fact in enumerate(card.facts):
        x, room = MARGIN + index * column, column - 32
        size, lines = fitted(fact.label, SANS, room, (32, 30, SMALLEST), 1, width)
        yield Text(x, FACTS, room, lines, size, SANS, SOFT, fact.label)
        size, lines = first_fitting(fact.value, STRONG, room, SMALL_TEXTS, width)
        yield Text(x, FACTS + 46, room, lines, size, STRONG, INK, fact.label, 1.2, follows=True)


def _address(card: Slide, width: Measure) -> Iterator[Part]:
    """Yield the imprint, the QR code, and the address to type below it."""
    yield from imprint(card.imprint, RIGHT, 118, 36, SIDE, width)
    yield Box(RIGHT - 1, 189, SIDE + 2, SIDE + 2, CARD, edge=LINE)
    yield Code(RIGHT, 190, SIDE, card.url)
    # A long address may break after a slash.
    size, broken = fitted(card.typed.replace("/", "/ "), STRONG, ADDRESS, range(44, SMALLEST - 1, -2), 2, width)
    lines = tuple(line.replace("/ ", "/") for line in broken)
    left, below = RIGHT + (SIDE - ADDRESS) / 2, 190 + SIDE + 28
    yield Text(left, below + size, ADDRESS, lines, size, STRONG, ACCENT, "Address", 1.15, "centre", "")


def _citation(card: Slide, width: Measure) -> Iterator[Part]:
    """Yield the citation, and the small print below it."""
    room = WIDTH - 2 * MARGIN
    size, lines = first_fitting(card.citation, SANS, room, SMALL_TEXTS, width)
    yield (citation := Text(MARGIN, RULE + 34 + size, room, lines, size, SANS, SOFT, "Citation", 1.3))
    size, lines = fitted(card.small_print, SANS, room, (32, 30, SMALLEST), 1, width)
    yield Text(MARGIN, citation.bottom + 16 + size, room, lines, size, SANS, SOFT, "Terms", follows=True)
