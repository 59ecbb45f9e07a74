"""Transliteration to ASCII, for sorting and addresses, and detection of invisible characters. Only user of anyascii."""

import re
import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

# ── Invisible characters: they make different names look alike, hide text from readers, or reverse it ──
# The refused set follows from Unicode properties that never change, so that the verdict does not depend on the version
# of Python. Unassigned code points are not refused: they show as boxes, and which they are changes with every version.

_IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point (Unicode 14 to 17): zero-width and bidirectional characters, fillers, tags."""

_BLANK = "\u2800\U0001d159\U00013441\U00013442"
"""Letters and symbols without visible ink: a Braille cell, a note head, hieroglyphs."""

_OTHER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\uffff\U00013430-\U00013440"
    "\U000f0000-\U0010ffff"
) + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
"""Controls but tab and line feed, separators, surrogates, private use, replacement characters, noncharacters."""

_UNSEEN = re.compile(f"[{_IGNORABLE}{_BLANK}{_OTHER}]")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_JOINERS = "\u200c\u200d"
_VIRAMA = 9
"""The canonical combining class of the sign that removes the vowel of an Indic letter."""
_MARKS = 5
"""Number of characters within which a base letter must occur: no letter has more vowel marks."""


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Yield every forbidden character of *text*, with its index.

    Joiners and variation selectors are allowed where they change how the preceding character is drawn, as real names
    need: a joiner after a virama, a non-joiner between letters of Arabic script (RFC 5892, appendix A; UAX #31, section
    2.3, allows them in identifiers under the same conditions); a selector after an ideograph, of which Japanese names
    have variants, or, one of the first sixteen, after a symbol (UTS #51).
    """
    for found in _UNSEEN.finditer(text):
        if not _has_a_base(text, found.start()):
            yield found.start(), found[0]


def is_ignorable(sign: str) -> bool:
    """Return whether *sign* can be left out if it cannot be drawn: it only changes how other characters are drawn."""
    return bool(re.fullmatch(f"[{_IGNORABLE}]", sign))


def named(sign: str) -> str:
    """Return the name of a character in messages: U+200B."""
    return f"U+{ord(sign):04X}"


def visible(text: str) -> str:
    """Return *text* in one line, with everything spelt out that a terminal would obey or hide or that is not UTF-8."""
    hidden = {at for at, _ in unseen(text)} | {at for at, sign in enumerate(text) if not sign.isprintable()}
    return "".join(_spelt_out(sign) if at in hidden else sign for at, sign in enumerate(text))


def _spelt_out(sign: str) -> str:
    # Python represents a byte of a file name that is not UTF-8 as such a surrogate.
    return f"<0x{ord(sign) - 0xDC00:02X}>" if "\udc80" <= sign <= "\udcff" else f"<{named(sign)}>"


def _has_a_base(text: str, at: int) -> bool:
    """Return whether the character at *at* is a joiner or variation selector after a character that allows it."""
    sign, before = text[at], text[max(at - 1, 0) : at]
    if sign in _JOINERS and before:
        joins = unicodedata.combining(before) == _VIRAMA
        near = text[max(at - _MARKS, 0) : at][::-1], text[at + 1 : at + 1 + _MARKS]
        return joins or (sign == "\u200c" and all(map(_is_arabic, near)))
    if "\ufe00" <= sign <= "\ufe0f" and before:
        return unicodedata.category(before).startswith("S") or bool(_IDEOGRAPH.match(before))
    return "\U000e0100" <= sign <= "\U000e01ef" and bool(_IDEOGRAPH.match(before))


def _is_arabic(text: str) -> bool:
    """Return whether the first letter of *text*, vowel marks skipped, is of a script that joins like Arabic."""
    letter = next((sign for sign in text if unicodedata.category(sign) != "Mn"), "")
    return bool(letter) and unicodedata.bidirectional(letter) == "AL" and unicodedata.category(letter) == "Lo"


def in_ascii(text: str) -> str:
    """Return *text* transliterated to ASCII: «Dvořák» gives «Dvorak», «æther» gives «aether»."""
    return anyascii(text)


def sort_key(text: str) -> str:
    """Return the sort key of *text*, which ignores accents and letter case."""
    return in_ascii(text).casefold()
