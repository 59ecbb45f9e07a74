"""What files are: one table, and every page, feed, statement and server of ours says what it says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin
from urllib.request import urlopen

import pytest
from lxml import etree

from survey import addresses
from survey.exports.citations import FORMATS
from survey.files import MARKER, files_in
from survey.files.media_types import FILE_TYPES, file_type, media_type
from survey.site.static_server import hosted
from survey.slides.svg import KINDS

ROOT = Path(__file__).resolve().parents[1]
TYPE = r"\b(?:application|audio|font|image|model|text|video)/[a-z][\w.+-]+"
LOOKED_AT = r"feed\.atom|feed\.json|llms\.txt|build\.json|.*\.schema\.json|.*/codemeta\.json"
"""Files to which links lead so that readers look at them, or take their address."""


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("cite/panna.txt", "text/plain; charset=utf-8"),
        ("cite/panna.bib", "application/x-bibtex"),
        ("cite/panna.biblatex.bib", "application/x-bibtex"),
        ("cite/panna.ris", "application/x-research-info-systems"),
        ("cite/panna.enw", "application/x-endnote-refer"),
        ("cite/panna.csl.json", "application/vnd.citationstyles.csl+json"),
        ("explore/index.html.md", "text/markdown; charset=utf-8"),
        ("data/v1/contributions.csv", "text/csv; charset=utf-8"),
        ("data/v1/catalogue.json", "application/json"),
        ("data/v1/schemas/people.schema.json", "application/schema+json"),
        ("data/v1/packages/gap/codemeta.json", "application/vnd.codemeta.ld+json"),
        ("feed.json", "application/feed+json"),
        ("v/2026.12.01/feed.json", "application/feed+json"),
        ("cite/myfeed.json", "application/json"),
        ("assets/main.484c7ddc.min.css", "text/css; charset=utf-8"),
        ("no-ending", "application/octet-stream"),
        (".made-by-survey", "application/octet-stream"),
    ],
)
def test_the_longest_ending_says_what_a_file_is(name, sent):
    assert file_type(name).content_type == sent


def test_every_file_of_the_site_is_in_the_table(real_site):
    endings = {each.ending for each in FILE_TYPES}
    unknown = {name for name in files_in(real_site) - {MARKER} if file_type(name).ending not in endings}
    assert unknown == set()


def test_no_ending_stands_twice():
    assert len({each.ending for each in FILE_TYPES}) == len(FILE_TYPES)


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def links_to_files(site: Path) -> Iterator[tuple[str, etree._Element, str]]:
    """Yield every link of every page that leads to a file of the site which is no page: page, link, file."""
    files = files_in(site)
    for path in sorted(site.rglob("*.html")):
        page = f"/deep/prefix/{path.relative_to(site).as_posix()}"
        for link in etree.parse(path, etree.HTMLParser()).iter("a", "link"):
            way = urljoin(f"https://survey.example{page}", link.get("href", "").partition("#")[0])
            file = unquote(way).removeprefix("https://survey.example/deep/prefix/")
            if file in files and not file.endswith(".html"):
                yield page, link, file


def test_every_link_to_a_file_says_what_it_is_and_under_which_name_it_is_saved(real_site, catalogue):
    survey = catalogue.survey.id
    seen = set()
    for page, link, file in links_to_files(real_site):
        if link.tag == "link" and {"icon", "stylesheet"} & set(link.get("rel", "").split()):
            continue
        assert link.get("type") == media_type(file), (page, file)
        saved_as, name = link.get("download"), file.rpartition("/")[2]
        if link.tag == "link" or re.fullmatch(LOOKED_AT, file) or link.find("img") is not None:
            assert saved_as is None, (page, file)
            continue
        seen.add(file_type(file).ending)
        assert saved_as, (page, file)
        assert file_type(saved_as).ending == file_type(file).ending, (page, file)
        # Whose file it is shows in the folder in which it is saved.
        own = {entry.id for entry in catalogue.contributions} | {each.id for each in catalogue.categories}
        assert saved_as.startswith((survey, *own)), (page, saved_as)
        assert saved_as in {name, f"{survey}-{name}"} or "-qr." in saved_as, (page, saved_as)
    cited = {file_type(kind.address("all")).ending for kind in FORMATS}
    assert seen == cited | {".json", ".csv", ".png", ".svg", ".pptx"}


def test_the_same_name_is_never_given_to_two_files(real_site):
    saved: dict[str, set[str]] = {}
    for _, link, file in links_to_files(real_site):
        saved.setdefault(link.get("download") or "", set()).add(file)
    assert {name: files for name, files in saved.items() if name and len(files) > 1} == {}


def test_no_text_to_be_copied_has_a_byte_order_mark(real_site):
    pages = {path: path.read_text(encoding="utf-8") for path in real_site.rglob("*.html")}
    assert [path for path, page in pages.items() if re.search("\ufeff|&#(?:65279|x[fF][eE][fF][fF]);", page)] == []


def test_feeds_name_the_types_of_the_table(real_site):
    feed = etree.parse(real_site / addresses.ATOM).getroot()
    for link in feed.iter("{http://www.w3.org/2005/Atom}link"):
        assert link.get("type") == ("application/atom+xml" if link.get("rel") == "self" else "text/html")


# ── Servers of ours ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_our_own_server_sends_every_type_of_the_table(real_site):
    kinds = {file_type(name).ending: name for name in sorted(files_in(real_site) - {MARKER})}
    assert len(kinds) >= 18
    with hosted(real_site, "/deep/prefix/") as home:
        for name in kinds.values():
            with urlopen(home + name) as answer:
                assert answer.headers["Content-Type"] == file_type(name).content_type, name


# ── One table ────────────────────────────────────────────────────────────────────────────────────────────────────────

NOT_OF_FILES = {"application/json", "application/ld+json", "text/html", "text/css"}
"""Types of what stands inside of pages, and of what scripts read."""


def typed_by_hand() -> Iterator[tuple[str, str]]:
    """Yield file and type wherever a media type stands in the code or the templates."""
    for path in sorted({*(ROOT / "scripts").rglob("*"), *(ROOT / "templates").rglob("*")}):
        shown = path.relative_to(ROOT).as_posix()
        if shown != "scripts/survey/files/media_types.py" and path.suffix in {".py", ".js", ".jinja", ".html"}:
            found = re.findall(rf"""["'=:]({TYPE})["';]""", path.read_text(encoding="utf-8"))
            yield from ((shown, kind) for kind in found if kind not in NOT_OF_FILES)


def test_no_media_type_is_typed_by_hand_but_in_the_table():
    """Scripts of pages, which cannot read it, and pictures inside of drawings repeat what it says."""
    known = {each.media_type for each in FILE_TYPES}
    found = set(typed_by_hand())
    assert {file for file, _ in found} == {
        "scripts/survey/slides/fonts.py",
        "scripts/survey/slides/svg.py",
        "templates/theme/assets/explorer/compare.js",
        "templates/theme/assets/explorer/explorer.js",
        "templates/theme/assets/explorer/takeaway.js",
    }
    assert {kind for _, kind in found} <= known
    assert {ending: media_type(f"picture.{ending}") for ending in KINDS} == KINDS


def test_json_ld_names_the_types_of_the_table(real_site):
    page = etree.parse(real_site / "data" / "index.html", etree.HTMLParser())
    said = json.loads(page.findtext(".//script[@type='application/ld+json']") or "")
    (files,) = [each["distribution"] for each in said["@graph"] if "distribution" in each]
    for each in files:
        assert each["encodingFormat"] == media_type(each["contentUrl"])
