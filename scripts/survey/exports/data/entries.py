"""The entries of the data files, and contributions.csv.

The CSV follows RFC 4180 and is safe to open in a spreadsheet. All text is quoted, including article numbers. Text that
a spreadsheet would run as a formula is prefixed with an apostrophe, also in the header: at the start of a cell, and
after a character that separates cells in some locales (a semicolon in much of Europe).
`templates/theme/assets/explorer/takeaway.js` applies the same rule.
"""

import csv
import io
import re
from collections.abc import Mapping

from ...content import Catalogue
from ...content.build_identity import BuildIdentity
from ...content.data_models import CONTRIBUTIONS, LISTS, TABLE, DataContext, NamedValue
from ...content.model import Contribution
from ...text.prose import plain

DataEntry = Mapping[str, object]


def entries(catalogue: Catalogue, identity: BuildIdentity) -> Mapping[str, list[DataEntry]]:
    """Return the lists of the data files by name: contributions, packages, categories, people, glossary, references."""
    context = DataContext(catalogue, identity)
    lists: dict[str, list[DataEntry]] = {
        each.name: [{key.name: key.value(context, thing) for key in each.keys} for thing in each.things(catalogue)]
        for each in LISTS
    }
    facts = (_facts(catalogue, entry) for entry in catalogue.contributions)
    contributions = zip(lists[CONTRIBUTIONS.name], facts, strict=True)
    return {**lists, CONTRIBUTIONS.name: [{**entry, **more} for entry, more in contributions]}


def _facts(catalogue: Catalogue, entry: Contribution) -> DataEntry:
    """Return key in the data files -> values of *entry* for each vocabulary of the survey; None if it has none."""
    return {
        vocabulary.key: [
            NamedValue(id=value.id, name=plain(value.name)) for value in catalogue.values(entry, vocabulary.id)
        ]
        or None
        for vocabulary in catalogue.vocabularies.values()
    }


FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|[;\t\r\n]) *(?=[=+@-])")
"""Where an apostrophe is inserted: before a formula, and before leading white space, which spreadsheets skip."""


def table(catalogue: Catalogue, identity: BuildIdentity) -> bytes:
    """Return contributions.csv; multiple values in a cell are separated by a semicolon and a space."""
    context = DataContext(catalogue, identity)
    written = io.StringIO(newline="")
    rows = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    rows.writerow([_text(name) for name in (*(key.name for key in TABLE), *_keys_of_facts(catalogue))])
    for entry in catalogue.contributions:
        facts = (
            tuple(plain(value.name) for value in catalogue.values(entry, vocabulary))
            for vocabulary in catalogue.vocabularies
        )
        rows.writerow([*(_cell(key.value(context, entry)) for key in TABLE), *map(_cell, facts)])
    return written.getvalue().encode()


def _keys_of_facts(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(vocabulary.key for vocabulary in catalogue.vocabularies.values())


def _cell(value: object) -> str | int:
    """Return the content of a cell: an integer unchanged, "" for None, and a tuple joined to one text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return _text("; ".join(map(str, value)))
    return _text("" if value is None else str(value))


def _text(text: str) -> str:
    return FORMULA.sub(r"\g<0>'", text)
