"""The page of a contribution, held against what the example survey's files say of it."""

import re
from dataclasses import replace

from lxml import html

from survey.content import Catalogue

AGAIN, EBBTIDE, SEICHE, LANTERN, INK = (
    f"contributions/{name}/" for name in ("ebbtide-again", "ebbtide", "seiche", "lantern", "ink")
)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def near(written, address: str) -> list[tuple[str, list[str]]]:
    groups = written.page(address).xpath("//*[@class='sv-near']/div")
    return [(words(group.find("p")), [words(link) for link in group.iter("a")]) for group in groups]


def facts(written, address: str) -> dict[str, str]:
    """Return what stands at a glance, by the name that each row has for comparisons."""
    rows = written.page(address).xpath("//dl[@class='sv-compared']/div[@data-row]")
    return {row.get("data-row"): words(row.find("dd")) for row in rows}


def told_of(package) -> list[str]:
    """Return the facts about a package, in their order: what they are called is the template's affair."""
    return [words(row.find("dd")) for row in package.xpath("dl/div")]


def test_near_are_first_who_shares_the_package_then_the_category_then_a_value_in_the_surveys_order(written):
    assert near(written, EBBTIDE) == [
        ("Also about Ebbtide", ["Ebbtide, again"]),
        ("Also in Harmonic analysis", ["Ebbtide, again", "Seiche++ and TIDE-3"]),
        ("Way: harmonic (M2 …)", ["Seiche++ and TIDE-3"]),
        ("Language: C++", ["Ebbtide, again", "Seiche++ and TIDE-3"]),
        ("Language: BASIC", ["Lantern"]),
        ("Permission: MIT", ["Seiche++ and TIDE-3"]),
        ("Coast: Open sea", ["Lantern"]),
    ]


def test_near_in_a_category_are_those_that_follow_in_its_own_order_and_then_those_before(written):
    """The category is ordered seiche, ebbtide, and the rest by number."""
    in_category = {address: dict(near(written, address))["Also in Harmonic analysis"] for address in (SEICHE, AGAIN)}
    assert in_category[SEICHE] == ["Ebbtide", "Ebbtide, again"]
    assert in_category[AGAIN] == ["Seiche++ and TIDE-3", "Ebbtide"]


def test_what_shares_nothing_with_any_other_has_nothing_near_it(written):
    assert near(written, INK) == []


def test_a_value_that_more_than_seven_share_says_nothing_of_nearness(tides: Catalogue, write_tides):
    """Seven contributions have a value: each has six others beside it, and six are named. With eight it is silent."""

    def with_copies(count: int) -> Catalogue:
        lantern = tides.contribution("lantern")
        copies = [
            lantern.model_copy(update={"id": f"lantern-{number}", "name": f"Lantern {number}", "number": number})
            for number in range(6, 6 + count)
        ]
        return replace(tides, contributions=(*tides.contributions, *copies))

    seven = dict(near(write_tides(with_copies(6)), LANTERN))
    assert seven["Way: guess"] == [f"Lantern {number}" for number in range(6, 12)]
    assert "Way: guess" not in dict(near(write_tides(with_copies(7)), LANTERN))


def test_of_a_large_category_six_are_named_and_the_rest_is_counted_and_led_to(tides: Catalogue, write_tides):
    """Forecasting has the two reports of the example and eight more: each has nine others."""
    lantern = tides.contribution("lantern")
    copies = [
        lantern.model_copy(update={"id": f"lamp-{number}", "name": f"Lamp {number}", "number": number})
        for number in range(6, 14)
    ]
    page = write_tides(replace(tides, contributions=(*tides.contributions, *copies))).page(LANTERN)
    group = next(each for each in page.xpath("//*[@class='sv-near']/div") if "Forecasting" in words(each.find("p")))
    named = [(words(link), link.get("href")) for link in group.iter("a")]
    assert named[:6] == [(f"Lamp {number}", f"../lamp-{number}/") for number in range(6, 12)]
    assert named[6:] == [(words(group.xpath(".//a")[-1]), "../../categories/forecasting/")]
    assert "3" in named[6][0]


def test_under_a_section_stand_the_sources_that_its_entry_gives_for_it_and_no_others(written):
    body = written.text(f"{EBBTIDE}index.md")
    what, tried = body.split("## What it does")[1].split("## Where it was tried")
    tried = tried.split("## How to get it")[0]
    assert "Sources: Preface; Our note" in words_of(what)
    assert "Source" not in words_of(tried)
    assert "Source" not in words_of(written.text(f"{SEICHE}index.md").split("## What it does")[1].split("## How")[0])


def words_of(markdown: str) -> str:
    return words(html.fromstring(f"<div>{markdown}</div>"))


def test_the_facts_are_those_of_the_entry_and_what_nobody_states_is_said_to_be_unstated(written):
    told = facts(written, EBBTIDE)
    assert told["ways"].startswith("harmonic (M2 …), LSQ")
    assert (told["languages"], told["permissions"], told["coasts"]) == ("C++, BASIC", "MIT", "Open sea")
    assert told["packages"] == "Ebbtide"
    assert told["licence-today"] == "Ebbtide: MIT"
    assert told["state"] == "Ebbtide: active"
    assert told["paper"] == "10.5555/ebb(2030)1, November 2030"
    assert facts(written, INK)["ways"] == "The issue does not say"
    assert facts(written, SEICHE)["paper"].endswith("2030"), "a month that nobody confirmed is not shown"
    assert "December" not in written.text(f"{SEICHE}index.md")


def test_a_fact_is_marked_where_the_print_of_its_own_column_was_corrected(written):
    marks = {
        address: {
            words(row.find("dt")): words(link)
            for row in written.page(address).xpath("//dl[@class='sv-compared']/div")
            for link in row.xpath(".//a[contains(@href, '#corrections')]")
        }
        for address in (EBBTIDE, AGAIN, SEICHE, LANTERN)
    }
    assert marks == {
        EBBTIDE: {"Way": "see correction"},
        AGAIN: {"Language": "see correction", "Permission": "see correction"},
        SEICHE: {},
        LANTERN: {},
    }


def test_an_unconfirmed_correction_of_a_fact_is_an_open_question(tides: Catalogue, write_tides):
    entries = []
    for entry in tides.contributions:
        records = tuple(each.model_copy(update={"confirmed": False}) for each in entry.corrections)
        entries.append(entry.model_copy(update={"corrections": records}))
    page = write_tides(replace(tides, contributions=tuple(entries))).page(EBBTIDE)
    assert [words(link) for link in page.xpath("//dl//a[contains(@href, '#corrections')]")] == ["open question"]


def test_where_the_facts_come_from_says_print_value_and_source_of_each(written):
    rows = written.page(EBBTIDE).xpath("//table[@class='sv-provenance']/tbody/tr")
    assert "Open sea" not in words(rows[3][1]), "the printed table has no column of coasts"
    assert [[words(cell) for cell in row] for row in rows] == [
        ["Way", "harmonic, LSQ", "harmonic (M2 …), LSQ", "Overview"],
        ["Language", "C++ / BASIC", "C++, BASIC", "Overview"],
        ["Permission", "MIT", "MIT", "Overview"],
        ["Coast", words(rows[3][1]), "Open sea", "Reference 1; figure 2 of the paper (checked 2030-12)"],
    ]
    links = {words(link): link.get("href") for row in rows for link in row[3].iter("a")}
    assert links == {"Reference 1": "../../references/#ref-1", "figure 2 of the paper": "https://example.org/fig2"}


def test_values_lead_to_the_glossary_where_it_explains_them(written):
    rows = written.page(EBBTIDE).xpath("//table[@class='sv-provenance']/tbody/tr")
    assert [(words(link), link.get("href")) for link in rows[0][2].iter("a")] == [
        ("harmonic (M2 …)", "../../glossary/#m2"),
        ("LSQ", "../../glossary/#lsq"),
    ]
    assert not list(rows[1][2].iter("a"))


def test_every_package_is_shown_with_commands_licence_state_and_links(written):
    (shown,) = written.page(EBBTIDE).xpath("//*[@id='get-ebbtide']")
    assert words(shown.find("p")) == "Ebbtide Turns a list of heights into constituents by LSQ."
    ways = [(words(item.find("span")), [words(code) for code in item.iter("code")]) for item in shown.find("ul")]
    assert ways == [
        ("The Shelf", ["shelf get ebbtide"]),
        ("Source", ["git clone https://example.org/ebbtide.git"]),
    ]
    assert told_of(shown) == [
        "MIT LICENSE of the repository. With one exception for the tide bell.",
        "Active A commit of 2031-02-27 was seen.",
        "2.10 (2031-02)",
        "C++, BASIC",
        "Chart Table",
        "Repository, Documentation, Homepage, CodeMeta",
        "2031-03-01: Overview; README and LICENSE of the repository (checked 2031-03-01)",
    ]
    links = {words(link): link.get("href") for link in shown.xpath("dl/div[6]//a")}
    assert links == {
        "Repository": "https://example.org/ebbtide",
        "Documentation": "https://example.org/ebbtide/manual/",
        "Homepage": "https://example.org/",
        "CodeMeta": "../../data/v1/packages/ebbtide/codemeta.json",
    }


def test_a_program_that_the_glossary_explains_shows_its_explanation(written):
    (link,) = written.page(EBBTIDE).xpath("//*[@id='get-ebbtide']//a[contains(@href, 'runs-in=chart-table')]")
    assert (link.get("data-term"), link.get("title")) == ("tide", "Table of Charts and their Rulers")
    assert link.get("href") == "../../packages/?runs-in=chart-table"


def test_a_package_on_request_has_no_command_to_copy_and_says_what_is_not_confirmed(written):
    (shown,) = written.page(SEICHE).xpath("//*[@id='get-tide-3']")
    assert [words(each) for each in shown.xpath("ul/li/*")] == ["On request", "Write to the harbour master"]
    assert not shown.xpath("ul//*[@data-clipboard-text]")
    assert told_of(shown) == [
        "Harbour terms LicenseRef-Harbour unconfirmed a notice on the door",
        "Superseded The notice points to TIDE-4. Successor: TIDE-4.",
        "CodeMeta",
        "2031: Preface",
        "Whether the notice still hangs there. Who wrote it.",
    ], "no version is known"
    (other,) = written.page(SEICHE).xpath("//*[@id='get-seiche-plus-plus']")
    licence, _, version, *_ = told_of(other)
    assert licence.startswith("MIT License MIT "), "an identifier is shown where the name is another"
    assert version == "1.0", "no day is known of it"


def test_neighbours_by_number_are_before_and_after(written):
    def neighbours(address: str) -> list[tuple[str, str]]:
        links = written.page(address).xpath("//nav[@class='sv-pager']/a")
        return [(link.get("rel"), link.get("href")) for link in links]

    assert neighbours(EBBTIDE) == [("next", "../ebbtide-again/")]
    assert neighbours(SEICHE) == [("prev", "../ebbtide-again/"), ("next", "../lantern/")]
    assert neighbours(INK) == [("prev", "../lantern/")]


def test_authors_lead_to_people_whatever_the_form_of_their_name(written):
    links = written.page(AGAIN).xpath("//a[contains(@href, 'people/#')]")
    assert [(words(link), link.get("href").partition("#")[2]) for link in links] == [
        ("Caoimhe Ó Dálaigh", "odalaigh"),
        ("Ana Muller", "muller-ana-of-porto"),
        ("João de la Cruz e Silva", "de-la-cruz-e-silva-joao"),
    ]


def test_what_nobody_confirmed_of_a_paper_is_named_in_the_order_of_the_alphabet(tides: Catalogue, write_tides):
    unconfirmed = frozenset({"author", "number", "pages", "doi", "month"})
    references = tuple(
        replace(each, unconfirmed=unconfirmed) if each.number == 1 else each for each in tides.references
    )
    page = write_tides(replace(tides, references=references)).page(EBBTIDE)
    (beware,) = page.xpath("//section[@id='cite-paper']//p[@class='sv-beware']")
    assert re.findall(r": ([^.]+)\.", words(beware)) == ["article number, author names, issue number", "DOI, month"]


def test_what_the_authors_of_the_software_ask_for_stands_with_where_they_do(written):
    text = words(written.page(EBBTIDE))
    assert "Ebbtide: Cite report 1, never the game." in text
    assert "The manual (checked 2031-03-01)" in text
    assert "Cite report" not in words(written.page(LANTERN)), "its project asks for nothing"


def test_the_page_has_a_short_address_and_leads_to_related_things(written):
    page = written.page(EBBTIDE)
    assert [words(link) for link in page.xpath("//dl//a[@href='../../p/1/']")] == ["example.org/tides/p/1"]
    assert "https://example.org/heights" in page.xpath("//a/@href")
    assert [words(link) for link in page.xpath("//nav[@class='sv-crumbs']//a")] == ["Home", "Reports"]


def test_corrections_say_how_what_is_shown_relates_to_the_print(written):
    def told(address: str) -> list[tuple[str, str, str]]:
        boxes = written.page(address).xpath("//*[@class='sv-correction']")
        return [
            (words(box.find("p").find("strong")), words(box.xpath("dl/div[1]")[0]), words(box.xpath("dl/div[2]")[0]))
            for box in boxes
        ]

    assert told(AGAIN) == [
        ("The overview, Terms", "Printed —", "Read as MIT"),
        ("The overview, Tongue", "Printed C++", "Today C++, and BASIC since then"),
    ]
    (only,) = told(SEICHE)
    assert only[0] == "The overview, Program"
    (box,) = written.page(SEICHE).xpath("//*[@class='sv-correction']")
    assert words(box.find("p")).endswith(" open")
