"""Fonts: widths of text, available characters, and subsets to embed in pictures.

The families are variable fonts from packages (fontpkg). System fonts are never used, so that a picture is the same
wherever it is drawn. The only user of fontTools and fontpkg.

Inkscape, rsvg and LibreOffice ignore embedded fonts and substitute an installed one. Slides therefore leave room for
the widest usual substitute, DejaVu, which is as wide as Verdana.
"""

import base64
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import fontpkg  # type: ignore[import-untyped]
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

from ..text.characters import in_ascii, is_ignorable
from .drawing import BOLD, Face

ASCII = tuple(map(chr, range(32, 127)))
WIDE = """
32 41 46 84 64 96 90 28 40 40 50 84 32 37 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 54 100 73 74 77
81 73 70 80 88 40 41 75 67 103 88 82 68 82 76 69 67 85 73 103 72 67 70 40 34 40 84 50 50 62 65 57 65 62 38
65 65 32 32 61 32 98 65 62 65 65 48 53 41 65 60 86 60 60 53 64 34 64 84
"""
WIDE_AND_BOLD = """
35 46 53 84 70 101 91 31 48 48 53 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 59 100 78 85
80 87 77 71 86 95 47 48 87 71 111 92 88 76 88 84 73 75 88 78 113 78 73 73 48 37 48 84 50 50 68 72 61 72 68
44 72 73 38 37 70 38 106 73 69 72 72 53 60 48 73 66 93 65 66 59 72 37 72 84
"""
"""Widths of the ASCII characters in hundredths of an em: the wider of DejaVu Sans and DejaVu Serif 2.37."""
WIDER = 2.1
"""The factor by which other characters, such as quotation marks and bullets, may be wider there than in our faces."""


def files(faces: Iterable[Face]) -> tuple[Path, ...]:
    """Return the font files of *faces* without duplicates."""
    return tuple(dict.fromkeys(_path(face.family) for face in faces))


def width(text: str, face: Face, size: float) -> float:
    """Return the width of *text* in the unit of *size*, without kerning, which mostly makes text narrower."""
    advances = _advances(face)
    return sum(advances[character] for character in text) * size


def widest(text: str, face: Face, size: float) -> float:
    """Return the greatest width of *text* in *face* or a substitute, in the unit of *size*."""
    advances = _widest_advances(face)
    return sum(advances[character] for character in text) * size


def spelt(text: str, face: Face) -> str:
    """Return *text* with every character that *face* lacks replaced by ASCII."""
    known = _advances(face)
    return "".join(sign if sign in known else in_ascii(sign) or ("" if is_ignorable(sign) else "?") for sign in text)


def embedded(face: Face, characters: str) -> bytes:
    """Return *face* as a WOFF font with only these characters and their kerning."""
    options = subset.Options(layout_features=["kern"], hinting=False, notdef_outline=True, name_IDs=[])
    reducer = subset.Subsetter(options)
    reducer.populate(text=characters)
    with TTFont(_path(face.family), lazy=True, recalcTimestamp=False) as font, io.BytesIO() as file:
        reducer.subset(font)
        instance = instancer.instantiateVariableFont(font, _location(font, face), inplace=True)
        instance.flavor = "woff"
        instance.save(file)
        return file.getvalue()


def style_sheet(fonts: Mapping[Face, bytes]) -> str:
    """Return CSS in which *fonts* are embedded."""
    return "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};"
        f"src:url(data:font/woff;base64,{base64.b64encode(font).decode()})}}"
        for face, font in fonts.items()
    )


def _path(family: str) -> Path:
    return Path(fontpkg.path(family))


def _location(font: Any, face: Face) -> dict[str, float]:
    """Return axis -> value of *face* in the variable font, with the largest optical size, as resvg uses."""
    chosen = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    large = {axis.axisTag: axis.maxValue for axis in font["fvar"].axes if axis.axisTag == "opsz"}
    return {**chosen, **large, "wght": face.weight}


@cache
def _advances(face: Face) -> Mapping[str, float]:
    """Return character -> width in em, for every character that *face* has."""
    with TTFont(_path(face.family), lazy=True) as font:
        glyphs = font.getGlyphSet(location=_location(font, face))
        unit = font["head"].unitsPerEm
        return {chr(code): glyphs[name].width / unit for code, name in font.getBestCmap().items()}


@cache
def _widest_advances(face: Face) -> Mapping[str, float]:
    table = WIDE_AND_BOLD if face.weight >= BOLD else WIDE
    wide = {character: int(width) / 100 for character, width in zip(ASCII, table.split(), strict=True)}
    # An accented letter is as wide as its base letter.
    return {
        character: max(width, wide.get(normalize("NFD", character)[0], width * WIDER))
        for character, width in _advances(face).items()
    }
