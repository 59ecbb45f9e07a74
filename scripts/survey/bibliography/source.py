"""The text of a .bib file and its blocks. Whatever lies outside of a block is a problem."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from ..problems import Place, Problem

HEAD = re.compile(r"@[ \t]*([A-Za-z]+)[ \t]*\{")
LINE_WITH_AT = re.compile(r"^[ \t]*@", re.MULTILINE)
NEXT_BLOCK = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
FIELD_LINE = re.compile(r"^[ \t]*[A-Za-z]+[ \t]*=[ \t]*[{\"]", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """A file's text and the path under which it is named in problems."""

    path: str
    text: str
    starts: tuple[int, ...] = field(init=False, repr=False)
    """Where its lines start."""

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "starts", starts)

    def place(self, offset: int) -> Place:
        """Return the line and column of a character."""
        line = bisect_right(self.starts, offset)
        return Place(self.path, line, offset - self.starts[line - 1] + 1)

    def problem(self, offset: int, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem with the character at *offset*."""
        return Problem(self.place(offset), code, message, hint)


@dataclass(frozen=True)
class Block:
    """``@kind{…}``: where it starts, and where the text within its braces starts and ends."""

    kind: str
    at: int
    start: int
    end: int


def split(source: Source) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of a file, and a problem for every text that belongs to none."""
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


def _next(source: Source, at: int) -> tuple[Block | Problem, int]:
    head = HEAD.match(source.text, at)
    if not head:
        return _stray(source, at)
    # The next entry begins on a line of its own, so an entry that is not closed cannot swallow it.
    limit = _position(NEXT_BLOCK, source.text, head.end())
    end = _closing(source.text, head.end(), limit)
    if end is None:
        return _unclosed(source, head, limit), limit
    return Block(head[1].lower(), at, head.end(), end), end + 1


def _position(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.search(text, at)
    return match.start() if match else len(text)


def _closing(text: str, start: int, limit: int) -> int | None:
    """Return where the brace is closed. Like BibTeX, count braces even behind a backslash and within quotes."""
    depth = 1
    for brace in re.finditer(r"[{}]", text[start:limit]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return start + brace.start()
    return None


def _unclosed(source: Source, head: re.Match[str], limit: int) -> Problem:
    before = "the next entry begins" if limit < len(source.text) else "the file ends"
    key = source.text[head.end() : limit].partition(",")[0].strip() if head[1].lower() != "comment" else ""
    name = f"@{head[1]}{{{key[:40]}" if "\n" not in key else f"@{head[1]}{{"
    message = f"'{name}' is not closed before {before}: a '}}' is missing"
    return source.problem(head.start(), "BIB003", message, _suspect(source, head.end(), limit))


def _suspect(source: Source, start: int, limit: int) -> str:
    """Name the first line that looks like a field but lies within the braces of another one."""
    for line in FIELD_LINE.finditer(source.text, start, limit):
        before = source.text[start : line.start()]
        if before.count("{") > before.count("}"):
            return f"look before line {source.place(line.start()).line}"
    return ""


def _stray(source: Source, at: int) -> tuple[Problem, int]:
    end = _position(LINE_WITH_AT, source.text, at + 1)
    text = source.text[at:end].strip()
    shown = text.splitlines()[0][:40] if text else ""
    if text.startswith("@"):
        return source.problem(at, "BIB002", f"'{shown}' does not begin an entry", "write @article{Key, …}"), end
    hint = "there may be a '}' too many before it" if text[:1] in ",}" else "keep remarks in @comment{…}"
    kind = "an entry that would be ignored" if re.search(r"@[ \t]*[A-Za-z]+[ \t]*[{(]", text) else "text"
    return source.problem(at, "BIB001", f"{kind} outside of any entry: '{shown}'", hint), end
