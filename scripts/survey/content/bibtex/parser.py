"""Parses an entry of a .bib file into its fields, each with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pybtex.database.input.bibtex import LowLevelParser  # type: ignore[import-untyped]
from pybtex.exceptions import PybtexError  # type: ignore[import-untyped]

from ...problems import Place, Problem, did_you_mean
from ..references import MONTHS

# ── The text of a .bib file and its blocks. Text outside of blocks is a problem ──

HEAD = re.compile(r"@[ \t]*([A-Za-z]+)[ \t]*\{")
LINE_WITH_AT = re.compile(r"^[ \t]*@", re.MULTILINE)
NEXT_BLOCK = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
FIELD_LINE = re.compile(r"^[ \t]*[A-Za-z]+[ \t]*=[ \t]*[{\"]", re.MULTILINE)


@dataclass(frozen=True)
class SourceText:
    """The text of a file, and its path in messages."""

    path: str
    text: str
    starts: tuple[int, ...] = field(init=False, repr=False)
    """Offsets of its lines."""

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "starts", starts)

    def place(self, offset: int) -> Place:
        """Return the line and column of the character at *offset*."""
        line = bisect_right(self.starts, offset)
        return Place(self.path, line, offset - self.starts[line - 1] + 1)

    def problem(self, offset: int, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem at the character at *offset*."""
        return Problem(self.place(offset), code, message, hint)


@dataclass(frozen=True)
class Block:
    """``@kind{…}``: its offset, and start and end of the text within its braces."""

    kind: str
    at: int
    start: int
    end: int


def split(source: SourceText) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a file, and a problem for each text outside of them."""
    found: list[Block | Problem] = []
    at = _skip_space(source.text, 0)
    while at < len(source.text):
        piece, at = _next(source, at)
        found.append(piece)
        at = _skip_space(source.text, at)
    blocks = tuple(piece for piece in found if isinstance(piece, Block))
    return blocks, tuple(piece for piece in found if isinstance(piece, Problem))


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _next(source: SourceText, at: int) -> tuple[Block | Problem, int]:
    head = HEAD.match(source.text, at)
    if not head:
        return _stray(source, at)
    # The next entry begins on a new line, so an unclosed entry does not extend over it.
    limit = _position(NEXT_BLOCK, source.text, head.end())
    end = _closing(source.text, head.end(), limit)
    if end is None:
        return _unclosed(source, head, limit), limit
    return Block(head[1].lower(), at, head.end(), end), end + 1


def _position(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.search(text, at)
    return match.start() if match else len(text)


def _closing(text: str, start: int, limit: int) -> int | None:
    """Return the offset of the closing brace. As in BibTeX, braces count even after a backslash and within quotes."""
    depth = 1
    for brace in re.finditer(r"[{}]", text[start:limit]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return start + brace.start()
    return None


def _unclosed(source: SourceText, head: re.Match[str], limit: int) -> Problem:
    before = "the next entry begins" if limit < len(source.text) else "the file ends"
    key = source.text[head.end() : limit].partition(",")[0].strip() if head[1].lower() != "comment" else ""
    name = f"@{head[1]}{{{key[:40]}" if "\n" not in key else f"@{head[1]}{{"
    message = f"'{name}' is not closed before {before}: a '}}' is missing"
    return source.problem(head.start(), "BIB003", message, _nested_field(source, head.end(), limit))


def _nested_field(source: SourceText, start: int, limit: int) -> str:
    """Return the first line that looks like a field but lies within the braces of another field."""
    for line in FIELD_LINE.finditer(source.text, start, limit):
        before = source.text[start : line.start()]
        if before.count("{") > before.count("}"):
            return f"check the lines before line {source.place(line.start()).line}"
    return ""


def _stray(source: SourceText, at: int) -> tuple[Problem, int]:
    end = _position(LINE_WITH_AT, source.text, at + 1)
    text = source.text[at:end].strip()
    shown = text.splitlines()[0][:40] if text else ""
    if text.startswith("@"):
        return source.problem(at, "BIB002", f"'{shown}' does not begin an entry", "write @article{Key, …}"), end
    hint = "there may be an extra '}' before it" if text[:1] in ",}" else "keep remarks in @comment{…}"
    kind = "an entry that would be ignored," if re.search(r"@[ \t]*[A-Za-z]+[ \t]*[{(]", text) else "text"
    return source.problem(at, "BIB001", f"{kind} outside any entry: '{shown}'", hint), end


# ── Values of fields as pybtex reads them: braces, quotes, ``#`` and abbreviations ──

MONTH_NUMBERS: Mapping[str, str] = MappingProxyType(
    {name[:3].lower(): str(number) for number, name in enumerate(MONTHS, 1)}
)
"""BibTeX's abbreviation of each month, to the number of the month."""
DEFINITION = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*)\s*=(.*)", re.DOTALL)


class ValueProblem(ValueError):
    """The text after ``=`` is not a BibTeX value."""


class _Abbreviations(dict[str, str]):
    """Abbreviations for pybtex: case-insensitive, with a record of those that are undefined."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.undefined: list[str] = []

    def __missing__(self, name: str) -> str:
        if name.lower() not in self:
            self.undefined.append(name)
        return self.get(name.lower(), "")


def read_value(text: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the value after ``=`` as one string, and the abbreviations in it that are not defined.

    Raises ValueProblem if it is not a BibTeX value.
    """
    known = _Abbreviations(macros)
    try:
        ((_, (_, fields)),) = LowLevelParser(f"@article{{key, field = {text}}}", macros=known)
        ((_, parts),) = fields
    except (PybtexError, ValueError) as error:
        raise ValueProblem(text.strip()) from error
    return "".join(parts), tuple(dict.fromkeys(known.undefined))


def read_definitions(source: SourceText, blocks: Iterable[Block]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Return the abbreviations of months and of ``@string`` blocks, and the problems of these blocks."""
    macros = dict(MONTH_NUMBERS)
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


KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*")
FIELD = re.compile(r"\s*([A-Za-z][A-Za-z0-9_-]*)\s*=(.*)", re.DOTALL)


@dataclass(frozen=True)
class Field:
    """A field with its value, still in LaTeX."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True)
class BibEntry:
    """An entry split into fields; its content is not checked yet."""

    kind: str
    key: str
    place: Place
    fields: Mapping[str, Field]
    attempted: frozenset[str]
    """Names of all fields in the entry, including those that could not be read."""

    def text(self, name: str) -> str:
        """Return the value of a field without surrounding space; empty if the field is absent."""
        return self.fields[name].value.strip() if name in self.fields else ""


def read_entry(source: SourceText, block: Block, macros: Mapping[str, str]) -> tuple[BibEntry, tuple[Problem, ...]]:
    """Return the entry, and the problems of its form. An unreadable field does not affect the others."""
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
    return BibEntry(block.kind, key, source.place(block.at), fields, frozenset(attempted)), tuple(problems)


def _pieces(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield start and end of each part between top-level commas; only the last one may be empty."""
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
    """Return the key, and the length of a first field that is not separated from it by a comma."""
    match = re.fullmatch(r"\s*([^\s={}]+)\s+([A-Za-z]+\s*=.*)", text, re.DOTALL)
    return (match[1], len(match[2])) if match else (text.strip(), 0)


def _check_key(source: SourceText, block: Block, key: str, without_comma: int) -> Iterator[Problem]:
    if without_comma:
        yield source.problem(block.at, "BIB005", f"there is no comma after the key '{key[:40]}'", f"write {key[:40]},")
    if not key:
        yield source.problem(block.at, "BIB005", "the entry has no key", "write a key after the brace: @article{Key,")
    elif not KEY.fullmatch(key):
        hint = "use only unaccented letters and digits, starting with a letter: FamilyYearPackage"
        yield source.problem(block.at, "BIB005", f"the key '{key[:40]}' contains characters that are not allowed", hint)


def _read_field(
    source: SourceText, start: int, end: int, macros: Mapping[str, str]
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


def _undefined(source: SourceText, at: int, name: str, macro: str, macros: Mapping[str, str]) -> Problem:
    hint = did_you_mean(macro, macros) or "put text in braces, or define it with @string"
    return source.problem(at, "BIB008", f"'{name}' uses the undefined abbreviation '{macro}'", hint)


def _twice(field: Field, first: Field) -> Problem:
    message = f"'{field.name}' is given twice, first in line {first.place.line}"
    return Problem(field.place, "BIB011", message, "delete one of them")
