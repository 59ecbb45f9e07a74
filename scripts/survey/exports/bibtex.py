"""BibTeX in pure ASCII (CITING B1-B6)."""

from collections.abc import Iterator

from ..citation import without_unconfirmed
from ..latex import spans_to_latex, to_latex
from ..references import Name, Reference

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WIDTH = len("publisher")


def bibtex(reference: Reference) -> str:
    """Return the entry of *reference*, ending in a newline, without our bookkeeping and what is unconfirmed.

    The address of the publisher's page stands in only where there is no DOI to lead there (B4).
    """
    lines = [f"  {name:<{WIDTH}} = {value},\n" for name, value in _fields(without_unconfirmed(reference))]
    return f"@{reference.kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    month = MONTHS[reference.month - 1] if reference.month else ""
    texts = {
        "author": " and ".join(map(_name, reference.authors)),
        "title": spans_to_latex(reference.title),
        "journal": to_latex(reference.journal),
        "year": reference.year,
        "month": month,
        "volume": to_latex(reference.volume),
        "number": to_latex(reference.issue),
        "pages": to_latex(reference.article_number),
        "issn": reference.issn,
        # Both verbatim: escaping would break the links (B5).
        "doi": reference.doi,
        "url": "" if reference.doi else reference.url,
        "publisher": to_latex(reference.publisher),
        "note": to_latex(reference.note),
    }
    for name, text in texts.items():
        if text:
            # A month is an abbreviation of BibTeX itself and stands without braces.
            yield name, text if name == "month" else f"{{{text}}}"


def _name(name: Name) -> str:
    """Return von Family, III, Given; a family name of several words in braces (B2)."""
    family = to_latex(name.family)
    if any(character.isspace() or character == "," for character in name.family):
        family = f"{{{family}}}"
    particle = to_latex(name.particle)
    parts = (f"{particle} {family}".strip(), to_latex(name.suffix), to_latex(name.given))
    return ", ".join(part for part in parts if part)
