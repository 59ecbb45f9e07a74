"""Slides as a PowerPoint file with editable text, alternative texts and speaker notes. The only user of python-pptx.

Office programs lay out the text again in their own fonts. Slides therefore leave room for the widest of these
(`fonts.widest`), line spacing is fixed, and consecutive texts are paragraphs of one box, so that nothing overlaps.
"""

import io
import zipfile
from copy import deepcopy
from datetime import datetime
from itertools import pairwise
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from . import qr
from .drawing import BOLD, Box, Code, EmbeddedPicture, Face, Text, WordLine
from .jobs import Deck, Slide
from .slide import HEIGHT, WIDTH, slide
from .svg import picture_png

PIXEL = 6350
"""English Metric Units per pixel of a drawing, for a slide of 13.33 × 7.5 inches."""
POINTS = 0.5
ASCENT = 0.8
"""The part of a line's height that is above its baseline."""
TITLE_ONLY = 5
SPACES = 3.5
"""The approximate number of spaces in an em."""
SLACK = 4
"""Pixels by which a box is wider than its text, for rounding in other programs."""
ALIGNMENTS = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
LANGUAGE = MSO_LANGUAGE_ID.ENGLISH_UK
DECORATIVE = parse_xml(
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
"""Marks a shape as decorative: screen readers and PowerPoint's accessibility checker skip it."""
LONGEST_PROPERTY = 255
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time in a ZIP file; a fixed time makes the bytes of a deck reproducible."""


def pptx(deck: Deck) -> bytes:
    """Return *deck* as a PowerPoint file, one slide for each card."""
    presentation = Presentation()
    _set_size(presentation, Emu(WIDTH * PIXEL), Emu(HEIGHT * PIXEL))
    properties = presentation.core_properties
    properties.title = deck.title[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = deck.publisher[:LONGEST_PROPERTY]
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.fromisoformat(deck.day)
    for card in deck.cards:
        _add(presentation, card)
    with io.BytesIO() as file:
        presentation.save(file)
        return _with_fixed_times(file)


def _set_size(presentation: Any, width: Emu, height: Emu) -> None:
    """Set the slide size, and scale the placeholders of the layouts from which slides are made."""
    wider, higher = width / presentation.slide_width, height / presentation.slide_height
    for layout in (presentation.slide_master, *presentation.slide_layouts):
        for shape in layout.placeholders:
            left, top, across, down = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.width = Emu(round(left * wider)), Emu(round(across * wider))
            shape.top, shape.height = Emu(round(top * higher)), Emu(round(down * higher))
    presentation.slide_width, presentation.slide_height = width, height


def _add(presentation: Any, card: Slide) -> None:
    page = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    # Screen readers read shapes in order: the title is first, everything else is in the order of the parts.
    for above, part in pairwise((None, *slide(card).parts)):
        match above, part:
            case Text(), Text(follows=True):
                _append(page.shapes[-1], part, above)
            case _, Text():
                _text(page, part)
            case _, WordLine():
                _line(page, part)
            case _, Box():
                _box(page, part)
            case _, Code():
                _picture(page, qr.png(part.url), part, part.alt)
            case _, EmbeddedPicture():
                _picture(page, picture_png(part.name, part.content, 256), part, part.alt)
    page.notes_slide.notes_text_frame.text = card.notes


def _box(page: Any, part: Box) -> None:
    if (part.width, part.height) == (WIDTH, HEIGHT):
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = _colour(part.fill)
        return
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_area(part.x, part.y, part.width, part.height))
    shape.name = "Panel"
    shape._element.nvSpPr.cNvPr.append(deepcopy(DECORATIVE))
    # The theme's style has a shadow, which LibreOffice shows even if the shape overrides it.
    shape._element.remove(shape._element.find(qn("p:style")))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(part.fill)
    shape.line.fill.background()
    if part.edge:
        shape.line.color.rgb = _colour(part.edge)


def _text(page: Any, part: Text) -> None:
    shape = page.shapes.title if part.role == "Title" else page.shapes.add_textbox(0, 0, 0, 0)
    top = _top(part)
    shape.left, shape.top, shape.width, shape.height = _area(part.x, top, part.width + SLACK, _bottom(part) - top)
    shape.name = part.role
    frame = _frame(shape)
    if part.role == "Title":
        # A name that needs fewer lines in another font stays next to its tagline.
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _paragraph(frame.paragraphs[0], part)


def _append(shape: Any, part: Text, above: Text) -> None:
    """Add *part* as a paragraph to *shape*, the box of the text *above* it."""
    paragraph = shape.text_frame.add_paragraph()
    paragraph.space_before = Pt((_top(part) - _bottom(above)) * POINTS)
    shape.height = Emu(round(_bottom(part) * PIXEL)) - shape.top
    _paragraph(paragraph, part)


def _line(page: Any, part: WordLine) -> None:
    area = _area(part.x, part.y - part.size * ASCENT, part.width, part.size)
    shape = page.shapes.add_textbox(*area)
    shape.name = part.role
    frame = _frame(shape)
    frame.word_wrap = False
    frame.paragraphs[0].line_spacing = Pt(part.size * POINTS)
    for word in part.words:
        # Non-breaking spaces are the only way to set a gap within a line in office programs.
        _run(frame.paragraphs[0], "\u00a0" * round(word.gap * SPACES) + word.text, part.face, part.size, word.colour)


def _frame(shape: Any) -> Any:
    """Return the text frame of *shape*, set to no margins and a fixed size."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap, frame.auto_size = MSO_ANCHOR.TOP, True, MSO_AUTO_SIZE.NONE
    return frame


def _paragraph(paragraph: Any, part: Text) -> None:
    paragraph.alignment, paragraph.line_spacing = ALIGNMENTS[part.align], Pt(part.size * part.leading * POINTS)
    _run(paragraph, part.joint.join(part.lines), part.face, part.size, part.colour)


def _run(paragraph: Any, text: str, face: Face, size: float, colour: str) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.language_id, run.font.name, run.font.bold = LANGUAGE, face.office, face.weight >= BOLD
    run.font.size, run.font.color.rgb = Pt(size * POINTS), _colour(colour)


def _top(part: Text) -> float:
    """Return the y coordinate of the top of the first line; line spacing is fixed."""
    return part.y - part.size * part.leading * ASCENT


def _bottom(part: Text) -> float:
    return _top(part) + len(part.lines) * part.size * part.leading


def _picture(page: Any, content: bytes, part: Code | EmbeddedPicture, alt: str) -> None:
    with io.BytesIO(content) as file:
        shape = page.shapes.add_picture(file, *_area(part.x, part.y, part.size, part.size))
    shape._element.nvPicPr.cNvPr.set("descr", alt)


def _area(x: float, y: float, width: float, height: float) -> tuple[Emu, Emu, Emu, Emu]:
    return Emu(round(x * PIXEL)), Emu(round(y * PIXEL)), Emu(round(width * PIXEL)), Emu(round(height * PIXEL))


def _colour(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


def _with_fixed_times(file: io.BytesIO) -> bytes:
    """Return the ZIP *file* with all times set to FIRST_DAY."""
    with io.BytesIO() as rewritten:
        with zipfile.ZipFile(file) as before, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as after:
            for name in before.namelist():
                after.writestr(zipfile.ZipInfo(name, FIRST_DAY), before.read(name), zipfile.ZIP_DEFLATED)
        return rewritten.getvalue()
