"""The image that other sites show with a link to a page, 1200 × 630 (Open Graph, https://ogp.me/).

It is rendered as PNG with our own fonts, so no room for wider substitutes is needed.
"""

from collections.abc import Iterator, Sequence

from .drawing import ACCENT, INK, LINE, PAPER, SANS, SERIF, SOFT, STRONG, Box, Drawing, Part, Text
from .fonts import width
from .jobs import PREVIEW_HEIGHT as HEIGHT
from .jobs import PREVIEW_WIDTH as WIDTH
from .jobs import Imprint, Preview
from .slide import imprint, marks, stripes
from .text_layout import fitted

MARGIN = 76
ROOM = WIDTH - 2 * MARGIN
STRIPE = 16
RULE = 524
TITLES = tuple(range(96, 43, -4))
TEXTS = tuple(range(42, 29, -2))
DETAILS = (32, 30, 28)


def preview(page: Preview) -> Drawing:
    """Return the drawing of *page*."""
    parts = (
        Box(0, 0, WIDTH, HEIGHT, PAPER),
        *_categories(page),
        *_words(page, 108 if not page.marks or _is_category(page) else 150),
        Box(MARGIN, RULE, ROOM, 2, LINE),
        *imprint(page.imprint, MARGIN, 580, 30, ROOM / 2, width),
        _host(page.imprint),
    )
    return Drawing(WIDTH, HEIGHT, page.title, f"{page.text} {page.imprint.host}", parts)


def _categories(page: Preview) -> Iterator[Part]:
    if not page.marks:
        yield Box(0, 0, WIDTH, STRIPE, ACCENT)
        return
    yield from stripes(page.marks, WIDTH, STRIPE)
    if not _is_category(page):
        yield marks(page.marks, MARGIN, 104, 30, ROOM, width)


def _is_category(page: Preview) -> bool:
    """Return whether the title is the name of the only category."""
    return [mark.word for mark in page.marks] == [page.title]


def _host(given: Imprint) -> Text:
    size, lines = fitted(given.host, STRONG, ROOM / 2, (30, 28, 26, 24), 1, width)
    return Text(MARGIN + ROOM / 2, 580, ROOM / 2, lines, size, STRONG, ACCENT, "Address", align="right")


def _words(page: Preview, top: float) -> tuple[Text, ...]:
    """Return title, text and detail in the largest sizes at which all are above the rule."""
    for smaller in range(len(TITLES)):
        words = tuple(_set(page, top, TITLES[smaller:], TEXTS[smaller // 2 :], DETAILS[smaller // 4 :] or DETAILS[-1:]))
        if words[-1].bottom + words[-1].size <= RULE:
            break
    return words


def _set(
    page: Preview, top: float, titles: Sequence[int], texts: Sequence[int], details: Sequence[int]
) -> Iterator[Text]:
    size, lines = fitted(page.title, SERIF, ROOM, titles, 2, width)
    yield (title := Text(MARGIN, top + size * 0.8, ROOM, lines, size, SERIF, INK, "Title", 1.08))
    size, lines = fitted(page.text, SANS, ROOM, texts, 3, width)
    yield (text := Text(MARGIN, title.bottom + 30 + size, ROOM, lines, size, SANS, INK, "Text", 1.28))
    if page.detail:
        size, lines = fitted(page.detail, STRONG, ROOM, details, 2, width)
        yield Text(MARGIN, text.bottom + 26 + size, ROOM, lines, size, STRONG, SOFT, "Detail")
