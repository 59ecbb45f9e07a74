"""How pages look and are operated: narrow screens, light and dark, the keyboard, paper."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

MARKS = {
    "pictures/": [".sv-stripes span", ".sv-cell span", ".sv-bar-track span", "a.sv-chip::before"],
    "explore/": [".sv-table a.sv-chip::before"],
}
COLOURS = """selector => {
    const [element, part] = selector.split("::");
    const all = [...document.querySelectorAll(element)];
    return all.map(each => getComputedStyle(each, part && `::${part}`).backgroundColor);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_colours_of_the_readers_own_the_marks_of_categories_are_seen(visit, home, catalogue, scheme):
    page = visit(None, forced_colors="active", color_scheme=scheme)
    for address, selectors in MARKS.items():
        page.goto(home + address)
        for selector in selectors:
            found = set(page.evaluate(COLOURS, selector))
            assert background(page) not in found, f"{selector} cannot be told from the page"
            few = 1 if "bar" in selector else len(catalogue.categories)
            assert len(found) >= few, f"{selector}: {found}"


ROLES = ("table", "row", "cell", "rowheader", "columnheader")


@pytest.mark.parametrize("width", [1280, 390])
def test_tables_are_read_as_tables_also_where_rows_are_shown_as_cards(visit, home, kinds, width):
    """As Chromium tells programs that read to people. The roles are those of the elements: none is said again."""
    page = visit(None, viewport={"width": width, "height": 900})
    reader = page.context.new_cdp_session(page)
    reader.send("Accessibility.enable")
    for address in ("explore/", kinds["contribution"], "corrections/", "packages/", "compare/?with=gpumd&with=glp"):
        page.goto(home + address)
        expect(page.locator("tbody th").first).to_be_visible()
        nodes = reader.send("Accessibility.getFullAXTree")["nodes"]
        said = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
        shown = {"table": "table", "row": "tr", "cell": "td", "rowheader": "tbody th", "columnheader": "thead th"}
        assert {role: said[role] for role in ROLES} == {role: page.locator(shown[role]).count() for role in ROLES}


def test_the_skip_link_comes_first_and_leads_to_the_text(visit):
    page = visit("contributions/schnetpack/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text(re.compile("Skip to content"))
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.md-content')"), "focus went on in the header"


def test_whatever_has_the_focus_shows_it(visit, home):
    page = visit(None)
    for address in ("", "contributions/schnetpack/", "explore/"):
        page.goto(home + address)
        hidden = []
        for _ in range(30):
            page.keyboard.press("Tab")
            hidden += [page.evaluate(FOCUS_IS_HIDDEN)]
        assert not any(hidden), f"{address}: " + "\n".join(filter(None, hidden))


FOCUS_IS_HIDDEN = """() => {
    const active = document.activeElement;
    const it = active.offsetWidth ? active : active.nextElementSibling ?? active;  // the switch of schemes: its label
    const style = getComputedStyle(it), box = it.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
    const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    return it === document.body || ring && seen ? "" : it.outerHTML.slice(0, 120);
}"""


def test_tables_can_be_scrolled_with_the_keyboard(visit):
    page = visit("explore/", viewport={"width": 900, "height": 700})
    region = page.locator(".sv-scroll").first
    expect(region).to_have_attribute("tabindex", "0")
    assert region.get_attribute("aria-label")


@pytest.mark.parametrize(("scheme", "first", "second"), [("light", "default", "slate"), ("dark", "slate", "default")])
def test_the_reader_can_switch_between_light_and_dark(visit, home, scheme, first, second):
    page = visit("contributions/gpumd/", color_scheme=scheme)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", first)
    before = background(page)
    page.locator("label.md-header__button[title^='Switch to']:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", second)
    assert background(page) != before
    page.goto(home + "glossary/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", second)


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_printed_a_contribution_is_its_text_and_citation_alone(visit):
    page = visit("contributions/schnetpack/")
    page.emulate_media(media="print")
    of_the_site = (".md-header", ".md-tabs", ".md-footer", ".md-sidebar", ".sv-crumbs", ".sv-copy", ".sv-pager")
    for gone in (*of_the_site, "#near", ".sv-near", "#talk", ".sv-slide", ".sv-snippets", ".sv-cite pre"):
        for part in page.locator(gone).all():
            expect(part).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("https://doi.org/10.1063/5.0138367").first).to_be_visible()
    for there in (".sv-glance", "#page-citation", ".sv-talk-code img", ".sv-talk-address"):
        expect(page.locator(there)).to_be_visible()


def test_printed_a_contribution_takes_three_sheets_at_most(visit, home, real_site):
    """Of the longest pages; on A4, with the margins of the style sheet."""
    size = {path.parent.name: path.stat().st_size for path in real_site.glob("contributions/*/index.html")}
    longest = sorted(size, key=lambda name: size[name])[-6:]
    page = visit(None)
    sheets = {}
    for name in longest:
        page.goto(f"{home}contributions/{name}/")
        sheets[name] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(sheets) == 6
    assert {name: number for name, number in sheets.items() if not 1 <= number <= 3} == {}


LINKS = """() => [...document.querySelectorAll(".md-content a[href^=http]")]
    .filter((link) => link.checkVisibility() && link.getAttribute("href") === link.textContent.trim())
    .map((link) => getComputedStyle(link, "::after").content)"""


def test_printed_no_address_stands_behind_itself(visit):
    page = visit("contributions/schnetpack/")
    page.emulate_media(media="print")
    assert page.evaluate(LINKS) == ["none", "none"], "the DOI, and the address under which the page is cited"


def test_printed_from_the_dark_side_paper_stays_white(visit):
    page = visit("contributions/schnetpack/", color_scheme="dark")
    page.emulate_media(media="print")
    assert background(page) in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    channels = [
        int(each)
        for each in re.findall(r"\d+", page.locator(".md-typeset h1").evaluate("e => getComputedStyle(e).color"))
    ]
    assert max(channels[:3]) < 90, "the heading is too pale for paper"
