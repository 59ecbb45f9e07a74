"""Templates of entries for people to fill in. Any remaining TODO is refused by the checks."""

import re
from collections.abc import Iterable

from ..problems import EnvironmentProblem
from .model import ID_PATTERN, RESERVED_IDS, Survey

PACKAGE = """\
name: TODO
summary: TODO one sentence.
repository: https://TODO
install:
  - {registry: TODO, name: TODO}
licence:
  name: TODO
  evidence: TODO what was read
  confirmed: false
languages: []
state: unknown
state_note: TODO the last activity seen.
checked: TODO
sources:
  - {what: TODO, url: "https://TODO", checked: TODO}
"""


def check_id(identifier: str) -> None:
    """Raise EnvironmentProblem unless *identifier* is a valid id."""
    if identifier in RESERVED_IDS:
        raise EnvironmentProblem(f"'{identifier}' cannot be an id: it is reserved; choose another id")
    if not re.fullmatch(ID_PATTERN, identifier) or "\n" in identifier:
        raise EnvironmentProblem(f"'{identifier}' cannot be an id: use a-z, 0-9 and inner hyphens, 64 at most")


def package() -> str:
    """Return the YAML of a package to fill in."""
    return PACKAGE


def contribution(survey: Survey) -> str:
    """Return the YAML of a contribution to fill in, with this survey's columns, vocabularies and sections."""
    parts = (
        "number: TODO",
        "reference: TODO key in references.bib",
        "name: TODO",
        "tagline: TODO one sentence.",
        "packages: []",
        "categories: [TODO]",
        *(_mapping("printed", (column.id for column in survey.columns), "TODO") if survey.columns else ()),
        *_mapping("facts", survey.vocabularies, "[]"),
        *_mapping("prose", (section.id for section in survey.prose), "TODO"),
    )
    return "\n".join(parts) + "\n"


def _mapping(key: str, names: Iterable[str], value: str) -> tuple[str, ...]:
    lines = tuple(f"  {name}: {value}" for name in names)
    return (f"{key}:", *lines) if lines else (f"{key}: {{}}",)
