"""Finding and comparing: filters, order, columns, addresses, files to take away, two to four side by side."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rispy  # type: ignore[import-untyped]
from playwright.sync_api import expect

from survey.exports.citations import IN_BROWSER
from survey.site.fingerprint import MANIFEST, read_fingerprints

SHOWN = "rows => rows.filter(row => !row.hidden).map(row => row.dataset.id)"


def shown(page):
    return page.locator(".sv-table tbody tr").evaluate_all(SHOWN)


def ready(page):
    expect(page.locator(".sv-table thead button").first).to_be_attached()
    return page


def tick(page, facet: str, option: str):
    """Fold out *facet* unless it is, and tick the option that begins with this name."""
    summary = page.locator(".sv-facet > summary", has_text=re.compile(rf"^{re.escape(facet)}$"))
    box = summary.locator("xpath=..").get_by_role("checkbox", name=re.compile(rf"^{re.escape(option)} "))
    if not box.is_visible():
        summary.click()
    box.focus()
    page.keyboard.press("Space")
    return box


def contributions_with(catalogue, **facets: str) -> list[str]:
    wanted = {kind: set(values.split()) for kind, values in facets.items()}
    return [
        entry.id
        for entry in catalogue.contributions
        if all(values & set(entry.facts[kind] or ["not-stated"]) for kind, values in wanted.items())
    ]


def test_values_of_one_facet_are_any_of_them_and_facets_are_all_of_them(visit, home, catalogue):
    page = ready(visit("explore/"))
    tick(page, "Language", "Python")
    assert shown(page) == contributions_with(catalogue, languages="python")
    tick(page, "Language", "Julia")
    either = contributions_with(catalogue, languages="python julia")
    assert shown(page) == either
    counts = page.locator("input[name=methods]").evaluate_all(
        "boxes => boxes.map(box => [box.value, Number(box.closest('label').querySelector('.sv-count').textContent)])"
    )
    assert dict(counts) == {
        value: len(contributions_with(catalogue, languages="python julia", methods=value)) for value, _ in counts
    }
    box = tick(page, "Method", "GPR")
    both = contributions_with(catalogue, languages="python julia", methods="gpr")
    assert shown(page) == both
    expect(box).to_be_focused()  # a tick moves nobody elsewhere
    expect(page.locator(".sv-explorer [role=status]")).to_have_text(
        f"{len(both)} of {len(catalogue.contributions)} contributions"
    )
    expect(page).to_have_url(home + "explore/?methods=gpr&languages=python&languages=julia")
    assert all(not box.is_enabled() for box in page.locator("input[name=year][value='2021']").all())
    expect(page.locator("input[name=methods][value=ad]")).to_be_enabled()  # glp: Python, AD
    expect(page.locator("input[name=frameworks][value=jax]")).to_be_disabled()  # none with GPR

    page.get_by_role("button", name="Language: Julia: remove filter").click()
    expect(page.get_by_role("button", name=re.compile("remove filter")).first).to_be_focused()
    assert shown(page) == contributions_with(catalogue, languages="python", methods="gpr")
    page.go_back()
    expect(page.locator("input[value=julia]").first).to_be_checked()
    assert shown(page) == both
    page.go_back()
    assert shown(page) == either
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(home + "explore/")
    assert len(shown(page)) == len(catalogue.contributions)


EXACT = (
    {"languages": "c"},
    {"languages": "cpp"},
    {"licences": "gpl2"},
    {"licences": "not-stated", "methods": "not-stated"},
)


def test_an_address_shows_exactly_what_it_names(visit, home, catalogue):
    page = visit(None)
    for facets in EXACT:
        page.goto(f"{home}explore/?{urlencode(facets)}")
        ready(page)
        assert shown(page) == contributions_with(catalogue, **facets)
        assert shown(page), "nothing carries it"


TYPED = {
    "aenet": ["aenet-pytorch"],
    "ænet": ["aenet-pytorch"],
    "Schutt": ["schnetpack"],
    "Schütt": ["schnetpack"],
    "sisso++": ["sissopp"],
    "message charmm": ["physnet-charmm"],
    "H2O hydrocarb": ["pespip"],
    "no such thing": [],
}


def test_what_is_typed_is_found_as_it_is_typed(visit, home, catalogue):
    page = ready(visit("explore/"))
    field = page.get_by_role("searchbox", name="Filter")
    for typed, found in TYPED.items():
        field.fill("")
        field.press_sequentially(typed)
        assert (typed, shown(page)) == (typed, found)
    expect(field).to_be_focused()
    expect(page.locator(".sv-explorer [role=status]")).to_have_text(
        f"0 of {len(catalogue.contributions)} contributions"
    )
    expect(page).to_have_url(home + "explore/?text=no+such+thing")
    page.go_back()
    expect(page).to_have_url(home + "explore/")  # typing is one step, however long it took
    page.go_forward()
    ready(page)
    expect(field).to_have_value("no such thing")
    assert shown(page) == []


def test_columns_sort_with_the_keyboard_and_go_and_the_address_keeps_it(visit, home, catalogue):
    page = ready(visit("explore/"))
    head = page.get_by_role("columnheader", name="Name")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert shown(page)[:3] == ["acepotentials", "aenet-pytorch", "agox"]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert shown(page)[-3:] == ["agox", "aenet-pytorch", "acepotentials"]
    page.get_by_role("columnheader", name="Licence", exact=True).get_by_role("button").click()
    assert page.locator("th[aria-sort]").count() == 1
    expect(page.locator("caption")).to_have_text("All contributions, by Licence, ascending")
    stated = [bool(catalogue.contribution(each).facts["licences"]) for each in shown(page)]
    assert stated == sorted(stated, reverse=True), "what is not stated comes last"
    page.locator("summary", has_text="Columns").click()
    page.get_by_role("checkbox", name="Topic").uncheck()
    expect(page.get_by_role("columnheader", name="Topic")).to_be_hidden()
    expect(page.get_by_role("cell", name="Atomistic featurization").first).to_be_hidden()
    address = page.url
    page.goto(home)
    page.goto(address)
    ready(page)
    expect(page.get_by_role("columnheader", name="Topic")).to_be_hidden()
    expect(page.locator("th[aria-sort]")).to_have_text("Licence")


def test_what_is_shown_can_be_taken_away(visit, home, catalogue, real_site):
    page = ready(visit("explore/?methods=gpr&sort=-name"))
    rows = shown(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head[:3] == ["No.", "Name", "Category"]
    assert [line[1] for line in lines] == [catalogue.contribution(each).name for each in rows]
    assert [line[-1] for line in lines] == [f"{home}contributions/{each}/" for each in rows]
    assert dict(zip(head, lines[rows.index("castep-ml")], strict=True))["Data"] == "Al2O3; Si; a-C"

    with page.expect_download() as download:
        page.get_by_role("button", name="BibTeX").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    keys = [catalogue.contribution(each).reference for each in rows]
    assert re.findall(r"^@\w+\{(\w+),", text, re.MULTILINE) == keys
    with page.expect_download() as download:
        page.get_by_role("button", name="RIS").click()
    files = [(real_site / f"cite/{each}.ris").read_bytes() for each in rows]
    assert Path(download.value.path()).read_bytes() == b"".join(files), "there is something between two records"
    page.get_by_role("button", name="Clear all").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="RIS").click()
    entries = rispy.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert len(entries) == len(catalogue.contributions)


@pytest.mark.parametrize("kind", IN_BROWSER, ids=lambda kind: kind.extension)
@pytest.mark.parametrize("view", ["methods=gpr&sort=-name", "year=2023&sort=-name", "sort=name"])
def test_citations_taken_away_are_the_single_files_one_after_the_other(visit, real_site, kind, view):
    page = ready(visit(f"explore/?{view}"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_download() as download:
        page.get_by_role("button", name=kind.name).click()
    single = [(real_site / kind.address(each)).read_bytes() for each in shown(page)]
    assert Path(download.value.path()).read_bytes() == b"".join(single)
    assert len([each for each in asked if "/cite/" in each]) == (1 if len(single) > 20 else len(single))


def test_what_is_kept_in_the_browser_is_shown_as_text_or_not_at_all(visit):
    page = visit("about/")
    tray = page.get_by_role("complementary", name="Comparison")
    key = "comparison /deep/prefix/"
    for kept in ("gpumd mlip-3", "{}", "7", '[{"id": "<b>", "name": "x"}]', "null", "[null]"):
        page.evaluate("pair => localStorage.setItem(...pair)", [key, kept])
        page.reload()
        expect(page.locator(".sv-tray")).to_be_attached()
        expect(tray).to_be_hidden()
    page.evaluate("pair => localStorage.setItem(...pair)", [key, '[{"id": "gpumd", "name": "<img src=x>"}]'])
    page.reload()
    expect(tray.get_by_role("button").first).to_have_text("<img src=x>")


def test_a_spreadsheet_runs_nothing_of_a_csv(visit, home, real_site):
    page = visit("about/")
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a;=1;b", "a\n-1", 'a "b", c', "two\nlines", "–", "x=1; y-z"]
    script = home + read_fingerprints((real_site / MANIFEST).read_bytes()).files["assets/explorer/takeaway.js"]
    made = page.evaluate("async ([script, cells]) => (await import(script)).csv([cells])", [script, cells])
    assert made.endswith("\r\n")
    (read,) = csv.reader(io.StringIO(made, newline=""))
    assert read == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a;'=1;b", "a\n'-1", *cells[8:]]
    assert '"a;\'=1;b"' in made, "a semicolon parts cells in much of Europe, so what has one stands in quotes"


def test_contributions_are_picked_anywhere_and_stand_side_by_side(visit, home, catalogue):
    page = ready(visit("explore/"))
    tray = page.get_by_role("complementary", name="Comparison")
    expect(tray).to_be_hidden()
    page.get_by_role("button", name="Compare GPUMD").click()
    expect(tray.get_by_role("status")).to_have_text("Add 1 to 3 more.")
    page.get_by_role("button", name="Remove GPUMD from comparison").click()
    expect(tray).to_be_hidden()
    expect(page.get_by_role("button", name="Compare GPUMD")).to_be_focused()
    page.keyboard.press("Enter")
    page.goto(home + "contributions/mlip-3/")
    expect(tray).to_be_visible()
    page.get_by_role("button", name="Add to comparison").click()
    expect(page.get_by_role("button", name="Add to comparison")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove from comparison", exact=True)).to_be_visible()
    expect(tray.get_by_role("button")).to_have_text(["GPUMD", "MLIP-3", "Clear"])
    expect(tray.get_by_role("status")).to_have_text("You can add 2 more.")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Compare 2").click()
    expect(page).to_have_url(home + "compare/?with=gpumd&with=mlip-3")
    expect(page.locator("thead th")).to_have_text(["Fact", "GPUMD", "MLIP-3"])
    language = page.get_by_role("row", name=re.compile("^Language"))
    expect(language.get_by_role("cell")).to_have_text(["C++", "C++"])
    page.get_by_role("checkbox", name="Differences only").check()
    expect(language).to_be_hidden()
    expect(page.get_by_role("row", name=re.compile("^Method"))).to_be_visible()
    expect(page.locator(".sv-compare-said")).to_have_text(re.compile(r"^\d+ of \d+ facts differ\.$"))
    page.get_by_role("combobox", name=re.compile("^Add")).select_option("deepmd-kit")
    expect(page).to_have_url(home + "compare/?with=gpumd&with=mlip-3&with=deepmd-kit&only=differences")
    expect(page.locator("thead th")).to_have_count(4)
    expect(language).to_be_visible()  # Python and C now, too
    page.get_by_role("button", name="MLIP-3: remove from comparison").click()
    expect(page.locator("thead th")).to_have_text(["Fact", "GPUMD", "DeePMD-kit v2"])
    for link in page.locator(".sv-compare-table a").evaluate_all("links => links.map(link => link.href)"):
        assert link.startswith((home, "https://doi.org/")), link
    page.go_back()
    expect(page.locator("thead th")).to_have_count(4)
    page.emulate_media(media="print")
    expect(page.locator(".sv-filters-bar")).to_be_hidden()
    expect(language).to_be_visible()
    link = page.locator(".sv-compare-table a").first
    assert link.evaluate("link => getComputedStyle(link, '::after').content") == "none", "paper repeats addresses"


def test_a_comparison_of_what_does_not_exist_says_so(visit):
    page = visit("compare/?with=gpumd&with=nothing")
    expect(page.locator(".sv-compare-said")).to_contain_text("“nothing” was not found.")
    expect(page.locator("thead th")).to_have_text(["Fact", "GPUMD"])


def test_without_javascript_the_comparison_says_what_to_do_and_no_dead_control_is_shown(visit, home):
    page = visit("compare/", java_script_enabled=False)
    expect(page.locator(".sv-beware")).to_contain_text("needs JavaScript")
    page.locator(".sv-beware").get_by_role("link").click()
    expect(page).to_have_url(home + "explore/")
    expect(page.locator(".sv-filters")).to_be_hidden()
    page.goto(home + "contributions/gpumd/")
    expect(page.get_by_role("button", name="Add to comparison")).to_have_count(0)


def test_categories_and_packages_have_the_same_table(visit, home, catalogue):
    page = ready(visit("categories/kernel/?languages=python"))
    members = [entry.id for entry in catalogue.members(catalogue.category("kernel"))]
    assert shown(page) == [each for each in members if "python" in catalogue.contribution(each).facts["languages"]]
    page.goto(home + "packages/?state=active&licence-group=permissive#gpumd")
    ready(page)
    packages = catalogue.packages.values()
    wanted = [each.id for each in packages if each.state == "active" and each.licence.group == "permissive"]
    assert shown(page) == wanted
    expect(page.locator("#gpumd")).to_be_in_viewport()
    page.goto(home + "contributions/gpumd/")
    page.locator(".sv-glance").get_by_role("link", name="CUDA").click()
    ready(page)
    expect(page).to_have_url(home + "explore/?frameworks=cuda")
    assert shown(page) == contributions_with(catalogue, frameworks="cuda")


def test_on_a_phone_filters_fold_away_and_nothing_scrolls_sideways(visit):
    page = ready(visit("explore/", viewport={"width": 320, "height": 700}))
    facet = page.locator("summary", has_text=re.compile("^Data$"))
    expect(facet).to_be_hidden()
    page.get_by_role("button", name="All filters").click()
    facet.click()
    page.get_by_role("checkbox", name=re.compile("^QM9")).check()
    page.get_by_role("combobox", name=re.compile("^Sort")).select_option("-year")
    page.get_by_role("button", name="Compare SchNetPack 2.0").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(page.url.replace("explore/?data=qm9&sort=-year", "compare/?with=gpumd&with=schnetpack&with=deepmd-kit"))
    expect(page.locator("thead th")).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_what_only_scripts_show(visit, home, audit, width):
    page = ready(visit("explore/?methods=gpr&sort=name", viewport={"width": width, "height": 900}))
    if width < 500:
        page.get_by_role("button", name="All filters").click()
    page.locator("summary", has_text=re.compile("^Data$")).click()
    page.locator(".sv-pick:visible").first.click()
    found = []
    for address in ("", "compare/?with=gpumd&with=mlip-3&with=glp", "packages/?state=active"):
        if address:
            page.goto(home + address)
            expect(page.locator("table thead th").first).to_be_attached()
        found += audit(page, f"{address or 'explore/'}, {width} px")
    assert not found, "\n".join(found)


def test_printed_the_heads_are_words_and_no_buttons(visit):
    """Chromium leaves out buttons where it repeats the heads of a table on the next sheet."""
    page = ready(visit("explore/"))
    page.emulate_media(media="print")
    for head in page.locator(".sv-table thead th").all():
        expect(head.locator("button")).to_be_hidden()
        label = head.locator("button").text_content()
        assert head.evaluate("head => getComputedStyle(head, '::before').content") == f'"{label}"'
        assert head.evaluate("head => getComputedStyle(head).position") == "static"


def test_the_scripts_are_small(real_site):
    size = sum(path.stat().st_size for path in (real_site / "assets/explorer").glob("*.js"))
    assert 0 < size < 40_000


def test_a_table_of_hundreds_is_the_same_table_in_portions(visit, home, catalogue):
    def many(route):
        answer = route.fetch()
        row = re.compile(r'<tr id="[^"]*".*?</tr>', re.DOTALL)
        own = row.findall(answer.text())
        copies = (re.sub('id="', f'id="{index}-', each) for index in range(10) for each in own)
        route.fulfill(response=answer, body=answer.text().replace(own[0], "\n".join([*copies, own[0]]), 1))

    page = visit("about/")
    page.route("**/explore/*", many)
    page.goto(home + "explore/?sort=-name")
    ready(page)
    everything = len(catalogue.contributions)
    assert page.locator("tbody").count() > 10
    names = page.locator("tbody th .sv-value").all_text_contents()
    assert names == sorted(names, key=names.index), "copies stand apart"
    assert (len(names), names[0], names[-1]) == (11 * everything, "XPOT", "ACEpotentials.jl")
    tick(page, "Language", "Julia")
    assert len(shown(page)) == 11 * len(contributions_with(catalogue, languages="julia"))
    assert page.locator("tbody:visible").count() < page.locator("tbody").count()
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("tbody[hidden]")).to_have_count(0)
    page.wait_for_function("""() => {
        const cell = [...document.querySelectorAll("tbody td")].at(-1);
        cell.scrollIntoView();
        return cell.checkVisibility({contentVisibilityAuto: true});
    }""")  # What is far down is laid out when it is reached.
