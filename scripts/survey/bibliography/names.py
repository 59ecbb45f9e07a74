"""Authors: the value of an ``author`` field as names in four parts, as BibTeX splits them (CITING B2)."""

from collections.abc import Iterator

from pybtex.bibtex.utils import split_tex_string  # type: ignore[import-untyped]
from pybtex.database import Person  # type: ignore[import-untyped]

from ..latex import LatexError, read_latex
from ..problems import Problem
from ..references import Name
from .entries import Field

SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
"""Suffixes that are nobody's name."""
NAMES_TOO = frozenset({"iv", "junior", "senior"})
"""Suffixes that are a name where a comma says which part they are: Senior, Andrew W.; IV in capitals never is."""
ONLY_BETWEEN_COMMAS = frozenset({"v", "vi", "vii", "2nd", "3rd", "4th", "esq"})
"""Suffixes that could be given names or initials elsewhere."""

FORM = "write Family, Given · von Family, Given · Family, III, Given · {Two Words}, Given"


class NameProblem(ValueError):
    """A name that BibTeX would take apart wrongly. The message says how."""


def read_names(field: Field) -> tuple[tuple[Name, ...], tuple[Problem, ...]]:
    """Return the names in *field* in their order, and a problem for each that cannot be taken apart safely."""
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
            problems += (Problem(field.place, "BIB025", f"in '{text[:60]}' {note}", note=True) for note in notes)
    return tuple(names), tuple(problems)


def _split(value: str) -> Iterator[str]:
    """Yield the texts between the word «and» outside of braces, empty ones too."""
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
        raise NameProblem(f"in the name '{text[:60]}' there is nothing before or after a comma")


def _check_particle(text: str, particle: str) -> None:
    if any(word[:1].isupper() for word in particle.split()):
        raise NameProblem(f"in '{text[:60]}' BibTeX takes '{particle[:40]}' for a particle like 'von'")
    if particle and "," not in text:
        raise NameProblem(f"in '{text[:60]}' it is not certain where the family name begins")


def _check_suffix(text: str, family: str, given: str) -> None:
    """Refuse a suffix that became a name. *family* and *given* are as written: braces make a name of anything."""
    certain = {_folded(family), _folded(given)} & SUFFIXES or "IV" in (family, given)
    if certain or ("," not in text and _folded(family) in NAMES_TOO):
        raise NameProblem(f"in '{text[:60]}' BibTeX does not take the suffix for one")


def _folded(part: str) -> str:
    return part.casefold().rstrip(".")


def _check_parts(text: str, name: Name) -> None:
    if not name.family:
        raise NameProblem(f"the name '{text[:60]}' has no family name")
    if name.suffix and _folded(name.suffix) not in SUFFIXES | NAMES_TOO | ONLY_BETWEEN_COMMAS:
        raise NameProblem(f"in '{text[:60]}' BibTeX takes '{name.suffix[:40]}' for a suffix like 'Jr'")
