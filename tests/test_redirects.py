"""Short addresses, and folders without a page of their own, lead on: with and without scripts, under any prefix."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from survey.catalogue import Catalogue, load
from survey.files import read_tree
from survey.redirects import redirects

BASE = Path(__file__).parent / "problems" / "base"
ROOT = "https://bells.example/deep/"


def survey(name: str = "Carillon") -> Catalogue:
    files = dict(read_tree(BASE, "content"))
    entry = files["contributions/carillon.yml"].decode().replace("name: Carillon", f"name: {name}")
    return load({**files, "contributions/carillon.yml": entry.encode()})


def page(html: bytes) -> "etree._Element":
    return etree.fromstring(html.decode(), etree.HTMLParser())


TARGETS = {"p/1/": "contributions/carillon/", "p/2/": "contributions/treble/", "p/": "explore/", "contributions/": "explore/"}


def test_each_number_and_each_folder_leads_on() -> None:
    assert redirects(survey(), ROOT).keys() == TARGETS.keys()


@pytest.mark.parametrize("here", TARGETS)
def test_it_leads_to_the_right_page_in_every_way(here: str) -> None:
    tree = page(redirects(survey(), ROOT)[here])
    (refresh,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
    ways = [refresh.partition("url=")[2], *tree.xpath("//a/@href"), *tree.xpath("//link[@rel='canonical']/@href")]
    assert len(ways) == 3
    for prefix in ("https://bells.example/deep/", "http://127.0.0.1:8000/"):
        assert urljoin(prefix + here, ways[0]) == urljoin(prefix + here, ways[1]) == prefix + TARGETS[here]
    assert ways[2] == ROOT + TARGETS[here]


def test_it_is_not_for_search_engines_and_has_a_name() -> None:
    tree = page(redirects(survey(), ROOT)["p/1/"])
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//title/text()") == tree.xpath("//h1/text()") == ["Carillon"]


def test_a_hostile_name_shows_literally() -> None:
    name = "\"</title><script>alert(1)</script>{{7*7}}"
    tree = page(redirects(survey(f"'{name}'"), ROOT)["p/1/"])
    assert tree.xpath("//script") == []
    assert tree.xpath("//title/text()") == [name]
