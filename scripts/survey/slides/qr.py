"""QR codes (ISO/IEC 18004): level M or better, a quiet zone of four modules, dark on white. The only user of segno.

Addresses are short, so that codes have few modules: version 3 at most for every contribution. The short address of a
category contains its id, for people who type it, and may need version 4 if the id is long. On a slide, where the code
takes almost half the height, version 4 is readable from as far as version 3 at 30 % of the height. Upper-case addresses
would save a version, but the host does not serve them; level L would save one at the cost of damage tolerance.
"""

import io
from functools import cache

import segno

from .drawing import CARD, INK

QUIET = 4
PNG_SIDE = 1000
"""The approximate side in pixels: enough for a code as high as a slide."""


@cache
def code(url: str) -> segno.QRCode:
    """Return the QR code of an address."""
    return segno.make_qr(url, error="m")


@cache
def outline(url: str) -> tuple[int, str]:
    """Return the side of the code in modules, including the quiet zone, and its dark modules as an SVG path."""
    qr_code = code(url)
    side = int(qr_code.symbol_size(border=QUIET)[0])
    rows = (_runs(y, row) for y, row in enumerate(qr_code.matrix, QUIET))
    return side, "".join(rows)


def _runs(y: int, row: bytearray) -> str:
    """Return the dark runs of a row as an SVG path with one rectangle each."""
    runs, start = "", 0
    while start < len(row):
        length = next((index for index, module in enumerate(row[start:]) if module != row[start]), len(row) - start)
        if row[start]:
            runs += f"M{start + QUIET} {y}h{length}v1h-{length}z"
        start += length
    return runs


def svg(url: str) -> bytes:
    """Return the code as an SVG file with its address in the title."""
    return _saved(url, "svg", scale=10, title=f"QR code for {url}", nl=False)


@cache
def png(url: str) -> bytes:
    """Return the code as a PNG file in two colours."""
    side = code(url).symbol_size(border=QUIET)[0]
    return _saved(url, "png", scale=PNG_SIDE // side)


def _saved(url: str, kind: str, **options: object) -> bytes:
    with io.BytesIO() as file:
        code(url).save(file, kind=kind, border=QUIET, dark=INK, light=CARD, **options)
        return file.getvalue()
