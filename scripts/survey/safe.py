"""The type of text that may stand in a page as it is, and the one way to make it from text that may not.

A value is escaped for Markdown and HTML at once: every character that either language could read as markup becomes a
numeric character reference, which means the same to both, in running text and in attributes.
"""

import re

from markupsafe import Markup

ALWAYS = str.maketrans({character: f"&#{ord(character)};" for character in "&<>\"'\\`*_[]{}|"})
AT_START = re.compile(r"^(?:[#+\-=~:!]|[0-9]+(?=[.)]))")


class Safe(Markup):
    """Text that is finished Markdown and HTML. Only `escape`, `prose.py` and templates make it."""

    __slots__ = ()


def escape(value: object) -> Safe:
    """Return *value* as text that shows literally in Markdown, HTML and quoted attributes; `Safe` passes unchanged."""
    if isinstance(value, Markup):
        return Safe(value)
    text = " ".join(str(value).split()).translate(ALWAYS)
    return Safe(AT_START.sub(_reference, text))


def _reference(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in found[0])


def block(text: str) -> Safe:
    """Return *text* for a preformatted HTML element: line breaks are kept, and no line can end the raw HTML block."""
    lines = (line.translate(ALWAYS) or "&#8203;" for line in text.split("\n"))
    return Safe("\n".join(lines))


def attribute(text: str) -> Safe:
    """Return *text* for a quoted HTML attribute, line breaks kept as character references."""
    return Safe(text.translate(ALWAYS).replace("\n", "&#10;"))
