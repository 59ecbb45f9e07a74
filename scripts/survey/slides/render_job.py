"""One job to one file. Imported only when something must be drawn: the libraries that draw are slow to start."""

from collections.abc import Mapping

from . import deck, fonts, qr, svg
from .drawing import FACES, Drawing
from .jobs import Deck, FontJob, Job, Preview, QrCode, Slide
from .link_preview import preview
from .slide import slide


def draw(job: Job | FontJob) -> bytes:
    """Return the file that *job* names, unless it carries fonts."""
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
    """Return the card that *job* names as an SVG that carries *fonts*."""
    if not isinstance(job.record, Slide):
        raise TypeError(job)
    return svg.svg(slide(job.record), fonts.style_sheet({font.face: files[font] for font in job.fonts}))


def _png(scene: Drawing) -> bytes:
    return svg.png(scene, fonts.files(FACES))
