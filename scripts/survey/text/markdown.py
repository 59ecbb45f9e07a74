r"""Conversion of an HTML page to Markdown, and of text to escaped Markdown.

Written for GitHub Flavored Markdown (https://github.github.com/gfm/): text, links and tables of the page are preserved
under its rules. Existing converters handle common cases only: a bar in code in a table, a bracket in an address or a
line that begins with «1.» corrupts their output, and definition lists get syntax that GFM does not have. The only tags
in the output are sub and sup, for which Markdown has no syntax.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import urljoin

from lxml import html

ACTIVE = re.compile(r"[\\`*_\[\]<>~$]|&(?=[#\w]|$)|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)|!(?=\[)", re.IGNORECASE)
"""Characters that could be markup within a line, or turn a bare address into a link."""
AT_START = re.compile(r"^(?:[-+=#:|]|[0-9]{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
"""Line beginnings that could start something other than a paragraph."""
AT_END = re.compile(r"(?:(?<=\s)|^)#+$")
"""Number signs that would be removed from the end of a heading."""
ENTITY = re.compile(r"&(?=#?\w+;)")
"""A possible entity in an address or title, where cmark, GitHub's parser, does not accept a backslash escape."""
SPACES = re.compile(r"[ \t\r\n\f]+")
"""White space in HTML; a no-break space is not."""
AUTOLINK = re.compile(r"https?://[^\s<>\\|`&]+")
UNFIT = re.compile(r"[\x00-\x20\x7f<>]")

HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
CODE = {"code", "kbd", "samp", "pre"}
TAGS = {"sub", "sup"}
SILENT = {"head", "script", "style", "template"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "td", "th", "ul", *HEADINGS,
}  # fmt: skip


@dataclass(frozen=True)
class _Finished:
    """Finished Markdown within a line."""

    text: str


@dataclass(frozen=True)
class _Marked:
    """Finished Markdown to be put between two markers, if they are valid at that position."""

    text: str
    sign: str


_Piece = str | _Finished | _Marked
"""A part of a line; a str is text that is not yet escaped."""
_BREAK = _Finished("\n")


@dataclass(frozen=True)
class _Lines:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class _Verbatim:
    """A heading, a table, code, a quotation or a rule."""

    text: str


@dataclass(frozen=True)
class _List:
    """A list: text of each item, with its number in a numbered list."""

    items: tuple[tuple[int | None, str], ...]


_Block = _Lines | _Verbatim | _List


def escaped(text: str) -> str:
    """Return *text* as a line of Markdown without markup, also at the start of a line."""
    return _escaped_at_start(AT_END.sub(_with_backslash, _escaped_within(" ".join(text.split()))))


def markdown(page: html.HtmlElement, base: str) -> str:
    """Return the content of *page* as Markdown; links in it are resolved against *base*."""
    return _joined_blocks(_Writer(base).blocks(page)) + "\n"


@dataclass(frozen=True)
class _Writer:
    """Converts elements; ``base`` is the address against which links are resolved."""

    base: str

    def blocks(self, element: html.HtmlElement) -> Iterator[_Block]:
        """Yield the blocks in *element*; text between blocks becomes paragraphs."""
        line: list[_Piece] = [element.text or ""]
        for child in element:
            if child.tag in BLOCKS:
                yield from _paragraph(line)
                yield from self._block(child)
                line = []
            else:
                line += self._inline(child)
            line.append(child.tail or "")
        yield from _paragraph(line)

    def _block(self, element: html.HtmlElement) -> Iterator[_Block]:
        match element.tag:
            case "pre":
                yield from _fenced(element.text_content())
            case "hr":
                yield _Verbatim("---")
            case "ul" | "ol":
                yield from self._list(element)
            case "dl":
                yield from self._definitions(element)
            case "table":
                yield from self._table(element)
            case "blockquote":
                yield _Verbatim(_indented(_joined_blocks(self.blocks(element)), "> ", "> "))
            case tag if tag in HEADINGS:
                text = _joined(self._within(element)).replace("  \n", " ")
                yield _Verbatim(f"{HEADINGS[tag]} {AT_END.sub(_with_backslash, text)}")
            case _:
                yield from self.blocks(element)

    def _list(self, element: html.HtmlElement) -> Iterator[_Block]:
        items: list[tuple[int | None, str]] = []
        number = _number(element.get("start"), 1)
        for item in element.iterchildren("li"):
            text = _joined_blocks(self.blocks(item), close=True)
            if element.tag == "ol":
                number = _number(item.get("value"), number)
                items.append((number, text))
                number += 1
            elif text:
                items.append((None, text))
        if items:
            yield _List(tuple(items))

    def _definitions(self, element: html.HtmlElement) -> Iterator[_Block]:
        """Yield a list of terms with their definitions: GFM has no definition lists."""
        items: list[tuple[str, list[_Block]]] = []
        for part in (part for child in element for part in (child if child.tag == "div" else [child])):
            if part.tag == "dt":
                term = _joined(self._within(part))
                items.append((f"{_escaped_at_start(term) if '*' in term else f'**{term}**'}:", []))
            elif items:
                items[-1][1].extend(self.blocks(part))
        if items:
            yield _List(
                tuple((None, _joined_blocks(_defined(term, definition), close=True)) for term, definition in items)
            )

    def _table(self, table: html.HtmlElement) -> Iterator[_Block]:
        for caption in table.iterchildren("caption"):
            yield from self.blocks(caption)
        parts = (part if part.tag in {"thead", "tbody", "tfoot"} else [part] for part in table)
        found = [row for part in parts for row in part if row.tag == "tr"]
        rows = [[text for cell in row.iterchildren("td", "th") for text in self._cell(cell)] for row in found]
        if not rows:
            return
        if table.find("thead") is None and found[0].find("td") is not None:
            rows.insert(0, [])
        rows.insert(1, ["---"] * max(map(len, rows)))
        lines = ([cell for cell, _ in zip_longest(row, rows[1], fillvalue="")] for row in rows)
        yield _Verbatim("\n".join(f"| {' | '.join(line)} |" for line in lines))

    def _cell(self, cell: html.HtmlElement) -> Iterator[str]:
        # A bar ends a cell everywhere, also in code and in an address.
        yield _joined(self._within(cell)).replace("  \n", " ").replace("|", "\\|")
        yield from [""] * (_number(cell.get("colspan"), 1) - 1)

    def _within(self, element: html.HtmlElement) -> Iterator[_Piece]:
        yield element.text or ""
        for child in element:
            yield from self._inline(child)
            yield child.tail or ""

    def _inline(self, element: html.HtmlElement) -> Iterator[_Piece]:
        """Yield *element* as parts of a line; a block within it becomes text between spaces."""
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        inside = self._within(element)
        match element.tag:
            case "br":
                yield _BREAK
            case "img":
                yield _Finished(
                    f"![{_escaped_within(_collapsed(element.get('alt', '')))}]({self._target(element, 'src')})"
                )
            case "a" if element.get("href") and not _is_within_link(element):
                yield from _trimmed(inside, lambda text: _Finished(self._link(element, text)))
            case tag if tag in CODE:
                yield from _trimmed(
                    [_Finished(_collapsed(element.text_content()))], lambda text: _Finished(_code(text))
                )
            case tag if tag in SIGNS:
                yield from _trimmed(inside, lambda text: _Marked(text, SIGNS[tag]))
            case tag if tag in TAGS:
                yield from _trimmed(inside, lambda text: _Finished(f"<{tag}>{text}</{tag}>"))
            case tag if tag in BLOCKS:
                yield from (" ", *inside, " ")
            case _:
                yield from inside

    def _link(self, element: html.HtmlElement, text: str) -> str:
        address = urljoin(self.base, element.get("href", ""))
        if text == _escaped_within(address) and AUTOLINK.fullmatch(address) and not element.get("title"):
            return f"<{address}>"
        return f"[{text}]({self._target(element, 'href')})"

    def _target(self, element: html.HtmlElement, attribute: str) -> str:
        """Return the address in *attribute* and the element's title, for use in round brackets."""
        address = urljoin(self.base, element.get(attribute, ""))
        address = UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", address)
        address = ENTITY.sub("&amp;", re.sub(r"[\\()`]", r"\\\g<0>", address))
        title = ENTITY.sub("&amp;", re.sub(r'[\\"<>`]', r"\\\g<0>", " ".join(element.get("title", "").split())))
        return f'{address} "{title}"' if title else address


def _is_within_link(element: html.HtmlElement) -> bool:
    """Return whether *element* is part of a link: links cannot be nested."""
    return next(element.iterancestors("a"), None) is not None


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and re.fullmatch("[0-9]{1,4}", given) else otherwise


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _paragraph(line: Iterable[_Piece]) -> Iterator[_Block]:
    """Yield *line* as a paragraph, unless it is empty."""
    if text := _joined(line):
        yield _Lines(_escaped_at_start(text))


def _joined(pieces: Iterable[_Piece]) -> str:
    """Return *pieces* as Markdown without surrounding spaces; a line end in it becomes a hard line break."""
    return re.sub(r" *\n[ \n]*", "  \n", _concatenated(pieces).strip(" \n"))


def _concatenated(pieces: Iterable[_Piece]) -> str:
    parts = _merged(pieces)
    made = ""
    for part, following in zip_longest(parts, parts[1:]):
        match part:
            case str():
                # Before a link, an exclamation mark would turn it into an image.
                picture = part.endswith("!") and isinstance(following, _Finished) and following.text.startswith("[")
                made += f"{_escaped_within(part[:-1])}\\!" if picture else _escaped_within(part)
            case _Marked(text, sign):
                after = following if isinstance(following, str) else following.text if following else ""
                made += f"{sign}{text}{sign}" if _can_be_marked(made[-1:], text, after[:1]) else text
            case _Finished(text):
                made += text
    return made


def _merged(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Return *pieces* with adjacent texts joined, and white space collapsed as in HTML."""
    parts: list[_Piece] = []
    for piece in pieces:
        before = parts[-1] if parts else None
        if isinstance(piece, str) and isinstance(before, str):
            parts[-1] = _collapsed(before + piece)
        elif piece:
            parts.append(_collapsed(piece) if isinstance(piece, str) else piece)
    return parts


def _trimmed(pieces: Iterable[_Piece], made: Callable[[str], _Piece]) -> Iterator[_Piece]:
    """Yield *pieces* combined by *made*, unless empty, and the spaces around separately: markers must touch words."""
    text = _concatenated(pieces)
    inner = text.strip(" \n")
    start, _, end = text.partition(inner) if inner else (text, "", "")
    for spaces, piece in ((start, made(_joined([_Finished(inner)])) if inner else ""), (end, "")):
        yield _BREAK if "\n" in spaces else spaces
        yield piece


def _can_be_marked(before: str, text: str, after: str) -> bool:
    """Return whether markers around *text* are valid between these two characters (CommonMark, delimiter runs).

    Adjacent markers would be read as one.
    """
    opens = not _is_sign(text[0]) or not before.strip() or _is_sign(before)
    closes = not _is_sign(text[-1]) or not after.strip() or _is_sign(after)
    return opens and closes and before not in {"*", "~"}


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _code(text: str) -> str:
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in (text[0], text[-1]) else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _collapsed(text: str) -> str:
    return SPACES.sub(" ", text)


def _escaped_within(text: str) -> str:
    return ACTIVE.sub(_with_backslash, text)


def _escaped_at_start(text: str) -> str:
    """Return escaped text of several lines, with what would be markup at the start of a line escaped, too."""
    return AT_START.sub(_with_backslash, text)


def _with_backslash(found: re.Match[str]) -> str:
    """Return the match with a backslash before each character; after a number, that is, before its dot."""
    return f"{found[0]}\\" if found[0].isdecimal() else "".join(f"\\{sign}" for sign in found[0])


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _defined(term: str, definition: list[_Block]) -> list[_Block]:
    """Return *term* followed by its definition, in the same line if the definition begins with text."""
    match definition:
        case [_Lines(text), *others]:
            return [_Lines(f"{term} {text}"), *others]
    return [_Lines(term), *definition]


def _fenced(text: str) -> Iterator[_Block]:
    shown = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if shown.strip():
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", shown))])
        yield _Verbatim(f"{fence}\n{shown}\n{fence}")


def _joined_blocks(blocks: Iterable[_Block], *, close: bool = False) -> str:
    """Return *blocks* one below the other; *close* omits the empty line between a text and its list."""
    written = ""
    before: _Block | None = None
    other = False
    for block in blocks:
        # Two consecutive lists with the same markers would be read as one.
        other = isinstance(block, _List) and isinstance(before, _List) and not other
        text = _list_text(block, other) if isinstance(block, _List) else block.text
        # A numbered list without an empty line before it would be read as text of the paragraph.
        near = close and isinstance(before, _Lines) and isinstance(block, _List) and block.items[0][0] is None
        written += text if before is None else f"\n{text}" if near else f"\n\n{text}"
        before = block
    return written


def _list_text(block: _List, other: bool) -> str:
    bullet, dot = ("-", ")") if other else ("*", ".")
    markers = [bullet if number is None else f"{number}{dot}" for number, _ in block.items]
    return "\n".join(
        _indented(text, f"{marker} ", " " * (len(marker) + 1)) if text else marker
        for marker, (_, text) in zip(markers, block.items, strict=True)
    )


def _indented(text: str, first: str, others: str) -> str:
    """Return *text* with *first* before its first line and *others* before the rest; empty lines stay empty."""
    begun, *rest = text.split("\n")
    return "\n".join([first + begun, *(f"{others}{line}" if line else others.rstrip() for line in rest)])
