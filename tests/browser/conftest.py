"""The real site, served below a deep path, in a real browser that notes every error and every call to elsewhere."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from bench.chromium import find_chromium
from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.exports.citations import citation_files
from survey.exports.data import data_files
from survey.pages import PageContexts, all_pages
from survey.site.static_server import hosted

PREFIX = "/deep/prefix/"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 20_000
"""Milliseconds after which a wait has failed."""

Visit = Callable[..., Page]
"""Opens a page of the site, or none (None), in a browser window of its own. Keywords: Browser.new_context."""


Audit = Callable[[Page, str], list[str]]
"""Returns what axe-core objects to in a page as it stands, in light and in dark colours; the text says where it was."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMED = ["td-has-header", "table-fake-caption", "label-content-name-mismatch", "target-size"]
"""Rules that axe leaves off unless they are named (axe-core, rule descriptions)."""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose verdict depends on the colour scheme; the others need not run twice."""

# Forty entries that are made alike look like the first four. Heads and forms stay whole: scripts use them.
FEWER = """() => document.querySelectorAll("main :not(thead *, form *)").forEach(parent => {
    const seen = {}, count = kind => seen[kind] = (seen[kind] ?? 0) + 1;
    [...parent.children].filter(each => count(each.tagName + each.className) > 4).forEach(each => each.remove());
})"""
AXE = """async ([only, also]) => {
    const rules = Object.fromEntries(also.map(rule => [rule, {enabled: true}]));
    const {violations} = await axe.run(document, {runOnly: only, rules, resultTypes: ["violations"]});
    const told = (rule, node) => [`${rule.id}: ${rule.help}`, node.target, node.any[0]?.message].join("\\n      ");
    return violations.flatMap(rule => rule.nodes.slice(0, 3).map(node => told(rule, node)));
}"""
DRESS = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"


class Watched:
    """What went wrong while pages were open."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.faults: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.location.get('url', '')}: console says «{message.text}»")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != self.host:
            self.faults.append(f"asks {parts.netloc} for {request.url}")


@pytest.fixture(scope="session")
def home(real_site: Path) -> Iterator[str]:
    """Return the address of the served site."""
    with hosted(real_site, PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    program = find_chromium()
    assert program, "there is no Chromium: scripts/bench/chromium.py installs one, CHROMIUM=… names one"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def start_watching(home: str) -> Callable[[], Watched]:
    """Return what makes one that watches pages of the site."""
    return lambda: Watched(urlsplit(home).netloc)


@pytest.fixture
def watched(start_watching: Callable[[], Watched]) -> Watched:
    """What the visits of this test ran into. A test that expects a fault takes it out."""
    return start_watching()


@pytest.fixture
def visit(browser: Browser, home: str, watched: Watched) -> Iterator[Visit]:
    """Open pages; afterwards no page may have reported an error or asked another host for anything."""
    contexts = []

    def open_page(address: str | None = "", **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watched.watch(page)
        if address is not None:
            page.goto(home + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not watched.faults, "\n".join(watched.faults)


@pytest.fixture(scope="session")
def audit() -> Audit:
    """Look at pages with axe-core; the package is only how it comes here."""
    source = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

    def look(page: Page, where: str) -> list[str]:
        worn = page.get_attribute("body", "data-md-color-scheme")
        page.evaluate(FEWER)
        page.evaluate(source)
        found = []
        for scheme, rules in (("default", [TAGS, NAMED]), ("slate", [COLOURS, []])):
            page.evaluate(DRESS, scheme)
            found += [f"{where}, {scheme}: {each}" for each in page.evaluate(AXE, rules)]
        page.evaluate(DRESS, worn)
        return found

    return look


@pytest.fixture(scope="session")
def kinds(catalogue: Catalogue, real_site: Path) -> dict[str, str]:
    """Return one address for each kind of page, the one with the most in it; `404` is an address that leads nowhere."""
    edition = BuildIdentity("https://survey.example/", None, 0, "")
    pages = all_pages(
        PageContexts.of(catalogue, edition), {**data_files(catalogue, edition), **citation_files(catalogue)}
    )
    size = {page.address: (real_site / page.address / "index.html").stat().st_size for page in pages}
    chosen: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: size[page.address]):
        chosen[page.template] = page.address
    return {**chosen, "404": "no/such/page/"}
