"""axe-core finds nothing to object to in what opens in a page. (Pages of every kind: test_every_kind.py.)"""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation_in_the_open_search(visit, audit, width):
    page = visit("about/", viewport={"width": width, "height": 900})
    found = []
    for query in ("", "potential", "qqqqqq"):
        page.keyboard.press("/")
        page.locator("#sv-find").fill(query)
        expect(page.locator("#sv-find-status")).to_have_text(
            re.compile("Type to start" if not query else r"results|No")
        )
        found += audit(page, f"«{query}», {width} px")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not found, "\n".join(found)


def test_axe_finds_no_violation_in_the_open_menu(visit, audit):
    page = visit("about/", viewport={"width": 320, "height": 900})
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-nav--primary").get_by_role("link", name="Glossary")).to_be_visible()
    found = audit(page, "open menu")
    assert not found, "\n".join(found)


def test_axe_would_find_a_violation(visit, audit):
    page = visit("about/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><h1>Again</h1>')"
    )
    assert any("image-alt" in each for each in audit(page, "spoilt"))
