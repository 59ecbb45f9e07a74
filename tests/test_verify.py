"""Checks on the finished site: one small broken site, one finding."""

from dataclasses import replace
from pathlib import Path

import pytest

from survey.site.fingerprint import fingerprint
from survey.site.verify import Expected, read_site, verify

URL = "https://example.org/survey/"
PAGES = frozenset({"", "pots/"})
REDIRECTS = frozenset({"p/1/"})
EXPECTED = Expected(PAGES, URL, REDIRECTS)

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="description" content="What it is."><link rel="canonical" href="https://example.org/survey/{address}">
<meta property="og:type" content="website">
<link rel="stylesheet" href="{up}assets/main.css"></head>
<body><h1 id="top-heading">{title}</h1>{body}</body></html>"""
LOST = """<!doctype html><html><head><title>Not here</title><link rel="stylesheet" href="/survey/assets/main.css">
</head><body><h1>Not here</h1><a href="/survey/">home</a></body></html>"""
REDIRECT = """<!doctype html><html><head><title>Pots</title><meta name="robots" content="noindex">
<meta http-equiv="Refresh" content="0; url=../../pots/"></head></html>"""


def good_site(folder: Path) -> Path:
    files = {
        "index.html": PAGE.format(title="Home", address="", up="", body='<a href="pots/#round">pots</a>'),
        "pots/index.html": PAGE.format(title="Pots", address="pots/", up="../", body='<h2 id="round">Round</h2>'),
        "404.html": LOST,
        "p/1/index.html": REDIRECT,
        "assets/main.css": "a{background:url(dot.svg)} b{background:url(\"data:image/svg+xml,<svg xmlns='http://w3'>\")}",
        "assets/dot.svg": "<svg/>",
        "search/names.js": 'take("names", {"records": [[0, ""], [1, "pots/"], [1, "pots/?form=round#round"]]});',
        "sitemap.xml": f"<urlset xmlns='http://s'><url><loc>{URL}</loc></url><url><loc>{URL}pots/</loc></url></urlset>",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return good_site(tmp_path / "site")


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(site: Path, expected: Expected = EXPECTED) -> list[str]:
    fingerprint(site, expected.site_url)
    return findings(site, expected)


def findings(site: Path, expected: Expected = EXPECTED) -> list[str]:
    return [str(finding) for finding in verify(read_site(site), expected)]


def test_a_good_site_has_no_findings(site):
    assert found(site) == []


def body(html: str) -> tuple[str, str, str]:
    return "pots/index.html", "</body>", f"{html}</body>"


NOWHERE = {
    "page": (
        body('<a href="../cups/">x</a>'),
        "pots/: LNK006 <a href> «../cups/» leads to nothing: there is no cups/index.html",
    ),
    "no slash": (
        body('<a href="../pots">x</a>'),
        "pots/: LNK006 <a href> «../pots» leads to nothing: there is no pots",
    ),
    "letter case": (body('<a href="../Pots/">x</a>'), "leads to nothing"),
    "fragment": (body('<a href="#square">x</a>'), "leads to a place that pots/index.html does not have: #square"),
    "other fragment": (body('<a href="../#square">x</a>'), "does not have: #square"),
    "image": (body('<img src="../assets/pot.png">'), "pots/: LNK006 <img src> «../assets/pot.png» leads to nothing"),
    "srcset": (
        body('<img srcset="../assets/dot.svg 1x,../assets/big.svg 2x">'),
        "«../assets/big.svg» leads to nothing",
    ),
    "full path": (body('<a href="/survey/cups/">x</a>'), "there is no cups/index.html"),
    "outside": (body('<a href="/pots/">x</a>'), "leaves the site, which begins at /survey/"),
    "too far up": (body('<a href="../../pots/">x</a>'), "leaves the site"),
    "own address": (body(f'<a href="{URL}cups/">x</a>'), "there is no cups/index.html"),
    "script": (body('<a href="javascript:alert(1)">x</a>'), "of a kind that a page must not have: javascript:"),
    "no address": (body('<a href="http://[::1">x</a>'), "is not an address"),
    "empty image": (body('<img src="">'), "loads the page itself"),
    "style": (
        ("assets/main.css", "dot.svg", "dash.svg"),
        "url() in a style «dash.svg» leads to nothing",
    ),
    "redirect": (
        ("p/1/index.html", "../../pots/", "../../cups/"),
        "p/1/: LNK006 redirect «../../cups/» leads to nothing",
    ),
    "404 page": (("404.html", '"/survey/"', '"pots/"'), "404.html: LNK005 <a href> «pots/» is relative"),
}


@pytest.mark.parametrize(("edit", "message"), NOWHERE.values(), ids=NOWHERE)
def test_a_link_that_leads_nowhere_is_found(site, edit, message):
    name, old, new = edit
    replaced(site / name, old, new)
    (finding,) = found(site)
    assert message in finding


@pytest.mark.parametrize(
    "html",
    [
        '<a href="">x</a>',
        '<a href="#">x</a>',
        '<a href="#top">x</a>',
        '<a href="..">x</a>',
        '<a href=".">x</a>',
        '<a href="../?q=1#top-heading">x</a>',
        '<a href="https://example.org/other/">x</a>',
        '<a href="https://example.org/survey">x</a>',
        '<a href="//elsewhere.org/">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<a name="old"></a><a href="#old">x</a>',
        '<p id="ä"></p><a href="#%C3%A4">x</a>',
        '<a href="#round:~:text=pot">x</a>',
        '<img src="data:image/gif;base64,R0lGOD">',
        '<img src="/survey/assets/dot.svg">',
        '<link rel="license" href="https://example.com/licence">',
        '<form action="https://elsewhere.org/"></form>',
    ],
)
def test_links_that_are_fine(site, html):
    replaced(site / "pots/index.html", "</body>", html + "</body>")
    assert found(site) == []


FORM = """<form data-view><input name="text"><input name="glaze" value="blue"><input name="glaze" value="red">
<select name="sort"><option value="">as is</option><option value="-name">down</option></select></form>"""


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("?text=any+thing&glaze=red&glaze=blue&sort=-name#round", ""),
        ("?glaze=green", "glaze=green"),
        ("?glaze=", "glaze="),
        ("?colour=red", "colour=red"),
        ("?sort=name", "sort=name"),
    ],
)
def test_a_link_asks_a_page_only_for_what_its_form_knows(site, query, missing):
    replaced(site / "pots/index.html", "</body>", FORM + "</body>")
    replaced(site / "index.html", "</body>", f'<a href="pots/{query}">x</a></body>')
    wrong = f"home page: LNK008 <a href> «pots/{query}» asks pots/index.html for what it does not have: {missing}"
    assert found(site) == ([wrong] if missing else [])


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example.net/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example.net/x.css">',
        '<link rel="preconnect" href="https://fonts.example.net">',
        '<img src="https://cdn.example.net/x.png">',
        '<img srcset="https://cdn.example.net/x.png 2x">',
        '<iframe src="https://cdn.example.net/"></iframe>',
        '<video poster="https://cdn.example.net/x.png"></video>',
        '<object data="https://cdn.example.net/x.svg"></object>',
        '<svg><use xlink:href="https://cdn.example.net/x.svg#a"/></svg>',
        '<p style="background: url(https://cdn.example.net/x.png)">x</p>',
        "<style>@import 'https://cdn.example.net/x.css';</style>",
    ],
)
def test_what_is_loaded_from_a_third_party_is_found(site, html):
    replaced(site / "pots/index.html", "</body>", html + "</body>")
    (finding,) = found(site)
    assert finding.startswith("pots/: ")
    assert "third party" in finding


def renamed(site: Path, name: str) -> Path:
    """Return the file that was called *name* before the site was fingerprinted."""
    (path,) = site.glob(name.replace(".", ".*.", 1))
    return path


@pytest.mark.parametrize(
    ("html", "loaded"),
    [
        ('<img src="../pot.svg">', "<img src> loads «../pot.svg»"),
        ('<script src="../pot.svg"></script>', "<script src> loads «../pot.svg»"),
        ('<p style="background: url(../pot.svg)">x</p>', "url() in a style loads «../pot.svg»"),
    ],
)
def test_what_a_page_loads_carries_a_hash_of_its_content(site, html, loaded):
    found(site)
    (site / "pot.svg").write_text("<svg/>")
    replaced(site / "pots/index.html", "</body>", f"{html}</body>")
    told = "whose name carries no hash of its content; put the file below assets/"
    assert findings(site) == [f"pots/: LNK010 {loaded}, {told}"]


def test_a_shared_file_that_was_changed_after_it_was_named_is_found(site):
    found(site)
    renamed(site, "assets/dot.svg").write_text("<svg></svg>")
    (finding,) = findings(site)
    assert "url() in a style loads «dot." in finding
    assert "carries no hash of its content" in finding


def test_a_script_that_calls_a_shared_file_by_its_old_name_is_found(site):
    """In a way that nobody could rewrite: put together from parts."""
    (site / "assets/pour.js").write_text('load(`${root}/dot.svg`); // not that of "dot.svgz", nor a dot.svg in words')
    (site / "assets/fill.js").write_text('load("assets/dot.svg");')
    replaced(site / "index.html", "</body>", '<script src="assets/pour.js"></script></body>')
    replaced(site / "index.html", "</body>", '<script src="assets/fill.js"></script></body>')
    (finding,) = found(site)
    assert finding.startswith("assets/pour.")
    name = renamed(site, "assets/dot.svg").name
    assert finding.endswith(f"calls assets/dot.svg by the name that it had before; it is assets/{name}")


def test_a_style_sheet_that_loads_from_a_third_party_is_found(site):
    replaced(site / "assets/main.css", "dot.svg", "https://cdn.example.net/font.woff2")
    (finding,) = found(site)
    assert finding.startswith("assets/main.")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<title>Pots</title>", "<title> </title>", "has no title"),
        ('content="What it is."', 'content=""', "has no description"),
        ("survey/pots/", "survey/", f"names as its canonical address {URL} instead of {URL}pots/"),
        ('content="website"', 'content="article"', "og:type"),
        ("</body>", "<h1>Again</h1></body>", "has 2 main headings"),
        ("<h1", "<h2", "has 0 main headings"),
        ("</body>", '<p id="round"></p></body>', "the id «round» appears 2 times"),
        ("</head>", '<meta name="robots" content="noindex"></head>', "is hidden from search engines"),
    ],
)
def test_a_page_that_is_not_right_is_found(site, old, new, message):
    replaced(site / "pots/index.html", old, new)
    (finding,) = found(site)
    assert finding.startswith("pots/: ")
    assert message in finding


def test_a_missing_page_is_found(site):
    (site / "404.html").unlink()
    assert found(site) == ["404.html: SIT001 the page is missing"]


def test_a_page_that_nobody_expects_is_found(site):
    assert "pots/: SIT002 a page that nobody expects" in found(site, Expected(PAGES - {"pots/"}, URL, REDIRECTS))


def test_an_empty_page_is_found(site):
    (site / "pots" / "index.html").write_bytes(b"")
    assert "pots/: PAG004 has no title" in found(site)


def test_a_short_address_without_a_redirect_is_found(site):
    replaced(site / "p/1/index.html", "Refresh", "Reflesh")
    assert found(site) == ["p/1/: PAG003 is a short address that leads nowhere: no redirect in it"]


def test_a_page_that_search_does_not_know_is_found(site):
    (site / "search" / "names.js").write_text('take("names", {"records": [[0, ""], [0, "cups/"]]});')
    assert found(site) == [
        "cups/: SIT006 search knows it, but it is not a page",
        "pots/: SIT006 search does not know it",
    ]


def test_search_that_leads_to_a_missing_place_is_found(site):
    replaced(site / "search" / "names.js", "#round", "#square")
    assert found(site) == ["pots/: SIT007 search leads to a place that it does not have: #square"]


@pytest.mark.parametrize("content", [None, "{", "[]", 'take({"records": 1});', 'take({"records": [[0]]});'])
def test_a_missing_or_broken_search_index_is_found(site, content):
    path = site / "search" / "names.js"
    path.unlink() if content is None else path.write_text(content)
    (finding,) = found(site)
    assert "searching would find nothing" in finding


def test_a_sitemap_that_is_not_the_pages_is_found(site):
    replaced(site / "sitemap.xml", f"{URL}pots/", f"{URL}cups/")
    assert found(site) == [
        f"{URL}cups/: SIT010 is in the sitemap, but is not a page",
        f"{URL}pots/: SIT010 is not in the sitemap",
    ]


def test_a_broken_sitemap_is_found(site):
    (site / "sitemap.xml").write_text("<urlset")
    assert found(site) == ["sitemap.xml: SIT009 is missing or unreadable"]


def test_a_symbolic_link_is_found_and_not_followed(site, tmp_path):
    (tmp_path / "secret.html").write_text("secret")
    (site / "secret.html").symlink_to(tmp_path / "secret.html")
    assert found(site) == ["secret.html: SIT003 is a symbolic link; a published site has only files of its own"]


def test_a_site_that_is_too_big_is_found(site):
    with (site / "data.bin").open("wb") as file:
        file.truncate(500_000_000)
    (finding,) = found(site)
    assert "at most 500 MB" in finding


def test_a_preview_must_be_hidden_and_keep_the_production_address(site):
    here = "https://previews.example.net/7/"
    preview = Expected(PAGES, here, REDIRECTS, preview=True, production=URL)
    replaced(site / "404.html", 'href="/survey/assets', 'href="/7/assets')
    replaced(site / "404.html", 'href="/survey/"', 'href="/7/"')
    hidden = "is a preview that search engines may list: no noindex"
    assert found(site, preview) == [
        f"home page: PAG008 {hidden}",
        f"404.html: PAG008 {hidden}",
        f"pots/: PAG008 {hidden}",
        "sitemap.xml: SIT008 a preview must have no sitemap",
    ]
    (site / "sitemap.xml").unlink()
    for name in ("index.html", "404.html", "pots/index.html"):
        replaced(site / name, "</title>", '</title><meta name="robots" content="NoIndex, nofollow">')
    assert found(site, preview) == []


def test_a_preview_loads_nothing_from_production(site):
    preview = Expected(PAGES, "https://previews.example.net/7/", REDIRECTS, preview=True, production=URL)
    replaced(site / "pots/index.html", "</body>", f'<img src="{URL}assets/dot.svg"></body>')
    assert any("third party" in finding for finding in found(site, preview))


def test_limits_count_what_is_published_beside_the_site_too(site):
    large = replace(EXPECTED, beside={"v/2031.02.01/large.bin": 600_000_000})
    assert found(site, large) == ["site: SIT004 is 600 MB; at most 500 MB can be published"]
    many = replace(EXPECTED, beside={f"v/2031.02.01/{number}": 1 for number in range(20_000)})
    assert found(site, many) == [
        f"site: SIT004 has {20_000 + len(read_site(site).files):,} files; at most 20,000 can be published"
    ]
