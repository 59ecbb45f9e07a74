"""QR codes (ISO/IEC 18004): level M or better, a quiet zone of four modules, dark on white. The only user of segno.

Addresses are short, so that codes are coarse: version 3 at most for every contribution. The short address of a category
has its id, which people type and remember, and may take version 4 where that is long: on a slide, where the code is
almost half as high as the picture, that is still read from where version 3 is read at 30 %. Upper case would save a
version, but the host does not serve such addresses, and level L would save none that a scratch does not cost.
"""

import io
from functools import cache

import segno

from .drawing import CARD, INK

QUIET = 4
PNG_SIDE = 1000
"""About so many pixels: enough for a code as high as a slide."""


@cache
def code(url: str) -> segno.QRCode:
    """Return the code of an address."""
    return segno.make_qr(url, error="m")


@cache
def outline(url: str) -> tuple[int, str]:
    """Return the side of the code with its quiet zone, in modules, and its dark modules as an SVG path."""
    made = code(url)
    side = int(made.symbol_size(border=QUIET)[0])
    rows = (_runs(y, row) for y, row in enumerate(made.matrix, QUIET))
    return side, "".join(rows)


def _runs(y: int, row: bytearray) -> str:
    """Return the dark runs of a row: one rectangle each."""
    runs, start = "", 0
    while start < len(row):
        length = next((index for index, module in enumerate(row[start:]) if module != row[start]), len(row) - start)
        if row[start]:
            runs += f"M{start + QUIET} {y}h{length}v1h-{length}z"
        start += length
    return runs


def svg(url: str) -> bytes:
    """Return the code as a file of its own, with its address as title."""
    return _saved(url, "svg", scale=10, title=f"QR code for {url}", nl=False)


@cache
def png(url: str) -> bytes:
    """Return the code as a picture in two colours."""
    side = code(url).symbol_size(border=QUIET)[0]
    return _saved(url, "png", scale=PNG_SIDE // side)


def _saved(url: str, kind: str, **options: object) -> bytes:
    with io.BytesIO() as file:
        code(url).save(file, kind=kind, border=QUIET, dark=INK, light=CARD, **options)
        return file.getvalue()
