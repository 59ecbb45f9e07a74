"""Short addresses, and folders without a page of their own, lead on: with and without scripts, under any prefix."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from survey.content import Catalogue, load
from survey.files import read_tree
from survey.site.permalinks import redirects

BASE = Path(__file__).parent / "problems" / "base"
ROOT = "https://bells.example/deep/"


def survey(name: str = "Carillon") -> Catalogue:
    files = dict(read_tree(BASE, "content"))
    entry = files["contributions/carillon.yml"].decode().replace("name: Carillon", f"name: {name}")
    return load({**files, "contributions/carillon.yml": entry.encode()})


def found(html: bytes, path: str) -> list[str]:
    """Return the texts that an XPath finds in a page."""
    texts = etree.XPath(path)(etree.fromstring(html.decode(), etree.HTMLParser()))
    assert isinstance(texts, list)
    return [str(text) for text in texts]


TARGETS = {
    "p/1/": "contributions/carillon/",
    "p/2/": "contributions/treble/",
    "p/ringing/": "categories/ringing/",
    "p/composing/": "categories/composing/",
    "p/": "explore/",
    "contributions/": "explore/",
}


def test_each_number_each_category_and_each_folder_leads_on() -> None:
    assert redirects(survey(), ROOT).keys() == TARGETS.keys()


@pytest.mark.parametrize("here", TARGETS)
def test_it_leads_to_the_right_page_in_every_way(here: str) -> None:
    html = redirects(survey(), ROOT)[here]
    (refresh,) = found(html, "//meta[@http-equiv='refresh']/@content")
    (link,) = found(html, "//a/@href")
    for prefix in ("https://bells.example/deep/", "http://127.0.0.1:8000/"):
        for way in (link, refresh.removeprefix("0; url=")):
            assert urljoin(prefix + here, way) == prefix + TARGETS[here]
    assert found(html, "//link[@rel='canonical']/@href") == [ROOT + TARGETS[here]]


def test_it_is_not_for_search_engines_and_has_a_name() -> None:
    html = redirects(survey(), ROOT)["p/1/"]
    assert found(html, "//meta[@name='robots']/@content") == ["noindex"]
    assert found(html, "//title/text()") == found(html, "//h1/text()") == ["Carillon"]


def test_a_hostile_name_shows_literally() -> None:
    name = '"</title><script>alert(1)</script>{{7*7}}'
    html = redirects(survey(f"'{name}'"), ROOT)["p/1/"]
    (script,) = found(html, "//script/text()")
    assert script in redirects(survey(), ROOT)["p/1/"].decode(), "the script is the same on every page"
    assert found(html, "//title/text()") == [name]
