"""The glossary as readers use it: definitions beside acronyms (WCAG 1.4.13), and a list that narrows as one types."""

import json
import re

import pytest
from playwright.sync_api import expect

from survey.text.prose import plain

PAGE = "contributions/gpumd/"
TERM = ".sv-prose a.sv-term[href$='#mlip']"
SHIFTS = """new PerformanceObserver(list => { window.shifts = (window.shifts ?? 0) + list.getEntries().length; })
    .observe({type: "layout-shift", buffered: false})"""


@pytest.fixture(scope="module")
def mlip(catalogue):
    """Return the term that the tests look at."""
    return next(term for term in catalogue.glossary.terms if term.id == "mlip")


def tip(page):
    return page.get_by_role("tooltip")


# ── Definitions beside acronyms ──────────────────────────────────────────────────────────────────────────────────────


def test_focus_shows_the_definition_and_a_screen_reader_hears_it(visit, mlip):
    page = visit(PAGE)
    page.evaluate(SHIFTS)
    term = page.locator(TERM).first
    page.locator("h1").click()
    while not page.evaluate(f"document.activeElement.matches({json.dumps(TERM)})"):
        page.keyboard.press("Tab")
    expect(tip(page)).to_be_visible()
    expect(term).to_have_accessible_description(re.compile(re.escape(f"{mlip.expansion}. {plain(mlip.definition)}")))
    assert page.evaluate("window.shifts ?? 0") == 0, "the page moved when the definition appeared"
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    expect(tip(page)).to_contain_text("NEP: Neuroevolution Potential")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/glossary/#nep$"))


def test_the_pointer_can_move_onto_the_definition_and_it_stays(visit):
    page = visit(PAGE)
    term = page.locator(TERM).first
    term.hover()
    expect(tip(page)).to_be_visible()
    assert term.get_attribute("title") is None, "the browser shows the title on top of the definition"
    box = page.locator(".sv-tip").bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 2, steps=8)
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] - 8, steps=8)
    page.wait_for_timeout(600)
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    term.hover()
    expect(tip(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip(page)).to_have_count(0)


def test_a_pointer_that_only_passes_opens_nothing(visit):
    page = visit(PAGE)
    box = page.locator(TERM).first.bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    expect(tip(page)).to_have_count(0)


def test_the_first_tap_shows_the_definition_with_a_way_to_the_entry(visit, home):
    page = visit(PAGE, has_touch=True, is_mobile=True, viewport={"width": 320, "height": 640})
    page.locator(TERM).first.tap()
    expect(tip(page)).to_be_visible()
    expect(page).to_have_url(home + PAGE)
    shown = page.locator(".sv-tip")
    box = shown.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    link = shown.get_by_role("link")
    assert link.bounding_box()["height"] >= 44
    page.locator("h1").tap()
    expect(tip(page)).to_have_count(0)
    page.locator(TERM).first.tap()
    link.tap()
    expect(page).to_have_url(home + "glossary/#mlip")
    expect(page.locator("#mlip")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_fact_leads_to_its_likes_and_its_definition_to_the_glossary(visit, home):
    page = visit(PAGE)
    fact = page.locator("#fact-methods a[data-term]")
    page.locator("h1").click()
    while not fact.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    expect(tip(page)).to_contain_text("ANN: Artificial Neural Network")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Open in the glossary")).to_be_focused()
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(fact).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(home + "explore/?methods=ann")


def test_a_second_tap_follows_the_link(visit, home):
    page = visit(PAGE, has_touch=True)
    page.locator(TERM).first.tap()
    page.locator(TERM).first.tap()
    expect(page).to_have_url(home + "glossary/#mlip")


def test_the_definition_keeps_within_the_window(visit):
    """At the right edge and at the bottom, and in a table that scrolls sideways."""
    page = visit("explore/", viewport={"width": 800, "height": 500})
    for term in page.locator("tbody tr:nth-child(-n+3) a[data-term]").all():
        term.scroll_into_view_if_needed()
        term.focus()
        page.keyboard.press("Shift")
        box = page.locator(".sv-tip").bounding_box()
        assert box["x"] >= 0, term
        assert box["x"] + box["width"] <= 800, term
        assert box["y"] >= 0, term
        assert box["y"] + box["height"] <= 500, term


def test_axe_finds_no_violation_with_the_definition_open(visit, audit):
    page = visit(PAGE)
    page.locator(TERM).first.hover()
    expect(tip(page)).to_be_visible()
    assert audit(page, "definition") == []
    expect(tip(page)).to_be_visible()


def test_without_javascript_an_acronym_is_a_link_that_is_spelt_out(visit, home, mlip):
    page = visit(PAGE, java_script_enabled=False)
    term = page.locator(TERM).first
    assert term.get_attribute("title") == mlip.expansion
    term.click()
    expect(page).to_have_url(home + "glossary/#mlip")


# ── The glossary's own page ──────────────────────────────────────────────────────────────────────────────────────────


def shown(page):
    return page.locator(".sv-glossary > div:visible").evaluate_all("all => all.map(each => each.id)")


def test_typing_narrows_the_list_without_accents_and_the_address_keeps_it(visit, home, catalogue):
    page = visit("glossary/")
    total = len(catalogue.glossary.terms)
    status = page.locator(".sv-sieve [role=status]")
    expect(status).to_have_text(f"{total} terms")
    field = page.get_by_label("Filter terms")
    field.fill("aenet")
    assert shown(page)[0] == "aenet"
    field.fill("ÆNET")
    assert shown(page)[0] == "aenet"
    field.fill("gauss potential")
    expect(status).to_have_text(re.compile(rf"^[1-9] of {total} terms$"))
    assert "gap" in shown(page)
    expect(field).to_be_focused()
    expect(page).to_have_url(home + "glossary/?text=gauss+potential")
    assert page.locator("h2:visible").count() == page.locator(".sv-letters li:visible").count() < 8
    field.fill("no such thing")
    expect(status).to_have_text(f"0 of {total} terms")
    page.locator("#sieve").get_by_role("button", name="Clear").click()
    expect(status).to_have_text(f"{total} terms")
    expect(field).to_be_focused()
    expect(page).to_have_url(home + "glossary/")


def test_kinds_are_facets_with_counts(visit, home, catalogue):
    page = visit("glossary/")
    terms = catalogue.glossary.terms
    page.get_by_role("checkbox", name=re.compile("^Licences")).check()
    assert shown(page) == [term.id for term in terms if term.kind == "licence"]
    page.get_by_role("checkbox", name=re.compile("^Materials")).check()
    assert shown(page) == [term.id for term in terms if term.kind in {"licence", "material"}]
    expect(page).to_have_url(home + "glossary/?kind=material&kind=licence")
    page.get_by_label("Filter terms").fill("carbon")
    expect(page.get_by_role("checkbox", name="Materials 1")).to_be_enabled()
    expect(page.get_by_role("checkbox", name="Licences 0")).to_be_enabled()  # It is ticked.
    expect(page.get_by_role("checkbox", name="Data sets 0")).to_be_disabled()


def test_a_link_restores_the_list_and_a_term_that_is_asked_for_is_shown(visit, home, catalogue):
    page = visit("glossary/?text=licence&kind=licence")
    assert "mit" in shown(page)
    assert "gap" not in shown(page)
    expect(page.get_by_label("Filter terms")).to_have_value("licence")
    page.locator("#asl").get_by_role("link", name="GPL", exact=True).click()
    expect(page.locator("#gpl")).to_be_in_viewport()
    assert "gap" not in shown(page)
    page.locator("#asl a[href='#gap']").click()
    expect(page.locator("#gap")).to_be_in_viewport()
    assert len(shown(page)) == len(catalogue.glossary.terms)
    page.goto(home + "glossary/?text=licence#soap")
    expect(page.locator("#soap")).to_be_in_viewport()


def test_what_uses_a_term_is_linked_to_the_place(visit, home):
    page = visit("glossary/#bo")
    entry = page.locator("#bo")
    entry.get_by_role("link", name="XPOT", exact=True).first.click()
    expect(page).to_have_url(home + "contributions/xpot/#fact-methods")
    expect(page.locator("#fact-methods")).to_contain_text("BO")
    page.goto(home + "glossary/#pytorch")
    entry = page.locator("#pytorch")
    entry.locator("summary").click()
    entry.get_by_role("link", name="SchNetPack 2.0").click()
    expect(page).to_have_url(home + "contributions/schnetpack/#fact-frameworks")


def test_without_javascript_the_glossary_is_complete(visit, catalogue):
    page = visit("glossary/", java_script_enabled=False)
    assert shown(page) == [term.id for term in catalogue.glossary.terms]
    expect(page.locator(".sv-sieve")).to_be_hidden()
    expect(page.locator(".sv-letters")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation_in_a_narrowed_glossary(visit, audit, width):
    page = visit("glossary/?text=gau", viewport={"width": width, "height": 800})
    page.locator(".sv-uses summary:visible").first.click()
    assert audit(page, f"narrowed glossary, {width} px") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
