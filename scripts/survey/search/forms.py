"""How names are compared: without accents, capitals, hyphens and the like; `templates/theme/assets/search` does alike.

A folded text is its words in small ASCII letters and digits: «Tide-Kit v2» gives «tide kit v2», «Tide++» gives
«tidepp», as software is called where a plus sign is not allowed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ..alphabet import in_ascii

SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
"""Letters that people spell out where a keyboard lacks them; others lose their accents."""

APOSTROPHE = re.compile(r"['`]")
PLUS = re.compile(r"\+(?![a-z0-9])")
WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Return *text* as it is compared."""
    ascii_text = APOSTROPHE.sub("", in_ascii(text).lower())
    return " ".join(WORD.findall(PLUS.sub("p", ascii_text)))


def spellings(text: str) -> Iterator[str]:
    """Yield the folded forms of a name: without accents, and with letters spelt out if it has such letters."""
    yield folded(text)
    spelt_out = "".join(SPELT_OUT.get(letter, letter) for letter in text.lower())
    if spelt_out != text.lower():
        yield folded(spelt_out)


def begins(name: str, beginning: str) -> bool:
    """Tell whether *name* begins with the whole words of *beginning*."""
    return f"{folded(name)} ".startswith(f"{folded(beginning)} ")


def letters(texts: Iterable[str]) -> Mapping[str, str]:
    """Return how letters of *texts* are written in ASCII where taking off their accents is not enough: ø gives o."""
    written = {letter for text in texts for letter in text if not letter.isascii()}
    plain = {letter: in_ascii(letter).lower() for letter in sorted(written)}
    return {letter: ascii_form for letter, ascii_form in plain.items() if ascii_form != _without_accents(letter)}


def _without_accents(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(each for each in decomposed if not unicodedata.combining(each)).lower()
