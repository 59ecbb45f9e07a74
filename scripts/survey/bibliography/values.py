"""Values of fields as pybtex reads them: braces, quotes, ``#`` and abbreviations."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pybtex.database.input.bibtex import LowLevelParser  # type: ignore[import-untyped]
from pybtex.exceptions import PybtexError  # type: ignore[import-untyped]

from ..problems import Problem
from .source import Block, Source

MONTHS: Mapping[str, str] = MappingProxyType(
    {name: str(number) for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
)
DEFINITION = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*)\s*=(.*)", re.DOTALL)


class ValueProblem(ValueError):
    """The text after ``=`` is not a BibTeX value."""


class _Abbreviations(dict[str, str]):
    """What pybtex looks abbreviations up in: without regard to case, and remembering those that it lacks."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.undefined: list[str] = []

    def __missing__(self, name: str) -> str:
        if name.lower() not in self:
            self.undefined.append(name)
        return self.get(name.lower(), "")


def read_value(text: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what stands after ``=`` as one string, and the abbreviations that are not defined.

    Raise ValueProblem if it is not a BibTeX value.
    """
    known = _Abbreviations(macros)
    try:
        ((_, (_, fields)),) = LowLevelParser(f"@article{{key, field = {text}}}", macros=known)
        ((_, parts),) = fields
    except (PybtexError, ValueError) as error:
        raise ValueProblem(text.strip()) from error
    return "".join(parts), tuple(dict.fromkeys(known.undefined))


def read_definitions(source: Source, blocks: Iterable[Block]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Return the abbreviations that ``@string`` blocks define, together with the months."""
    macros = dict(MONTHS)
    problems: list[Problem] = []
    for block in blocks:
        try:
            macros |= _read_definition(source.text[block.start : block.end], macros)
        except ValueProblem as error:
            problems.append(source.problem(block.at, "BIB009", str(error), "write @string{name = {text}}"))
    return MappingProxyType(macros), tuple(problems)


def _read_definition(text: str, macros: Mapping[str, str]) -> dict[str, str]:
    match = DEFINITION.fullmatch(text)
    if not match:
        raise ValueProblem("the @string cannot be read")
    if match[1].lower() in macros:
        raise ValueProblem(f"the abbreviation '{match[1]}' is defined again")
    try:
        value, undefined = read_value(match[2], macros)
    except ValueProblem as error:
        raise ValueProblem(f"the value of the abbreviation '{match[1]}' cannot be read") from error
    if undefined:
        raise ValueProblem(f"the abbreviation '{undefined[0]}' is used but not defined before")
    return {match[1].lower(): value}
