"""The smallest survey: one paper without a program, and nothing that a survey can do without. The build checks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from survey.addresses import PAGE_KINDS
from survey.files import files_in


@pytest.fixture(scope="module")
def site(built_smallest: Path) -> Path:
    return built_smallest / "build" / "site"


def test_there_is_nothing_to_tell_of_it(built_smallest: Path):
    assert (built_smallest.parent / "stderr").read_text(encoding="utf-8") == ""


def pages(site: Path) -> Iterator[tuple[str, etree._Element]]:
    for name in sorted(files_in(site)):
        if name.endswith(".html"):
            yield name, etree.HTML((site / name).read_bytes())


def found(page: etree._Element, path: str) -> list[str]:
    return [str(each) for each in page.xpath(path)]  # type: ignore[union-attr]


def test_it_has_every_page_that_does_not_depend_on_what_it_leaves_out(site):
    own = {name for name, page in pages(site) if not found(page, "//meta[@http-equiv='refresh']/@content")}
    ids = {"category": "flat", "contribution": "diamond"}
    kinds = (kind for kind in PAGE_KINDS.values() if kind.template != "text")
    pages_of_kinds = {f"{kind.address.replace('{id}', ids.get(kind.template, ''))}index.html" for kind in kinds}
    assert own == {"404.html"} | pages_of_kinds


def test_no_list_is_empty_and_no_table_without_rows(site):
    lists = ("ul[not(@class='sv-active')][not(*)]", "ol[not(*)]", "dl[not(*)]", "select[not(*)]", "table[not(.//td)]")
    empty = " | ".join(f"//article//{each}" for each in lists)
    assert [name for name, page in pages(site) if page.xpath(empty)] == []


def test_a_section_with_nothing_to_say_says_so(site):
    page = dict(pages(site))["corrections/index.html"]
    said = dict(zip(found(page, "//h2/@id"), found(page, "//p[@class='sv-none']/text()"), strict=True))
    assert said == {
        "claims": "No numbers are checked.",
        "open": "None.",
        "unconfirmed": "None.",
        "settled": "None.",
    }


def test_the_home_page_offers_no_help_to_choose_where_there_is_nothing_to_choose(site):
    page = dict(pages(site))["index.html"]
    assert "questions" not in " ".join(found(page, "//article//@href"))
    assert found(page, "//h2/@id") == ["categories", "about", "cite"]
