"""The ids that templates give to places are refused in content, where both would stand on one page."""

import re
from pathlib import Path

import pytest

from survey.addresses import IDS_EVERYWHERE, PAGE_KINDS
from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.content.facets import FACET_IDS
from survey.content.reserved_ids import IN_ADDRESSES, ROWS
from survey.pages import tables
from survey.pages.page_context import PageContexts

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
OWN = re.compile(r"""\{ #([a-z][a-z0-9-]*)(?: data-volatile)? \}|\bid="([a-z][a-z0-9-]*)\"""")
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
    assert rows
    assert {row for row in rows if not re.fullmatch(ROWS[1], row)} == set()


def test_every_row_that_a_comparison_puts_before_the_facts_is_reserved() -> None:
    script = (TEMPLATES / "theme/assets/explorer/compare.js").read_text(encoding="utf-8")
    rows = re.findall(r'^ +\["([a-z-]+)", fact\(', script, flags=re.MULTILINE)
    assert rows
    assert {row for row in rows if not (re.fullmatch(ROWS[1], row) or row in IN_ADDRESSES)} == set()


def test_every_control_and_column_that_a_template_gives_to_a_table_is_reserved() -> None:
    template = (TEMPLATES / "macros/tables.jinja").read_text(encoding="utf-8")
    given = set(re.findall(r'<(?:input|select)[^>]* name="([a-z-]+)"|data-column="([a-z-]+)"', template))
    names = {control or column for control, column in given}
    assert names
    assert names - IN_ADDRESSES == set()


def test_every_column_of_contributions_is_a_vocabulary_or_reserved(catalogue: Catalogue) -> None:
    context = PageContexts.of(catalogue, BuildIdentity("https://example.org/", None, 0, "")).at("explore/")
    columns = {column.id for column in tables.contributions(context).columns}
    assert columns - catalogue.vocabularies.keys() - IN_ADDRESSES == set()


def test_every_facet_of_a_table_is_a_vocabulary_or_reserved(catalogue: Catalogue) -> None:
    context = PageContexts.of(catalogue, BuildIdentity("https://example.org/", None, 0, "")).at("explore/")
    shown = (*tables.contributions(context).facets, *tables.packages(context).facets)
    found = {each.facet.id for each in shown} - catalogue.vocabularies.keys()
    assert found <= FACET_IDS <= IN_ADDRESSES
