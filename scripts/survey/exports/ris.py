"""RIS (CITING R1-R3): two letters, two spaces, a hyphen, a space, CR LF.

rispy, which reads it well, ends a record without the space that EndNote asks for, and its lines with LF.
"""

from collections.abc import Iterator

from ..citation import without_unconfirmed
from ..references import Name, Reference

TYPES = {"article": "JOUR", "unpublished": "UNPB", "misc": "GEN"}


def ris(reference: Reference) -> str:
    """Return the record of *reference*; what is unconfirmed is left out."""
    lines = _lines(without_unconfirmed(reference))
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines if text or tag == "ER")


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    first, last = reference.pages
    yield "TY", TYPES[reference.kind]
    yield from (("AU", family_first(name)) for name in reference.authors)
    yield "TI", reference.plain_title
    yield "T2", reference.journal
    yield "J2", reference.short_journal
    yield "PY", reference.year
    yield "DA", f"{reference.date.replace('-', '/')}//" if reference.month else ""
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield "SP", first
    yield "EP", last
    # Where EndNote has an article number, and Citation.js finds it. bibutils makes a note of it, beside the page.
    yield "C7", "" if last else first
    yield "SN", reference.issn
    yield "DO", reference.doi
    yield "UR", reference.address
    yield "N1", reference.note
    yield "ER", ""


def family_first(name: Name) -> str:
    """Return van Beethoven, Ludwig or Howell, Thurston, III."""
    return ", ".join(part for part in (name.sorted, name.given, name.suffix) if part)
