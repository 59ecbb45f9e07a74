"""What was published once works for ever: compared with the list, kept by aliases, or told with the line to add."""

from pathlib import Path

import pytest

from survey.content import Moved
from survey.problems import Place
from survey.site.permalinks import PermalinkPlan, keep, kept_files, read_lock
from survey.site.verify import Expected, Site, published, read_site

HOME = "https://example.org/tides/"
MADE = {
    "/": "",
    "/reports/ebb/": "",
    "/reports/ebb/#get": "",
    "/cite/ebb.bib": "",
    "/words/": "",
    "/words/#neap": "",
    "/p/1/": "/reports/ebb/",
}


def locked(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def kept(lines: tuple[str, ...], *aliases: tuple[str, str], made: dict[str, str] | None = None) -> PermalinkPlan:
    lock = read_lock("content/addresses.lock", locked("# What was published.", *lines))
    moved = [Moved(old, new, Place("content/aliases.yml", line)) for line, (old, new) in enumerate(aliases, 1)]
    return keep(made or MADE, lock, moved)


def told(result: PermalinkPlan) -> list[str]:
    return [str(problem) for problem in result.problems if not problem.note]


def test_what_is_there_and_promised_needs_nothing():
    lines = tuple(f"{address} -> {goal}" if goal else address for address, goal in MADE.items())
    assert (kept(lines).ways, kept(lines).problems) == ({}, ())


def test_what_is_new_is_a_note_and_stands_in_the_list_that_would_be_written():
    result = kept(("/", "/words/"))
    assert [str(problem) for problem in result.problems if problem.note] == [
        "content/addresses.lock:1:1: ADR006 5 new addresses are not in the list yet: /cite/ebb.bib … "
        "(run .venv/bin/survey freeze)"
    ]
    assert "\n/p/1/ -> /reports/ebb/\n/reports/ebb/\n/reports/ebb/#get\n/words/\n/words/#neap\n" in result.lock


def test_an_address_that_would_vanish_is_told_with_the_line_to_add():
    assert told(kept(("/words/#spring",), made={**MADE, "/words/#springs": ""})) == [
        "content/addresses.lock:2:1: ADR002 the address /words/#spring would no longer exist "
        "(add to content/aliases.yml: - {old: /words/#spring, new: /words/#springs, reason: …})"
    ]


def test_without_anything_like_it_the_line_leads_to_the_page():
    assert told(kept((*MADE, "/words/#syzygy")))[0].endswith("{old: /words/#syzygy, new: /words/, reason: …})")
    assert told(kept((*MADE, "/map.svg")))[0].endswith("{old: /map.svg, new: …, reason: …})")


def test_an_entry_that_was_renamed_is_recognised_and_one_line_keeps_all_of_it():
    lines = ("/reports/flow/", "/reports/flow/#get", "/cite/flow.bib", "/p/1/ -> /reports/flow/")
    lost = told(kept(lines))
    assert [line.split(" (")[0].split("ADR")[1] for line in lost[:2]] == [
        "002 the address /reports/flow/ would no longer exist",
        "002 the address /cite/flow.bib would no longer exist",
    ]
    assert all(line.endswith("{old: flow, new: ebb, reason: …})") for line in lost[:2])
    result = kept(lines, ("flow", "ebb"))
    assert told(result) == []
    assert result.ways == {"/reports/flow/": "/reports/ebb/", "/cite/flow.bib": "/cite/ebb.bib"}
    assert "\n/reports/flow/ -> /reports/ebb/\n/reports/flow/#get -> /reports/ebb/#get\n" in result.lock


def test_an_id_is_a_whole_word_and_what_still_exists_is_left_alone():
    assert told(kept(("/reports/overflow/",), ("flow", "ebb")))[0].startswith("content/addresses.lock:2:1: ADR002")
    assert kept(("/reports/ebb/", "/cite/flow.bib"), ("flow", "ebb")).ways == {"/cite/flow.bib": "/cite/ebb.bib"}


def test_aliases_lead_on_to_aliases_and_never_in_a_circle():
    assert kept(("/old/",), ("/old/", "/older/"), ("/older/", "/words/")).ways["/old/"] == "/words/"
    assert (
        "ADR002 the address /old/ would no longer exist"
        in told(kept(("/old/",), ("/old/", "/b/"), ("/b/", "/old/")))[0]
    )


def test_a_number_is_not_given_to_something_else():
    lines = ("/reports/flow/", "/p/1/ -> /reports/flow/")
    assert told(kept(lines, ("/reports/flow/", "/words/"))) == [
        "content/addresses.lock:3:1: ADR003 the address /p/1/ would lead to /reports/ebb/; it was published for "
        "/reports/flow/ (numbers are never reused)"
    ]


def test_a_number_that_nobody_has_any_more_leads_where_its_page_leads():
    result = kept(("/reports/flow/", "/p/9/ -> /reports/flow/"), ("/reports/flow/", "/words/#neap"))
    assert told(result) == []
    assert result.ways["/p/9/"] == "/words/#neap"


def test_what_was_retired_does_not_come_back_for_something_new():
    assert told(kept(("/words/#neap -> /words/#ebb",))) == [
        "content/addresses.lock:2:1: ADR004 the retired address /words/#neap redirects to /words/#ebb; it cannot "
        "be used for something new (choose another id or number)"
    ]


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        (("/words/", "/"), "ADR004 /words/ is still an address of the site"),
        (("/wrods/#spring", "/words/"), "ADR005 /wrods/#spring was never published (did you mean '/words/#spring'?)"),
        (("flood", "ebb"), "ADR005 flood was never published"),
        (("/words/#spring", "/words/#nap"), "the site has no such address (did you mean '/words/#neap'?)"),
        (("/map.svg", "/words/"), "only a file can replace a file"),
    ],
)
def test_an_alias_that_is_of_no_use_is_told(alias, message):
    lines = ("/words/#spring", "/map.svg")
    aliases = (("/words/#spring", "/words/"),) if alias[0] != "/words/#spring" else ()
    assert any(
        line.startswith("content/aliases.yml:1:1") and message in line for line in told(kept(lines, alias, *aliases))
    )


def test_a_list_that_cannot_be_read_is_told_line_by_line():
    lock = read_lock("content/addresses.lock", locked("/a/", "words", "/a/", "/b/ => /c/"))
    assert [str(problem) for problem in lock.problems] == [
        f"content/addresses.lock:{line}:1: ADR001 {what} (let .venv/bin/survey freeze write this file)"
        for line, what in (
            (2, "'words' is not an address"),
            (3, "'/a/' appears twice"),
            (4, "'/b/ => /c/' is not an address"),
        )
    ]


def test_a_list_with_bytes_or_signs_that_no_address_has_promises_nothing_until_it_is_mended():
    for content, told_of in ((b"/a/\n/\xe9/\n", "2:2: SRC001"), ("/a/\n/\u202eb/\n".encode(), "2:2: SRC002")):
        lock = read_lock("content/addresses.lock", content)
        assert [str(problem).partition(" ")[0] for problem in lock.problems] == [
            f"content/addresses.lock:{told_of.partition(' ')[0]}"
        ]
        assert [problem.code for problem in lock.problems] == [told_of.partition(" ")[2]]


# ── The finished site ────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = """<!doctype html><html><head><title>Words</title></head><body><label id="__search"></label>
<a href="#words">skip</a><article><h1 id="words">Words</h1><h2 id="all">All</h2>
<dl><div id="neap"><dt>Neap</dt></div></dl><table><tr id="row"><th>Row</th></tr></table><img id="mark" src="a.svg">
<h2 id="today" data-volatile>Today</h2><a href="#today">today</a>
<p id="of-no-interest">…</p><a href="../words/#neap">n</a><a href="#row">r</a><a href="#mark">m</a></article></body>"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    files = {
        "index.html": '<title>Home</title><h1>Home</h1><a href="words/#neap">neap</a>',
        "words/index.html": WORDS,
        "p/1/index.html": '<title>Words</title><meta http-equiv="refresh" content="0; url=../../words/#neap">',
        "data/v1/all.json": "{}",
        "cite/ice-20310401.bib": "",
        "talk/previews/ebb-0123abcd4567.png": "",
        "assets/main.css": "",
        "search/index.json": "",
        "sitemap.xml": "",
        "404.html": "<h1>Not here</h1>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return read_site(tmp_path)


def test_pages_files_and_linked_places_are_promised_and_nothing_else(site):
    assert published(site, Expected(frozenset(), HOME)) == {
        "/": "",
        "/cite/ice-20310401.bib": "",
        "/data/v1/all.json": "",
        "/p/1/": "/words/#neap",
        "/words/": "",
        "/words/#all": "",
        "/words/#mark": "",
        "/words/#neap": "",
        "/words/#row": "",
    }


def test_a_promised_place_to_which_no_link_leads_any_more_has_not_vanished_while_it_stands(site):
    earlier = ("/words/#of-no-interest", "/words/#gone", "/gone/#neap", "/gone/")
    found = published(site, Expected(frozenset(), HOME), earlier)
    assert found.keys() - published(site, Expected(frozenset(), HOME)).keys() == {"/words/#of-no-interest"}


@pytest.mark.parametrize(
    ("goal", "html"),
    [
        ("/words/#neap", '<div id="neap"><dt><span id="old"></span>'),
        ("/words/#row", '<tr id="row"><th><span id="old"></span>Row'),
        ("/words/#mark", '<span id="old"></span><img id="mark"'),
        ("/", '<p class="sv-moved" id="old">What stood here has moved to <a href="../">Home</a>.</p>\n</article>'),
    ],
)
def test_an_old_place_is_put_beside_the_new_one_or_says_where_that_is(site, goal, html):
    assert html in kept_files(site, {"/words/#old": goal}, HOME)["words/index.html"].decode()


def test_old_pages_lead_on_and_old_files_are_copies(site):
    files = kept_files(site, {"/terms/": "/words/", "/data/all.json": "/data/v1/all.json"}, HOME)
    assert files["data/all.json"] == b"{}"
    page = files["terms/index.html"].decode()
    for part in (
        '<meta name="robots" content="noindex">',
        f'<link rel="canonical" href="{HOME}words/">',
        'content="0; url=../words/"',
        '<a href="../words/">Words</a>',
    ):
        assert part in page
