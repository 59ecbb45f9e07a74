"""The search finds every name in the field: the whole list of queries, typed into the real box of the real site."""

import re

import pytest
from playwright.sync_api import expect

from survey.search import search_records
from survey.search.index import folded

FEWEST_QUERIES = 120
TYPE = """async query => {
    const input = document.getElementById("sv-find"), list = document.querySelector(".md-search-result__list");
    list.replaceChildren(document.createElement("hr"));  // goes when the results of this query are there
    input.value = query;
    input.dispatchEvent(new InputEvent("input", {bubbles: true}));
    const until = performance.now() + 3000;
    while (list.querySelector("hr") && performance.now() < until) await new Promise(done => setTimeout(done));
    return list.querySelector("a")?.href ?? "";
}"""
"""Types into the box and returns where the first result leads."""


@pytest.fixture(scope="module")
def queries(golden):
    assert len(golden) >= FEWEST_QUERIES
    return golden


def open_search(page, query=""):
    page.keyboard.press("/")
    expect(page.locator("#sv-find")).to_be_focused()
    page.locator("#sv-find").fill(query)


def results(page):
    return page.locator(".sv-find-link")


def test_every_query_of_the_list_finds_first_what_it_has_to(visit, home, queries):
    page = visit("contributions/gpumd/")
    open_search(page)
    wrong = []
    for query, address in queries.items():
        found = page.evaluate(TYPE, query)
        if found != home + address:
            wrong.append(f"«{query}» finds {found.removeprefix(home) or 'nothing'} instead of {address}")
    assert not wrong, f"{len(wrong)} of {len(queries)}:\n" + "\n".join(wrong)


def test_what_identifies_a_paper_finds_its_contribution_first_and_its_reference_second(visit, home, catalogue):
    page = visit("about/")
    open_search(page, "s")
    expect(results(page).first).to_be_visible()
    for entry in catalogue.contributions:
        reference = catalogue.reference(entry.reference)
        doi, arxiv = reference.confirmed_doi, reference.confirmed_arxiv
        typed = [f"[{entry.number}]", f"ref {entry.number}", f"Reference {entry.number}"]
        typed += [doi, doi.upper(), f"doi:{doi}", f"https://doi.org/{doi}"] if doi else []
        typed += [arxiv, f"arXiv:{arxiv}", f"https://arxiv.org/abs/{arxiv}"] if arxiv else []
        for query in typed:
            found = page.evaluate(FOUND, query)[:2]
            wanted = [f"contributions/{entry.id}/", f"references/#ref-{entry.number}"]
            assert (query, found) == (query, wanted)


FOUND = "query => surveySearch.find(query).map(hit => hit.thing.address)"


def test_whatever_is_typed_logs_no_error(visit):
    page = visit()
    open_search(page)
    for query in ("s", " ", "+", "-", "*", '"', "a:b", "~1", "title:", "^", "s" * 500, "<img src=x>", "«É»", "水"):
        page.locator("#sv-find").fill("")
        page.locator("#sv-find").fill(query)
        expect(page.locator("#sv-find-status")).to_have_text(re.compile(r"result|Type to start"))


def test_names_are_folded_here_as_they_were_for_the_index(visit, catalogue):
    page = visit()
    open_search(page, "s")
    expect(results(page).first).to_be_visible()
    records = search_records(catalogue, ())
    names = [name for record in records for name in (*record.names, *record.aliases, record.title)]
    assert page.evaluate("names => names.map(surveySearch.fold)", names) == [folded(name) for name in names]


def test_results_say_what_they_are_how_many_and_can_be_narrowed_by_keys_alone(visit):
    page = visit()
    open_search(page, "GAP")
    first = results(page).first
    expect(first.locator(".sv-find-title")).to_have_text("GAP")
    expect(first.locator(".sv-find-kind")).to_have_text("Term")
    status = page.locator("#sv-find-status[role=status]")
    count = results(page).count()
    expect(status).to_have_text(f"{count} results")
    expect(page.locator("#sv-find")).to_be_focused()
    packages = page.get_by_role("button", name="Packages")
    for _ in range(9):
        page.keyboard.press("Tab")
        if packages.evaluate("button => button === document.activeElement"):
            break
    expect(packages).to_be_focused()
    page.keyboard.press("Enter")
    expect(packages).to_have_attribute("aria-pressed", "true")
    expect(packages).to_be_focused()
    kinds = page.locator(".sv-find-kind").all_inner_texts()
    assert set(kinds) == {"Package"}
    assert len(kinds) < count
    expect(status).to_have_text(f"{len(kinds)} results in Packages")


def test_the_number_of_results_is_said_once_after_the_last_key(visit):
    page = visit()
    open_search(page)
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(document.getElementById("sv-find-status")
            .textContent)).observe(document.getElementById("sv-find-status"), {childList: true, subtree: true}); }"""
    )
    page.keyboard.type("sphericart", delay=20)
    expect(page.locator("#sv-find-status[role=status]")).to_have_text(re.compile(r"^\d+ results?$"))
    assert len(page.evaluate("said")) == 1, page.evaluate("said")
    page.locator("#sv-find").fill("qqqqqq")
    expect(page.locator("#sv-find-status[role=status]")).to_have_text("No results")


def test_arrows_walk_enter_follows_escape_closes(visit, home):
    page = visit()
    open_search(page, "Csányi")
    expect(results(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#sv-find")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.locator("#sv-find")).not_to_be_focused()
    page.keyboard.press("s")
    page.keyboard.type("kucukbenli")
    page.keyboard.press("Enter")
    expect(page).to_have_url(home + "people/#kucukbenli-emine")
    expect(page.locator("#kucukbenli-emine")).to_be_in_viewport()
    # Material closes the search once more an eighth of a second after it has started on a page with a fragment.
    page.wait_for_load_state("networkidle")
    open_search(page, "Schutt")
    results(page).first.click()
    expect(page.locator("#schutt-kristof-t")).to_be_in_viewport()
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_reader_who_writes_elsewhere_is_left_alone(visit):
    page = visit("about/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<input id=\"other\">')")
    page.locator("#other").focus()
    page.keyboard.type("fs/")
    expect(page.locator("#other")).to_have_value("fs/")
    expect(page.locator("#__search")).not_to_be_checked()


def test_on_a_phone_the_button_opens_the_search_and_reset_empties_it(visit, home):
    page = visit("contributions/gpumd/", viewport={"width": 320, "height": 700})
    page.locator(".md-header label[for='__search'].md-header__button").click()
    expect(page.locator("#sv-find")).to_be_focused()
    page.keyboard.type("GPUs")
    expect(results(page).first).to_have_attribute("href", home + "glossary/#gpu")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#sv-find")).to_have_value("")
    expect(results(page)).to_have_count(0)
    expect(page.locator("#sv-find-status[role=status]")).to_have_text("Type to start searching")


def test_without_javascript_there_is_no_dead_search_box(visit):
    page = visit(java_script_enabled=False)
    expect(page.locator(".md-search")).to_be_hidden()


def test_the_search_works_in_a_folder_on_disk(browser, real_site):
    context = browser.new_context()
    page = context.new_page()
    page.goto((real_site / "contributions" / "gpumd" / "index.html").as_uri())
    open_search(page, "a-C")
    results(page).first.click()
    expect(page.locator("#a-c")).to_be_in_viewport()
    context.close()


def test_before_the_box_is_used_nothing_is_fetched_for_it(visit):
    page = visit("about/")
    page.wait_for_load_state("networkidle")
    plain = "each.name.split('/').pop().replace(/[.][0-9a-f]{12}(?=[.])/, '')"
    fetched = f"performance.getEntriesByType('resource').map(each => {plain})"
    search = {"ranking.js", "names.js", "texts.js"}
    assert not search & set(page.evaluate(fetched))
    open_search(page, "GAP")
    expect(results(page).first).to_be_visible()
    assert search & set(page.evaluate(fetched)) == {"ranking.js", "names.js"}, "names are enough here"
    page.locator("#sv-find").fill("evolutionary strategy")
    page.wait_for_function(f"{fetched}.includes('texts.js')")
    assert search <= set(page.evaluate(fetched))


def test_who_closes_the_box_is_where_the_key_found_them(visit):
    page = visit("explore/")
    facet = page.locator(".sv-facet > summary").first
    expect(facet).to_be_visible()  # before its script has started it takes no focus
    facet.focus()
    page.keyboard.press("/")
    page.keyboard.type("soap")
    expect(page.locator(".sv-find-link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(facet).to_be_focused()
    page.locator("#sv-find").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator(".md-tabs__link").first).to_be_focused()  # nothing of the closed box
