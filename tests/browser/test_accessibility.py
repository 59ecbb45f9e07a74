"""axe-core finds nothing to object to: one page of each kind, wide and narrow, light and dark."""

import re
from importlib.resources import files

import pytest
from playwright.sync_api import expect

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPERIMENTAL = ["td-has-header", "table-fake-caption", "label-content-name-mismatch"]
"""Rules that axe leaves off unless they are named."""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose verdict depends on the colour scheme; the others need not run twice."""

# Forty entries that are made alike look like the first four. Heads and forms stay whole: scripts use them.
FEWER = """() => document.querySelectorAll("main :not(thead *, form *)").forEach(parent => {
    const seen = {}, count = kind => seen[kind] = (seen[kind] ?? 0) + 1;
    [...parent.children].filter(each => count(each.tagName + each.className) > 4).forEach(each => each.remove());
})"""
RUN = """async ([only, also]) => {
    const rules = Object.fromEntries(also.map(rule => [rule, {enabled: true}]));
    const {violations} = await axe.run(document, {runOnly: only, rules, resultTypes: ["violations"]});
    const told = (rule, node) => [`${rule.id}: ${rule.help}`, node.target, node.any[0]?.message].join("\\n      ");
    return violations.flatMap(rule => rule.nodes.slice(0, 3).map(node => told(rule, node)));
}"""


@pytest.fixture(scope="module")
def axe():
    """Return axe-core's source; the package is only how it comes here."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(visit, watched, home, kinds, axe, width):
    page = visit("about/", viewport={"width": width, "height": 900})
    found = []
    for kind, address in kinds.items():
        page.goto(home + address)
        page.evaluate(FEWER)
        page.evaluate(axe)
        found += [f"{kind} ({address}), {width} px, light: {each}" for each in page.evaluate(RUN, [TAGS, EXPERIMENTAL])]
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
        found += [f"{kind} ({address}), {width} px, dark: {each}" for each in page.evaluate(RUN, [COLOURS, []])]
    watched.faults[:] = [fault for fault in watched.faults if "404" not in fault]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation_in_the_open_search(visit, axe, width):
    page = visit("about/", viewport={"width": width, "height": 900})
    found = []
    for query in ("", "potential", "qqqqqq"):
        page.keyboard.press("/")
        page.locator("#sv-find").fill(query)
        expect(page.locator("#sv-find-status")).to_have_text(
            re.compile("Type to start" if not query else r"results|No")
        )
        for scheme in ("default", "slate"):
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            page.evaluate(axe)
            found += [f"«{query}», {width} px, {scheme}: {each}" for each in page.evaluate(RUN, [TAGS, EXPERIMENTAL])]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not found, "\n".join(found)


def test_axe_finds_no_violation_in_the_open_menu(visit, axe):
    page = visit("about/", viewport={"width": 320, "height": 900})
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-nav--primary").get_by_role("link", name="Glossary")).to_be_visible()
    page.evaluate(axe)
    found = []
    for scheme in ("default", "slate"):
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        found += [f"{scheme}: {each}" for each in page.evaluate(RUN, [TAGS, EXPERIMENTAL])]
    assert not found, "\n".join(found)


def test_axe_would_find_a_violation(visit, axe):
    page = visit("about/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><h1>Again</h1>')"
    )
    page.evaluate(axe)
    assert any(each.startswith("image-alt") for each in page.evaluate(RUN, [TAGS, EXPERIMENTAL]))
