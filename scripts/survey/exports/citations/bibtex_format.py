"""BibTeX with accents as LaTeX commands, and biblatex with accents as Unicode (BibTeX's and biblatex's manuals).

No library writes these: pybtex keeps letters unconverted and escapes DOIs, bibtexparser writes its input unchanged,
and neither protects the capitals that must be kept.
"""

from collections.abc import Iterable, Mapping

from ...content.latex import Writer, name_to_latex, spans_to_latex, to_latex, to_unicode_latex
from ...content.references import MONTHS, Name, Reference
from .styles import without_unconfirmed

Fields = Mapping[str, str]


def bibtex(reference: Reference) -> str:
    """Return the entry of *reference*, ending in a newline, without internal fields and unconfirmed values.

    The URL of the publisher's page is written only if there is no DOI.
    """
    return entry(reference.kind, reference.key, _bibtex_fields(without_unconfirmed(reference)))


def biblatex(reference: Reference) -> str:
    """Return the entry of *reference* for biblatex: Unicode letters, a single date field, eid."""
    return entry(reference.kind, reference.key, _biblatex_fields(without_unconfirmed(reference)))


def entry(kind: str, key: str, fields: Fields) -> str:
    """Return an entry with one line for every field that is not empty; values are LaTeX."""
    width = max(map(len, fields))
    # Months are macros of BibTeX (jan, feb …) and take no braces.
    values = {name: text if name == "month" else f"{{{text}}}" for name, text in fields.items() if text}
    lines = (f"  {name:<{width}} = {value},\n" for name, value in values.items())
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _bibtex_fields(reference: Reference) -> Fields:
    return {
        "author": _names(reference.authors, name_to_latex),
        "title": spans_to_latex(reference.title),
        "journal": to_latex(reference.journal),
        "year": reference.year,
        "month": MONTHS[reference.month - 1][:3].lower() if reference.month else "",
        "volume": to_latex(reference.volume),
        "number": to_latex(reference.issue),
        "pages": to_latex(reference.article_number),
        "issn": reference.issn,
        **_links(reference),
        "publisher": to_latex(reference.publisher),
        "note": to_latex(reference.note),
    }


def _biblatex_fields(reference: Reference) -> Fields:
    write = to_unicode_latex
    return {
        "author": _names(reference.authors, write),
        "title": spans_to_latex(reference.title, write),
        "journaltitle": write(reference.journal),
        "shortjournal": write(reference.short_journal),
        "date": reference.date,
        "volume": write(reference.volume),
        "number": write(reference.issue),
        "pages" if reference.pages[1] else "eid": write(reference.article_number),
        "issn": reference.issn,
        **_links(reference),
        # biblatex has no publisher field for @article; for @misc the field is organization.
        "organization": "" if reference.type.in_journal else write(reference.publisher),
        "note": write(reference.note),
    }


def _links(reference: Reference) -> Fields:
    """Return the DOI, or else the URL, unescaped: both are verbatim fields, which escaping would break."""
    return {"doi": reference.doi, "url": "" if reference.doi else reference.url}


def _names(names: Iterable[Name], write: Writer) -> str:
    return " and ".join(_name(name, write) for name in names)


def _name(name: Name, write: Writer) -> str:
    """Return a name as «von Family, III, Given»; a family name of several words is in braces."""
    family = write(name.family)
    if any(character.isspace() or character == "," for character in name.family):
        family = f"{{{family}}}"
    parts = (f"{write(name.particle)} {family}".strip(), write(name.suffix), write(name.given))
    return ", ".join(part for part in parts if part)
