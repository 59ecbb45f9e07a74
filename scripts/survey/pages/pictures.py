"""The page of pictures: where people would rather look than read."""

from dataclasses import dataclass
from typing import ClassVar

from .. import addresses, model
from ..safe import Safe
from .bars import Bars, bars
from .desk import Desk, Desks
from .map import Map, drawn
from .matrix import Matrix, matrix
from .parts import Head, HeadLink, Page
from .timeline import Timeline, timeline
from .views import Views, views

Drawing = Timeline | Matrix | tuple[Bars, ...] | Map


@dataclass(frozen=True)
class Picture:
    """A picture; ``kind`` says what is drawn."""

    id: str
    kind: str
    name: str
    about: Safe
    drawing: Drawing


@dataclass(frozen=True)
class PicturesPage(Page):
    """All pictures."""

    template: ClassVar[str] = "pictures"
    wide: ClassVar[bool] = True
    home: str
    pictures: tuple[Picture, ...]


def pictures(desks: Desks) -> PicturesPage:
    """Return the page of pictures."""
    desk = desks.at(addresses.PICTURES)
    survey, ways = desk.catalogue.survey, views(desk)
    return PicturesPage(
        address=desk.here,
        head=style(desk),
        title="Pictures",
        description=f"{survey.name} at a glance: every mark is a link.",
        home=desk.to(addresses.HOME),
        pictures=tuple(picture(ways, record) for record in survey.pictures),
    )


def style(desk: Desk) -> Head:
    """Return the head of a page with pictures: no other page needs their style sheet."""
    return Head(links=(HeadLink("stylesheet", desk.to("assets/pictures.css")),))


def picture(views: Views, record: model.Picture) -> Picture:
    """Return a picture as it is shown on the page from which *views* lead."""
    return Picture(record.id, record.kind, record.name, views.desk.inline(record.about), _drawing(views, record))


def _drawing(views: Views, record: model.Picture) -> Drawing:
    match record.kind:
        case "timeline":
            return timeline(views.desk)
        case "matrix":
            return matrix(views, record.of)
        case "bars":
            return tuple(bars(views, facet) for facet in record.of)
        case "map":
            return drawn(views, record.of)
