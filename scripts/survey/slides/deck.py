"""Slides as a PowerPoint file: real text, alternative texts, notes for the speaker. The only user of python-pptx.

Office programs set the text anew, in fonts of their own. A slide has room for the widest of them (`faces.widest`),
lines stand at fixed distances, and texts below one another are paragraphs of one box: nothing lies on anything else.
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
"""A slide of 13.33 × 7.5 inches, in English Metric Units per pixel of a scene."""
POINTS = 0.5
ASCENT = 0.8
"""The share of a line's height that is above its baseline."""
TITLE_ONLY = 5
SPACES = 3.5
"""So many spaces are about an em."""
SLACK = 4
"""Pixels that a box is wider than its text: programs round."""
ALIGNMENTS = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
LANGUAGE = MSO_LANGUAGE_ID.ENGLISH_UK
DECORATIVE = parse_xml(
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
"""What tells PowerPoint that a shape says nothing: its readers pass it over, its check of accessibility, too."""
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
    about.language = "en-GB"
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


def _add(made: Any, card: Slide) -> None:
    page = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    # The title comes first in the slide, and so for those who hear it; everything else in the order of the parts.
    for above, part in pairwise((None, *slide(card).parts)):
        match above, part:
            case Text(), Text(follows=True):
                _follow(page.shapes[-1], part, above)
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
    # The theme's style brings a shadow, which LibreOffice shows whatever the shape says of its own.
    shape._element.remove(shape._element.find(qn("p:style")))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(part.fill)
    shape.line.fill.background()
    if part.edge:
        shape.line.color.rgb = _colour(part.edge)


def _text(page: Any, part: Text) -> None:
    shape = page.shapes.title if part.role == "Title" else page.shapes.add_textbox(0, 0, 0, 0)
    top = _top(part)
    shape.left, shape.top, shape.width, shape.height = _area(part.x, top, part.width + SLACK, _end(part) - top)
    shape.name = part.role
    frame = _frame(shape)
    if part.role == "Title":
        # A name that needs fewer lines in another font stays with its tagline.
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _paragraph(frame.paragraphs[0], part)


def _follow(shape: Any, part: Text, above: Text) -> None:
    """Add *part* to the box of what stands *above* it."""
    paragraph = shape.text_frame.add_paragraph()
    paragraph.space_before = Pt((_top(part) - _end(above)) * POINTS)
    shape.height = Emu(round(_end(part) * PIXEL)) - shape.top
    _paragraph(paragraph, part)


def _line(page: Any, part: WordLine) -> None:
    area = _area(part.x, part.y - part.size * ASCENT, part.width, part.size)
    shape = page.shapes.add_textbox(*area)
    shape.name = part.role
    frame = _frame(shape)
    frame.word_wrap = False
    frame.paragraphs[0].line_spacing = Pt(part.size * POINTS)
    for word in part.words:
        # Spaces that do not break are the only distance that office programs know within a line.
        _run(frame.paragraphs[0], "\u00a0" * round(word.gap * SPACES) + word.text, part.face, part.size, word.colour)


def _frame(shape: Any) -> Any:
    """Return the text of *shape*, which begins in the very corner and stays as large as it is."""
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
    """Return where the first line begins: lines are set at a fixed distance."""
    return part.y - part.size * part.leading * ASCENT


def _end(part: Text) -> float:
    return _top(part) + len(part.lines) * part.size * part.leading


def _picture(page: Any, content: bytes, part: Code | EmbeddedPicture, alt: str) -> None:
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
