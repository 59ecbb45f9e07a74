"""The fonts: how wide text is, which letters they have, and small copies that a picture carries with it.

The families come from packages (fontpkg), as variable fonts. No font of the machine is ever used, so that a picture
is the same wherever it is drawn. The only user of fontTools and fontpkg.
"""

import base64
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg  # type: ignore[import-untyped]
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

from ..alphabet import in_ascii
from ..signs import is_ignorable
from .scene import Face


def files(faces: Iterable[Face]) -> tuple[Path, ...]:
    """Return the font files in which *faces* are, each once."""
    return tuple(dict.fromkeys(_path(face.family) for face in faces))


def width(text: str, face: Face, size: float) -> float:
    """Return how wide *text* is, in the unit of *size*. Kerning, which mostly narrows, is left out."""
    advances = _advances(face)
    return sum(advances[character] for character in text) * size


def spelt(text: str, face: Face) -> str:
    """Return *text* with every character that *face* lacks spelt in ASCII."""
    known = _advances(face)
    return "".join(sign if sign in known else in_ascii(sign) or ("" if is_ignorable(sign) else "?") for sign in text)


def embedded(face: Face, characters: str) -> bytes:
    """Return *face* as a WOFF font that has just these characters, with their kerning."""
    options = subset.Options(layout_features=["kern"], hinting=False, notdef_outline=True, name_IDs=[])
    reducer = subset.Subsetter(options)
    reducer.populate(text=characters)
    with TTFont(_path(face.family), lazy=True, recalcTimestamp=False) as font, io.BytesIO() as file:
        reducer.subset(font)
        made = instancer.instantiateVariableFont(font, _location(font, face), inplace=True)
        made.flavor = "woff"
        made.save(file)
        return file.getvalue()


def style_sheet(fonts: Mapping[Face, bytes]) -> str:
    """Return CSS that brings *fonts* along."""
    return "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};"
        f"src:url(data:font/woff;base64,{base64.b64encode(font).decode()})}}"
        for face, font in fonts.items()
    )


def _path(family: str) -> Path:
    return Path(fontpkg.path(family))


def _location(font: Any, face: Face) -> dict[str, float]:
    """Return where in the variable font *face* is: cut for large type where the font has such a cut, like resvg's."""
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
