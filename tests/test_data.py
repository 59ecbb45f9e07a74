"""Data files, feeds and lists for programs: by their schemas, by others' readers, and as a reader uses them."""

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from jsonschema import Draft202012Validator
from llms_txt import parse_llms_file  # type: ignore[import-untyped]
from lxml import etree

from survey import addresses
from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity, content_hash
from survey.exports.citations import FORMATS
from survey.exports.data import data_files
from survey.exports.editor_schemas import schemas as editor_schemas
from survey.files import files_in
from survey.pages.data_page import samples
from survey.site.markdown_pages import markdown_pages

ROOT = Path(__file__).resolve().parents[1]
HOME = "https://survey.example/deep/prefix/"
IDENTITY = BuildIdentity(HOME, None, 0, "")
LISTS = ("contributions", "packages", "categories", "people", "glossary", "references")


@pytest.fixture(scope="module")
def data(catalogue: Catalogue) -> dict[str, Any]:
    files = data_files(catalogue, IDENTITY)
    return {name: json.loads(content) for name, content in files.items() if name.endswith(".json")}


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["catalogue", *LISTS, "build"])
def test_a_file_keeps_to_the_schema_that_it_names(real_site, name):
    address = addresses.BUILD if name == "build" else addresses.data(f"{name}.json")
    told = json.loads((real_site / address).read_bytes())
    schema = json.loads((real_site / told["$schema"].removeprefix(HOME)).read_bytes())
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == told["$schema"]
    assert [error.message for error in Draft202012Validator(schema).iter_errors(told)] == []


@pytest.mark.parametrize(
    "mistake",
    [{"doi": 10}, {"year": 2023}, {"extra": "x"}, {"methods": []}, {"printed": {"methods": 1}}, {"url": None}],
    ids=str,
)
def test_a_schema_refuses_a_mistake(data, mistake):
    schema, told = data[addresses.data_schema("contributions")], data[addresses.data("contributions.json")]
    wrong = {**told, "contributions": [{**told["contributions"][0], **mistake}]}
    assert list(Draft202012Validator(schema).iter_errors(wrong))


def test_each_list_is_the_same_in_its_own_file(data):
    for name in LISTS:
        own = data[addresses.data(f"{name}.json")]
        assert own[name] == data[addresses.CATALOGUE][name]
        assert (own["version"], own["survey"]) == (
            data[addresses.CATALOGUE]["version"],
            data[addresses.CATALOGUE]["survey"],
        )


def test_what_the_data_name_is_in_the_data(data):
    whole = data[addresses.CATALOGUE]
    ids = {name: {entry.get("id", entry.get("key")) for entry in whole[name]} for name in LISTS}
    for entry in whole["contributions"]:
        assert set(entry["people"]) <= ids["people"]
        assert set(entry["packages"]) <= ids["packages"]
        assert set(entry["categories"]) <= ids["categories"]
        assert entry["reference"] in ids["references"]
    assert {term for entry in whole["glossary"] for term in entry["see"]} <= ids["glossary"]


def test_a_schema_says_what_every_key_means(data):
    definitions = data[addresses.data_schema("catalogue")]["$defs"]
    silent = {
        f"{name}.{key}"
        for name, definition in definitions.items()
        for key, schema in definition["properties"].items()
        if not schema.get("description")
    }
    assert {
        key for key in silent if key.partition(".")[0] not in {"InstallShape", "LicenceShape", "SurveyShape"}
    } == set()


def references(part: object) -> set[str]:
    """Return the names of the definitions that *part* of a schema refers to."""
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    own = {str(part["$ref"]).removeprefix("#/$defs/")} if isinstance(part, dict) and "$ref" in part else set()
    return own.union(*map(references, inside))


def test_a_schema_carries_the_definitions_that_it_refers_to_and_no_others(data):
    published = {name: schema for name, schema in data.items() if name.endswith(".schema.json")}
    for_editors = {name: json.loads(content) for name, content in editor_schemas().items()}
    assert len(published) == len(LISTS) + 2
    for name, schema in {**published, **for_editors}.items():
        assert (name, set(schema.get("$defs", {}))) == (name, references(schema))


def test_build_json_names_the_commit_and_the_content(real_site):
    told = json.loads((real_site / addresses.BUILD).read_bytes())
    shown = subprocess.run(["git", "-C", ROOT, "log", "-1", "--format=%H"], capture_output=True, text=True, check=True)
    assert told["commit"] == shown.stdout.strip()
    assert re.fullmatch(r"[0-9a-f]{64}", told["content"])
    day, _, state = told["version"].partition("+")
    assert told["date"].startswith(day.replace(".", "-"))
    assert told["state"] == (state or "committed"), "somebody who works on the project tests it before it is committed"


def test_the_hash_of_the_content_changes_with_the_content_alone():
    one = content_hash({"a": b"x", "b": b"y"})
    assert content_hash({"b": b"y", "a": b"x"}) == one
    others = ({"a": b"x"}, {"a": b"xb", "": b"y"}, {"ab": b"x", "": b"y"}, {"a": b"y", "b": b"x"})
    assert one not in {content_hash(files) for files in others}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: unicodedata.normalize("NFD", text.decode()).encode(),
        lambda text: text.rstrip(b"\n"),
    ],
)
def test_another_editors_way_to_save_is_no_other_content(change):
    text = "name: Lövås\nyear: 2023\n".encode()
    saved = change(text)
    assert saved != text
    names = ("survey.yml", "references.bib", "contributions/ä.yml")
    there = {unicodedata.normalize("NFD", name): saved for name in names}
    assert content_hash(there) == content_hash(dict.fromkeys(names, text))
    # What is published as it is, and what nothing reads as text, counts to the byte.
    assert content_hash({"assets/a.svg": saved}) != content_hash({"assets/a.svg": text})
    assert content_hash({"a": b"\xff\r\n"}) != content_hash({"a": b"\xff\n"})


def test_a_line_more_is_other_content():
    assert content_hash({"a.yml": b"a: |+\n  b\n\n"}) != content_hash({"a.yml": b"a: |+\n  b\n"})


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def rows(catalogue: Catalogue) -> list[dict[str, str]]:
    content = data_files(catalogue, IDENTITY)[addresses.data("contributions.csv")]
    assert content.count(b"\n") == content.count(b"\r\n"), "RFC 4180 ends rows with CR LF"
    assert not content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_the_table_says_what_the_json_says(catalogue, data):
    references = {each["key"]: each for each in data[addresses.CATALOGUE]["references"]}
    told = rows(catalogue)
    assert len(told) == len(catalogue.contributions)
    for row, entry in zip(told, data[addresses.CATALOGUE]["contributions"], strict=True):
        reference = references[entry["reference"]]
        assert [row[key] or None for key in ("id", "name", "doi")] == [entry[key] for key in ("id", "name", "doi")]
        assert row["article_number"] == reference["article_number"]
        assert row["authors"].split("; ") == entry["authors"]
        assert [name for name in row["methods"].split("; ") if name] == [
            each["name"] for each in entry["methods"] or ()
        ]
    assert any(row["article_number"].startswith("0") for row in told), "a leading zero is kept"


FORMULAS = {
    "=HYPERLINK(1)": "'=HYPERLINK(1)",
    "+1": "'+1",
    "-1": "'-1",
    "@x": "'@x",
    "\t=1": "'\t'=1",
    "a;=1;b": "a;'=1;b",
    "a; -1": "a; '-1",
    "1 = 1; a-b; c@d": "1 = 1; a-b; c@d",
}
"""A text, and how it stands in a cell: a semicolon parts cells in much of Europe."""


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_spreadsheet_runs_nothing(catalogue, formula):
    first = catalogue.contributions[0].model_copy(update={"name": formula})
    (row, *_) = rows(replace(catalogue, contributions=(first, *catalogue.contributions[1:])))
    assert row["name"] == FORMULAS[formula]


def test_a_spreadsheet_runs_nothing_of_the_header(catalogue):
    """A vocabulary says what its column is called."""
    ids = list(catalogue.vocabularies)
    keys = dict(zip(ids, ("=HYPERLINK(1)", "+1", "-1", "@x", "a;=1", "plain"), strict=True))
    named = {key: each.model_copy(update={"export_as": keys[key]}) for key, each in catalogue.vocabularies.items()}
    header = list(rows(replace(catalogue, vocabularies=named))[0])
    assert header[-len(ids) :] == ["'=HYPERLINK(1)", "'+1", "'-1", "'@x", "a;'=1", "plain"]


def test_a_licence_has_an_identifier_only_if_somebody_read_it(catalogue, real_site):
    packages = json.loads((real_site / addresses.CATALOGUE).read_bytes())["packages"]
    licences = {each["id"]: each["license"] for each in packages}
    unread = {name for name, licence in licences.items() if not licence["confirmed"]}
    assert unread == {each.id for each in catalogue.packages.values() if not each.licence.confirmed} != set()
    assert {licences[name]["spdx"] for name in unread} == {None}


def test_the_page_of_the_data_leads_to_what_cites_all(real_site):
    wanted = {addresses.relative(addresses.DATA, kind.address("all")) for kind in FORMATS}
    assert wanted <= set(page(real_site, addresses.DATA).xpath("//main//a/@href"))


# ── Feeds, lists, twins ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_feed_reader_reads_the_atom_feed(catalogue, real_site):
    feed = feedparser.parse((real_site / addresses.ATOM).read_bytes())
    assert (feed.bozo, feed.version) == (0, "atom10")
    assert (real_site / addresses.ATOM).read_bytes().startswith(b"\xef\xbb\xbf<?xml")
    assert len({entry.id for entry in feed.entries}) == len(catalogue.contributions)
    assert {entry.title for entry in feed.entries} == {entry.name for entry in catalogue.contributions}
    assert feed.feed.updated == max(feed.feed.updated, *(entry.updated for entry in feed.entries))
    assert feed.feed.author and feed.feed.link == HOME
    assert {link.rel: link.href for link in feed.feed.links}["self"] == HOME + addresses.ATOM
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)


def test_the_json_feed_is_one(catalogue, real_site):
    feed = json.loads((real_site / addresses.JSON_FEED).read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (HOME, HOME + addresses.JSON_FEED)
    assert [item["id"] for item in feed["items"]] == [item["url"] for item in feed["items"]]
    assert len({item["id"] for item in feed["items"]}) == len(catalogue.contributions)
    for item in feed["items"]:
        assert isinstance(item["content_text"], str)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", item["date_modified"])
        assert item.get("external_url", "https://doi.org/").startswith("https://doi.org/")


def test_llms_txt_leads_to_the_twin_of_every_page(catalogue, real_site):
    text = (real_site / addresses.LLMS).read_text(encoding="utf-8")
    parsed: SimpleNamespace = parse_llms_file(text)
    assert parsed.title == catalogue.survey.name
    assert parsed.summary == catalogue.survey.tagline
    assert len(parsed.sections[catalogue.survey.contributions.capitalize()]) == len(catalogue.contributions)
    assert set(re.findall(r"^#+", text, flags=re.MULTILINE)) == {"#", "##"}
    links = [link for section in parsed.sections.values() for link in section]
    assert [link.url for link in links if not (real_site / link.url.removeprefix(HOME)).is_file()] == []
    assert all(link.desc for link in links)


def test_every_page_has_a_twin_in_plain_markdown(catalogue, real_site):
    pages = sitemap(real_site)
    build = json.loads((real_site / addresses.BUILD).read_bytes())
    assert len(pages) > 40
    for address in pages:
        text = (real_site / addresses.markdown_page(address)).read_text(encoding="utf-8")
        prose = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
        assert text.startswith("# "), address
        assert text.rstrip().endswith(f"<{HOME}{address}>")
        assert f"\nVersion {build['version']}, [{catalogue.survey.licence.name}](" in text, address
        assert not re.findall(r"</?(?!https?:|su[bp]>)[a-z]+[ >/]", prose), address
        assert "\u200b" not in text, f"{address} has a sign that nobody sees, and that programs trip over"
        assert "switched off in this browser" not in text, f"{address} speaks of a browser to readers that have none"
        assert not re.findall(r"\]\((?!https?://|mailto:)", prose), address
    for entry in catalogue.contributions:
        reference = catalogue.reference(entry.reference)
        text = (real_site / addresses.markdown_page(addresses.contribution(entry.id))).read_text(encoding="utf-8")
        assert reference.volume in text and reference.article_number in text
        assert "\nER  - \n" in text, f"{entry.id}: RIS ends in a space, and without it EndNote takes nothing"
        assert reference.confirmed_doi in text.replace("\\", "")
        assert all(catalogue.packages[each].licence.name in text for each in entry.packages)


def test_a_twin_is_made_again_only_if_its_page_changed(tmp_path):
    pages = {f"{HOME}{name}/": f"---\ntitle: x\n---\n\n# {name} \n".encode() for name in ("one", "two")}
    first = markdown_pages(pages, tmp_path / "kept", "Version 1.")
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "kept").iterdir()}
    second = markdown_pages({**pages, f"{HOME}two/": b"---\n---\n\n# Two, and more\n"}, tmp_path / "kept", "Version 2.")
    assert second[f"{HOME}one/"] == first[f"{HOME}one/"].replace(b"Version 1.", b"Version 2.")
    assert second[f"{HOME}two/"].startswith(b"# Two, and more\n")
    same = [path for path, written in kept.items() if path.stat().st_mtime_ns == written]
    assert (len(same), len(list((tmp_path / "kept").iterdir()))) == (1, 2), "only the page that changed is written"


def page(site: Path, address: str) -> Any:
    """Return a page of the site; the stubs of lxml know too little of what is found in it."""
    return etree.HTML((site / address / "index.html").read_bytes())


def test_every_head_leads_to_twin_and_feeds(real_site):
    for address in sitemap(real_site):
        head = page(real_site, address).find("head")
        links = {
            each.get("type"): each.get("href") for each in head.iter("link") if "alternate" in each.get("rel").split()
        }
        assert links == {
            "text/markdown": "index.html.md",
            "application/atom+xml": addresses.relative(address, addresses.ATOM),
            "application/feed+json": addresses.relative(address, addresses.JSON_FEED),
        }


def sitemap(site: Path) -> dict[str, str]:
    root: Any = etree.fromstring((site / addresses.SITEMAP).read_bytes())
    return {url.findtext("{*}loc").removeprefix(HOME): url.findtext("{*}lastmod") for url in root.iter("{*}url")}


def test_the_sitemap_has_the_days_of_the_content(catalogue, real_site):
    told = sitemap(real_site)
    entries = {
        each["url"].removeprefix(HOME): each["modified"]
        for each in json.loads((real_site / addresses.CATALOGUE).read_bytes())["contributions"]
    }
    assert {address: told[address] for address in entries} == entries
    assert set(told.values()) - set(entries.values()) <= {catalogue.survey.published}
    assert f"Sitemap: {HOME}sitemap.xml\n" in (real_site / addresses.ROBOTS).read_text(encoding="utf-8")
    assert not [name for name in files_in(real_site) if name.endswith(".gz")]


# ── As a reader uses it ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("index", range(len(samples(IDENTITY))), ids=lambda index: samples(IDENTITY)[index].heading)
def test_an_example_of_the_page_works_as_it_is_copied(catalogue, real_site, served, tmp_path, index):
    sample = samples(IDENTITY)[index]
    shown = page(real_site, addresses.DATA).xpath("//div[@class='sv-sample']")[index]
    code = "".join(shown.itertext("code"))
    assert code == sample.code == shown.xpath(".//@data-clipboard-text")[0], "what is shown is what is copied"
    command = [sys.executable, "-c"] if sample.language == "python" else ["bash", "-euo", "pipefail", "-c"]
    done = subprocess.run(
        [*command, code.replace(HOME, served)], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    first = catalogue.contributions[0]
    reference = catalogue.reference(first.reference)
    expected = {
        "Python: every paper with its DOI": f"{first.number} {first.name} {reference.doi}\n",
        "Python: packages by licence": " MIT\n",
        "Python: read the table": f"{first.number} {first.name} ['",
        "Shell: the first rows of the table": first.name,
        "Shell: download the catalogue and its schema": "",
    }
    assert expected[sample.heading] in done.stdout
    kept = {"catalogue.json", "catalogue.schema.json"} if sample.language == "shell" and not done.stdout else set()
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_a_preview_is_told_to_nobody(previewed):
    found = files_in(previewed)
    assert not {addresses.SITEMAP, addresses.ROBOTS} & found
    assert addresses.markdown_page("") in found
