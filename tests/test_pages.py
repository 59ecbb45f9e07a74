"""Pages of other surveys than the real one: larger ones, with which they must not grow, and ones without licences."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.content.model import Package
from survey.pages import entry_parts, tables
from survey.pages.contribution import MOST_NEAR, ContributionPage, pages
from survey.pages.home import home
from survey.pages.page_context import PageContexts

IDENTITY = BuildIdentity("https://example.org/", None, 0, "")


@pytest.fixture
def together(catalogue: Catalogue) -> dict[str, ContributionPage]:
    """Return the pages of all contributions, as they are if all belong to one category."""
    one = catalogue.categories[0].model_copy(update={"order": ()})
    entries = tuple(entry.model_copy(update={"categories": (one.id,)}) for entry in catalogue.contributions)
    changed = replace(catalogue, contributions=entries, categories=(one,))
    return {page.entry.id: page for page in pages(PageContexts.of(changed, IDENTITY))}


def named(page: ContributionPage, heading: str) -> Iterator[str]:
    return (entry.name for group in page.near if group.heading == heading for entry in group.entries)


def test_a_page_names_few_of_a_large_category_and_leads_to_all_of_them(together, catalogue):
    heading = f"Also in {catalogue.categories[0].name}"
    names = [entry.name for entry in catalogue.contributions]
    first, *_, last = together.values()
    assert list(named(first, heading)) == names[1 : MOST_NEAR + 1]
    assert list(named(last, heading)) == names[:MOST_NEAR]
    group = next(group for group in first.near if group.heading == heading)
    assert group.more == len(names) - 1 - MOST_NEAR
    assert group.all == f"../../categories/{catalogue.categories[0].id}/"


def test_without_a_vocabulary_of_licences_nothing_is_filed_under_them(catalogue):
    assert catalogue.licences
    others = {name: each for name, each in catalogue.vocabularies.items() if each is not catalogue.licences}
    context = PageContexts.of(replace(catalogue, vocabularies=others), IDENTITY).at("packages/")
    assert [facet.id for facet in tables.packages(context).facets] == ["state", "languages", "runs-in", "registry"]
    assert not [facet.id for facet in tables.contributions(context).facets if "licence" in facet.id]


def test_without_programs_packages_have_neither_facet_nor_column_of_them(catalogue):
    packages = {name: each.model_copy(update={"runs_in": ()}) for name, each in catalogue.packages.items()}
    table = tables.packages(
        PageContexts.of(replace(catalogue, programs={}, packages=packages), IDENTITY).at("packages/")
    )
    assert "runs-in" not in [facet.id for facet in table.facets]
    for row in table.rows:
        assert [cell.label for cell in row.cells] == [column.label for column in table.columns]
    assert "Runs in" not in [column.label for column in table.columns]


def test_a_question_about_programs_leads_to_the_packages_that_run_in_each_and_to_no_unknown_ones(catalogue):
    questions = home(PageContexts.of(catalogue, IDENTITY)).questions
    (asked,) = [answers for _, answers in questions if "runs-in=" in answers[0].url]
    found = {view.url.rpartition("=")[2]: view.count for view in asked}
    runs_in = Counter(each for package in catalogue.packages.values() for each in package.runs_in)
    assert found == runs_in


def test_every_state_of_a_package_has_a_meaning():
    assert set(entry_parts.STATES) == set(get_args(Package.model_fields["state"].annotation))
