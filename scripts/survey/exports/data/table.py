"""The contributions as a table: contributions.csv, by RFC 4180 and safe to open in a spreadsheet (CITING A6).

All text stands in quotes, numbers of articles too. What a spreadsheet would take for a formula gets an apostrophe
before it, in the header, too: at the start of a cell, and behind a sign that parts cells where a comma does not (a
semicolon in much of Europe). `templates/theme/assets/explorer/takeaway.js` does alike.
"""

import csv
import io
import re
from collections.abc import Mapping

from ... import addresses
from ...catalogue import Catalogue
from ...edition import Edition
from ...model import Contribution
from ...prose import plain

FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|[;\t\r\n]) *(?=[=+@-])")
"""What comes before a formula, and white space at the start, which spreadsheets skip."""
COLUMNS: Mapping[str, str] = {
    "number": "Number in the survey; the only column that is no text.",
    "id": "Permanent name, as in the address.",
    "name": "The software or subject.",
    "tagline": "What it is, in one sentence.",
    "title": "The paper's title.",
    "authors": "Names in reading order.",
    "journal": "Journal of the paper.",
    "year": "Year of the paper.",
    "volume": "Volume.",
    "issue": "Issue.",
    "article_number": "Article number: 054701 is text, so tell your spreadsheet not to make a number of it.",
    "doi": "DOI, if it is confirmed.",
    "categories": "Ids of categories.",
    "packages": "Ids of packages.",
    "url": "Address of its page.",
    "short_url": "Short address of its page.",
}
"""The columns that every survey has, and what they hold; the survey's own vocabularies follow."""


def table(catalogue: Catalogue, edition: Edition) -> bytes:
    """Return contributions.csv; several values in a cell are separated by a semicolon and a space."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    rows.writerow([*COLUMNS, *(_cell(vocabulary.key) for vocabulary in catalogue.vocabularies.values())])
    for entry in catalogue.contributions:
        rows.writerow([entry.number, *map(_cell, _row(catalogue, entry, edition)[1:])])
    return written.getvalue().encode()


def _row(catalogue: Catalogue, entry: Contribution, edition: Edition) -> list[str]:
    reference = catalogue.reference(entry.reference)
    known = {
        "number": str(entry.number),
        "id": entry.id,
        "name": entry.name,
        "tagline": plain(entry.tagline),
        "title": reference.plain_title,
        "authors": "; ".join(name.full for name in reference.authors),
        "journal": reference.journal,
        "year": reference.year,
        "volume": reference.volume,
        "issue": reference.issue,
        "article_number": reference.article_number,
        "doi": reference.confirmed_doi,
        "categories": "; ".join(entry.categories),
        "packages": "; ".join(entry.packages),
        "url": edition.full(addresses.contribution(entry.id)),
        "short_url": edition.full(addresses.short(entry.number)),
    }
    facts = [
        "; ".join(plain(value.name) for value in catalogue.values(entry, vocabulary))
        for vocabulary in catalogue.vocabularies
    ]
    return [*(known[column] for column in COLUMNS), *facts]


def _cell(text: str) -> str:
    return FORMULA.sub(r"\g<0>'", text)
