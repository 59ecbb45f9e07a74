"""The pages that list and explain things, held against what the example survey's files say."""

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from survey.content import Catalogue
from survey.content.glossary_terms import Use
from survey.content.model import Value
from survey.text.kinds import Inline

HOME = "https://example.org/tides/"
FORMATS = ["bib", "biblatex.bib", "ris", "csl.json", "enw", "txt"]


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def links(element: Any) -> list[tuple[str, str]]:
    return [(words(link), link.get("href")) for link in element.iter("a")]


def facets(written, address: str) -> dict[str, list[tuple[str, int]]]:
    """Return the facets of the table on a page: what addresses call them to value and number of rows."""
    found = {}
    for facet in written.controls(address).xpath(".//*[contains(@class, 'sv-facet')]"):
        options = facet.xpath(".//label[.//*[@class='sv-count']]")
        found[facet.xpath("string(.//input/@name)")] = [
            (each.xpath("string(input/@value)"), int(words(each.xpath(".//*[@class='sv-count']")[0])))
            for each in options
        ]
    return {label: options for label, options in found.items() if options}


def rows(page: Any) -> dict[str, dict[str, str]]:
    """Return the rows of the table on *page* by id, each with its cells by the ids of their columns."""
    (table,) = page.xpath("//table[@class='sv-table']")
    columns = table.xpath("thead//th/@data-column")
    return {row.get("data-id"): dict(zip(columns, map(words, row), strict=True)) for row in table.xpath("tbody/tr")}


# ── Home ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_home_page_counts_what_there_is_and_leads_to_each(written):
    numbers = written.page("").xpath("//*[@class='sv-numbers']/li")
    assert [(words(each), *(link.get("href") for link in each.iter("a"))) for each in numbers] == [
        ("5 reports", "explore/"),
        ("5 packages", "packages/"),
        ("10 authors", "people/"),
        ("6 glossary terms", "glossary/"),
        ("5 corrections", "corrections/"),
    ], "corrections that nobody confirmed are none yet"


def test_a_question_offers_the_values_that_it_names_or_else_all_that_occur_with_their_number(written):
    asked = {
        words(each.find("dt")): links(each.find("dd")) for each in written.page("").xpath("//*[@class='sv-choose']/div")
    }
    assert asked == {
        "I have one year of gauge readings and believe in": [
            ("harmonic (M2 …) 2", "explore/?ways=harmonic"),
            ("LSQ 1", "explore/?ways=least-squares"),
            ("guess 1", "explore/?ways=guess"),
        ],
        "I need it tonight, for": [
            ("Open sea 2", "explore/?coasts=open-sea"),
            ("Estuaries 2", "explore/?coasts=estuary"),
        ],
        "I want to": [("Forecasting 2", "explore/?category=forecasting")],
        "I may use it": [
            ("Free for all 3", "explore/?licence-today=free"),
            ("On asking 1", "explore/?licence-today=asked"),
        ],
        "It should still be kept": [
            (f"{state.capitalize()} 1", f"packages/?state={state}")
            for state in ("active", "finished", "dormant", "superseded", "unknown")
        ],
        "It should lie on": [("Chart Table 1", "packages/?runs-in=chart-table")],
    }


def test_a_question_to_which_nothing_is_an_answer_is_not_asked(tides: Catalogue, write_tides):
    packages = {name: each.model_copy(update={"runs_in": ()}) for name, each in tides.packages.items()}
    page = write_tides(replace(tides, packages=packages)).page("")
    asked = [words(each) for each in page.xpath("//*[@class='sv-choose']/div/dt")]
    assert "It should still be kept" in asked
    assert "It should lie on" not in asked


def test_a_category_in_short_counts_and_names_its_contributions_in_its_own_order(written):
    for address in ("", "categories/"):
        up = "" if not address else "../"
        first, second, third, *_ = written.page(address).xpath("//*[@class='sv-card']")
        assert words(first) == (
            "Harmonic analysis 3 Programs that take old readings apart. Seiche++ and TIDE-3, Ebbtide, Ebbtide, again"
        )
        assert links(first)[0] == ("Harmonic analysis", f"{up}categories/analysis/" if not up else "analysis/")
        assert [each.get("data-category") for each in (first, second, third)] == ["analysis", "forecasting", "records"]


def test_the_editorial_can_be_cited_from_the_home_page(written):
    page = written.page("")
    assert "S. O'Halloran and Ç. Öztürk, “Preface to an issue on tides,” Left on a bench." in words(page)
    saved = [link.get("download") for link in page.xpath("//a[@download]")]
    assert saved == [f"tide-software-editorial.{kind}" for kind in FORMATS]


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_overview_says_the_same_of_every_report_as_its_entry(written):
    told = rows(written.page("explore/"))
    assert list(told) == ["ebbtide", "ebbtide-again", "seiche", "lantern", "ink"]
    assert told["seiche"] == {
        "number": "3",
        "name": "Seiche++ and TIDE-3 Two programs in one paper.",
        "category": "Harmonic analysis Forecasting",
        "ways": "harmonic (M2 …)",
        "languages": "C++",
        "permissions": "MIT, Harbour terms",
        "coasts": "Estuaries",
        "licence-today": "Harbour terms (unconfirmed), MIT",
        "year": "2030",
    }
    assert told["ebbtide"]["ways"] == "harmonic (M2 …), LSQ see correction"
    assert told["ink"]["ways"] == told["ink"]["coasts"] == "The issue does not say"
    assert told["ink"]["licence-today"] == "Not known", "print says nothing of today"
    (row,) = written.page("explore/").xpath("//tr[@data-id='lantern']")
    assert "no licence file" in words(row)
    assert "no licence file" not in dict(links(row)), "it is of no kind that others are of"
    (row,) = written.page("explore/").xpath("//tr[@data-id='seiche']")
    assert dict(links(row))["MIT"] == "./?licence-today=free"
    assert dict(links(row))["Harbour terms (unconfirmed)"] == "./?licence-today=asked"


def test_the_facets_of_reports_count_what_their_entries_say(written):
    assert facets(written, "explore/") == {
        "category": [("analysis", 3), ("forecasting", 2), ("records", 1)],
        "ways": [("harmonic", 2), ("least-squares", 1), ("guess", 1), ("not-stated", 2)],
        "languages": [("cpp", 3), ("basic", 2), ("not-stated", 1)],
        "permissions": [("mit", 2), ("harbour", 2), ("not-stated", 2)],
        "licence-group": [("free", 2), ("asked", 2), ("not-stated", 2)],
        "licence-today": [("free", 3), ("asked", 1), ("not-stated", 2)],
        "coasts": [("estuary", 2), ("open-sea", 2), ("not-stated", 2)],
        "year": [("2029", 1), ("2030", 3), ("2031", 1)],
    }


def test_the_facets_of_packages_count_what_their_files_say(written):
    assert facets(written, "packages/") == {
        "licence-group": [("free", 2), ("asked", 1), ("not-stated", 2)],
        "state": [("active", 1), ("finished", 1), ("dormant", 1), ("superseded", 1), ("unknown", 1)],
        "languages": [("cpp", 2), ("basic", 1), ("not-stated", 3)],
        "runs-in": [("chart-table", 1), ("not-stated", 4)],
        "registry": [("shelf", 1), ("source", 2), ("request", 1), ("not-stated", 2)],
    }


def test_a_row_is_filed_under_every_value_that_it_has_and_found_by_names_authors_and_doi(written):
    page = written.page("explore/")
    filed = {row.get("data-id"): row.get("data-filed") for row in page.xpath("//tr[@data-id]")}
    assert filed["seiche"] == (
        "category:analysis category:forecasting ways:harmonic languages:cpp permissions:mit permissions:harbour "
        "coasts:estuary licence-group:free licence-group:asked licence-today:free licence-today:asked year:2030"
    )
    assert "ways:not-stated" in filed["ink"]
    words_of = {row.get("data-id"): row.get("data-words").split() for row in page.xpath("//tr[@data-id]")}
    for asked in (
        "1",
        "ebb",
        "10.5555/ebb(2030)1",
        "muller",
        "o",
        "dalaigh",
        "harmonics",
        "expat",
        "sea",
        "all-purpose",
    ):
        assert asked in words_of["ebbtide"], asked
    assert "10.5555/ebb.2" not in words_of["ebbtide-again"], "its DOI is not confirmed"
    assert {"møller", "sørensen", "moller", "sorensen"} <= set(words_of["seiche"]), "as it is, and as it is typed"
    assert len(words_of["seiche"]) == len(set(words_of["seiche"]))
    assert all(word == word.lower() for found in words_of.values() for word in found)


def test_a_package_is_found_by_its_names_programs_and_papers(written):
    row, *_ = written.page("packages/").xpath("//tr[@data-id='ebbtide']")
    found = row.get("data-words").split()
    for asked in ("ebb", "mit", "https://example.org/ebbtide.git", "chart", "rulers", "charttable", "again", "heights"):
        assert asked in found, asked
    assert row.get("data-filed") == (
        "licence-group:free state:active languages:cpp languages:basic runs-in:chart-table registry:shelf "
        "registry:source"
    )


def test_the_table_of_packages_says_what_each_is_today(written):
    told = rows(written.page("packages/"))
    assert list(told) == ["buoy", "ebbtide", "lantern", "seiche-plus-plus", "tide-3"]
    assert told["ebbtide"] == {
        "name": "Ebbtide Turns a list of heights into constituents by LSQ.",
        "licence": "MIT Free for all",
        "state": "Active",
        "languages": "C++, BASIC",
        "runs-in": "Chart Table",
        "registry": "The Shelf, Source",
        "contributions": "Ebbtide, Ebbtide, again",
    }
    assert told["buoy"]["languages"] == "Not known"
    page = written.page("packages/")
    (row,) = page.xpath("//tr[@data-id='tide-3']")
    assert ("Harbour terms (unconfirmed)", "./?licence-group=asked") in links(row)
    assert ("Superseded", "./?state=superseded") in links(row)


def test_dormant_is_a_package_without_a_change_for_more_than_a_year(written):
    (shown,) = written.page("packages/").xpath("//*[@id='what-states-mean']")
    said = dict(re.findall(r"(\w+): ([^;.]+)", words(shown).partition("checked: ")[2]))
    assert list(said) == ["Active", "Finished", "Dormant", "Superseded", "Unknown"]
    assert "in the year before" in said["Active"]
    assert said["Dormant"] == "no change seen for more than a year"
    states = written.page("packages/").xpath("//span[@data-state='dormant'][@title]")
    assert {each.get("title") for each in states} == {said["Dormant"]}


def test_a_category_has_introduction_start_table_others_and_files(written):
    page = written.page("categories/analysis/")
    assert list(rows(page)) == ["seiche", "ebbtide", "ebbtide-again"], "in its own order"
    (start,) = page.xpath("//*[@class='sv-start']")
    assert words(start) == "Start with Ebbtide It needs nothing but a list of heights."
    assert "by least squares" in words(page.xpath("//*[@class='sv-prose']")[0])
    body = written.text("categories/analysis/index.md").partition("{ #others }")[2]
    assert re.findall(r'class="sv-chip" data-category="(\w+)"', body) == ["forecasting", "records"]
    assert page.xpath("//*[@class='sv-explorer']/@data-cite") == ["analysis"]
    saved = {link.get("download") for link in page.xpath("//p[@class='sv-downloads']//a")}
    assert saved == {f"tide-software-analysis.{kind}" for kind in FORMATS}
    assert "Preface" in words(page.xpath("//*[contains(@class, 'sv-sources')]")[0])
    sources = written.page("categories/forecasting/").xpath("//*[contains(@class, 'sv-sources')]")[0]
    assert words(sources).endswith("Overview; a walk along the quay (checked 2031-02-28)")


def test_the_references_say_what_is_confirmed_and_whose_they_are(written):
    found = {each.get("id"): each for each in written.page("references/").xpath("//ol[@class='sv-references']/li")}
    assert list(found) == [f"ref-{number}" for number in range(1, 8)]
    first = words(found["ref-1"])
    assert first.startswith(
        "I. van der Meer, C. Ó Dálaigh, and A. Müller, “Ebbtide: a program for M2 and the neap tide,” "
        "J. Coast. Reckon. 7(2), 054701 (2030). https://doi.org/10.5555/ebb(2030)1 arXiv:3011.01234"
    )
    assert ("Ebbtide", "../contributions/ebbtide/") in links(found["ref-1"])
    assert "DOI not confirmed" in words(found["ref-2"])
    assert "not confirmed: DOI, author names" in words(found["ref-2"])
    assert "not confirmed: month" in words(found["ref-3"])
    assert ("Publisher's page", "https://example.org/jcr/7/3?x=1&y=2") in links(found["ref-3"])
    assert "Background reference, not a report." in words(found["ref-6"])
    assert [link.get("download") for link in found["ref-6"].xpath(".//a[@download]")] == [
        f"tide-software-ref-6.{kind}" for kind in FORMATS
    ], "ref-6 says only together with the survey whose it is"
    assert [link.get("download") for link in found["ref-4"].xpath(".//a[@download]")] == [
        f"lantern.{kind}" for kind in FORMATS
    ]
    saved = written.page("references/").xpath("//*[@class='sv-lead']//a/@download")
    assert saved == [f"tide-software-{name}.{kind}" for name in ("references", "all") for kind in FORMATS]


def test_initials_are_bound_to_the_name_that_they_belong_to_and_nothing_else_is(written):
    text = written.text("references/index.md")
    assert "I.&#160;van der Meer, C.&#160;Ó Dálaigh, and A.&#160;Müller" in text
    assert "Å.-M.&#160;Møller Sørensen" in text
    apa = written.text("contributions/seiche/index.md")
    assert "Okonkwo,&#160;C., III, E,&#160;W., &#38; Møller Sørensen,&#160;Å.-M.&#160;(2030)" in apa


def test_people_stand_under_the_letter_of_their_family_name_whatever_its_accent(written):
    body = written.text("people/index.md")
    letters = re.findall(r"^## (\S+) \{ #(letter-\w)", body, re.MULTILINE)
    assert letters == [(letter, f"letter-{letter.lower()}") for letter in "CEMOR"]
    ids = [each.get("id") for each in written.page("people/").xpath("//ul[@class='sv-people']/li")]
    assert ids == [
        *("de-la-cruz-e-silva-joao", "e-wen", "van-der-meer-ilse", "moller-sorensen-ase-marie", "muller-ana"),
        *("muller-ana-of-porto", "odalaigh", "office-of-tides-and-bells", "okonkwo-iii-chidi", "reyes-santos-marisol"),
    ]
    (person,) = written.page("people/").xpath("//li[@id='odalaigh']")
    assert words(person) == "Caoimhe Ó Dálaigh Ebbtide, Ebbtide, again"


def test_any_two_reports_can_be_put_side_by_side(written):
    options = written.controls("compare/").xpath(".//select[@name='with']/option")
    assert [(each.get("value"), words(each)) for each in options][1:] == [
        ("ebbtide", "Ebbtide"),
        ("ebbtide-again", "Ebbtide, again"),
        ("seiche", "Seiche++ and TIDE-3"),
        ("lantern", "Lantern"),
        ("ink", "Reading the ink"),
    ]


# ── Glossary ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def term(written, identifier: str) -> Any:
    (found,) = written.page("glossary/").xpath(f"//dl[@class='sv-glossary']/div[@id='{identifier}']")
    return found


def test_terms_stand_under_their_letter_and_digits_under_one_heading(written):
    body = written.text("glossary/index.md")
    assert re.findall(r"^## (\S+) \{ #(letter-\w)", body, re.MULTILINE) == [
        ("0–9", "letter-0"),
        ("G", "letter-g"),
        ("L", "letter-l"),
        ("M", "letter-m"),
        ("T", "letter-t"),
    ]


def test_a_term_says_what_it_stands_for_where_it_is_used_and_how_it_is_printed(written):
    found = term(written, "lsq")
    assert words(found.find("dt")) == "LSQ Least Squares Ideas"
    text = words(found.find("dd"))
    assert text.startswith("The choice of numbers that makes the sum of squared errors smallest.")
    assert "Used in the reports Ebbtide, Ebbtide, again; package Ebbtide; category Harmonic analysis." in text
    assert "In the explorer: Way: LSQ (1)." in text
    assert "Also: LSQs, least-squares. See also M2, gauge. Least squares in an encyclopaedia." in text
    assert "LSQ: Last Squares" in text, "as it is printed"
    assert links(found)[1:5] == [
        ("Ebbtide", "../contributions/ebbtide/#fact-ways"),
        ("Ebbtide, again", "../contributions/ebbtide-again/#what"),
        ("Ebbtide", "../packages/#ebbtide"),
        ("Harmonic analysis", "../categories/analysis/"),
    ], "to the fact or the section that uses it"
    assert words(term(written, "m2")).count("principal lunar constituent") == 1, "it is printed as it stands"
    assert "Used in" not in words(term(written, "gauge"))


def test_kinds_of_terms_count_their_terms(written):
    kinds = written.controls("glossary/").xpath(".//label[input[@name='kind']]")
    assert [words(each) for each in kinds] == ["Ideas 4", "Things 2"]
    assert {each.get("id"): each.get("data-kind") for each in written.page("glossary/").xpath("//*[@data-kind]")} == {
        **dict.fromkeys(("3d", "lsq", "m2", "mllw"), "idea"),
        **dict.fromkeys(("gauge", "tide"), "thing"),
    }


@pytest.mark.parametrize(("more", "folded"), [(2, False), (3, True)])
def test_a_term_used_by_more_than_six_shows_its_uses_on_demand(tides: Catalogue, write_tides, more, folded):
    """LSQ is used by two reports, a package and a category: by four."""
    uses = tides.uses["lsq"]
    others = tuple(Use("package", name) for name in ("buoy", "lantern", "tide-3")[:more])
    changed = (
        *(each for each in uses if each.kind != "category"),
        *others,
        *(each for each in uses if each.kind == "category"),
    )
    made = write_tides(replace(tides, uses={**tides.uses, "lsq": changed}))
    assert bool(term(made, "lsq").xpath(".//details")) is folded
    if folded:
        assert words(term(made, "lsq").find(".//summary")).endswith("2 reports, 4 packages, 1 category")


def test_a_term_that_a_plain_keyboard_cannot_type_has_a_form_that_it_can(tides: Catalogue, write_tides):
    terms = tuple(
        each.model_copy(update={"term": "Flutmaß", "variants": ("Pegelhöhe",)}) if each.id == "gauge" else each
        for each in tides.glossary.terms
    )
    made = write_tides(replace(tides, glossary=tides.glossary.model_copy(update={"terms": terms})))
    assert "Flutmass Pegelhohe" in html.tostring(term(made, "gauge"), encoding="unicode")
    assert "data-ascii" not in html.tostring(term(made, "lsq"), encoding="unicode")


# ── Corrections ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_corrections_are_settled_or_open_by_what_they_are_about(written):
    page = written.page("corrections/")
    groups = [
        (each.get("id"), len(each.xpath("*[@class='sv-correction']"))) for each in page.xpath("//*[@class='sv-group']")
    ]
    assert groups == [("open-survey", 1), ("open-seiche", 1), ("survey", 1), ("ebbtide", 2), ("ebbtide-again", 2)]
    assert re.findall(r"\d+", words(page.xpath("//*[@class='sv-lead']")[0])) == ["5", "2"]
    titles = [words(each) for each in page.xpath("//*[@class='sv-group-title']")]
    assert titles == [
        *("The survey as a whole", "Seiche++ and TIDE-3"),
        *("The survey as a whole", "Ebbtide", "Ebbtide, again"),
    ]
    marks = {each.get("data-confirmed") for each in page.xpath("//*[@id='ebbtide']/*[@class='sv-correction']")}
    assert marks == {"true"}


def test_a_number_that_print_states_is_held_against_the_lists(written):
    table = written.page("corrections/").xpath("//tr[starts-with(@id, 'claim-')]")
    told = {row.get("id"): [words(cell) for cell in row[2:]] for row in table}
    assert told["claim-analysing"] == ["3 (60 %)", "3 (60 %)", "agrees"]
    assert told["claim-elsewhere"][:2] == ["3", "2"]
    assert told["claim-elsewhere"][2].startswith("differs Five less three is two;")
    assert {row.get("id") for row in table if row.get("data-agrees") == "false"} == {"claim-elsewhere"}


def test_acronyms_that_the_printed_glossary_lacks_or_has_for_nothing_are_listed(written):
    table = written.page("corrections/").xpath("//table[@class='sv-claims']")[1]
    assert [[words(cell) for cell in row] for row in table.find("tbody")] == [
        [
            "TIDE",
            "Table of Intervals, Depths and Ebbs",
            "Reading the ink",
            "used, not listed The overview uses it and the list of words leaves it out.",
        ],
        ["MLLW", "Mean Lower Low Water", "none", "listed, not used In the list of words, and nowhere else."],
    ]


def test_references_with_unconfirmed_details_say_which(written):
    shown = written.page("corrections/").xpath("//*[@class='sv-questions']/div")
    assert [words(each) for each in shown] == [
        "Reference 2 Not confirmed: DOI, author names. The DOI is a guess; the names stand in the list only.",
        "Reference 3 Not confirmed: month. The publisher's page.",
    ]


def test_a_written_page_may_say_how_to_cite_a_work_or_the_site(written):
    page = written.page("about/")
    assert "S. O'Halloran and Ç. Öztürk, “Preface to an issue on tides,” Left on a bench." in words(page)
    (site,) = page.xpath("//*[@id='page-bibtex']")
    assert site.text.startswith("@misc{TideSoftware2031,\n")
    assert "title        = {{Software} for {Tide} {Prediction}}" in site.text


# ── How to cite a page ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_that_no_edition_has_is_cited_by_its_own_address_and_commit(written):
    page = written.page("contributions/ebbtide/")
    (sentence,) = page.xpath("//*[@id='page-citation']")
    assert words(sentence).startswith(
        "The keepers of the tides, Software for Tide Prediction, “Ebbtide”, version 2031.03.01 (commit 0123456), "
        f"{HOME}contributions/ebbtide/, accessed"
    )
    (entry,) = page.xpath("//*[@id='page-bibtex']")
    assert entry.text_content() == (
        "@misc{TideSoftware2031ContributionsEbbtide,\n"
        "  author       = {{The keepers of the tides}},\n"
        "  title        = {{Ebbtide} (page of the site)},\n"
        "  year         = {2031},\n"
        f"  howpublished = {{Software for Tide Prediction, \\url{{{HOME}contributions/ebbtide/}}}},\n"
        "  note         = {Version 2031.03.01 of the site (commit 0123456)},\n"
        f"  url          = {{{HOME}contributions/ebbtide/}},\n"
        "}"
    )


def test_the_newest_edition_that_has_a_page_is_cited_in_its_place(written):
    (sentence,) = written.page("contributions/seiche/").xpath("//*[@id='page-citation']")
    assert f"version 2031.02.01 (commit 3f6d1c0), {HOME}v/2031.02.01/contributions/seiche/, accessed" in words(sentence)


def test_a_survey_without_maintainers_is_cited_by_its_own_name_once(tides: Catalogue, write_tides):
    survey = tides.survey.model_copy(update={"maintainers": None})
    made = write_tides(replace(tides, survey=survey))
    (entry,) = made.page("contributions/ebbtide/").xpath("//*[@id='page-bibtex']")
    assert "author       = {{The maintainers of Software for Tide Prediction}}" in entry.text_content()
    assert f"howpublished = {{\\url{{{HOME}contributions/ebbtide/}}}}" in entry.text_content()


def test_a_reference_can_be_copied_in_every_style_with_a_doi_only_if_it_is_confirmed(written):
    def copied(address: str) -> dict[str, str]:
        copies = written.page(address).xpath("//*[@id='cite-paper']//*[@data-clipboard-text]")
        return {each.get("data-label").removeprefix("Copy "): each.get("data-clipboard-text") for each in copies}

    told = copied("contributions/ebbtide/")
    assert told["AIP"] == (
        "I. van der Meer, C. Ó Dálaigh, and A. Müller, “Ebbtide: a program for M2 and the neap tide,” "
        "J. Coast. Reckon. 7(2), 054701 (2030). https://doi.org/10.5555/ebb(2030)1"
    )
    assert told["APA"] == (
        "van der Meer, I., Ó Dálaigh, C., & Müller, A. (2030). Ebbtide: a program for M2 and the neap tide. "
        "Journal of Coastal Reckoning, 7(2), Article 054701. https://doi.org/10.5555/ebb(2030)1"
    )
    assert told["key"] == "Meer2030Ebbtide"
    assert told["BibTeX"] == written.text("cite/ebbtide.bib")
    assert told["RIS"] == written.text("cite/ebbtide.ris").replace("\r\n", "\n")
    assert copied("contributions/ebbtide-again/")["AIP"].endswith("7, 001–009 (2030).")


def test_bibtex_and_ris_are_shown_letter_by_letter_and_apa_as_it_is_printed(written):
    shown = {
        each.get("data-format"): each for each in written.page("contributions/ebbtide/").xpath("//*[@data-format]")
    }
    assert {name: each.tag for name, each in shown.items()} == {"BibTeX": "code", "RIS": "code", "APA": "p"}
    assert [words(each) for each in shown["APA"].iter("em")] == ["neap", "Journal of Coastal Reckoning, 7"]


# ── Talks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_for_talks_has_a_deck_of_all_and_one_for_each_category_that_has_members(written, tides, write_tides):
    page = written.page("talk/")
    decks = [(words(link), link.get("href")) for link in page.xpath("//a[contains(@href, '.pptx')]")]
    assert [(re.findall(r"\d+", text), address) for text, address in decks] == [
        (["5"], "all-cards.pptx"),
        (["3"], "categories/analysis-cards.pptx"),
        (["2"], "categories/forecasting-cards.pptx"),
        (["1"], "categories/records-cards.pptx"),
    ]
    (code,) = page.xpath("//*[@class='sv-talk-code']")
    assert words(code).startswith("example.org/tides")
    assert [link.get("download") for link in code.iter("a")] == ["tide-software-qr.svg", "tide-software-qr.png"]


def test_a_contribution_has_its_slide_code_and_snippets_for_a_talk(written):
    page = written.page("contributions/ebbtide/")
    (code,) = page.xpath("//*[@class='sv-talk-code']")
    assert words(code.find("p")) == "example.org/tides/p/1"
    assert code.xpath(".//@data-clipboard-text") == [f"{HOME}p/1/"]
    snippets = [
        each.get("data-clipboard-text") for each in page.xpath("//*[@class='sv-snippets']//*[@data-clipboard-text]")
    ]
    cited = "I. van der Meer, C. Ó Dálaigh, and A. Müller, J. Coast. Reckon. 7(2), 054701 (2030)"
    tagline = "Finds M2 and its friends in a list of heights, by least squares."
    line, markdown, beamer, whole = snippets
    assert line == cited
    assert markdown == (
        f"[![Ebbtide]({HOME}talk/contributions/ebbtide-card.png)]({HOME}p/1/)\n\n"
        f"[Ebbtide]({HOME}p/1/): {tagline}\n\n{cited}"
    )
    assert r"\begin{frame}{Ebbtide}" in beamer
    assert tagline in beamer
    assert r"\includegraphics[width=\linewidth]{ebbtide-qr.png}" in beamer
    assert rf"\url{{{HOME}p/1/}}" in beamer
    assert r"C. {\'O} D{\'a}laigh" in beamer
    assert r"\includegraphics[width=\paperwidth]{ebbtide-card.png}" in whole
    slides = {link.get("download") for link in page.xpath("//a[contains(@href, '-card.')][@download]")}
    assert slides == {"ebbtide-card.png", "ebbtide-card.svg"}
    (picture,) = page.xpath("//a[@class='sv-slide']/img")
    assert picture.get("alt") == f"Slide: Ebbtide. {tagline}"


def test_a_value_without_reports_is_offered_nowhere(tides: Catalogue, write_tides):
    coasts = tides.vocabularies["coasts"]
    more = coasts.model_copy(update={"values": (*coasts.values, Value(id="the-moon", name=Inline("The moon")))})
    made = write_tides(replace(tides, vocabularies={**tides.vocabularies, "coasts": more}))
    assert "the-moon" not in [value for value, _ in facets(made, "explore/")["coasts"]]
    assert "The moon" not in words(made.page("pictures/"))
