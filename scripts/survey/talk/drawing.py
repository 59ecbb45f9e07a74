"""One job to one file. Imported only when something must be drawn: the libraries that draw are slow to start."""

from collections.abc import Mapping

from . import deck, faces, qr, svg
from .jobs import FontJob, Job
from .preview import preview
from .records import Card, Deck, Preview, QrCode
from .scene import FACES, Scene
from .slide import slide


def draw(job: Job | FontJob) -> bytes:
    """Return the file that *job* names, unless it carries fonts."""
    match job:
        case FontJob():
            return faces.embedded(job.face, job.characters)
        case Job(QrCode(url), "svg"):
            return qr.svg(url)
        case Job(QrCode(url)):
            return qr.png(url)
        case Job(Deck() as record):
            return deck.pptx(record)
        case Job(Card() as record):
            return _png(slide(record, faces.width))
        case Job(Preview() as record):
            return _png(preview(record))
    raise TypeError(job)


def draw_with_fonts(job: Job, fonts: Mapping[FontJob, bytes]) -> bytes:
    """Return the card that *job* names as an SVG that carries *fonts*."""
    if not isinstance(job.record, Card):
        raise TypeError(job)
    return svg.svg(slide(job.record), faces.style_sheet({font.face: fonts[font] for font in job.fonts}))


def _png(scene: Scene) -> bytes:
    return svg.png(scene, faces.files(FACES))
