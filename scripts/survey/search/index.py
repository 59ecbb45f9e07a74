"""The two files of the search index: names, which the browser fetches first, and texts, fetched if few names match.

They are scripts that pass their data to `surveySearch`, not JSON: browsers cannot fetch JSON from a folder on disk.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import addresses
from ..content.model import Survey
from ..text.characters import in_ascii

# ── Folding: names are compared without accents, capitals, hyphens and the like ──
# `templates/theme/assets/search` does the same.
# A folded text consists of words in lower-case ASCII letters and digits: «Tide-Kit v2» gives «tide kit v2», «Tide++»
# gives «tidepp», the spelling of such software where a plus sign is not allowed.

SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
"""Letters that are also spelt out on keyboards without them; all others only lose their accents."""

APOSTROPHE = re.compile(r"['`]")
PLUS = re.compile(r"\+(?![a-z0-9])")
WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Return *text* folded for comparison."""
    ascii_text = APOSTROPHE.sub("", in_ascii(text).lower())
    return " ".join(WORD.findall(PLUS.sub("p", ascii_text)))


def spellings(text: str) -> Iterator[str]:
    """Yield the folded forms of a name: without accents and, if it has letters of SPELT_OUT, with these spelt out."""
    yield folded(text)
    spelt_out = "".join(SPELT_OUT.get(letter, letter) for letter in text.lower())
    if spelt_out != text.lower():
        yield folded(spelt_out)


def begins(name: str, beginning: str) -> bool:
    """Return whether the first words of *name* are those of *beginning*."""
    return f"{folded(name)} ".startswith(f"{folded(beginning)} ")


def letters(texts: Iterable[str]) -> Mapping[str, str]:
    """Return letter -> ASCII for the letters of *texts* that are not ASCII after removing accents: ø gives o."""
    written = {letter for text in texts for letter in text if not letter.isascii()}
    plain = {letter: in_ascii(letter).lower() for letter in sorted(written)}
    return {letter: ascii_form for letter, ascii_form in plain.items() if ascii_form != _without_accents(letter)}


def _without_accents(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(each for each in decomposed if not unicodedata.combining(each)).lower()


# ── Search records, and the order of records that match equally well ──


@dataclass(frozen=True)
class RecordKind:
    """A kind of result. ``one`` labels a result, ``several`` the button that filters results by this kind."""

    id: str
    one: str
    several: str


def kinds(survey: Survey) -> tuple[RecordKind, ...]:
    """Return the kinds of results; of results that match equally well, those of an earlier kind come first."""
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
    """An entry of the search index."""

    kind: str
    address: str
    title: str
    note: str
    """One line that distinguishes it from others."""
    names: tuple[str, ...]
    """Its own names."""
    aliases: tuple[str, ...] = ()
    """Its other names, and names of values that no other entry has."""
    text: str = ""
    """Its text, which is searched if no name matches."""


def search_files(survey: Survey, records: Sequence[SearchRecord]) -> Mapping[str, bytes]:
    """Return relative path -> content of the files of the index, with one record per line.

    names: [index of the kind, address, title, note, folded names, folded aliases]; texts: in the same order.
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
    """Return the folded forms of *names* without duplicates."""
    return list(dict.fromkeys(form for name in names for form in spellings(_without_scheme(name)) if form))


def _without_scheme(name: str) -> str:
    """Return *name* without the scheme and «www.» of a web address, which readers may leave out."""
    return name.partition("://")[2].removeprefix("www.") if "://" in name else name


def _script(part: str, head: Mapping[str, object], rows: Sequence[object]) -> bytes:
    lines = ",\n".join(_json(row) for row in rows)
    start = "".join(f'"{key}": {_json(value)},\n' for key, value in head.items())
    return f'surveySearch.take("{part}", {{\n{start}"records": [\n{lines}\n]}});\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
