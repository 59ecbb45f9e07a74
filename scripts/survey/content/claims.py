"""Numbers that the survey states, compared with its own lists."""

from collections.abc import Iterator, Mapping, Sequence

from ..problems import Problem
from .catalogue import Claimed
from .model import Claim, Contribution, Selection, Survey
from .reader import Located
from .references import Reference


def counted(claim: Claim, contributions: Sequence[Contribution], references: Sequence[Reference]) -> Claimed:
    """Return *claim* with the number that the lists give."""
    things = _select(claim.counts, contributions, references)
    percent = _percent(len(things), claim.percent_of) if claim.percent_of else None
    return Claimed(claim, len(things), things, percent)


def in_print(
    survey: Survey, contributions: Sequence[Contribution], references: Sequence[Reference]
) -> tuple[Sequence[Contribution], Sequence[Reference]]:
    """Return what a claim may count: contributions in the printed table, and references except papers of others."""
    printed = [entry for entry in contributions if entry.printed or not survey.columns]
    later = {entry.reference for entry in contributions} - {entry.reference for entry in printed}
    return printed, [reference for reference in references if reference.key not in later]


def _percent(part: int, whole: int) -> int:
    """Return a percentage rounded half up, as in print: 1 of 8 is 13 %."""
    return (200 * part + whole) // (2 * whole)


def problems(entry: Located[Claim], claimed: Claimed) -> Iterator[Problem]:
    """Yield the problems of a claim: 'differs' must be given exactly if print and lists differ."""
    claim = entry.record
    if len(claim.counts.model_dump(exclude_none=True)) != 1:
        yield entry.problem(("counts",), "CLM001", "counts must have exactly one key")
    elif (claim.percent is None) != (claim.percent_of is None):
        yield entry.problem(("percent",), "CLM001", "give both percent and percent_of, or neither")
    elif not claimed.agrees and claim.differs is None:
        message = f"the survey states {claimed.stated}, but the lists contain {claimed.counted}"
        yield entry.problem(("stated",), "CLM002", message, "correct the lists, or explain the difference in 'differs'")
    elif claimed.agrees and claim.differs is not None:
        message = f"the lists contain the {claimed.found} that the survey states"
        yield entry.problem(("differs",), "CLM003", message, "remove 'differs'", key=True)


def selection_targets(selection: Selection) -> Mapping[str, tuple[str, ...]]:
    """Return the ids in a selection, by type: contributions, categories, packages, terms."""
    named = selection.contributions if isinstance(selection.contributions, tuple) else ()
    return {
        "contributions": named,
        "categories": (selection.categories or ()) + (selection.outside or ()),
        "packages": selection.packages or (),
        "terms": selection.terms or (),
    }


def _select(
    selection: Selection, contributions: Sequence[Contribution], references: Sequence[Reference]
) -> tuple[str, ...]:
    match selection:
        case Selection(contributions="all"):
            return tuple(entry.id for entry in contributions)
        case Selection(references="all"):
            return tuple(str(reference.number) for reference in references if reference.number is not None)
        case Selection(categories=tuple(inside)):
            return tuple(entry.id for entry in contributions if set(inside) & set(entry.categories))
        case Selection(outside=tuple(outside)):
            return tuple(entry.id for entry in contributions if not set(outside) & set(entry.categories))
    return next((ids for ids in selection_targets(selection).values() if ids), ())
