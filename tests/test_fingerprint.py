"""Shared files are called by their content: every reference follows, and a page finds what it was built with."""

import re
from pathlib import Path

import pytest

from survey.files import MARKER, files_in, replace_site
from survey.problems import EnvironmentProblem
from survey.site.fingerprint import MANIFEST, carries_hash, fingerprint, hashed_name, keep_earlier, read_fingerprints

HOME = "https://example.org/survey/"
FILES = {
    "index.html": """<html><head><link rel="icon" href='assets/dot.svg'><link rel=stylesheet href=assets/main.css?v=1>
<link rel="alternate" href="data/all.json"><style>a{background: url("assets/dot.svg")}</style></head><body>
<script>load("assets/run.js", "assets/none.js")</script>
<script type="application/ld+json">{"image": "assets/dot.svg"}</script>
<p title="x > y"><img alt="a>b" src="talk/card.svg"><img srcset="assets/dot.svg 1x, talk/card.svg 2x"></p>
<a href="talk/card.svg">the slide</a> <a href="assets/dot.svg">the dot</a> <a href="assets/paper.pdf">a paper</a>
The code src=&#34;assets/dot.svg&#34; is text.</body></html>""",
    "pots/index.html": f"""<script src="../assets/run.js" type="module"></script><img src="/survey/assets/dot.svg#a">
<img src="{HOME}assets/dot.svg"><img src="https://elsewhere.example/assets/dot.svg"><img src="../assets/a%20pot.png">
<img src="../talk/card.svg">""",
    "404.html": '<script src="/survey/assets/run.js"></script><img src="/survey/talk/card.svg">',
    "assets/main.css": '@import "more/other.css"; a{background:url(dot.svg)} b{background:url(data:image/gif;R0)}',
    "assets/more/other.css": "a{background: URL( '../a%20pot.png' )}",
    "assets/run.js": """import { more } from "./more.js";
import('./more.js').then(() => fetch("search/names.json")); const text = "more.js is text, and ./none.js is nothing";
new Worker(new URL("more.js?x#y", import.meta.url)); fetch("data/all.json");""",
    "assets/more.js": "export const more = 1;",
    "assets/dot.svg": "<svg/>",
    "assets/a pot.png": "pot",
    "assets/alone.js": "nobody loads me",
    "assets/paper.pdf": "paper",
    "search/names.json": "[]",
    "talk/card.svg": "<svg>card</svg>",
    "data/all.json": "{}",
}


def written(folder: Path, **changed: str) -> Path:
    for name, text in {
        **FILES,
        **{key.replace("__", "/").replace("_", "."): new for key, new in changed.items()},
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text(encoding="utf-8") for name in files_in(folder)}


def plain(text: str) -> str:
    """Return *text* without the hashes in names."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.)", "", text)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return written(tmp_path / "site")


def test_what_pages_load_is_called_by_its_content_and_nothing_else_is(site):
    manifest = fingerprint(site, HOME)
    kept = {"assets/alone.js", "data/all.json", "talk/card.svg", "index.html", "pots/index.html", "404.html"}
    renamed = {name for name in FILES if name.startswith(("assets/", "search/"))} - kept
    assert set(manifest.files) == renamed | {"talk/card.svg"}
    assert files_in(site) == kept | set(manifest.files.values()) | {MANIFEST}
    for old, new in manifest.files.items():
        assert carries_hash(new, (site / new).read_bytes())
        assert plain(new) == (f"assets/{old}" if old == "talk/card.svg" else old)
    assert read_fingerprints((site / MANIFEST).read_bytes()) == manifest


def test_every_reference_follows_and_all_else_stays_to_the_letter(site):
    names = fingerprint(site, HOME).files
    after = tree(site)
    card = names["talk/card.svg"]
    assert plain(after["index.html"]) == FILES["index.html"].replace(
        'src="talk/card.svg"', f'src="{plain(card)}"'
    ).replace("talk/card.svg 2x", f"{plain(card)} 2x")
    dot = names["assets/dot.svg"]
    for reference in (
        f"href='{dot}'",
        f"href={names['assets/main.css']}?v=1>",
        f'url("{dot}")',
        f'load("{names["assets/run.js"]}", "assets/none.js")',
        f'src="{card}"',
        f'srcset="{dot} 1x, {card} 2x"',
        f'<a href="{dot}">',
        f'<a href="{names["assets/paper.pdf"]}">',
        '<a href="talk/card.svg">the slide',
        'href="data/all.json"',
        '{"image": "assets/dot.svg"}',
        "The code src=&#34;assets/dot.svg&#34; is text.",
    ):
        assert reference in after["index.html"], reference
    for reference in (
        f'src="../{names["assets/run.js"]}" type',
        f'src="/survey/{dot}#a"',
        f'src="{HOME}{dot}"',
        'src="https://elsewhere.example/assets/dot.svg"',
        f'src="../{names["assets/a pot.png"].replace(" ", "%20")}"',
        f'src="../{card}"',
    ):
        assert reference in after["pots/index.html"], reference
    assert after["404.html"] == f'<script src="/survey/{names["assets/run.js"]}"></script><img src="/survey/{card}">'


def test_style_sheets_and_scripts_call_one_another_by_the_new_names(site):
    names = fingerprint(site, HOME).files
    after = tree(site)
    last = {old: new.rpartition("/")[2] for old, new in names.items()}
    assert after[names["assets/main.css"]] == (
        f'@import "more/{last["assets/more/other.css"]}"; a{{background:url({last["assets/dot.svg"]})}} '
        "b{background:url(data:image/gif;R0)}"
    )
    assert after[names["assets/more/other.css"]] == (
        f"a{{background: URL( '../{last['assets/a pot.png'].replace(' ', '%20')}' )}}"
    )
    more = last["assets/more.js"]
    assert after[names["assets/run.js"]] == (
        f"""import {{ more }} from "./{more}";
import('./{more}').then(() => fetch("{names["search/names.json"]}")); """
        f"""const text = "more.js is text, and ./none.js is nothing";
new Worker(new URL("{more}?x#y", import.meta.url)); fetch("data/all.json");"""
    )


def test_a_change_gives_new_names_to_what_changed_and_to_all_that_loads_it(tmp_path):
    before = fingerprint(written(tmp_path / "one"), HOME).files
    after = fingerprint(written(tmp_path / "two", search__names_json="[1]"), HOME).files
    assert {name for name in before if before[name] != after[name]} == {"search/names.json", "assets/run.js"}


def test_the_same_files_give_the_same_names_and_bytes_anywhere(tmp_path):
    sites = [written(tmp_path / "one"), written(tmp_path / "deep" / "two")]
    for site in sites:
        fingerprint(site, HOME)
    assert tree(sites[0]) == tree(sites[1])


def test_files_that_load_one_another_are_told_and_nothing_is_renamed(tmp_path):
    site = written(tmp_path / "site", assets__more_js='import "./run.js";')
    before = tree(site)
    with pytest.raises(EnvironmentProblem, match=r"load one another.*: assets/run\.js, assets/more\.js; move"):
        fingerprint(site, HOME)
    assert tree(site) == before


def test_a_link_on_disk_is_neither_followed_nor_renamed(tmp_path, site):
    (tmp_path / "secret.html").write_text('<img src="assets/dot.svg">')
    (site / "secret.html").symlink_to(tmp_path / "secret.html")
    fingerprint(site, HOME)
    assert (tmp_path / "secret.html").read_text() == '<img src="assets/dot.svg">'


@pytest.mark.parametrize("name", ["assets/logo.svg", "assets/a.min.js", "logo", "a.b/logo", "assets/.hidden"])
def test_a_name_tells_whether_it_is_that_of_a_content(name):
    new = hashed_name(name, b"1")
    assert carries_hash(new, b"1")
    assert not carries_hash(new, b"2")
    assert not carries_hash(name, b"1")
    assert new.rpartition("/")[0] == name.rpartition("/")[0]


# ── The build before ─────────────────────────────────────────────────────────────────────────────────────────────────


def build(folder: Path, dot: str) -> dict[str, str]:
    """Build the site in *folder* anew, with another picture of a dot; return what its files are called."""
    new = written(folder / "new", assets__dot_svg=dot)
    names = fingerprint(new, HOME).files
    keep_earlier(new, folder / "site")
    replace_site(new, folder / "site")
    return dict(names)


def test_the_files_of_the_build_before_stay_and_those_before_that_go(tmp_path):
    """A page that is open in a browser, or that a host between keeps, still finds what it was built with."""
    builds = [build(tmp_path, dot) for dot in ("<svg>1</svg>", "<svg>2</svg>", "<svg>3</svg>")]
    there = files_in(tmp_path / "site")
    assert set(builds[1].values()) | set(builds[2].values()) <= there
    assert not (set(builds[0].values()) - set(builds[1].values())) & there
    manifest = read_fingerprints((tmp_path / "site" / MANIFEST).read_bytes())
    assert set(manifest.earlier) == set(builds[1].values()) - set(builds[2].values())
    assert {plain(name) for name in manifest.earlier} == {"assets/dot.svg", "assets/main.css"}


def test_a_build_of_the_same_keeps_what_was_kept(tmp_path):
    first, second, again = (build(tmp_path, dot) for dot in ("<svg>1</svg>", "<svg>2</svg>", "<svg>2</svg>"))
    assert again == second
    assert set(first.values()) <= files_in(tmp_path / "site")


def test_a_first_build_and_one_over_the_same_are_the_same_to_the_byte(tmp_path):
    build(tmp_path, "<svg>1</svg>")
    before = tree(tmp_path / "site")
    build(tmp_path, "<svg>1</svg>")
    assert tree(tmp_path / "site") == before
    assert "earlier" not in before[MANIFEST]


@pytest.mark.parametrize(
    "spoilt", ["changed", "missing", "outside", "link", "no manifest", "not JSON", "a list", "others' folder"]
)
def test_what_cannot_be_trusted_of_the_build_before_is_left_behind(tmp_path, spoilt):
    names = build(tmp_path, "<svg>1</svg>")
    site, dot = tmp_path / "site", tmp_path / "site" / names["assets/dot.svg"]
    manifest = site / MANIFEST
    if spoilt == "changed":
        dot.write_text("<svg>other</svg>")
    elif spoilt == "missing":
        dot.unlink()
    elif spoilt == "outside":
        outside = hashed_name("precious.svg", b"precious")
        (tmp_path / outside).write_text("precious")
        manifest.write_text(manifest.read_text().replace(names["assets/dot.svg"], f"assets/../../{outside}"))
    elif spoilt == "link":
        dot.rename(tmp_path / "dot.svg")
        dot.symlink_to(tmp_path / "dot.svg")
    elif spoilt == "no manifest":
        manifest.unlink()
    elif spoilt == "others' folder":
        (site / MARKER).unlink()
    else:
        manifest.write_text("[]" if spoilt == "a list" else "{")
    new = written(tmp_path / "new", assets__dot_svg="<svg>2</svg>")
    fingerprint(new, HOME)
    before = tree(new)
    keep_earlier(new, site)
    assert tree(new) == before


def test_a_build_before_that_is_too_large_is_left_behind(tmp_path, monkeypatch):
    build(tmp_path, "<svg>1</svg>")
    monkeypatch.setattr("survey.site.fingerprint.MOST_EARLIER", 10)
    names = build(tmp_path, "<svg>2</svg>")
    shared = {
        name for name in files_in(tmp_path / "site") if carries_hash(name, (tmp_path / "site" / name).read_bytes())
    }
    assert shared == set(names.values())
