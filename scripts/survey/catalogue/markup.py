"""Every field with small markup in any record, and whether its links lead anywhere.

Codes: PRO001 link that is not allowed · PRO002 link to something unknown · PRO003 lists nested too deeply.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from ..problems import Problem, did_you_mean
from ..prose import is_outside, links, too_deep
from ..text import Inline
from .reading import Sourced

Targets = Mapping[str, frozenset[str]]
"""Kind of thing (contribution, package, term …) to the ids that there are."""


def fields(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Inline]]:
    """Yield path and text of every field with small markup in a record, however deep."""
    if isinstance(value, Inline):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from fields(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from fields(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from fields(item, (*path, index))


def problems(entry: Sourced[Any], targets: Targets) -> Iterator[Problem]:
    """Yield a problem for every link of a record that is not allowed or leads nowhere, and for lists too deep."""
    for path, text in fields(entry.record):
        if too_deep(text):
            yield entry.problem(path, "PRO003", "lists are nested too deeply", "use four levels at most")
        for link in links(text):
            if is_outside(link):
                continue
            kind, _, identifier = link.partition(":")
            if kind not in targets:
                hint = f"allowed: https://…, {', '.join(f'{known}:…' for known in targets)}"
                yield entry.problem(path, "PRO001", f"the link '{link}' is not allowed", hint)
            elif identifier not in targets[kind]:
                message = f"the link '{link}' leads nowhere"
                yield entry.problem(path, "PRO002", message, did_you_mean(identifier, targets[kind]))
