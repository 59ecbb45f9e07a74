"""Search records to two files: the names, which a browser fetches first, and the texts, fetched when names are few.

They are scripts that hand their data to `surveySearch`, not JSON: browsers fetch no JSON from a folder on disk.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import addresses
from ..content.model import Survey
from ..text.characters import in_ascii

# ── How names are compared: without accents, capitals, hyphens and the like ──
# `templates/theme/assets/search` does the same.
# A folded text is its words in small ASCII letters and digits: «Tide-Kit v2» gives «tide kit v2», «Tide++» gives
# «tidepp», as software is called where a plus sign is not allowed.

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


# ── What the search knows about one thing, and in which order things come that bear the same name ──


@dataclass(frozen=True)
class RecordKind:
    """A kind of result. ``one`` is written beside a result, ``several`` on the button that narrows to this kind."""

    id: str
    one: str
    several: str


def kinds(survey: Survey) -> tuple[RecordKind, ...]:
    """Return the kinds of results: of several things that match equally well, the earlier kind comes first."""
    return (
        RecordKind("contribution", survey.contribution.capitalize(), survey.contributions.capitalize()),
        RecordKind("category", "Category", "Categories"),
        RecordKind("term", "Term", "Terms"),
        RecordKind("package", "Package", "Packages"),
        RecordKind("list", "List", "Lists"),
        RecordKind("person", "Person", "People"),
        RecordKind("reference", "Reference", "References"),
        RecordKind("page", "Page", "Pages"),
    )


@dataclass(frozen=True)
class SearchRecord:
    """A thing that can be found, and where it is."""

    kind: str
    address: str
    title: str
    note: str
    """One line that tells it from others."""
    names: tuple[str, ...]
    """What it is called."""
    aliases: tuple[str, ...] = ()
    """What it also goes by, and what leads to it alone."""
    text: str = ""
    """What it says: words of it find it when no name does."""


def search_files(survey: Survey, records: Sequence[SearchRecord]) -> Mapping[str, bytes]:
    """Return the files of the search, one record a line: relative path to content.

    names: [number of the kind, address, title, note, folded names, folded aliases]; texts: in the same order.
    """
    known = kinds(survey)
    place = {kind.id: index for index, kind in enumerate(known)}
    names = [
        [place[record.kind], record.address, record.title, record.note, _folded(record.names), _folded(record.aliases)]
        for record in records
    ]
    written = letters(text for record in records for text in (*record.names, *record.aliases, record.text))
    return {
        addresses.SEARCH_NAMES: _script(
            "names", {"kinds": [[each.one, each.several] for each in known], "letters": written}, names
        ),
        addresses.SEARCH_TEXTS: _script("texts", {}, [record.text for record in records]),
    }


def _folded(names: Iterable[str]) -> list[str]:
    """Return the forms of *names* by which they are compared, each once."""
    return list(dict.fromkeys(form for name in names for form in spellings(_bare(name)) if form))


def _bare(name: str) -> str:
    """Return *name* without what every web address begins with: readers leave it out, or not."""
    return name.partition("://")[2].removeprefix("www.") if "://" in name else name


def _script(part: str, head: Mapping[str, object], rows: Sequence[object]) -> bytes:
    lines = ",\n".join(_json(row) for row in rows)
    start = "".join(f'"{key}": {_json(value)},\n' for key, value in head.items())
    return f'surveySearch.take("{part}", {{\n{start}"records": [\n{lines}\n]}});\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
