"""When what a page says was last looked at: the content's own dates, the same in every clone and on every day.

A contribution's day is the newest on which something on its page was compared with its source. What has no such day,
and every page about the whole, has the newest day of the survey.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..model import Contribution, Package, Record


def days(contributions: Iterable[Contribution], packages: Mapping[str, Package], published: str) -> Mapping[str, str]:
    """Return the day (2026-11-22) of every contribution by its id, and of the survey as a whole by the empty string.

    *packages* go by id; nothing is older than *published*, the day of the survey itself.
    """
    of_packages = {identifier: _newest([package], published) for identifier, package in packages.items()}
    own = {
        entry.id: max([_newest([entry], published), *(of_packages[identifier] for identifier in entry.packages)])
        for entry in contributions
    }
    return {**own, "": max([published, *own.values(), *of_packages.values()])}


def _newest(values: Iterable[object], published: str) -> str:
    return max(_days(values), default=published)


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
