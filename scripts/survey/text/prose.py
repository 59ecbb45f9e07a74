"""Conversion of the content's markup to HTML: the only user of markdown-it.

Allowed are emphasis, code, lists, links, H~2~O and e^-^. Raw HTML is shown literally. The target of a link is http(s),
or an entry of the survey: `contribution:ID`, `package:ID`, `category:ID`, `term:ID`, `reference:N`, `page:ID`;
`resolve` turns those into addresses.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from .kinds import Inline, Prose
from .safe import Safe, escape

OUTSIDE = frozenset({"http", "https"})
DEEPEST = 10
"""Nesting limit of markdown-it, four nested lists: it omits anything deeper."""

TAGS = {
    "paragraph_open": "<p>", "paragraph_close": "</p>",
    "em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>",
    "sub_open": "<sub>", "sub_close": "</sub>", "sup_open": "<sup>", "sup_close": "</sup>",
    "bullet_list_open": "<ul>", "bullet_list_close": "</ul>", "list_item_open": "<li>", "list_item_close": "</li>",
    "link_close": "</a>", "softbreak": " ", "hardbreak": " ",
}  # fmt: skip

BETWEEN = frozenset({"softbreak", "paragraph_close", "list_item_close"})
"""Tokens that separate words."""

MARKUP = re.compile(r"[*_`\[\]\\~^]|^\s*[-+*] |^ {4}|\n", re.MULTILINE)
"""Texts that do not match have no markup and need no parsing: most texts are plain, and parsing is slow."""

Resolve = Callable[[str], str]
"""Function from the target of a link to its address in the page; raises KeyError if the target does not exist."""

Words = Callable[[str], Safe]
"""Function from plain text to safe text, for example with acronyms linked."""


def _bullets(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a bulleted list. A line that begins with «7.» is text, since that may be a year."""
    first = state.bMarks[start] + state.tShift[start]
    return not state.src[first : first + 1].isdigit() and list_block(state, start, end, silent)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": DEEPEST})
    parser.enable(["emphasis", "backticks", "link", "list", "escape"])
    parser.block.ruler.at("list", _bullets, {"alt": ["paragraph"]})
    parser.use(sub_plugin).use(superscript_plugin)
    # By default, markdown-it leaves a link that it rejects as text; here it must be found and refused.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


PARSER = _parser()


def html(text: Inline | Prose, resolve: Resolve, words: Words = escape) -> Safe:
    """Return *text* as HTML: `Prose` as blocks, `Inline` as phrasing content.

    *words* is applied to the text outside links and code.
    """
    if not isinstance(text, Prose) and not MARKUP.search(text):
        return Safe(escape_words(text, words))
    return Safe("".join(_pieces(_tokens(text), resolve, words)))


def plain(text: str) -> str:
    """Return *text* without markup, as a reader would type it in a search (H~2~O gives H2O)."""
    if not MARKUP.search(text):
        return " ".join(text.split())
    tokens = _tokens(text if isinstance(text, Inline) else Inline(text))
    return " ".join("".join(_texts(tokens)).split())


def running(text: str) -> str:
    """Return *text* without markup and code, and «_» for an index, so that the H of H~2~O is not a word."""
    if not MARKUP.search(text):
        return text
    return "".join(_running(_tokens(text if isinstance(text, Inline) else Inline(text))))


def links(text: Inline | Prose) -> tuple[str, ...]:
    """Return the targets of all links in *text*."""
    if "](" not in text:
        return ()
    return tuple(str(token.attrs["href"]) for token in _flat(_tokens(text)) if token.type == "link_open")


def too_deep(text: Inline | Prose) -> bool:
    """Return whether lists are nested so deeply that the innermost text would be lost."""
    if not isinstance(text, Prose):
        return False
    return any(token.type == "list_item_open" and token.level >= DEEPEST - 1 for token in _tokens(text))


def is_outside(target: str) -> bool:
    """Return whether the target of a link is an absolute web address with a host, or a mail address."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in OUTSIDE and bool(parts.hostname) and not parts.username


def _tokens(text: Inline | Prose) -> Sequence[Token]:
    return _parsed(str(text), isinstance(text, Prose))


@cache
def _parsed(text: str, blocks: bool) -> tuple[Token, ...]:
    """Parse each text only once: it is checked, then shown, possibly on several pages."""
    return tuple(PARSER.parse(text) if blocks else PARSER.parseInline(text))


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in _flat(tokens):
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content
        elif token.type in BETWEEN:
            yield " "


def _running(tokens: Sequence[Token]) -> Iterator[str]:
    indices = 0
    for token in _flat(tokens):
        indices += (token.type in {"sub_open", "sup_open"}) - (token.type in {"sub_close", "sup_close"})
        if token.type in {"text", "text_special"}:
            yield "_" if indices else token.content
        elif token.type in {"code_inline", *BETWEEN}:
            yield " "


def _pieces(tokens: Sequence[Token], resolve: Resolve, words: Words) -> Iterator[str]:
    linked = 0
    for token in _flat(tokens):
        if token.type == "link_open":
            linked += 1
            yield _link(str(token.attrs["href"]), resolve)
        elif token.type in {"text", "text_special"}:
            yield escape_words(token.content, escape if linked else words)
        elif token.type == "code_inline":
            yield f"<code>{escape(token.content)}</code>"
        elif not (token.hidden or token.type == "inline"):
            linked -= token.type == "link_close"
            yield TAGS[token.type]


def escape_words(text: str, words: Words) -> str:
    """Return *text* converted by *words*, with spaces at its ends kept."""
    body = text.strip()
    if not body:
        return " " if text else ""
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if start else ''}{words(body)}{' ' if end else ''}"


def _link(target: str, resolve: Resolve) -> str:
    address = target if is_outside(target) else resolve(target)
    return f'<a href="{escape(address)}">'
