"""A picture: how often each value of a vocabulary occurs. Every bar leads to the contributions that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Vocabulary
from .filing import LICENCE_GROUP, LICENCE_TODAY
from .views import View, Views


@dataclass(frozen=True)
class Bar:
    """A value and how often it occurs."""

    view: View
    share: int
    """Its length, in per cent of the longest."""


@dataclass(frozen=True)
class BarGroup:
    """Values that belong together; a vocabulary without groups makes one without a name."""

    name: str
    printed: View | None
    today: View | None
    """For a group of licences: the contributions that it had in print, and those whose packages have it today."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bars:
    """The values of one vocabulary, the most frequent first."""

    name: str
    groups: tuple[BarGroup, ...]


def bars(views: Views, facet: str) -> Bars:
    """Return how often each value of the vocabulary *facet* occurs, by groups if it has any."""
    vocabulary = views.desk.catalogue.vocabularies[facet]
    return Bars(vocabulary.plural, tuple(_groups(views, vocabulary)))


def _groups(views: Views, vocabulary: Vocabulary) -> Iterator[BarGroup]:
    found = views.of(vocabulary.id)
    most = max((view.count for view in found.values()), default=1)
    group_of = {value.id: value.group for value in vocabulary.values}
    licences = vocabulary is views.desk.catalogue.licences
    printed, today = (views.of(facet) if licences else {} for facet in (LICENCE_GROUP, LICENCE_TODAY))
    for identifier, name in (*((group.id, group.name) for group in vocabulary.groups), (None, "")):
        inside = (view for value, view in found.items() if group_of.get(value) == identifier)
        drawn = tuple(
            Bar(view, round(100 * view.count / most)) for view in sorted(inside, key=lambda each: -each.count)
        )
        if drawn:
            yield BarGroup(name, printed.get(identifier or ""), today.get(identifier or ""), drawn)
