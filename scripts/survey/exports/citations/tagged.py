"""Tagged formats: RIS, and the EndNote format, which is also called refer."""

from collections.abc import Iterator

from ...content.references import Name, Reference
from .styles import without_unconfirmed

# ── RIS (RIS Format Specifications, Thomson ResearchSoft): two letters, two spaces, a hyphen, a space, CR LF ──
# rispy reads RIS well but writes «ER  -» without the final space that EndNote requires, and LF line ends.


def ris(reference: Reference) -> str:
    """Return the record of *reference*, without unconfirmed values."""
    lines = _ris_lines(without_unconfirmed(reference))
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines if text or tag == "ER")


def _ris_lines(reference: Reference) -> Iterator[tuple[str, str]]:
    first, last = reference.pages
    yield "TY", reference.type.ris
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
    # EndNote and Citation.js read an article number from C7. bibutils turns C7 into a note and reads SP as the page.
    yield "C7", "" if last else first
    yield "SN", reference.issn
    yield "DO", reference.doi
    yield "UR", reference.address
    yield "N1", reference.note
    yield "ER", ""


def family_first(name: Name) -> str:
    """Return a name as in «van Beethoven, Ludwig» or «Howell, Thurston, III»."""
    return ", ".join(part for part in (name.sorted, name.given, name.suffix) if part)


def endnote(reference: Reference) -> str:
    """Return the record of *reference* and the empty line that ends it, without unconfirmed values."""
    lines = _endnote_lines(without_unconfirmed(reference))
    return "".join(f"%{tag} {' '.join(text.split())}\n" for tag, text in lines if text) + "\n"


def _endnote_lines(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "0", reference.type.endnote
    yield from (("A", _author(name)) for name in reference.authors)
    yield "T", reference.plain_title
    yield "J", reference.journal
    yield "D", reference.year
    yield "V", reference.volume
    yield "N", reference.issue
    yield "P", reference.article_number.replace("–", "-")
    yield "@", reference.issn
    yield "R", reference.doi
    yield "U", reference.address
    yield "Z", reference.note


def _author(name: Name) -> str:
    """Return «Family, Given»; the name of an organisation ends with a comma, so that EndNote does not split it."""
    return family_first(name) if name.given or name.suffix else f"{name.sorted},"
