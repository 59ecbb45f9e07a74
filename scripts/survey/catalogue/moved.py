"""Aliases: what stood under another address or name (CAT002, CAT012)."""

from collections.abc import Iterator

from .. import model
from ..problems import Problem
from . import rules
from .reading import Contents


def problems(contents: Contents) -> Iterator[Problem]:
    """Yield a problem for every alias that is given twice, or that no address could follow."""
    yield from rules.twice(contents.of(model.Alias), "old", lambda record: record.old)
    for entry in contents.of(model.Alias):
        old, new = entry.record.old, entry.record.new
        if old == new or old.startswith("/") is not new.startswith("/"):
            yield entry.problem(("new",), "CAT012", f"'{old}' cannot lead to '{new}'", "two addresses, or two ids")
