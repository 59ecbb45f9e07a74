"""Renders a job to a file. Imported only when something must be drawn, since the drawing libraries load slowly."""

from collections.abc import Mapping

from . import deck, fonts, qr, svg
from .drawing import FACES, Drawing
from .jobs import Deck, FontJob, Job, Preview, QrCode, Slide
from .link_preview import preview
from .slide import slide


def draw(job: Job | FontJob) -> bytes:
    """Return the file of *job*; raises TypeError for an SVG with embedded fonts (`draw_with_fonts`)."""
    match job:
        case FontJob():
            return fonts.embedded(job.face, job.characters)
        case Job(QrCode(url), "svg"):
            return qr.svg(url)
        case Job(QrCode(url)):
            return qr.png(url)
        case Job(Deck() as record):
            return deck.pptx(record)
        case Job(Slide() as record):
            return _png(slide(record, fonts.width))
        case Job(Preview() as record):
            return _png(preview(record))
    raise TypeError(job)


def draw_with_fonts(job: Job, files: Mapping[FontJob, bytes]) -> bytes:
    """Return the slide of *job* as an SVG with embedded fonts; raises TypeError for any other job."""
    if not isinstance(job.record, Slide):
        raise TypeError(job)
    return svg.svg(slide(job.record), fonts.style_sheet({font.face: files[font] for font in job.fonts}))


def _png(drawing: Drawing) -> bytes:
    return svg.png(drawing, fonts.files(FACES))
