"""Addresses that are nearly right, and that lead on: readers come where they wanted to, with what they asked."""

import pytest
from playwright.sync_api import expect

NEARLY = {
    "P/3": "contributions/gpumd/",
    "p/3.": "contributions/gpumd/",
    "P/3/?a=b#cite": "contributions/gpumd/?a=b#cite",
    "contributions/GPUMD/": "contributions/gpumd/",
    "Contributions/gpumd": "contributions/gpumd/",
    "contributions/gpumd),": "contributions/gpumd/",
    "contributions//gpumd/Index.html": "contributions/gpumd/",
    "EXPLORE/?languages=python": "explore/?languages=python",
    "Glossary#cpu": "glossary/#cpu",
}


@pytest.mark.parametrize("typed", NEARLY)
def test_capitals_a_missing_slash_and_signs_behind_an_address_are_seen_past(visit, watched, home, typed):
    page = visit(typed)
    expect(page).to_have_url(home + NEARLY[typed])
    watched.faults[:] = [fault for fault in watched.faults if "404" not in fault]


ELSEWHERE = ("no/such/page/", "//evil.example/", "https:/evil.example/", "\\evil.example/", "p/3/4/", "%E0%A4%A")


@pytest.mark.parametrize("typed", ELSEWHERE)
def test_what_the_site_does_not_list_is_not_found_and_leads_nowhere(visit, watched, typed):
    page = visit(typed)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    watched.faults[:] = [fault for fault in watched.faults if "404" not in fault]


def test_a_listed_page_that_the_host_does_not_have_is_asked_for_once(visit, watched, home, real_site):
    page = visit(None)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    lost = (real_site / "404.html").read_text(encoding="utf-8")
    page.route("**/contributions/gpumd/", lambda route: route.fulfill(status=404, content_type="text/html", body=lost))
    page.goto(home + "contributions/GPUMD/")
    expect(page).to_have_url(home + "contributions/gpumd/")
    page.wait_for_load_state("networkidle")
    assert len(asked) == 2
    watched.faults[:] = [fault for fault in watched.faults if "404" not in fault]


def test_redirects_keep_what_stands_behind_an_address(visit, home, catalogue):
    page = visit(None)
    ways = {"p/3/": "contributions/gpumd/", "p/kernel/": "categories/kernel/", "contributions/": "explore/"}
    for here, there in ways.items():
        for rest in ("", "?languages=python", "#cite", "?a=b#cite"):
            page.goto(home + here + rest)
            expect(page).to_have_url(home + there + rest)


def test_without_scripts_redirects_lead_on_all_the_same(visit, home):
    page = visit("p/3/", java_script_enabled=False)
    expect(page).to_have_url(home + "contributions/gpumd/")
