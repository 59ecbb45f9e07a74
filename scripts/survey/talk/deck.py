"""Slides as a PowerPoint file: real text, alternative texts, notes for the speaker. The only user of python-pptx.

Office programs set the text anew, in fonts of their own; those are wider, so every size is a little smaller here.
"""

import io
import zipfile
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from . import qr
from .records import Card, Deck
from .scene import STRONG, Box, Code, Picture, Text
from .slide import HEIGHT, WIDTH, slide
from .svg import picture_png

PIXEL = 6350
"""A slide of 13.33 × 7.5 inches, in English Metric Units per pixel of a scene."""
POINTS = 0.5 * 0.88
TITLE_ONLY = 5
ALIGNMENTS = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER}
LONGEST_PROPERTY = 255
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP file can give: whenever a deck is made, its bytes are the same."""


def pptx(deck: Deck) -> bytes:
    """Return *deck* as a PowerPoint file, one slide for each card."""
    made = Presentation()
    _widen(made, Emu(WIDTH * PIXEL), Emu(HEIGHT * PIXEL))
    about = made.core_properties
    about.title = deck.title[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = deck.publisher[:LONGEST_PROPERTY]
    about.created = about.modified = datetime.fromisoformat(deck.day)
    for card in deck.cards:
        _add(made, card)
    with io.BytesIO() as file:
        made.save(file)
        return _timeless(file)


def _widen(made: Any, width: Emu, height: Emu) -> None:
    """Give slides this size, and what the layouts place with them: new slides are made from those."""
    wider, higher = width / made.slide_width, height / made.slide_height
    for layout in (made.slide_master, *made.slide_layouts):
        for shape in layout.placeholders:
            left, top, across, down = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.width = Emu(round(left * wider)), Emu(round(across * wider))
            shape.top, shape.height = Emu(round(top * higher)), Emu(round(down * higher))
    made.slide_width, made.slide_height = width, height


def _add(made: Any, card: Card) -> None:
    page = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    for part in slide(card).parts:
        match part:
            case Box():
                _box(page, part)
            case Text():
                _text(page, part)
            case Code():
                _picture(page, qr.png(part.url), part, part.alt)
            case Picture():
                _picture(page, picture_png(part.name, part.content, 256), part, part.alt)
    page.notes_slide.notes_text_frame.text = card.notes


def _box(page: Any, part: Box) -> None:
    if (part.width, part.height) == (WIDTH, HEIGHT):
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = _colour(part.fill)
        return
    round_shape = part.radius >= min(part.width, part.height) / 2
    kind = MSO_SHAPE.OVAL if round_shape else MSO_SHAPE.RECTANGLE
    shape = page.shapes.add_shape(kind, *_area(part.x, part.y, part.width, part.height))
    shape.name = "Panel"
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(part.fill)
    shape.line.fill.background()
    if part.edge:
        shape.line.color.rgb = _colour(part.edge)


def _text(page: Any, part: Text) -> None:
    high = part.bottom - part.y + part.size * 1.4
    area = _area(part.x, part.y - part.size, part.width + part.size, high)
    if part.role == "Title":
        shape = page.shapes.title
        shape.left, shape.top, shape.width, shape.height = area
        # In front of the panels, which came later.
        page.shapes._spTree.append(shape._element)
    else:
        shape = page.shapes.add_textbox(*area)
    shape.name = part.role
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.TOP, True
    paragraph = frame.paragraphs[0]
    paragraph.alignment, paragraph.line_spacing = ALIGNMENTS[part.align], part.leading / 1.17
    run = paragraph.add_run()
    run.text = part.joint.join(part.lines)
    run.font.name, run.font.bold = part.face.office, part.face.weight >= STRONG.weight
    run.font.size, run.font.color.rgb = Pt(round(part.size * POINTS)), _colour(part.colour)


def _picture(page: Any, content: bytes, part: Code | Picture, alt: str) -> None:
    with io.BytesIO(content) as file:
        shape = page.shapes.add_picture(file, *_area(part.x, part.y, part.size, part.size))
    shape._element.nvPicPr.cNvPr.set("descr", alt)


def _area(x: float, y: float, width: float, height: float) -> tuple[Emu, Emu, Emu, Emu]:
    return Emu(round(x * PIXEL)), Emu(round(y * PIXEL)), Emu(round(width * PIXEL)), Emu(round(height * PIXEL))


def _colour(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


def _timeless(file: io.BytesIO) -> bytes:
    """Return the ZIP *file* without the time at which it was written."""
    with io.BytesIO() as rewritten:
        with zipfile.ZipFile(file) as before, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as after:
            for name in before.namelist():
                after.writestr(zipfile.ZipInfo(name, FIRST_DAY), before.read(name), zipfile.ZIP_DEFLATED)
        return rewritten.getvalue()
