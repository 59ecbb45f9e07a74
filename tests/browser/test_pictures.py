"""The pictures: every number is what the table behind it shows, every mark can be reached, seen and printed."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from lxml import etree
from playwright.sync_api import expect

DRAWN = ("", "pictures/")
"""The pages with pictures."""


@pytest.fixture(scope="module")
def counted(real_site) -> list[tuple[str, str, int]]:
    """Return all ways into tables with a number beside them: the page, the address, the number."""
    return [
        (page, *each)
        for page in DRAWN
        for each in ways(page, etree.HTML((real_site / page / "index.html").read_bytes()))
    ]


COUNT = "*[@class='sv-count' or @class='sv-bar-count' or @class='sv-node-count' or @style]"
"""Where a number stands: in its link, or beside it."""


def ways(page: str, html: etree._Element) -> Iterator[tuple[str, int]]:
    for link in html.iterfind(".//main//a[@href]"):
        target = urljoin(f"/{page}", link.get("href"))
        told = [*(link.text or "").split()[:1], *texts(link, f".//{COUNT}"), *texts(link, f"../{COUNT}")]
        number = next((each for each in told if each.isdigit()), None)
        if "?" in target and number:
            yield target.removeprefix("/"), int(number)


def texts(link: etree._Element, path: str) -> list[str]:
    found = link.xpath(f"{path}/text()")
    assert isinstance(found, list)
    return [str(each) for each in found]


def test_every_number_is_that_of_the_rows_which_its_address_selects(counted, real_site):
    filed = {name: rows(real_site / name / "index.html") for name in ("explore", "packages")}
    assert len(counted) > 120
    wrong = []
    for page, address, number in counted:
        parts = urlsplit(address)
        wanted = {f"{facet}:{value}" for facet, value in parse_qsl(parts.query)}
        found = sum(wanted <= tokens for tokens in filed[parts.path.strip("/")])
        wrong += [f"/{page} says {number} for {address}, the table has {found}"] * (found != number)
    assert not wrong, "\n".join(wrong)


def rows(path: Path) -> list[set[str]]:
    """Return what each row of a table is filed under."""
    return [
        set(row.get("data-filed", "").split()) for row in etree.HTML(path.read_bytes()).iterfind(".//tr[@data-filed]")
    ]


def test_a_number_in_each_picture_is_what_the_reader_then_sees(visit, home):
    page = visit()
    for link in (".sv-answer", ".sv-choose > div:last-child .sv-answer", ".sv-cell", ".sv-bar"):
        way = page.locator(link).first
        number = way.inner_text().split()[-1]
        way.click()
        expect(page.locator(".sv-result-count").first).to_have_text(number)
        expect(page.locator(".sv-table tbody tr:visible")).to_have_count(int(number))
        page.goto(home)


def test_the_timeline_has_every_contribution_once_and_says_its_categories(visit, catalogue):
    page = visit()
    assert page.locator(".sv-periods > li").count() >= 16, "the months from August 2022 to November 2023"
    bricks = page.locator(".sv-brick")
    expect(bricks).to_have_count(len(catalogue.contributions))
    for entry in catalogue.contributions:
        categories = [catalogue.category(each).name for each in entry.categories]
        brick = page.locator(f".sv-brick[href='contributions/{entry.id}/']")
        expect(brick).to_have_accessible_name(re.compile(re.escape(f"{entry.name} ({', '.join(categories)}")))


def test_a_category_of_the_legend_stands_out_while_it_is_pointed_at(visit):
    page = visit("pictures/")
    kernel, other = (
        page.locator(".sv-brick[data-categories~=kernel]").first,
        page.locator(".sv-brick[data-categories~=linear]").first,
    )
    page.locator(".sv-legend [data-category=kernel]").hover()
    expect(kernel).to_have_css("opacity", "1")
    expect(other).to_have_css("opacity", "0.2")


def test_in_the_map_the_keyboard_follows_threads(visit, home):
    page = visit("pictures/")
    node = page.get_by_role("link", name=re.compile(r"^PyTorch \d+$"))
    number = int((node.text_content() or "").split()[-1])
    node.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(node).to_be_focused()
    expect(node.locator(".sv-ties")).to_have_css("visibility", "visible")
    assert node.locator(".sv-ties").get_attribute("d").count("C") == number
    page.keyboard.press("Enter")
    expect(page).to_have_url(home + "explore/?frameworks=pytorch")


def test_the_map_is_a_table_too(visit, catalogue):
    page = visit("pictures/")
    page.get_by_text("Show as a table").click()
    rows = page.locator(".sv-map-table tbody tr")
    expect(rows).to_have_count(len(catalogue.contributions))
    expect(rows.filter(has_text="DeePMD-kit v2")).to_contain_text("OC2M")


PARTS = {
    ".sv-stripes span": "backgroundColor",
    ".sv-cell span": "backgroundColor",
    ".sv-bar-track span": "backgroundColor",
    ".sv-threads path": "stroke",
    ".sv-node .sv-stripe": "fill",
}
"""What carries the colours, and in which property."""
COLOURS = """parts => {
    const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const seen = colour => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data];
    };
    const paper = seen(getComputedStyle(document.body).backgroundColor);
    const told = (selector, property) => [...document.querySelectorAll(selector)].map(each => {
        const style = getComputedStyle(each), share = +style.opacity;
        const mixed = seen(style[property]).map((value, index) => value * share + paper[index] * (1 - share));
        return [selector, mixed, paper];
    });
    return Object.entries(parts).flatMap(([selector, property]) => told(selector, property));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_of_a_picture_stands_out_from_the_page(visit, scheme):
    found = visit("pictures/", color_scheme=scheme).evaluate(COLOURS, PARTS)
    assert {selector for selector, _, _ in found} == PARTS.keys()
    assert [(selector, colour) for selector, colour, paper in found if contrast(colour, paper) < 3] == []


def contrast(one: list[float], other: list[float]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[float]) -> float:
    linear = [(value / 255 / 12.92) if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_without_javascript_nothing_is_missing(visit):
    page = visit("pictures/", java_script_enabled=False)
    for part in (".sv-brick", ".sv-cell", ".sv-bar", ".sv-node"):
        expect(page.locator(part).first).to_be_visible()


def test_on_paper_the_map_stands_with_its_table(visit):
    page = visit("pictures/")
    page.emulate_media(media="print")
    expect(page.locator(".sv-map")).to_be_visible()
    expect(page.locator(".sv-map-table tbody tr").last).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
