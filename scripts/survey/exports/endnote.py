"""EndNote's tagged format, also called refer (CITING N1)."""

from collections.abc import Iterator

from ..citation import without_unconfirmed
from ..references import Name, Reference
from .ris import family_first

TYPES = {"article": "Journal Article", "unpublished": "Unpublished Work", "misc": "Generic"}


def endnote(reference: Reference) -> str:
    """Return the record of *reference* and the empty line that ends it; what is unconfirmed is left out."""
    lines = _lines(without_unconfirmed(reference))
    return "".join(f"%{tag} {' '.join(text.split())}\n" for tag, text in lines if text) + "\n"


def _lines(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "0", TYPES[reference.kind]
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
    """Return Family, Given; a comma ends the name of a body, which EndNote would take apart otherwise."""
    return family_first(name) if name.given or name.suffix else f"{name.sorted},"
