"""Pictures of other surveys than the real one: without dates, over many years, with a single category."""

from dataclasses import replace
from typing import Any

import pytest

from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.pages.charts import Map, drawn, matrix, timeline
from survey.pages.offered_facets import views
from survey.pages.page_context import PageContext, PageContexts
from survey.pages.people import by_letter


def context(catalogue: Catalogue) -> PageContext:
    return PageContexts.of(catalogue, BuildIdentity("https://example.org/", None, 0, "")).at("pictures/")


def dated(catalogue: Catalogue, **values: Any) -> PageContext:
    """Return a context with *values* in place of those of every reference."""
    return context(replace(catalogue, references=tuple(replace(each, **values) for each in catalogue.references)))


def test_months_are_shown_from_the_first_to_the_last_also_empty_ones(as_printed):
    periods = timeline(context(as_printed)).periods
    assert [(each.label, each.year) for each in periods[:6]] == [
        ("Aug", "2022"),
        ("Sep", ""),
        ("Oct", ""),
        ("Nov", ""),
        ("Dec", ""),
        ("Jan", "2023"),
    ]
    assert [len(each.bricks) for each in periods] == [1, 1, 0, 0, 1, 1, 0, 0, 3, 0, 1, 7, 5, 3, 3, 2]


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ({"month": None}, [("", "2022", 3), ("", "2023", 25)]),
        ({"year": "", "month": None}, [("no date", "", 28)]),
        ({"year": "2023", "month": 5}, [("May", "2023", 28)]),
    ],
)
def test_the_timeline_of_a_survey_with_other_dates(as_printed, dates, shown):
    drawn_ = timeline(dated(as_printed, **dates))
    assert [(each.label, each.year, len(each.bricks)) for each in drawn_.periods] == shown


def test_years_take_the_place_of_too_many_months(catalogue):
    first, *others = catalogue.references
    spread = [replace(first, number=first.number, year="1999"), *others]
    spread[1] = replace(spread[1], year="1999")
    made = timeline(context(replace(catalogue, references=tuple(spread))))
    assert {each.label for each in made.periods} == {""}
    assert made.unconfirmed == 0


def test_a_single_category_makes_a_single_column(catalogue):
    one = catalogue.categories[0]
    entries = tuple(entry.model_copy(update={"categories": (one.id,)}) for entry in catalogue.contributions)
    alone = replace(catalogue, contributions=entries, categories=(one,))
    made = matrix(views(context(alone)), ("methods",))
    assert [category for category, _ in made.columns] == [one.id]
    assert sum(cells[0].count for _, rows in made.parts for _, cells in rows) == len(entries)


def apart(made: Map) -> None:
    """Check that no box lies on another, and that all lie in the drawing."""
    boxes = [(each.place.x, each.place.y) for each in made.nodes]
    assert len(set(boxes)) == len(boxes)
    for x, y in boxes:
        assert all(other == (x, y) or other[0] != x or abs(other[1] - y) >= 24 for other in boxes)
        assert 0 <= y <= made.height - 24


def test_in_the_map_no_two_names_share_a_place(as_printed):
    made = drawn(views(context(as_printed)), ("methods", "frameworks", "data"))
    apart(made)
    assert len(made.nodes) == 28 + 8 + 10 + 7
    having = [entry.name for entry, cells in made.rows if "OC2M" in {link.text for link in cells[2][1]}]
    assert having == ["DeePMD-kit v2"]


def test_a_survey_of_one_contribution_spreads_its_values_over_the_height_that_they_need(catalogue):
    one = max(catalogue.contributions, key=lambda entry: len(entry.facts["topics"]) + len(entry.facts["methods"]))
    home = tuple(each.model_copy(update={"order": ()}) for each in catalogue.categories if each.id in one.categories)
    alone = replace(catalogue, contributions=(one,), categories=home)
    made = drawn(views(context(alone)), ("methods", "topics"))
    apart(made)
    assert len(made.nodes) == 1 + len(one.facts["topics"]) + len(one.facts["methods"])


def test_a_survey_without_contributions_can_be_drawn(catalogue):
    empty = views(context(replace(catalogue, contributions=(), categories=())))
    assert drawn(empty, ("methods", "topics")).nodes == ()
    assert matrix(empty, ("methods",)).columns == ()
    assert timeline(empty.context).periods == ()


@pytest.mark.parametrize("names", [["", "3d", "~x", "{y"], ["Éa", "eb"]])
def test_whatever_the_names_begin_with_every_letter_has_one_heading(names):
    assert len(list(by_letter(names, str))) == 1
