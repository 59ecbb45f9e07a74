"""Search records to two files: the names, which a browser fetches first, and the texts, fetched when names are few.

They are scripts that hand their data to `surveySearch`, not JSON: browsers fetch no JSON from a folder on disk.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from .. import addresses
from ..model import Survey
from .forms import letters, spellings
from .records import SearchRecord, kinds


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
