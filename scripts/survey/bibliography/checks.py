"""What the fields of an entry may be."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..problems import Problem, did_you_mean
from ..text import web_address
from .entries import Entry, Field
from .values import MONTHS

REQUIRED = {
    "article": ("author", "title", "journal", "year"),
    "unpublished": ("author", "title", "note"),
    "misc": ("author", "title"),
}
"""The types of entry and the fields that each must have. Every writer of citations knows exactly these."""
ANYTHING_ELSE = f"known are {', '.join(REQUIRED)}; anything else is misc, with a note that says what it is and where"

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
"""Letters, digits, and the signs that publishers use: 10.1175/1520-0477(1996)077<0437:x>2.0.CO;2."""
ARXIV = re.compile(r"[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]+)?")


@dataclass(frozen=True)
class Rule:
    """What a value must be, in a test and in words."""

    code: str
    holds: Callable[[str], object]
    wanted: str


def _is_address(value: str) -> bool:
    try:
        return bool(web_address(value))
    except ValueError:
        return False


def _is_issn(value: str) -> bool:
    """Check form and check digit (ISO 3297)."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", value):
        return False
    digits = [10 if sign == "X" else int(sign) for sign in value.replace("-", "")]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


RULES = {
    "url": Rule("BIB016", _is_address, "an http:// or https:// address without spaces, quotes or angle brackets"),
    "doi": Rule("BIB017", DOI.fullmatch, "a bare DOI such as 10.1063/5.0138367"),
    "year": Rule("BIB018", re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}").fullmatch, "four digits, from 1500 to 2099"),
    "month": Rule("BIB019", frozenset(MONTHS.values()).__contains__, "jan, feb … dec without braces, or 1-12"),
    "refnumber": Rule("BIB020", re.compile(r"[1-9][0-9]{0,5}").fullmatch, "a whole number from 1"),
    "issn": Rule("BIB022", _is_issn, "an ISSN such as 0021-9606, with a correct last digit"),
    "eprint": Rule("BIB022", ARXIV.fullmatch, "an arXiv identifier such as 2212.05517"),
    "eprinttype": Rule("BIB022", frozenset({"arXiv"}).__contains__, "arXiv"),
}


def check(entry: Entry) -> Iterator[Problem]:
    """Yield what is wrong with an entry's type and with its fields one by one (names and LaTeX apart)."""
    if entry.kind not in REQUIRED:
        hint = did_you_mean(entry.kind, REQUIRED) or ANYTHING_ELSE
        yield Problem(entry.place, "BIB004", f"unknown type of entry '@{entry.kind}'", hint)
    for name in REQUIRED.get(entry.kind, ()):
        if name not in entry.attempted:
            yield Problem(entry.place, "BIB012", f"'{entry.key}' has no {name}", f"add {name} = {{…}}")
    for field in entry.fields.values():
        yield from _check_field(field)
    yield from _check_pairs(entry)
    yield from _check_unconfirmed(entry)


def _check_field(field: Field) -> Iterator[Problem]:
    value, rule = field.value.strip(), RULES.get(field.name)
    if field.name not in FIELDS:
        hint = did_you_mean(field.name, FIELDS) or "leave it out"
        yield Problem(field.place, "BIB010", f"unknown field '{field.name}'", hint)
    elif not value:
        yield Problem(field.place, "BIB013", f"'{field.name}' is empty", "delete the field")
    elif rule and not rule.holds(value):
        yield Problem(field.place, rule.code, f"{field.name} is '{value[:80]}'", f"it must be {rule.wanted}")


def _check_pairs(entry: Entry) -> Iterator[Problem]:
    for name, other in (("eprint", "eprinttype"), ("eprinttype", "eprint")):
        if name in entry.fields and other not in entry.attempted:
            yield Problem(entry.fields[name].place, "BIB022", f"{name} without {other}", "give both or neither")
    if "month" in entry.fields and "year" not in entry.attempted:
        yield Problem(entry.fields["month"].place, "BIB026", "month without a year", "give the year, too, or neither")


def _check_unconfirmed(entry: Entry) -> Iterator[Problem]:
    allowed = entry.attempted - BOOKKEEPING
    for name in unconfirmed_names(entry):
        if name not in allowed:
            hint = did_you_mean(name, allowed) or "name fields of this entry, separated by commas"
            message = f"unconfirmed names '{name}', which is not a field of '{entry.key}'"
            yield Problem(entry.fields["unconfirmed"].place, "BIB023", message, hint)


def unconfirmed_names(entry: Entry) -> tuple[str, ...]:
    """Return the field names that ``unconfirmed`` lists."""
    listed = entry.text("unconfirmed")
    return tuple(name.strip() for name in listed.split(",")) if listed else ()
