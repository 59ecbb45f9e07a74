"""What readers do on the site: follow links, search, copy, come by a short or a wrong address, read without scripts."""

import json
import re
from html import unescape

import pytest
from playwright.sync_api import expect
from pybtex.database import parse_string  # type: ignore[import-untyped]


def test_from_home_to_a_category_a_contribution_and_its_reference(visit, home):
    page = visit()
    page.locator(".sv-card a", has_text="Message passing").first.click()
    expect(page).to_have_url(home + "categories/message-passing/")
    page.get_by_role("main").get_by_role("link", name="SchNetPack 2.0", exact=True).first.click()
    expect(page).to_have_url(home + "contributions/schnetpack/")
    page.get_by_role("link", name="Reference 7 in the list").click()
    expect(page).to_have_url(home + "references/#ref-7")
    entry = page.locator("#ref-7")
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("SchNetPack 2.0: A neural network toolbox for atomistic machine learning")
    entry.get_by_role("link", name="SchNetPack 2.0", exact=True).click()
    expect(page).to_have_url(home + "contributions/schnetpack/")


def test_every_link_in_the_header_leads_to_its_page(visit, home, real_site):
    page = visit()
    links = page.locator(".md-tabs__link").evaluate_all("links => links.map(link => link.href)")
    assert len(links) >= 8
    for link in links:
        assert link.startswith(home)
        assert (real_site / link.removeprefix(home) / "index.html").is_file(), link


def test_without_javascript_the_overview_has_all_rows(visit, catalogue):
    page = visit("explore/", java_script_enabled=False)
    rows = page.locator("table tbody tr")
    expect(rows).to_have_count(len(catalogue.contributions))
    for row, entry in zip(rows.all(), catalogue.contributions, strict=True):
        expect(row).to_be_visible()
        expect(row.get_by_role("rowheader")).to_contain_text(entry.name)


def test_without_javascript_a_contribution_is_complete_and_offers_no_dead_button(visit):
    page = visit("contributions/schnetpack/", java_script_enabled=False)
    expect(page.locator(".sv-glance")).to_be_visible()
    expect(page.locator(BIBTEX)).to_be_visible()
    page.get_by_role("radio", name="BibTeX").press("ArrowRight")
    expect(page.get_by_role("radio", name="RIS")).to_be_checked()
    expect(page.locator("#cite-paper [data-format=RIS]")).to_be_visible()
    expect(page.locator(BIBTEX)).to_be_hidden()
    expect(page.locator("#page-citation")).to_contain_text("accessed [date of access].")
    expect(page.get_by_role("button", name=re.compile("Copy"))).to_have_count(0)


SHOWN = """rows => rows.map(row => [
    row.querySelector("dt").innerText, row.checkVisibility() ? row.querySelector("dd").innerText : ""
])"""


def test_every_contribution_page_says_at_a_glance_what_it_is_and_how_to_cite_it(visit, home, catalogue):
    page = visit(None, java_script_enabled=False)
    for entry in catalogue.contributions:
        page.goto(f"{home}contributions/{entry.id}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(rf"^{re.escape(entry.name)}"))
        shown = dict(page.locator(".sv-glance dl > div").evaluate_all(SHOWN))
        for kind, vocabulary in catalogue.vocabularies.items():
            text = shown[vocabulary.name]
            assert text.strip(), f"{entry.id}: {vocabulary.name} is blank or hidden"
            assert bool(entry.facts[kind]) != (catalogue.survey.not_stated in text), (
                f"{entry.id}: {vocabulary.name}: {text}"
            )
        copies = page.locator("#cite-paper .sv-copy").all()
        offered = {button.get_attribute("data-label"): button.get_attribute("data-clipboard-text") for button in copies}
        assert offered["Copy BibTeX"].strip() == page.locator(BIBTEX).inner_text().strip(), entry.id
        assert offered["Copy key"] == entry.reference
        assert "\n" not in offered["Copy AIP"]
        assert offered["Copy AIP"].partition(" https://doi.org/")[0] in soft(page.locator(CITATION).inner_text()), (
            entry.id
        )


BIBTEX = "#cite-paper [data-format=BibTeX]"
CITATION = "#cite-paper > .sv-reference"


def soft(text):
    """Return *text* as it is copied: the hard spaces after initials are for the eye."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["deepmd-kit", "platinum-gap"])
def test_buttons_copy_what_is_shown_by_keyboard_and_say_so(visit, name):
    page = visit(f"contributions/{name}/", permissions=["clipboard-read", "clipboard-write"])
    status = page.locator(".md-dialog").and_(page.get_by_role("status"))
    expect(status).to_have_text("")
    assert copied(page, "Copy BibTeX").strip() == page.locator(BIBTEX).inner_text().strip()
    expect(status).to_have_text("Copied to clipboard")
    assert copied(page, "Copy AIP").partition(" https://doi.org/")[0] in soft(page.locator(CITATION).inner_text())
    assert re.fullmatch(r"[A-Z][A-Za-z]+\d{4}[A-Za-z]+", copied(page, "Copy key"))
    page.get_by_role("radio", name="APA").check()
    assert copied(page, "Copy APA") == soft(page.locator("#cite-paper [data-format=APA]").inner_text())
    assert copied(page, "Copy RIS").replace("\r", "").startswith("TY  - JOUR\nAU  - ")


TODAY = """() => {
    const day = new Date();
    const iso = new Date(day - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    return [iso, day.toLocaleDateString("en-GB", {dateStyle: "long"})];
}"""


def test_a_page_is_cited_with_the_day_on_which_it_is_read(visit):
    page = visit("contributions/schnetpack/", permissions=["clipboard-read", "clipboard-write"])
    iso, long = page.evaluate(TODAY)
    block = page.locator("#cite-page")
    expect(block.locator("time")).to_have_attribute("datetime", iso)
    citation = copied(page, "Copy citation")
    assert citation == block.locator("#page-citation").inner_text().strip()
    assert citation.endswith(f"/contributions/schnetpack/, accessed {long}.")
    entry = copied(page, "Copy BibTeX", block)
    assert entry.isascii()
    fields = parse_string(entry, "bibtex").entries["AtomisticMlSoftware2026ContributionsSchnetpack"].fields
    assert fields["urldate"] == iso
    assert fields["url"] == "https://survey.example/deep/prefix/contributions/schnetpack/"


def test_a_command_is_copied_as_it_is_shown(visit):
    page = visit("packages/", permissions=["clipboard-read", "clipboard-write"])
    command = page.locator(".sv-install li").first
    page.evaluate("navigator.clipboard.writeText('')")
    command.get_by_role("button", name="Copy").click()
    page.wait_for_function("async () => await navigator.clipboard.readText() !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == command.locator("code").inner_text()


def copied(page, button, inside=None):
    """Press a button by keyboard and return what is in the clipboard then."""
    page.evaluate("navigator.clipboard.writeText('nothing was copied')")
    (inside or page).get_by_role("button", name=button).first.press("Enter")
    page.wait_for_function("async () => await navigator.clipboard.readText() !== 'nothing was copied'")
    return page.evaluate("navigator.clipboard.readText()")


def test_acronyms_lead_to_their_place_in_the_glossary(visit, home, real_site):
    anchors = set(re.findall(r'id="([^"]+)"', (real_site / "glossary" / "index.html").read_text(encoding="utf-8")))
    seen = 0
    for path in sorted(real_site.glob("c*/*/index.html")):
        terms = re.findall(
            r'class="sv-term" data-term="[^"]+" href="\.\./\.\./glossary/#([^"]+)"', path.read_text(encoding="utf-8")
        )
        assert set(terms) <= anchors, path.parent.name
        seen += len(terms)
    assert seen > 100
    page = visit("contributions/castep-ml/")
    term = page.locator("a.sv-term").first
    name = term.inner_text()
    term.click()
    expect(page).to_have_url(re.compile(re.escape(home) + "glossary/#"))
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text(name)


@pytest.mark.parametrize(("number", "name"), [(7, "schnetpack"), (2, "agox"), (29, "quip-gap")])
def test_a_short_address_leads_to_the_contribution(visit, home, number, name):
    expect(visit(f"p/{number}/")).to_have_url(f"{home}contributions/{name}/")


@pytest.mark.parametrize("address", ["no/such/page/", "contributions/shcnetpack/"])
def test_a_wrong_address_gets_a_page_that_helps(visit, watched, home, real_site, catalogue, address):
    page = visit(address)
    assert len(watched.faults) == 1
    assert "404" in watched.faults.pop()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    links = page.get_by_role("main").get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    ways = {link.removeprefix(home).partition("#")[0] for link in links}
    assert {"", "explore/", "categories/", "glossary/"} <= ways, "the page offers no way on"
    for way in ways:
        assert (real_site / way / "index.html").is_file(), f"the page for wrong addresses leads to {way}"
    page.get_by_role("main").get_by_role("link", name="Explore", exact=True).click()
    expect(page).to_have_url(home + "explore/")
    expect(page.locator("table tbody tr")).to_have_count(len(catalogue.contributions))


def test_the_catalogue_for_programs_leads_to_pages_that_exist(home, real_site, catalogue):
    data = json.loads((real_site / "data/v1/catalogue.json").read_text(encoding="utf-8"))
    assert len(data["contributions"]) == len(catalogue.contributions)
    base = f"https://survey.example{home[home.index('/deep') :]}"
    for entry in data["contributions"]:
        assert entry["url"].startswith(base)
        path = real_site / entry["url"].removeprefix(base) / "index.html"
        heading = re.search(r"<h1[^>]*>([^<]*)", path.read_text(encoding="utf-8"))
        assert heading
        assert unescape(heading[1]) == entry["name"]
