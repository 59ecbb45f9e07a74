"""An empty entry that `survey new` starts has every key that it needs, and does not pass before it is filled in."""

from pathlib import Path

import pytest

from survey.content import entry_templates, load, load_survey
from survey.files import read_tree
from survey.problems import ContentError, EnvironmentProblem

BASE = Path(__file__).parent / "problems" / "base"


def codes(path: str, draft: str) -> set[str]:
    with pytest.raises(ContentError) as told:
        load({**read_tree(BASE, "content"), path: draft.encode()})
    assert {problem.place.path for problem in told.value.problems} == {f"content/{path}"}
    return {problem.code for problem in told.value.problems}


def test_a_draft_lacks_no_key_and_has_none_too_many() -> None:
    # Only the forms of values are wrong: no SCH001, SCH002 or CAT003.
    survey = load(read_tree(BASE, "content")).survey
    assert codes("contributions/tenor.yml", entry_templates.contribution(survey)) == {"SCH003"}
    assert codes("packages/tenor.yml", entry_templates.package()) == {"SCH003"}


@pytest.mark.parametrize("identifier", ["tenor", "a", "mlip-3", "0"])
def test_an_id_that_can_be_an_address(identifier: str) -> None:
    entry_templates.check_id(identifier)


@pytest.mark.parametrize(
    "identifier", ["", "../x", "a/b", "-a", "a-", "A", "с", "٢", "a\n", "a b", "nul", "index", "x" * 65]
)
def test_an_id_that_cannot(identifier: str) -> None:
    with pytest.raises(EnvironmentProblem):
        entry_templates.check_id(identifier)


def test_what_is_still_to_be_filled_in_is_told_field_by_field() -> None:
    with pytest.raises(ContentError) as told:
        load({**read_tree(BASE, "content"), "packages/tenor.yml": entry_templates.package().encode()})
    unfilled = [problem.message for problem in told.value.problems if "is still to be filled in" in problem.message]
    assert [message.split(":")[0] for message in unfilled][:3] == ["name", "summary", "repository"]


def test_a_draft_of_a_survey_without_print_facts_or_sections_has_no_key_without_a_value() -> None:
    survey = load(read_tree(BASE, "content")).survey
    bare = survey.model_copy(update={"columns": (), "vocabularies": (), "prose": ()})
    draft = entry_templates.contribution(bare)
    assert draft.endswith("categories: [TODO]\nfacts: {}\nprose: {}\n")
    assert "SRC008" not in codes("contributions/tenor.yml", draft)


def test_a_draft_needs_no_more_than_the_survey_itself() -> None:
    files = {**read_tree(BASE, "content"), "contributions/half-done.yml": b"number: TODO"}
    assert "prose:" in entry_templates.contribution(load_survey(files))
