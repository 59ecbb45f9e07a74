"""One page of each kind, opened once wide and once narrow: what moves, what is too wide, what axe-core objects to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

WIDTHS = {1280: (1280,), 390: (390, 320)}
"""At which widths, in pixels, pages are opened; and to which of them the window is made narrower then."""

SHIFT = """() => {
    window.shift = 0;
    const add = list => list.getEntries().forEach(entry => { shift += entry.value; });
    new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
}"""
LATE = 150
"""Milliseconds in which a late script would have moved something."""
STILL = 0.001
"""What browsers call a shift of this much or less, nobody sees."""
WIDER = """() => {
    const root = document.documentElement, wide = root.clientWidth;
    const over = [...document.querySelectorAll("body *")].filter(each => {
        const box = each.getBoundingClientRect();
        return box.right > wide + 1 && box.width > 0 && getComputedStyle(each).position !== "fixed"
            && !each.closest(".md-sidebar, .md-nav, .md-search, .sv-scroll, pre, thead");
    });
    if (root.scrollWidth <= wide) return [];
    return [`the page is ${root.scrollWidth} px wide`, ...over.slice(0, 3).map(each => each.outerHTML.slice(0, 90))];
}"""
DRESS = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"
# The theme's own size is 125 %. The style stays in the page until it is taken away.
DOUBLED = """() => {
    const style = document.createElement("style");
    style.textContent = ":root { font-size: 250% !important }";
    document.head.append(style);
    const wide = document.documentElement.scrollWidth;
    style.remove();
    return wide;
}"""


@dataclass
class Seen:
    """What was seen of one page, opened in one width."""

    shift: float
    """How far its parts moved while it came in, as browsers measure that."""
    wide: list[str] = field(default_factory=list)
    """What makes it scroll sideways."""
    doubled: int = 0
    """How wide it is with text of twice the size, in pixels."""
    axe: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def opened(browser, start_watching):
    """Return a function that opens a window of a width for all pages, and those that watch these windows."""
    contexts, watching = [], []

    def open_window(width: int):
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        contexts.append(context)
        context.add_init_script(f"({SHIFT})()")
        page = context.new_page()
        watching.append(start_watching())
        watching[-1].watch(page)
        return page

    yield open_window, watching
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def seen(opened, home, kinds, audit) -> Mapping[int, Mapping[str, Seen]]:
    """Return what was seen of each kind of page, by the width in which it was opened."""
    open_window, _ = opened
    addresses = {**kinds, "comparison": "compare/?with=gpumd&with=mlip-3&with=deepmd-kit"}
    return {width: dict(look(open_window(width), home, addresses, audit, width)) for width in WIDTHS}


def look(page, home: str, addresses: Mapping[str, str], audit, width: int) -> Iterator[tuple[str, Seen]]:
    page.goto(f"{home}about/")  # fonts and scripts have come then, as for most readers
    for kind, address in addresses.items():
        page.set_viewport_size({"width": width, "height": 900})
        found = Seen(shift=shift(page, home + address))
        if found.shift > STILL:  # once more: on a busy machine a page may come in pieces
            found.shift = min(found.shift, shift(page, home + address))
        if "?" in address:
            page.wait_for_load_state("networkidle")  # it fetches what it shows
        worn = page.get_attribute("body", "data-md-color-scheme")
        found.doubled = page.evaluate(DOUBLED)
        for narrower in WIDTHS[width]:
            page.set_viewport_size({"width": narrower, "height": 900})
            for scheme in ("default", "slate"):
                page.evaluate(DRESS, scheme)
                found.wide += [f"{kind} at {narrower} px, {scheme}: {what}" for what in page.evaluate(WIDER)]
            page.evaluate(DRESS, worn)
        # Last: it takes away what is there many times.
        found.axe = audit(page, f"{kind} ({address}), {WIDTHS[width][-1]} px")
        yield kind, found


def shift(page, address: str) -> float:
    page.goto(address)
    page.wait_for_timeout(LATE)
    return round(float(page.evaluate("shift")), 3)


def test_no_page_of_any_kind_reports_an_error_or_asks_another_host(seen, opened, kinds):
    assert all(pages.keys() == {*kinds, "comparison"} for pages in seen.values())
    _, watching = opened
    faults = [fault for watched in watching for fault in watched.faults]
    assert len([fault for fault in faults if "404" in fault]) >= len(WIDTHS), "the page for what is not there"
    assert [fault for fault in faults if "404" not in fault] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_comes_in(seen, width):
    assert {kind: page.shift for kind, page in seen[width].items() if page.shift > STILL} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(seen, width):
    wrong = [what for page in seen[width].values() for what in page.wide]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_with_text_of_twice_the_size(seen, width):
    assert {kind: page.doubled for kind, page in seen[width].items() if page.doubled > width} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(seen, width):
    found: Sequence[str] = [what for page in seen[width].values() for what in page.axe]
    assert not found, "\n".join(found)


def test_what_is_too_wide_or_moves_would_be_seen(visit):
    page = visit("about/", viewport={"width": 390, "height": 900})
    assert page.evaluate(WIDER) == []
    page.evaluate("document.querySelector('main h1').style.width = '500px'")
    assert page.evaluate(WIDER)[1].startswith("<h1")
    page.evaluate("document.querySelector('main h1').style.width = '22em'")
    assert page.evaluate(DOUBLED) > 390
