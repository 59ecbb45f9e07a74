"""When what a page says was last looked at: the content's own dates, the same in every clone and on every day.

A contribution's day is the newest on which something on its page was compared with its source. What has no such day,
and every page about the whole, has the newest day of the survey.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..catalogue import Catalogue
from ..model import Contribution, Record


def days(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the day (2026-11-22) of every contribution by its id, and of the survey as a whole by the empty string."""
    published = catalogue.survey.published
    own = {entry.id: max(_checked(catalogue, entry), default=published) for entry in catalogue.contributions}
    return {**own, "": max((published, *own.values(), *_days(catalogue.packages.values())))}


def _checked(catalogue: Catalogue, entry: Contribution) -> Iterator[str]:
    yield from _days([entry])
    yield from _days(catalogue.packages[identifier] for identifier in entry.packages)


def _days(values: Iterable[object]) -> Iterator[str]:
    """Yield the days to the day that stand anywhere in *values*; 2026-11 counts as its first."""
    for value in values:
        if isinstance(value, Record):
            if checked := getattr(value, "checked", None):
                yield f"{checked}-01-01"[: len("2026-11-22")]
            yield from _days(getattr(value, field) for field in type(value).model_fields)
        elif isinstance(value, tuple):
            yield from _days(value)
        elif isinstance(value, Mapping):
            yield from _days(value.values())
