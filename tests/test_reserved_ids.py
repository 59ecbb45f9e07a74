"""The ids that templates give to places are refused in content, where both would stand on one page."""

import re
from pathlib import Path

import pytest

from survey.addresses import IDS_EVERYWHERE, PAGE_KINDS
from survey.content.checks import FACETS
from survey.content.reserved_ids import ROWS

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
OWN = re.compile(r"""\{ #([a-z][a-z0-9-]*)(?: data-passing)? \}|\bid="([a-z][a-z0-9-]*)\"""")
"""An id that a template itself gives: in a heading of Markdown, or in HTML."""


def own(path: Path) -> set[str]:
    return {heading or other for heading, other in OWN.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.md.jinja")), ids=lambda path: path.name)
def test_a_place_of_a_page_is_reserved_on_it(path: Path) -> None:
    reserved = PAGE_KINDS[path.name.removesuffix(".md.jinja")].ids
    assert {each for each in own(path) if not re.fullmatch(reserved, each)} == set()


def test_what_any_page_may_have_is_reserved_everywhere() -> None:
    shared = [*(TEMPLATES / "macros").glob("*.jinja"), *(TEMPLATES / "theme").rglob("*.html")]
    given = set().union(*map(own, shared))
    assert given
    assert {each for each in given if not re.fullmatch(IDS_EVERYWHERE, each)} == set()


def test_every_row_beside_the_facts_is_reserved() -> None:
    rows = re.findall(r'data-row="([a-z-]+)"', (TEMPLATES / "contribution.md.jinja").read_text(encoding="utf-8"))
    assert {row for row in rows if row not in FACETS and not re.fullmatch(ROWS[1], row)} == set()
