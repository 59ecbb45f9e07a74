"""Converts an entry to a Reference: decodes LaTeX and reads numbers."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pybtex.bibtex.utils import split_tex_string  # type: ignore[import-untyped]
from pybtex.database import Person  # type: ignore[import-untyped]

from ...problems import Problem, did_you_mean
from ...text.kinds import web_address
from ..latex import Decoded, LatexError, read_latex
from ..references import WORK_TYPES, Name, Reference
from .parser import MONTH_NUMBERS, BibEntry, Field

# ── Authors: an ``author`` field as names in four parts, split like in BibTeX (its manual, btxdoc) ──

SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
"""Suffixes that are never names."""
SUFFIXES_OR_NAMES = frozenset({"iv", "junior", "senior"})
"""Suffixes that may be names if a comma separates the parts (Senior, Andrew W.); IV in capitals is never a name."""
ONLY_BETWEEN_COMMAS = frozenset({"v", "vi", "vii", "2nd", "3rd", "4th", "esq"})
"""Suffixes recognised only between commas, since elsewhere they could be given names or initials."""

FORM = "write Family, Given · von Family, Given · Family, III, Given · {Two Words}, Given"


class NameProblem(ValueError):
    """A name that BibTeX would split wrongly; the message says how."""


def read_names(field: Field) -> tuple[tuple[Name, ...], tuple[Problem, ...]]:
    """Return the names in *field* in order, and a problem for each that cannot be split reliably."""
    names: list[Name] = []
    problems: list[Problem] = []
    for text in _split(field.value):
        if text.casefold() == "others":
            problems.append(Problem(field.place, "BIB015", "'and others' instead of authors", "list all authors"))
            continue
        try:
            name, notes = _read_name(text)
        except LatexError as error:
            problems.append(Problem(field.place, "BIB024", f"the name '{text[:60]}' cannot be read: {error}"))
        except NameProblem as error:
            problems.append(Problem(field.place, "BIB014", str(error), FORM))
        else:
            names.append(name)
            problems += (Problem(field.place, "BIB025", f"in '{text[:60]}', {note}", note=True) for note in notes)
    return tuple(names), tuple(problems)


def _split(value: str) -> Iterator[str]:
    """Yield the texts between the word «and» outside of braces, including empty ones."""
    words: list[str] = []
    for word in [*split_tex_string(value), "and"]:
        if word.casefold() == "and":
            yield " ".join(words)
            words = []
        else:
            words.append(word)


def _read_name(text: str) -> tuple[Name, tuple[str, ...]]:
    _check_commas(text)
    person = Person(text)
    parts = {
        "family": person.last_names,
        "given": person.first_names + person.middle_names,
        "particle": person.prelast_names,
        "suffix": person.lineage_names,
    }
    decoded = {part: read_latex(" ".join(words)) for part, words in parts.items()}
    name = Name(**{part: value.text.strip() for part, value in decoded.items()})
    _check_particle(text, name.particle)
    _check_suffix(text, " ".join(parts["family"]), " ".join(parts["given"]))
    _check_parts(text, name)
    return name, tuple(note for value in decoded.values() for note in value.notes)


def _check_commas(text: str) -> None:
    parts = split_tex_string(text, ",")
    if not text:
        raise NameProblem("there is an empty name: nothing before or after an 'and'")
    if len(parts) > 3:
        raise NameProblem(f"the name '{text[:60]}' has {len(parts) - 1} commas; authors are separated by 'and'")
    if not all(parts) or text.rstrip().endswith(","):
        raise NameProblem(f"in the name '{text[:60]}', there is nothing before or after a comma")


def _check_particle(text: str, particle: str) -> None:
    if any(word[:1].isupper() for word in particle.split()):
        raise NameProblem(f"in '{text[:60]}', BibTeX takes '{particle[:40]}' for a particle like 'von'")
    if particle and "," not in text:
        raise NameProblem(f"in '{text[:60]}', it is not clear where the family name begins")


def _check_suffix(text: str, family: str, given: str) -> None:
    """Refuse a suffix that was read as a name. *family* and *given* are as written: text in braces is always a name."""
    certain = {_folded(family), _folded(given)} & SUFFIXES or "IV" in (family, given)
    if certain or ("," not in text and _folded(family) in SUFFIXES_OR_NAMES):
        raise NameProblem(f"in '{text[:60]}', BibTeX does not recognise the suffix")


def _folded(part: str) -> str:
    return part.casefold().rstrip(".")


def _check_parts(text: str, name: Name) -> None:
    if not name.family:
        raise NameProblem(f"the name '{text[:60]}' has no family name")
    if name.suffix and _folded(name.suffix) not in SUFFIXES | SUFFIXES_OR_NAMES | ONLY_BETWEEN_COMMAS:
        raise NameProblem(f"in '{text[:60]}', BibTeX takes '{name.suffix[:40]}' for a suffix like 'Jr'")


# ── Allowed values of the fields of an entry ──

ANYTHING_ELSE = (
    f"known types are {', '.join(WORK_TYPES)}; use misc for anything else, with a note that says what it is and where"
)

BOOKKEEPING = frozenset({"refnumber", "unconfirmed", "evidence"})
FIELDS = BOOKKEEPING | frozenset(
    {
        "author",
        "title",
        "journal",
        "shortjournal",
        "year",
        "month",
        "volume",
        "number",
        "pages",
        "issn",
        "doi",
        "publisher",
        "url",
        "eprint",
        "eprinttype",
        "note",
    }
)
DOI = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9._;()/:<>#+-]+")
"""Letters, digits, and the characters that publishers use: 10.1175/1520-0477(1996)077<0437:x>2.0.CO;2."""
ARXIV = re.compile(r"[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]+)?")


@dataclass(frozen=True)
class Rule:
    """The required form of a value, as a test and in words."""

    code: str
    holds: Callable[[str], object]
    wanted: str


def _is_address(value: str) -> bool:
    try:
        return bool(web_address(value))
    except ValueError:
        return False


def _is_issn(value: str) -> bool:
    """Return whether form and check digit (ISO 3297) are valid."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", value):
        return False
    digits = [10 if sign == "X" else int(sign) for sign in value.replace("-", "")]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


RULES = {
    "url": Rule("BIB016", _is_address, "an http:// or https:// address without spaces, quotes or angle brackets"),
    "doi": Rule("BIB017", DOI.fullmatch, "a bare DOI such as 10.1063/5.0138367"),
    "year": Rule("BIB018", re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}").fullmatch, "four digits, from 1500 to 2099"),
    "month": Rule("BIB019", frozenset(MONTH_NUMBERS.values()).__contains__, "jan, feb … dec without braces, or 1-12"),
    "refnumber": Rule("BIB020", re.compile(r"[1-9][0-9]{0,5}").fullmatch, "a whole number from 1"),
    "issn": Rule("BIB022", _is_issn, "an ISSN such as 0021-9606, with a correct last digit"),
    "eprint": Rule("BIB022", ARXIV.fullmatch, "an arXiv identifier such as 2212.05517"),
    "eprinttype": Rule("BIB022", frozenset({"arXiv"}).__contains__, "arXiv"),
}


def check(entry: BibEntry) -> Iterator[Problem]:
    """Yield the problems of an entry's type and of its individual fields (except names and LaTeX)."""
    known = WORK_TYPES.get(entry.kind)
    if known is None:
        hint = did_you_mean(entry.kind, WORK_TYPES) or ANYTHING_ELSE
        yield Problem(entry.place, "BIB004", f"unknown entry type '@{entry.kind}'", hint)
    for name in known.required if known else ():
        if name not in entry.attempted:
            yield Problem(entry.place, "BIB012", f"'{entry.key}' has no {name}", f"add {name} = {{…}}")
    for field in entry.fields.values():
        yield from _check_field(field)
    yield from _check_pairs(entry)
    yield from _check_unconfirmed(entry)


def _check_field(field: Field) -> Iterator[Problem]:
    value, rule = field.value.strip(), RULES.get(field.name)
    if field.name not in FIELDS:
        hint = did_you_mean(field.name, FIELDS) or "remove it"
        yield Problem(field.place, "BIB010", f"unknown field '{field.name}'", hint)
    elif not value:
        yield Problem(field.place, "BIB013", f"'{field.name}' is empty", "delete the field")
    elif rule and not rule.holds(value):
        yield Problem(field.place, rule.code, f"{field.name} is '{value[:80]}'", f"it must be {rule.wanted}")


def _check_pairs(entry: BibEntry) -> Iterator[Problem]:
    for name, other in (("eprint", "eprinttype"), ("eprinttype", "eprint")):
        if name in entry.fields and other not in entry.attempted:
            yield Problem(entry.fields[name].place, "BIB022", f"{name} without {other}", "give both or neither")
    if "month" in entry.fields and "year" not in entry.attempted:
        yield Problem(
            entry.fields["month"].place, "BIB026", "month without a year", "add the year, or remove the month"
        )


def _check_unconfirmed(entry: BibEntry) -> Iterator[Problem]:
    allowed = entry.attempted - BOOKKEEPING
    for name in unconfirmed_names(entry):
        if name not in allowed:
            hint = did_you_mean(name, allowed) or "name fields of this entry, separated by commas"
            message = f"unconfirmed names '{name}', which is not a field of '{entry.key}'"
            yield Problem(entry.fields["unconfirmed"].place, "BIB023", message, hint)


def unconfirmed_names(entry: BibEntry) -> tuple[str, ...]:
    """Return the field names that ``unconfirmed`` lists."""
    listed = entry.text("unconfirmed")
    return tuple(name.strip() for name in listed.split(",")) if listed else ()


VERBATIM = RULES.keys() | {"unconfirmed", "author"}
"""Fields that are not LaTeX, or are read separately."""


def to_reference(entry: BibEntry) -> tuple[Reference | None, tuple[Problem, ...]]:
    """Return the entry as a record, or None if its form does not allow that, and the problems of its LaTeX.

    The record is valid only if no check found a problem.
    """
    texts: dict[str, Decoded] = {}
    problems: list[Problem] = []
    for field in entry.fields.values():
        if field.name not in VERBATIM:
            texts[field.name], found = _decode(field)
            problems += found
    names, found = read_names(entry.fields["author"]) if entry.text("author") else ((), ())
    possible = entry.kind in WORK_TYPES and _well_formed_numbers(entry)
    return _record(entry, texts, names) if possible else None, (*problems, *found)


def _decode(field: Field) -> tuple[Decoded, tuple[Problem, ...]]:
    try:
        decoded = read_latex(field.value.strip())
    except LatexError as error:
        return Decoded(()), (Problem(field.place, "BIB024", f"the LaTeX of '{field.name}' cannot be read: {error}"),)
    if field.value.strip() and not decoded.text.strip():
        return decoded, (Problem(field.place, "BIB013", f"'{field.name}' is empty", "delete the field"),)
    notes = (Problem(field.place, "BIB025", f"in '{field.name}', {note}", note=True) for note in decoded.notes)
    return decoded, tuple(notes)


def _record(entry: BibEntry, texts: Mapping[str, Decoded], names: tuple[Name, ...]) -> Reference:
    return Reference(
        key=entry.key,
        place=entry.place,
        number=int(entry.text("refnumber")) if "refnumber" in entry.fields else None,
        kind=entry.kind,
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


def _well_formed_numbers(entry: BibEntry) -> bool:
    present = (name for name in ("refnumber", "month") if name in entry.fields)
    return all(RULES[name].holds(entry.text(name)) for name in present)
