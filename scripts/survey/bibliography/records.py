"""An entry as a Reference: LaTeX decoded, numbers read."""

from collections.abc import Mapping

from ..latex import Decoded, LatexError, read_latex
from ..problems import Problem
from ..references import Name, Reference
from .checks import REQUIRED, RULES, unconfirmed_names
from .entries import Entry, Field
from .names import read_names

VERBATIM = RULES.keys() | {"unconfirmed", "author"}
"""Fields that are not LaTeX, or are read elsewhere."""


def to_reference(entry: Entry) -> tuple[Reference | None, tuple[Problem, ...]]:
    """Return the entry as a record, or None if its form makes that impossible, and what is wrong with its LaTeX.

    The record is to be used only if no check found anything.
    """
    texts: dict[str, Decoded] = {}
    problems: list[Problem] = []
    for field in entry.fields.values():
        if field.name not in VERBATIM:
            texts[field.name], found = _decode(field)
            problems += found
    names, found = read_names(entry.fields["author"]) if entry.text("author") else ((), ())
    possible = entry.kind in REQUIRED and _well_formed_numbers(entry)
    return _record(entry, texts, names) if possible else None, (*problems, *found)


def _decode(field: Field) -> tuple[Decoded, tuple[Problem, ...]]:
    try:
        decoded = read_latex(field.value.strip())
    except LatexError as error:
        return Decoded(()), (Problem(field.place, "BIB024", f"the LaTeX of '{field.name}' cannot be read: {error}"),)
    if field.value.strip() and not decoded.text.strip():
        return decoded, (Problem(field.place, "BIB013", f"'{field.name}' is empty", "delete the field"),)
    notes = (Problem(field.place, "BIB025", f"in '{field.name}' {note}", note=True) for note in decoded.notes)
    return decoded, tuple(notes)


def _record(entry: Entry, texts: Mapping[str, Decoded], names: tuple[Name, ...]) -> Reference:
    return Reference(
        key=entry.key,
        place=entry.place,
        number=int(entry.text("refnumber")) if "refnumber" in entry.fields else None,
        kind=entry.kind,  # type: ignore[arg-type]  # a key of REQUIRED
        authors=names,
        title=texts["title"].spans if "title" in texts else (),
        journal=_text(texts, "journal"),
        short_journal=_text(texts, "shortjournal"),
        year=entry.text("year"),
        month=int(entry.text("month")) if "month" in entry.fields else None,
        volume=_text(texts, "volume"),
        issue=_text(texts, "number"),
        article_number=_text(texts, "pages"),
        issn=entry.text("issn"),
        doi=entry.text("doi"),
        publisher=_text(texts, "publisher"),
        url=entry.text("url"),
        arxiv=entry.text("eprint"),
        note=_text(texts, "note"),
        evidence=_text(texts, "evidence"),
        unconfirmed=frozenset(unconfirmed_names(entry)),
    )


def _text(texts: Mapping[str, Decoded], name: str) -> str:
    return texts[name].text.strip() if name in texts else ""


def _well_formed_numbers(entry: Entry) -> bool:
    present = (name for name in ("refnumber", "month") if name in entry.fields)
    return all(RULES[name].holds(entry.text(name)) for name in present)
