"""CITATION.cff as it is made of the example survey: what the project says of itself stays, the papers are listed."""

from dataclasses import replace
from typing import Any

import pytest

from survey.content import Catalogue
from survey.exports.citations.cff import citation_data

STAMP = {
    "version": "2031.03.01",
    "date-released": "2031-03-01",
    "url": "https://example.org/tides/",
    "commit": "0" * 40,
}
OWN = {"cff-version": "1.2.0", "title": "Tides", "references": [{"title": "an old list"}]}


def listed(catalogue: Catalogue) -> dict[str, Any]:
    return {each["title"]: each for each in citation_data(OWN, catalogue, STAMP)["references"]}


def test_the_editorial_comes_first_and_every_contribution_follows(tides):
    assert list(listed(tides)) == [
        "Preface to an issue on tides",
        "Ebbtide: a program for M2 and the neap tide",
        "Ebbtide, again: 100% more H2O?",
        "Two programs, Seiche++ and TIDE-3",
        "A light",
        "Reading the ink",
    ]


def test_a_paper_says_everything_in_the_words_of_the_format(tides):
    assert listed(tides)["Ebbtide: a program for M2 and the neap tide"] == {
        "type": "article",
        "title": "Ebbtide: a program for M2 and the neap tide",
        "authors": [
            {"family-names": "Meer", "given-names": "Ilse", "name-particle": "van der"},
            {"family-names": "Ó Dálaigh", "given-names": "Caoimhe"},
            {"family-names": "Müller", "given-names": "Ana"},
        ],
        "journal": "Journal of Coastal Reckoning",
        "volume": "7",
        "issue": "2",
        "start": "054701",
        "issn": "1234-5679",
        "year": 2030,
        "month": 11,
        "doi": "10.5555/ebb(2030)1",
    }


def test_a_month_that_nobody_confirmed_and_a_doi_that_is_a_guess_are_left_out(tides):
    seiche = listed(tides)["Two programs, Seiche++ and TIDE-3"]
    assert "month" not in seiche
    assert seiche["url"] == "https://example.org/jcr/7/3?x=1&y=2"
    assert seiche["authors"][0] == {"family-names": "Okonkwo", "given-names": "Chidi", "name-suffix": "III"}
    again = listed(tides)["Ebbtide, again: 100% more H2O?"]
    assert not {"doi", "url", "month"} & set(again)
    assert (again["start"], again["end"]) == ("001", "009")


def test_a_body_is_called_by_its_name_and_a_work_in_no_journal_is_generic(tides):
    ink = listed(tides)["Reading the ink"]
    assert ink == {
        "type": "generic",
        "title": "Reading the ink",
        "authors": [{"name": "Office of Tides and Bells"}],
        "notes": "Report 12",
        "year": 2029,
    }
    assert listed(tides)["Preface to an issue on tides"]["type"] == "unpublished"


def test_a_doi_that_the_format_does_not_take_is_told_as_an_address(tides):
    odd = "10.1175/1520-0477(1996)077<0437>2"
    references = tuple(replace(each, doi=odd) if each.number == 1 else each for each in tides.references)
    told = listed(replace(tides, references=references))["Ebbtide: a program for M2 and the neap tide"]
    assert "doi" not in told
    assert told["url"].startswith("https://doi.org/10.1175/")


@pytest.mark.parametrize(
    ("own", "authors"),
    [
        ([{"family-names": "Meer", "given-names": "I."}], [{"family-names": "Meer", "given-names": "I."}]),
        ([{"name": "Whoever"}], [{"name": "The keepers of the tides"}]),
        ([], [{"name": "The keepers of the tides"}]),
    ],
)
def test_people_whom_the_project_names_are_its_authors_and_else_who_keeps_the_survey(tides, own, authors):
    assert citation_data({**OWN, "authors": own}, tides, STAMP)["authors"] == authors


def test_the_project_says_what_only_people_know_and_the_build_says_the_rest(tides):
    told = citation_data(OWN, tides, STAMP)
    assert (told["cff-version"], told["title"], told["license"]) == ("1.2.0", "Tides", "CC0-1.0")
    assert {key: told[key] for key in STAMP} == STAMP
    assert "an old list" not in listed(tides)
    assert "version" not in citation_data(OWN, tides, {})
