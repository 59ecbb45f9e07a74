"""What must hold among all records at once: ids, addresses, who belongs to what. The codes are listed in `rules.py`."""

from collections.abc import Sequence
from typing import Any

from .. import addresses, model
from . import rules
from .reading import Contents, Sourced


def problems(contents: Contents) -> rules.Report:
    """Yield everything that is wrong among the records of one kind, or between kinds."""
    yield from _uniqueness(contents)
    yield from _citation_files(contents)
    yield from _short_addresses(contents)
    yield from _unused(contents)
    yield from _membership(contents)


def _uniqueness(contents: Contents) -> rules.Report:
    yield from rules.twice(contents.of(model.Contribution), "number", lambda record: record.number)
    yield from rules.twice(contents.of(model.Contribution), "reference", lambda record: record.reference)
    for kind in (model.Category, model.Registry, model.Program, model.Claim, model.PersonNames):
        yield from rules.twice(contents.of(kind), "id", lambda record: record.id)


def _citation_files(contents: Contents) -> rules.Report:
    """Yield a problem for every contribution and category whose citation files would overwrite others."""
    reserved = {addresses.CITE_ALL, addresses.CITE_REFERENCES, addresses.CITE_EDITORIAL}
    reserved |= {addresses.cite_reference(each.number) for each in contents.references if each.number is not None}
    contributions = contents.of(model.Contribution)
    groups: tuple[tuple[Sequence[Sourced[Any]], set[str]], ...] = (
        (contributions, reserved),
        (contents.of(model.Category), reserved | {entry.record.id for entry in contributions}),
    )
    for entries, taken in groups:
        for entry in entries:
            if entry.record.id in taken:
                message = f"the citation files '{entry.record.id}' are taken"
                yield entry.problem(("id",), "CAT009", message, "choose another id")


def _short_addresses(contents: Contents) -> rules.Report:
    """Numbers and categories share the short addresses /p/…/."""
    numbers = {str(entry.record.number): entry.record.id for entry in contents.of(model.Contribution)}
    for entry in contents.of(model.Category):
        if (taken := numbers.get(entry.record.id)) is not None:
            message = f"the short address /p/{entry.record.id}/ is that of the contribution '{taken}'"
            yield entry.problem(("id",), "CAT009", message, "give the category another id")


def _unused(contents: Contents) -> rules.Report:
    if model.Contribution in contents.incomplete:
        return
    used = {package for entry in contents.of(model.Contribution) for package in entry.record.packages}
    for entry in contents.of(model.Package):
        if entry.record.id not in used:
            message = f"the package '{entry.record.id}' belongs to no contribution"
            yield entry.problem((), "CAT007", message, "name it in a contribution's packages", note=True)


def _membership(contents: Contents) -> rules.Report:
    if model.Contribution in contents.incomplete:
        return
    contributions = {entry.record.id for entry in contents.of(model.Contribution)}
    inside = {
        (category, entry.record.id) for entry in contents.of(model.Contribution) for category in entry.record.categories
    }
    for entry in contents.of(model.Category):
        named = [(("order", index), name) for index, name in enumerate(entry.record.order)]
        for path, name in [*named, (("start",), entry.record.start)]:
            if name in contributions and (entry.record.id, name) not in inside:
                message = f"'{name}' is not in the category '{entry.record.id}'"
                yield entry.problem(path, "CAT006", message, f"add the category to {name}.yml")
