"""What must hold for the questions and pictures with which the survey greets its readers."""

from collections.abc import Collection

from .. import model
from . import rules
from .names import Names
from .reading import Sourced

DERIVED = frozenset(("year", "licence-group", "licence-today", "state", "runs-in"))
"""Facets of contributions or packages that are no vocabularies. A question offers all their values or none."""


def picture(entry: Sourced[model.Survey], index: int, record: model.Picture, known: Names) -> rules.Report:
    """Yield what is wrong with the picture that stands at *index*."""
    for place, name in enumerate(record.of):
        yield from rules.unknown(entry, ("pictures", index, "of", place), name, known.vocabulary_ids, "vocabulary")
    if bool(record.of) is (record.kind == "timeline"):
        wanted = "no vocabularies" if record.of else "one vocabulary or more: name them in «of»"
        yield entry.problem(("pictures", index), "CAT010", f"a {record.kind} shows {wanted}")


def question(entry: Sourced[model.Survey], index: int, record: model.Question, known: Names) -> rules.Report:
    """Yield what is wrong with the question that stands at *index*."""
    values: Collection[str] = known.targets["category"]
    if record.facet in known.vocabularies:
        values = [value.id for value in known.vocabularies[record.facet].values]
    elif record.facet in DERIVED:
        values = ()
    elif record.facet != "category":
        path = ("questions", index, "facet")
        yield from rules.unknown(entry, path, record.facet, known.vocabulary_ids, "vocabulary")
        return
    for place, value in enumerate(record.values):
        at = ("questions", index, "values", place)
        yield from rules.unknown(entry, at, value, values, f"value of {record.facet}")
