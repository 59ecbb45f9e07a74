"""Drawings as SVG, with selectable text and fonts embedded by a style sheet, and as PNG."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, singledispatch
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import resvg_py

from . import qr
from .drawing import CARD, INK, Box, Code, Drawing, EmbeddedPicture, Face, Text, WordLine

# ── SVG to PNG. The only user of resvg, which lays out text like a browser without needing one or system fonts ──


def rasterised(svg: bytes, fonts: tuple[Path, ...], width: int) -> bytes:
    """Return *svg* as a PNG *width* pixels wide with a transparent background; text is set in *fonts*."""
    return resvg_py.svg_to_bytes(
        svg_string=svg.decode(), skip_system_fonts=True, font_files=[str(path) for path in fonts], width=width
    )


SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
KINDS = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


def svg(drawing: Drawing, style: str = "") -> bytes:
    """Return *drawing* as an SVG file; *style* is embedded CSS."""
    size = {
        "width": str(drawing.width),
        "height": str(drawing.height),
        "viewBox": f"0 0 {drawing.width} {drawing.height}",
    }
    root = Element("svg", {"xmlns": SVG, "xmlns:xlink": XLINK, **size, "role": "img"})
    SubElement(root, "title").text = drawing.title
    SubElement(root, "desc").text = drawing.description
    if style:
        SubElement(root, "style").text = style
    for part in drawing.parts:
        root.extend(_drawn(part))
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def png(drawing: Drawing, fonts: tuple[Path, ...]) -> bytes:
    """Return *drawing* as a PNG file of its own size, with text in *fonts*."""
    parts = tuple(_as_png(part) if isinstance(part, EmbeddedPicture) else part for part in drawing.parts)
    return rasterised(svg(replace(drawing, parts=parts)), fonts, drawing.width)


@cache
def picture_png(name: str, content: bytes, side: int) -> bytes:
    """Return a picture in any format of KINDS as a square PNG of *side* pixels."""
    part = EmbeddedPicture(0, 0, side, name, content, "")
    return rasterised(svg(Drawing(side, side, "", "", (part,))), (), side)


def _as_png(part: EmbeddedPicture) -> EmbeddedPicture:
    """Return the picture as PNG, converted once: SVG within SVG takes as long as the rest of a drawing."""
    return replace(part, name="picture.png", content=picture_png(part.name, part.content, round(part.size)))


@singledispatch
def _drawn(part: object) -> Iterator[Element]:
    raise TypeError(part)


@_drawn.register
def _box(part: Box) -> Iterator[Element]:
    edge = {"stroke": part.edge, "stroke-width": "2"} if part.edge else {}
    yield Element("rect", {**_area(part.x, part.y, part.width, part.height), "fill": part.fill, **edge})


@_drawn.register
def _text(part: Text) -> Iterator[Element]:
    x = {"left": part.x, "centre": part.x + part.width / 2, "right": part.x + part.width}[part.align]
    anchor = {"text-anchor": ANCHORS[part.align]} if part.align != "left" else {}
    text = Element("text", {**_font(part.face, part.size), "fill": part.colour, **anchor})
    for index, line in enumerate(part.lines):
        y = part.y + index * part.size * part.leading
        # The joint makes the lines one sentence when the text is copied or read aloud.
        end = "" if index + 1 == len(part.lines) else part.joint
        SubElement(text, "tspan", {"x": _number(x), "y": _number(y)}).text = line + end
    yield text


@_drawn.register
def _line(part: WordLine) -> Iterator[Element]:
    text = Element("text", {"x": _number(part.x), "y": _number(part.y), **_font(part.face, part.size)})
    for word in part.words:
        gap = {"dx": _number(word.gap * part.size)} if word.gap else {}
        SubElement(text, "tspan", {"fill": word.colour, **gap}).text = word.text
    yield text


@_drawn.register
def _code(part: Code) -> Iterator[Element]:
    side, path = qr.outline(part.url)
    yield Element("rect", {**_area(part.x, part.y, part.size, part.size), "fill": CARD})
    place = f"translate({_number(part.x)} {_number(part.y)}) scale({part.size / side:.6g})"
    drawn = Element("path", {"transform": place, "fill": INK, "d": path, "shape-rendering": "crispEdges"})
    SubElement(drawn, "title").text = part.alt
    yield drawn


@_drawn.register
def _picture(part: EmbeddedPicture) -> Iterator[Element]:
    kind = KINDS[part.name.rpartition(".")[2].lower()]
    content = f"data:{kind};base64,{base64.b64encode(part.content).decode()}"
    # Inkscape 1.2 and rsvg need xlink:href, the name before SVG 2; browsers prefer href.
    yield Element("image", {**_area(part.x, part.y, part.size, part.size), "xlink:href": content, "href": content})


def _font(face: Face, size: float) -> dict[str, str]:
    return {
        "font-family": f"'{face.family}', {face.generic}",
        "font-weight": str(face.weight),
        "font-size": _number(size),
    }


def _area(x: float, y: float, width: float, height: float) -> dict[str, str]:
    return {"x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height)}


def _number(value: float) -> str:
    return f"{value:.6g}"
