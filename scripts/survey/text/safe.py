"""The type of text that can be put in a page unchanged, and the functions that escape other text to it.

A value is escaped for Markdown and HTML at once: every character that either could read as markup becomes a numeric
character reference, which means the same in both, in running text and in attributes.
"""

import re
from functools import lru_cache

from markupsafe import Markup

ALWAYS = str.maketrans({character: f"&#{ord(character)};" for character in "&<>\"'\\`*_[]{}|"})
IN_LINES = ALWAYS | str.maketrans({"\t": "&#9;"})
"""For text that keeps its lines: a tab, which Markdown would expand, is preserved."""
LINE_END = re.compile(r"\r\n?")
"""HTML has only LF as line end; a carriage return as a character reference is a parse error."""
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
AT_START = re.compile(r"^(?:[#+\-=~:!]|[0-9]+(?=[.)]))")
IN_SCRIPT = re.compile(r"[<>&]|[^\x00-\uffff]")
"""Characters not allowed in JSON inside HTML, and those that the YAML around it would write differently from JSON."""


class Safe(Markup):
    """Text that is finished Markdown and HTML. Only `escape`, `prose.py` and templates create it."""

    __slots__ = ()


def escape(value: object) -> Safe:
    """Return *value* as text that is shown literally in Markdown, HTML and quoted attributes; `Safe` is unchanged."""
    if isinstance(value, Markup):
        return value if isinstance(value, Safe) else Safe(value)
    return _escaped_text(str(value))


@lru_cache(maxsize=1 << 14)
def _escaped_text(text: str) -> Safe:
    """Escape each text only once: names, addresses and ids occur on many pages."""
    line = " ".join(text.split()).translate(ALWAYS)
    return Safe(AT_START.sub(_reference, line))


def _reference(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in found[0])


def block(text: str) -> Safe:
    """Return *text* for a preformatted HTML element, where it is shown and can be copied verbatim.

    Line ends around an empty line become character references: the empty line would end the raw HTML block.
    """
    return Safe(EMPTY_LINES.sub(_line_ends, _in_lines(text)))


def _line_ends(found: re.Match[str]) -> str:
    return found[0].replace("\n", "&#10;")


def attribute(text: str) -> Safe:
    """Return *text* for a quoted HTML attribute, line breaks kept as character references."""
    return Safe(_in_lines(text).replace("\n", "&#10;"))


def _in_lines(text: str) -> str:
    return LINE_END.sub("\n", text).translate(IN_LINES)


def in_script(json_text: str) -> str:
    """Return JSON that cannot end or change the script element around it; its meaning as JSON is unchanged."""
    return IN_SCRIPT.sub(_escaped, json_text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[index : index + 2].hex()}" for index in range(0, len(units), 2))
