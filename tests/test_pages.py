"""Pages of other surveys than the real one: larger ones, with which they must not grow, and ones without licences."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from survey.content import Catalogue, load
from survey.content.build_identity import BuildIdentity
from survey.content.facets import STATES
from survey.content.model import Correction, Package
from survey.files import read_tree
from survey.pages import tables
from survey.pages.contribution import MOST_NEAR, ContributionPage, pages
from survey.pages.home import home
from survey.pages.page_context import PageContexts

EXAMPLE = Path(__file__).parent / "example" / "content"
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
    assert [each.facet.id for each in tables.packages(context).facets] == ["state", "languages", "runs-in", "registry"]
    assert not [each for each in tables.contributions(context).facets if "licence" in each.facet.id]


def test_without_programs_packages_have_neither_facet_nor_column_of_them(catalogue):
    packages = {name: each.model_copy(update={"runs_in": ()}) for name, each in catalogue.packages.items()}
    table = tables.packages(
        PageContexts.of(replace(catalogue, programs={}, packages=packages), IDENTITY).at("packages/")
    )
    assert "runs-in" not in [each.facet.id for each in table.facets]
    for row in table.rows:
        assert list(row.cells) == [column.id for column in table.columns]
    assert "Runs in" not in [column.label for column in table.columns]


def test_a_question_about_programs_leads_to_the_packages_that_run_in_each_and_to_no_unknown_ones(catalogue):
    questions = home(PageContexts.of(catalogue, IDENTITY)).questions
    (asked,) = [answers for _, answers in questions if "runs-in=" in answers[0].url]
    found = {view.url.rpartition("=")[2]: view.count for view in asked}
    runs_in = Counter(each for package in catalogue.packages.values() for each in package.runs_in)
    assert found == runs_in


def test_every_state_of_a_package_has_a_meaning():
    assert set(STATES) == set(get_args(Package.model_fields["state"].annotation))


@pytest.fixture(scope="module")
def invented() -> Catalogue:
    """Return the example survey; its column «Terms» states two kinds of facts here."""
    example = load(read_tree(EXAMPLE, "content"))
    coasts = example.vocabularies["coasts"].model_copy(update={"column": "terms"})
    return replace(example, vocabularies={**example.vocabularies, "coasts": coasts})


def corrected(catalogue: Catalogue, *corrections: Correction) -> ContributionPage:
    """Return the page of the first contribution, as it is with these corrections and no others."""
    first, *others = catalogue.contributions
    changed = replace(catalogue, contributions=(first.model_copy(update={"corrections": corrections}), *others))
    return next(pages(PageContexts.of(changed, IDENTITY)))


def correction(**given: object) -> Correction:
    record = {"printed": "—", "shown": "MIT", "reason": "It is said.", "kind": "misprint", "sources": ["our-note"]}
    return Correction.model_validate({**record, "confirmed": "true", **given})


def test_a_correction_marks_the_facts_that_its_column_states(invented):
    def marked(**given: object) -> dict[str, str]:
        rows = corrected(invented, correction(**given)).facts
        return {row.vocabulary.id: row.mark.text for row in rows if row.mark}

    assert marked(column="tongue") == {"languages": "see correction"}
    assert marked(column="tongue", confirmed="false") == {"languages": "open question"}
    assert marked(column="terms") == {"permissions": "see correction", "coasts": "see correction"}
    assert marked(column="terms", facts=("coasts",)) == {"coasts": "see correction"}
    assert marked(column="program") == {}
    assert marked(where="Preface") == {}


def test_the_place_of_a_correction_is_said_by_the_heading_of_its_column(invented):
    places = [
        correction(column="terms"),
        correction(column="terms", where="page ii"),
        correction(where="Preface, page ii"),
    ]
    shown = [invented.survey.place_in_print(each) for each in corrected(invented, *places).entry.corrections]
    assert shown == ["The overview, Terms", "The overview, Terms, and page ii", "Preface, page ii"]
