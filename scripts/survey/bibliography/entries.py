"""One entry of a .bib file as its fields, each with its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..problems import Place, Problem, did_you_mean
from .source import Block, Source
from .values import ValueProblem, read_value

KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*")
FIELD = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*)\s*=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Field:
    """A field with its value, still in LaTeX."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True)
class Entry:
    """An entry that could be taken apart; its content is not checked yet."""

    kind: str
    key: str
    place: Place
    fields: Mapping[str, Field]
    attempted: frozenset[str]
    """Fields that stand there, whether or not they could be read."""

    def text(self, name: str) -> str:
        """Return the value of a field without surrounding space; empty if the field is absent."""
        return self.fields[name].value.strip() if name in self.fields else ""


def read_entry(source: Source, block: Block, macros: Mapping[str, str]) -> tuple[Entry, tuple[Problem, ...]]:
    """Return the entry and what is wrong with its form. A field that cannot be read hides no other."""
    (start, end), *rest = _pieces(source.text, block)
    key, without_comma = _key(source.text[start:end])
    if without_comma:
        rest = [(end - without_comma, end), *rest]
    problems = list(_check_key(source, block, key, without_comma))
    fields: dict[str, Field] = {}
    attempted = set()
    for start, end in rest:
        name, field, found = _read_field(source, start, end, macros)
        if field is not None and name in fields:
            found = (*found, _twice(field, fields[name]))
        elif field is not None:
            fields[name] = field
        attempted.add(name)
        problems += found
    return Entry(block.kind, key, source.place(block.at), fields, frozenset(attempted)), tuple(problems)


def _pieces(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield where the parts between top-level commas start and end; an empty part may only be the last one."""
    start, depth, quoted = block.start, 0, False
    for sign in re.finditer(r'[{}",]', text[block.start : block.end]):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if sign[0] == '"' and depth == 0:
            quoted = not quoted
        if sign[0] == "," and depth == 0 and not quoted:
            yield start, block.start + sign.start()
            start = block.start + sign.end()
    if start == block.start or text[start : block.end].strip():
        yield start, block.end


def _key(text: str) -> tuple[str, int]:
    """Return the key, and the length of a first field that no comma separates from it."""
    match = re.fullmatch(r"\s*([^\s={}]+)\s+([A-Za-z]+\s*=.*)", text, re.DOTALL)
    return (match[1], len(match[2])) if match else (text.strip(), 0)


def _check_key(source: Source, block: Block, key: str, without_comma: int) -> Iterator[Problem]:
    if without_comma:
        yield source.problem(block.at, "BIB005", f"there is no comma after the key '{key[:40]}'", f"write {key[:40]},")
    if not key:
        yield source.problem(block.at, "BIB005", "the entry has no key", "write a key after the brace: @article{Key,")
    elif not KEY.fullmatch(key):
        hint = "use letters a-z and digits only, a letter first: FamilyYearPackage"
        yield source.problem(block.at, "BIB005", f"the key '{key[:40]}' has other characters", hint)


def _read_field(
    source: Source, start: int, end: int, macros: Mapping[str, str]
) -> tuple[str, Field | None, tuple[Problem, ...]]:
    text = source.text[start:end]
    at = start + len(text) - len(text.lstrip())
    match = FIELD.fullmatch(text)
    if not match:
        shown = (text.split("\n")[0].strip() or text.strip().split("\n")[0])[:40]
        return "", None, (source.problem(at, "BIB007", f"'{shown}' is not a field", "write name = {text},"),)
    name = match[1].lower()
    try:
        value, undefined = read_value(match[2], macros)
    except ValueProblem:
        message = f"the value of '{name}' cannot be read"
        return name, None, (source.problem(at, "BIB007", message, "write name = {text}, with a comma after it"),)
    problems = tuple(_undefined(source, at, name, macro, macros) for macro in undefined)
    return name, None if problems else Field(name, value, source.place(at)), problems


def _undefined(source: Source, at: int, name: str, macro: str, macros: Mapping[str, str]) -> Problem:
    hint = did_you_mean(macro, macros) or "put text into braces, or define it with @string"
    return source.problem(at, "BIB008", f"'{name}' uses the undefined abbreviation '{macro}'", hint)


def _twice(field: Field, first: Field) -> Problem:
    message = f"'{field.name}' is given twice, first in line {first.place.line}"
    return Problem(field.place, "BIB011", message, "delete one of them")
