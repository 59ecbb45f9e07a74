"""The page of charts: timeline, matrix, bars and map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean
from typing import ClassVar

from .. import addresses
from ..content import model
from ..content.facet_index import Filter
from ..content.facets import CATEGORY, LICENCE_GROUP, LICENCE_TODAY
from ..content.model import Category, Contribution, Vocabulary
from ..content.references import MONTHS, Reference
from .offered_facets import View, Views, views
from .page_context import PageContext, PageContexts
from .parts import Head, HeadLink, Link, Page

# ── Timeline: contributions by the month of their paper, each a link to its page in the colours of its categories ──
# Years replace months if most months are unknown or if there are too many for the width of a page. Contributions
# without a date come last.

MOST_MONTHS = 24
"""With more columns than this, names do not fit."""


@dataclass(frozen=True)
class Period:
    """A month or a year, and the contributions published in it."""

    label: str
    year: str
    """The year, if it begins with this period; otherwise empty."""
    bricks: tuple[tuple[Contribution, bool], ...]
    """Contributions, and whether the month of each is confirmed; True if years are shown."""


@dataclass(frozen=True)
class Timeline:
    """All contributions, by month or by year."""

    periods: tuple[Period, ...]
    unconfirmed: int
    """The number of unconfirmed months."""


def timeline(context: PageContext) -> Timeline:
    """Return all contributions grouped by the date of their paper."""
    catalogue = context.catalogue
    papers = {entry.id: catalogue.reference(entry.reference) for entry in catalogue.contributions}
    by_month = _use_months([_month(paper) for paper in papers.values()])
    dates = {
        identifier: _month(paper) if by_month else int(paper.year or 0) or None for identifier, paper in papers.items()
    }
    bricks = [(each, not by_month or papers[each.id].confirmed("month")) for each in catalogue.contributions]
    periods = tuple(
        Period(
            *_label(date, first=not index, by_month=by_month),
            tuple((entry, confirmed) for entry, confirmed in bricks if dates[entry.id] == date),
        )
        for index, date in enumerate(_span(list(dates.values())))
    )
    return Timeline(periods, unconfirmed=sum(not confirmed for _, confirmed in bricks))


def _month(paper: Reference) -> int | None:
    """Return the month of *paper*, counted from January of year 0; None if year or month is unknown."""
    return int(paper.year) * 12 + paper.month - 1 if paper.year and paper.month else None


def _use_months(months: Sequence[int | None]) -> bool:
    known = [month for month in months if month is not None]
    return 2 * len(known) > len(months) and max(known) - min(known) < MOST_MONTHS


def _span(dates: Sequence[int | None]) -> tuple[int | None, ...]:
    """Return every date from the first to the last of *dates*, and a final None if *dates* has one."""
    known = [date for date in dates if date is not None]
    span = range(min(known), max(known) + 1) if known else ()
    return (*span, None) if None in dates else tuple(span)


def _label(date: int | None, *, first: bool, by_month: bool) -> tuple[str, str]:
    if date is None:
        return "no date", ""
    if not by_month:
        return "", str(date)
    year, month = divmod(date, 12)
    return MONTHS[month][:3], str(year) if first or not month else ""


# ── Matrix: how many contributions of each category have each value. Every number links to those contributions ──


@dataclass(frozen=True)
class MatrixCell:
    """A number of contributions; 0 is shown as an empty cell."""

    category: str
    count: int
    url: str
    label: str
    """What is counted, in words, for screen readers."""
    side: int
    """Side of the square whose area shows the number, in per cent of the largest."""


Rows = tuple[tuple[View, tuple[MatrixCell, ...]], ...]
"""Values, and the number of contributions with each value in every category."""


@dataclass(frozen=True)
class Matrix:
    """Counts of contributions by value and category."""

    columns: tuple[tuple[str, View], ...]
    """Ids of categories, and the view of each."""
    parts: tuple[tuple[Vocabulary, Rows], ...]


def matrix(views: Views, vocabularies: tuple[str, ...]) -> Matrix:
    """Return the matrix of *vocabularies* and categories, without values that do not occur."""
    categories, known = views.of(CATEGORY), views.context.catalogue.vocabularies
    parts = tuple((known[each], tuple(_rows(views, each, categories))) for each in vocabularies)
    return Matrix(tuple(categories.items()), parts)


def _rows(views: Views, facet: str, categories: Mapping[str, View]) -> Iterator[tuple[View, tuple[MatrixCell, ...]]]:
    most = max((view.count for view in categories.values()), default=0)
    for value, head in views.of(facet).items():
        yield head, tuple(_cell(views.context, (facet, value), category, most) for category in categories)


def _cell(context: PageContext, row: Filter, category: str, most: int) -> MatrixCell:
    filters, values = (row, (CATEGORY, category)), context.facet_index.values
    count = len(context.facet_index.contributions_with(*filters))
    return MatrixCell(
        category=category,
        count=count,
        url=context.to(addresses.explore_view(filters)),
        label=f"{count}: {', '.join(values[each].plain_name for each in filters)}",
        side=round(100 * sqrt(count / most)),
    )


# ── Bars: how often each value of a vocabulary occurs. Every bar links to the contributions that it counts ──


@dataclass(frozen=True)
class BarGroup:
    """The values of one group. A vocabulary without groups has a single group with an empty name."""

    name: str
    printed: View | None
    today: View | None
    """For a group of licences: the contributions printed with it, and those whose packages have it today."""
    bars: tuple[tuple[View, int], ...]
    """Values, most frequent first, and the length of each bar in per cent of the longest."""


Bars = tuple[Vocabulary, tuple[BarGroup, ...]]
"""A vocabulary, and how often its values occur."""


def bars(views: Views, facet: str) -> Bars:
    """Return how often each value of the vocabulary *facet* occurs, by group if it has groups."""
    vocabulary = views.context.catalogue.vocabularies[facet]
    return vocabulary, tuple(_groups(views, vocabulary))


def _groups(views: Views, vocabulary: Vocabulary) -> Iterator[BarGroup]:
    found = views.of(vocabulary.id)
    most = max((view.count for view in found.values()), default=1)
    group_of = {value.id: value.group for value in vocabulary.values}
    licences = vocabulary is views.context.catalogue.licences
    printed, today = (views.of(facet) if licences else {} for facet in (LICENCE_GROUP, LICENCE_TODAY))
    for identifier, name in (*((group.id, group.name) for group in vocabulary.groups), (None, "")):
        inside = (view for value, view in found.items() if group_of.get(value) == identifier)
        drawn = tuple((view, round(100 * view.count / most)) for view in sorted(inside, key=lambda each: -each.count))
        if drawn:
            yield BarGroup(name, printed.get(identifier or ""), today.get(identifier or ""), drawn)


# ── Map: which contribution has which values. Contributions are in the middle, values on both sides, joined by lines ──
# (threads); every name is a link.
#
# The layout is computed here in integer units, so that the same content gives the same drawing.

ROW, BOX = 27, 24
"""The least distance between the tops of two names, and the height of a box."""
TOP = 26
"""Height of the headings."""
SIDE, GAP, MIDDLE = 250, 170, 240
"""Width of a side column, of the space between columns, and of the middle column."""
WIDTH = SIDE + GAP + MIDDLE + GAP + SIDE
FEW = 12
"""If a vocabulary has more values than this, values of a single contribution are left out: they connect nothing."""
HEADING = ""
"""The id that marks the heading among the values of a vocabulary."""
LONGEST = 34
"""The longest text, in characters, for which a name and its expansion are both shown."""


@dataclass(frozen=True)
class Position:
    """The box of a name; x and y are its upper left corner."""

    x: int
    y: int
    width: int
    height: int = BOX

    @property
    def middle(self) -> int:
        """The y coordinate of its centre."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """The x coordinate of its right edge."""
        return self.x + self.width


@dataclass(frozen=True)
class MapNode:
    """A name in the drawing, with its threads, which are shown while the pointer is on it."""

    place: Position
    url: str
    name: str
    full: str
    label: str
    """Text for screen readers where the colours carry meaning; empty if the visible text is sufficient."""
    count: str
    ties: str
    """Its threads and the boxes at their other ends, as an SVG path."""
    chips: tuple[Category, ...] = ()


@dataclass(frozen=True)
class Heading:
    """The heading of a column or of a part of it."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Map:
    """Contributions and their values."""

    width: int
    height: int
    headings: tuple[Heading, ...]
    threads: tuple[tuple[str, str], ...]
    """The first category of each contribution, which gives the colour, and its threads as an SVG path."""
    nodes: tuple[MapNode, ...]
    columns: tuple[Vocabulary, ...]
    rows: tuple[tuple[Contribution, tuple[tuple[Vocabulary, tuple[Link, ...]], ...]], ...]
    """The same data as a table: contributions and the values of each in every vocabulary."""


def drawn(views: Views, vocabularies: tuple[str, ...]) -> Map:
    """Return the map of all contributions; the first of *vocabularies* is on the left, the others are on the right."""
    catalogue = views.context.catalogue
    members = [entry for each in catalogue.categories for entry in catalogue.members(each)]
    entries = tuple({entry.id: entry for entry in members}.values())
    columns = (_column(views, vocabularies[:1], entries), _column(views, vocabularies[1:], entries))
    most = max(len(entries), *(len(column) - 1 for column in columns))
    middle = dict(zip((entry.id for entry in entries), _places(len(entries), most, SIDE + GAP, MIDDLE), strict=True))
    sides = (_side(views, columns[0], most, 0), _side(views, columns[1], most, WIDTH - SIDE))
    values = {value: place for side in sides for value, place in side.places.items()}
    shown = tuple(catalogue.vocabularies[facet] for facet in vocabularies)
    heading = Heading(SIDE + GAP, TOP - 9, catalogue.survey.contributions.capitalize())
    left, right = ([_value_node(views, value, place, middle) for value, place in side.places.items()] for side in sides)
    return Map(
        width=WIDTH,
        height=TOP + ROW * most,
        headings=(heading, *sides[0].headings, *sides[1].headings),
        threads=tuple((entry.categories[0], _ties(middle[entry.id], _ends(entry, values))) for entry in entries),
        nodes=(*left, *(_entry_node(views.context, entry, middle[entry.id], values) for entry in entries), *right),
        columns=shown,
        rows=tuple((entry, _table_cells(views, entry, shown)) for entry in entries),
    )


@dataclass(frozen=True)
class _Side:
    """The values and headings of one side."""

    places: Mapping[Filter, Position]
    headings: tuple[Heading, ...]


def _places(count: int, most: int, x: int, width: int, above: int = 0) -> Iterator[Position]:
    """Yield *count* boxes spread over the height of *most* rows; the first *above* of them are above the first row."""
    step = ROW * (most - 1) / max(count - above - 1, 1)
    for row in range(count):
        yield Position(x, TOP + round(step * (row - above)), width)


def _column(views: Views, vocabularies: Sequence[str], entries: Sequence[Contribution]) -> tuple[Filter, ...]:
    """Return the values of *vocabularies*, one vocabulary after the other, each preceded by its heading."""
    rows = {entry.id: row for row, entry in enumerate(entries)}
    return tuple(each for facet in vocabularies for each in ((facet, HEADING), *_in_order(views, facet, rows)))


def _side(views: Views, column: Sequence[Filter], most: int, x: int) -> _Side:
    # The first heading goes into the space at the top.
    at = dict(zip(column, _places(len(column), most, x, SIDE, above=1), strict=True))
    places = {each: place for each, place in at.items() if each[1] != HEADING}
    by_id = views.context.catalogue.vocabularies
    headings = (
        Heading(x, max(place.y + BOX, TOP) - 9, by_id[facet].plural)
        for (facet, value), place in at.items()
        if value == HEADING
    )
    return _Side(places, tuple(headings))


def _in_order(views: Views, facet: str, rows: Mapping[str, int]) -> list[Filter]:
    """Return the shown values in the order of the mean row of their contributions, so that fewer threads cross."""
    found = views.stated(facet)
    fewest = 2 if len(found) > FEW else 1
    shown = [(facet, value) for value, view in found.items() if view.count >= fewest]
    return sorted(
        shown, key=lambda each: mean(rows[entry.id] for entry in views.context.facet_index.contributions_with(each))
    )


def _entry_node(
    context: PageContext, entry: Contribution, place: Position, values: Mapping[Filter, Position]
) -> MapNode:
    url, chips = context.to(addresses.contribution(entry.id)), context.categories(entry)
    label = f"{entry.name}: {', '.join(chip.name for chip in chips)}"
    return MapNode(place, url, entry.name, "", label, "", _ties(place, _ends(entry, values), boxes=True), chips)


def _value_node(views: Views, value: Filter, place: Position, middle: Mapping[str, Position]) -> MapNode:
    view = views.known[value[0]][value[1]]
    name = views.context.facet_index.values[value].plain_name
    full = view.hint if len(name) + len(view.hint) <= LONGEST else ""
    ends = [middle[entry.id] for entry in views.context.facet_index.contributions_with(value)]
    return MapNode(place, view.url, name, full, "", str(view.count), _ties(place, ends, boxes=True))


def _ends(entry: Contribution, values: Mapping[Filter, Position]) -> list[Position]:
    return [place for (facet, value), place in values.items() if value in entry.facts[facet]]


def _ties(place: Position, ends: Sequence[Position], *, boxes: bool = False) -> str:
    """Return the threads from *place* to *ends* as an SVG path, with the outlines of the ends if *boxes* is set."""
    return "".join(_thread(place, end) + _outline(end) * boxes for end in ends)


def _thread(one: Position, other: Position) -> str:
    start, end = sorted((one, other), key=lambda place: place.x)
    half = (start.right + end.x) // 2
    return f"M{start.right} {start.middle}C{half} {start.middle} {half} {end.middle} {end.x} {end.middle}"


def _outline(place: Position) -> str:
    return f"M{place.x} {place.y}h{place.width}v{place.height}h-{place.width}z"


def _table_cells(
    views: Views, entry: Contribution, vocabularies: Sequence[Vocabulary]
) -> tuple[tuple[Vocabulary, tuple[Link, ...]], ...]:
    """Return all values of *entry*; the table also has those that the drawing leaves out."""
    values_by_facet = views.context.facet_index.contributions[entry.id]
    by_vocabulary = (
        (each, [views.known[each.id][value] for value in values_by_facet[each.id]]) for each in vocabularies
    )
    return tuple((each, tuple(Link(view.text, view.url, view.hint) for view in found)) for each, found in by_vocabulary)


Chart = Timeline | Matrix | tuple[Bars, ...] | Map


@dataclass(frozen=True)
class PictureView:
    """A picture's record and its computed drawing."""

    record: model.Picture
    drawing: Chart


@dataclass(frozen=True)
class PicturesPage(Page):
    """The page of all charts."""

    template: ClassVar[str] = "pictures"
    wide: ClassVar[bool] = True
    pictures: tuple[PictureView, ...]


def pictures(contexts: PageContexts) -> PicturesPage:
    """Return the page of charts."""
    context = contexts.at(addresses.PICTURES)
    survey, explorer_views = context.catalogue.survey, views(context)
    return PicturesPage(
        address=context.here,
        head=style(context),
        title="Charts",
        description=f"{survey.name} in charts. Every item is a link.",
        pictures=tuple(picture(explorer_views, record) for record in survey.pictures),
    )


def style(context: PageContext) -> Head:
    """Return the head of a page with charts, which links to their style sheet."""
    return Head(links=(HeadLink("stylesheet", context.to("assets/pictures.css")),))


def picture(views: Views, record: model.Picture) -> PictureView:
    """Return the drawing of *record*, with links relative to the page of *views*."""
    match record.kind:
        case "timeline":
            return PictureView(record, timeline(views.context))
        case "matrix":
            return PictureView(record, matrix(views, record.of))
        case "bars":
            return PictureView(record, tuple(bars(views, facet) for facet in record.of))
        case "map":
            return PictureView(record, drawn(views, record.of))
