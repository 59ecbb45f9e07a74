"""Where scripts do not come (a folder on disk, a failing network, a policy that stops them) no control is dead."""

import re

import pytest
from playwright.sync_api import expect

CONTROLS = "button:visible, input:visible, select:visible, textarea:visible"
LINKS = """links => links.filter(link => link.checkVisibility())
    .map(link => new URL(link.href.animVal ?? link.href, location))
    .filter(url => url.protocol === "file:").map(url => url.pathname)"""


@pytest.fixture
def disk(browser, real_site):
    """Return a function that opens a page of the site from its folder; nothing else may be asked for, nothing fail."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else faults.append(asked.url))

    def open_page(address=""):
        page.goto((real_site / address / "index.html").as_uri())
        return page

    yield open_page
    context.close()
    assert faults == []


def test_on_disk_every_link_of_every_kind_of_page_leads_to_a_file(disk, kinds, real_site):
    for kind, address in kinds.items():
        if kind != "404":
            for path in disk(address).locator("a[href]").evaluate_all(LINKS):
                assert path.startswith(f"{real_site}/"), (kind, path)
                assert (real_site / path).is_file(), (kind, path)


def test_on_disk_the_menu_and_short_addresses_lead_to_pages(disk):
    page = disk()
    page.locator(".md-tabs").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    disk("p/3")
    expect(page.get_by_role("heading", level=1)).to_contain_text("GPUMD")
    assert page.url.endswith("/contributions/gpumd/index.html")


def test_on_disk_the_table_reads_and_nothing_offers_to_narrow_it(disk, catalogue):
    page = disk("explore")
    for row, entry in zip(page.locator("tbody tr").all(), catalogue.contributions, strict=True):
        expect(row).to_contain_text(entry.name)
        expect(row).to_be_visible()
    expect(page.locator(".sv-without")).to_be_visible()
    expect(page.locator("main").locator(CONTROLS)).to_have_count(0)
    page = disk("compare")
    expect(page.locator(".sv-without")).to_contain_text("opened as a file")
    expect(page.locator("main").locator(CONTROLS)).to_have_count(0)


def test_on_disk_what_is_offered_works(disk):
    page = disk("contributions/gpumd")
    expect(page.locator(".sv-pick")).to_be_hidden()
    page.locator("#cite-paper").get_by_role("button", name="Copy key").click()
    expect(page.locator(".md-dialog")).to_have_text("Copied to clipboard")
    expect(page.locator("#page-citation")).not_to_contain_text("date of access")
    page = disk("glossary")
    page.get_by_role("searchbox", name="Filter terms").fill("pytorch")
    expect(page.locator("#pytorch")).to_be_visible()
    expect(page.locator("#gap")).to_be_hidden()
    page.locator(".md-header .md-icon:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("script", ["main", "explorer", "start"])
def test_if_a_script_does_not_come_its_controls_do_not_either(visit, watched, home, script):
    page = visit(None)
    page.route(re.compile(rf"/{script}(\.[0-9a-f]+)?\.js"), lambda route: route.abort())
    page.goto(home + "explore/")
    expect(page.locator(".sv-without")).to_be_visible()
    expect(page.locator("main").locator(CONTROLS)).to_have_count(0)
    watched.faults.clear()


@pytest.mark.parametrize("policy", ["script-src 'none'", "script-src 'unsafe-inline'", "script-src 'self'"])
def test_if_a_policy_stops_scripts_only_what_runs_is_offered(visit, watched, home, policy):
    page = visit(None)

    def guarded(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route(re.compile(r"/(explore|contributions/gpumd)/$"), guarded)
    for address in ("explore/", "contributions/gpumd/"):
        page.goto(home + address)
        if "self" in policy:  # files of the site run, also without what stands in the page itself
            ready = "main .sv-filters" if address == "explore/" else "main button.sv-pick"
            expect(page.locator(ready)).to_be_visible()
        else:
            page.wait_for_load_state("networkidle")
            expect(page.locator("main").locator(CONTROLS).and_(page.locator(":not([type=radio])"))).to_have_count(0)
            expect(page.locator(".md-search")).to_be_hidden()
    watched.faults.clear()
