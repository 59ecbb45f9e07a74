"""Every kind of page is declared once (addresses.PAGE_KINDS): templates, pages, menu and checks keep to it."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from lxml import etree

from survey import addresses
from survey.addresses import FOLDERS, PAGE_KINDS, PageKind
from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.exports.citations import citation_files
from survey.exports.data import data_files
from survey.files import files_in
from survey.pages import Page, PageContexts, all_pages

ROOT = Path(__file__).resolve().parents[1]
IDENTITY = BuildIdentity("https://example.org/", None, 0, "")


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> tuple[Page, ...]:
    contexts = PageContexts.of(catalogue, IDENTITY)
    return all_pages(contexts, {**data_files(catalogue, IDENTITY), **citation_files(catalogue)})


def pattern(kind: PageKind) -> str:
    before, _, after = kind.address.partition("{id}")
    return f"{re.escape(before)}[a-z0-9-]+{re.escape(after)}" if "{id}" in kind.address else re.escape(kind.address)


def test_every_template_of_a_page_is_that_of_a_kind() -> None:
    templates = {path.name.removesuffix(".md.jinja") for path in (ROOT / "templates").glob("*.md.jinja")}
    assert templates == PAGE_KINDS.keys()


def test_every_page_is_where_its_kind_says_and_a_kind_of_one_page_has_one(pages: tuple[Page, ...]) -> None:
    assert [page.address for page in pages if not re.fullmatch(pattern(page.kind), page.address)] == []
    made = Counter(page.template for page in pages)
    assert made.keys() == PAGE_KINDS.keys()
    assert [name for name, kind in PAGE_KINDS.items() if "{id}" not in kind.address and made[name] != 1] == []


def test_the_menu_leads_where_the_kinds_say(catalogue: Catalogue) -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    written = {addresses.source_file(addresses.text_page(page.id)) for page in catalogue.pages}
    led = [(name, file) for entry in nav for name, file in entry.items() if file not in written]
    wanted = [(kind.menu, addresses.source_file(kind.address)) for kind in PAGE_KINDS.values() if kind.menu]
    assert led == wanted


def test_nothing_at_the_top_of_a_site_can_be_called_like_a_page_that_people_write(
    real_site: Path, catalogue: Catalogue
) -> None:
    folders = {f"{name.partition('/')[0]}/" for name in files_in(real_site) if "/" in name}
    written = {addresses.text_page(page.id) for page in catalogue.pages}
    assert folders - written - FOLDERS == {f"{addresses.SEARCH_NAMES.partition('/')[0]}/"}, "no id is called search"


def test_a_page_says_to_programs_what_its_kind_says_that_it_is(pages: tuple[Page, ...]) -> None:
    for page in pages:
        node = json.loads(page.head.json_ld)["@graph"][0]
        assert node["@type"] == page.kind.page_type, page.address
        (_, about) = [link.href for link in page.head.links if link.rel == "type"]
        assert not page.kind.about or about == f"https://schema.org/{page.kind.about}", page.address


def test_the_way_to_a_page_that_programs_read_is_the_one_that_readers_see(
    pages: tuple[Page, ...], real_site: Path
) -> None:
    for page in pages:
        graph = json.loads(page.head.json_ld)["@graph"][0]
        told = [each["name"] for each in graph.get("breadcrumb", {}).get("itemListElement", ())]
        crumbs = etree.HTML((real_site / page.address / "index.html").read_bytes()).find(".//nav[@class='sv-crumbs']")
        if page.address == addresses.HOME:
            assert (crumbs, told) == (None, [])
        else:
            assert crumbs is not None, page.address
            assert [str(text).strip() for text in crumbs.itertext() if str(text).strip()] == told, page.address
