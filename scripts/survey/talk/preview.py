"""A page as other sites show a link to it, 1200 × 630 (CITING O1)."""

from collections.abc import Iterator

from .records import Preview
from .scene import ACCENT, INK, LINE, PAPER, SANS, SERIF, SOFT, STRONG, Box, Part, Scene, Text
from .setting import fitted
from .slide import imprint, marks, stripes

WIDTH, HEIGHT = 1200, 630
MARGIN = 76
ROOM = WIDTH - 2 * MARGIN
STRIPE = 16


def preview(page: Preview) -> Scene:
    """Return the picture of *page*."""
    host = page.imprint.host
    parts = (
        Box(0, 0, WIDTH, HEIGHT, PAPER),
        *(stripes(page.marks, WIDTH, STRIPE) if page.marks else [Box(0, 0, WIDTH, STRIPE, ACCENT)]),
        *marks(page.marks, MARGIN, 104, 30, ROOM),
        *_words(page, 150 if page.marks else 108),
        Box(MARGIN, 524, ROOM, 2, LINE),
        *imprint(page.imprint, MARGIN, 580, 30, ROOM),
    )
    return Scene(WIDTH, HEIGHT, page.title, f"{page.text} {host}", parts)


def _words(page: Preview, top: float) -> Iterator[Part]:
    size, lines = fitted(page.title, SERIF, ROOM, range(88, 43, -4), 2)
    yield (title := Text(MARGIN, top + size * 0.8, ROOM, lines, size, SERIF, INK, "Title", 1.08))
    size, lines = fitted(page.text, SANS, ROOM, (38, 36, 34, 32, 30), 3)
    yield (text := Text(MARGIN, title.bottom + 30 + size, ROOM, lines, size, SANS, INK, "Text", 1.28))
    if page.detail:
        size, lines = fitted(page.detail, STRONG, ROOM, (30, 28, 26), 1)
        yield Text(MARGIN, text.bottom + 26 + size, ROOM, lines, size, STRONG, SOFT, "Detail")
