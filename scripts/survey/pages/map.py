"""A picture: which contribution has which values. Contributions stand in the middle, values on both sides, threads
between them; every name is a link.

The layout is computed here, in whole units of the drawing: the same content gives the same picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from ..model import Contribution
from .desk import Desk
from .filing import Filter
from .parts import Chip, Link
from .views import Views

ROW, BOX = 27, 24
"""From one name to the next at least, and how high its box is."""
TOP = 26
"""Room for the headings."""
SIDE, GAP, MIDDLE = 250, 170, 240
"""How wide the columns are, and the space between them."""
WIDTH = SIDE + GAP + MIDDLE + GAP + SIDE
FEW = 12
"""Of a vocabulary with more values than these, those that only one contribution has are left out: they join nothing."""
HEADING = ""
"""Stands for the heading among the values of a vocabulary."""
LONGEST = 34
"""Letters of a name, spelt out beside its short form, for which there is room."""


@dataclass(frozen=True)
class Place:
    """Where a name stands: the upper left corner of its box."""

    x: int
    y: int
    width: int
    height: int = BOX

    @property
    def middle(self) -> int:
        """Its middle, from top to bottom."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """Its right end."""
        return self.x + self.width


@dataclass(frozen=True)
class Node:
    """A name in the drawing, with its threads, which show when it is pointed at."""

    place: Place
    url: str
    name: str
    full: str
    label: str
    """What a reader who does not see its colours is told; else its text speaks for itself."""
    count: str
    ties: str
    """Its threads and the boxes at their other ends, as an SVG path."""
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True)
class Thread:
    """The threads of one contribution, in the colour of its first category, as an SVG path."""

    category: str
    path: str


@dataclass(frozen=True)
class Heading:
    """What stands in a column, or in a part of it."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class MapCell:
    """What a contribution says in one vocabulary."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class MapRow:
    """The same in words: a contribution and its values."""

    name: Link
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class Map:
    """Contributions and what they are made of."""

    width: int
    height: int
    headings: tuple[Heading, ...]
    threads: tuple[Thread, ...]
    nodes: tuple[Node, ...]
    columns: tuple[str, ...]
    rows: tuple[MapRow, ...]


def drawn(views: Views, vocabularies: tuple[str, ...]) -> Map:
    """Return the map of all contributions and their values in *vocabularies*: the first left, the others right."""
    catalogue = views.desk.catalogue
    members = [entry for each in catalogue.categories for entry in catalogue.members(each)]
    entries = tuple({entry.id: entry for entry in members}.values())
    columns = (_column(views, vocabularies[:1], entries), _column(views, vocabularies[1:], entries))
    most = max(len(entries), *(len(column) - 1 for column in columns))
    middle = dict(zip((entry.id for entry in entries), _places(len(entries), most, SIDE + GAP, MIDDLE), strict=True))
    sides = (_side(views, columns[0], most, 0), _side(views, columns[1], most, WIDTH - SIDE))
    values = {value: place for side in sides for value, place in side.places.items()}
    heading = Heading(SIDE + GAP, TOP - 9, catalogue.survey.contributions.capitalize())
    left, right = ([_value_node(views, value, place, middle) for value, place in side.places.items()] for side in sides)
    return Map(
        width=WIDTH,
        height=TOP + ROW * most,
        headings=(heading, *sides[0].headings, *sides[1].headings),
        threads=tuple(Thread(entry.categories[0], _ties(middle[entry.id], _ends(entry, values))) for entry in entries),
        nodes=(*left, *(_entry_node(views.desk, entry, middle[entry.id], values) for entry in entries), *right),
        columns=tuple(catalogue.vocabularies[facet].plural for facet in vocabularies),
        rows=tuple(_row(views, entry, vocabularies) for entry in entries),
    )


@dataclass(frozen=True)
class _Side:
    """What stands on one side."""

    places: Mapping[Filter, Place]
    headings: tuple[Heading, ...]


def _places(count: int, most: int, x: int, width: int, above: int = 0) -> Iterator[Place]:
    """Yield *count* places in a column, spread over the height of the *most* that any has; *above* go over the top."""
    step = ROW * (most - 1) / max(count - above - 1, 1)
    for row in range(count):
        yield Place(x, TOP + round(step * (row - above)), width)


def _column(views: Views, vocabularies: Sequence[str], entries: Sequence[Contribution]) -> tuple[Filter, ...]:
    """Return the values of *vocabularies*, one vocabulary below the other, each under its heading."""
    rows = {entry.id: row for row, entry in enumerate(entries)}
    return tuple(each for facet in vocabularies for each in ((facet, HEADING), *_in_order(views, facet, rows)))


def _side(views: Views, column: Sequence[Filter], most: int, x: int) -> _Side:
    # The first heading has the room at the top.
    at = dict(zip(column, _places(len(column), most, x, SIDE, above=1), strict=True))
    places = {each: place for each, place in at.items() if each[1] != HEADING}
    called = views.desk.catalogue.vocabularies
    headings = (
        Heading(x, max(place.y + BOX, TOP) - 9, called[facet].plural)
        for (facet, value), place in at.items()
        if value == HEADING
    )
    return _Side(places, tuple(headings))


def _in_order(views: Views, facet: str, rows: Mapping[str, int]) -> list[Filter]:
    """Return the values that are shown, by the mean height of the contributions that have them: fewer threads cross."""
    found = views.stated(facet)
    fewest = 2 if len(found) > FEW else 1
    shown = [(facet, value) for value, view in found.items() if view.count >= fewest]
    return sorted(shown, key=lambda each: mean(rows[entry.id] for entry in views.desk.filing.carrying(each)))


def _entry_node(desk: Desk, entry: Contribution, place: Place, values: Mapping[Filter, Place]) -> Node:
    link, chips = desk.contribution(entry), desk.chips(entry)
    label = f"{entry.name}: {', '.join(chip.name for chip in chips)}"
    return Node(place, link.url, entry.name, "", label, "", _ties(place, _ends(entry, values), boxes=True), chips)


def _value_node(views: Views, value: Filter, place: Place, middle: Mapping[str, Place]) -> Node:
    view = views.known[value[0]][value[1]]
    name = views.desk.filing.names[value[0]][value[1]]
    full = view.hint if len(name) + len(view.hint) <= LONGEST else ""
    ends = [middle[entry.id] for entry in views.desk.filing.carrying(value)]
    return Node(place, view.url, name, full, "", str(view.count), _ties(place, ends, boxes=True))


def _ends(entry: Contribution, values: Mapping[Filter, Place]) -> list[Place]:
    return [place for (facet, value), place in values.items() if value in entry.facts[facet]]


def _ties(place: Place, ends: Sequence[Place], *, boxes: bool = False) -> str:
    """Return the threads from *place* to *ends*, each with the outline of its end if *boxes* are wanted."""
    return "".join(_thread(place, end) + _outline(end) * boxes for end in ends)


def _thread(one: Place, other: Place) -> str:
    start, end = sorted((one, other), key=lambda place: place.x)
    half = (start.right + end.x) // 2
    return f"M{start.right} {start.middle}C{half} {start.middle} {half} {end.middle} {end.x} {end.middle}"


def _outline(place: Place) -> str:
    return f"M{place.x} {place.y}h{place.width}v{place.height}h-{place.width}z"


def _row(views: Views, entry: Contribution, vocabularies: tuple[str, ...]) -> MapRow:
    """Return what *entry* says, all of it: the table leaves nothing out."""
    filed, known = views.desk.filing.contributions[entry.id].values, views.desk.catalogue.vocabularies
    cells = [(known[facet].name, [views.known[facet][value] for value in filed[facet]]) for facet in vocabularies]
    shown = (MapCell(label, tuple(Link(each.text, each.url, each.hint) for each in said)) for label, said in cells)
    return MapRow(views.desk.contribution(entry), tuple(shown))
