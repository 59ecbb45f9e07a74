"""The head of a page: links, statements and JSON-LD arrive in the HTML as they were meant, whatever stands in them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from lxml import etree

from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.files import write_tree
from survey.pages import Page, PageContexts
from survey.pages.parts import Head, HeadLink, HeadMeta
from survey.site import mkdocs
from survey.site.mkdocs import EngineSettings
from survey.site.rendering import environment, render

ROOT = Path(__file__).resolve().parents[1]
CONFIG = f"""\
site_name: Teapots
site_url: https://example.org/
theme: {{name: material, font: false, custom_dir: "{ROOT.as_posix()}/templates/theme"}}
plugins: [search]
nav: [index.md]
"""
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "{{ config.site_name }} {% raw %}",
    "--- : # & &amp; \\u003c \\ '",
    "ænet, Gelžinytė, 🫖 and \u2028 line",
)


@dataclass(frozen=True)
class Pot(Page):
    template: ClassVar[str] = "pot"


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> etree._Element:
    """A page whose head says everything hostile in every place, built as a real page is."""
    folder = tmp_path_factory.mktemp("head")
    (folder / "mkdocs.yml").write_text(CONFIG)
    (folder / "pot.md.jinja").write_text("# {{ page.title }}\n")
    head = Head(
        links=tuple(HeadLink("alternate", f"https://example.org/?q={text}", "text/x", text) for text in HOSTILE),
        meta=tuple(HeadMeta(f"pot:{index}", text, "property") for index, text in enumerate(HOSTILE)),
        json_ld=json.dumps({"@context": "https://schema.org", "name": HOSTILE}, ensure_ascii=False),
    )
    page = Pot("", " ".join(HOSTILE), HOSTILE[-1], head=head)
    context = PageContexts.of(catalogue, BuildIdentity("https://example.org/", None, 0, "")).at("")
    write_tree(folder / "docs", dict([render(page, context, environment(folder, folder / "cache"))]))
    mkdocs.build(folder, folder / "docs", folder / "site", EngineSettings())
    root = etree.HTML((folder / "site" / "index.html").read_bytes())
    assert root is not None
    return root


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_links_and_statements_are_shown_literally(html):
    titles = [each.get("title") for each in html.findall(".//head/link[@rel='alternate ']")]
    said = [each.get("content") for each in html.findall(".//head/meta[@property]") if "pot" in each.get("property")]
    assert titles == said == [one_line(text) for text in HOSTILE]


def test_json_cannot_end_its_script_and_reads_back_unchanged(html):
    scripts = html.findall(".//script[@type='application/ld+json']")
    assert [json.loads(each.text)["name"] for each in scripts] == [list(HOSTILE)]
    assert "<" not in scripts[0].text


def test_title_and_description_are_shown_literally(html):
    assert html.findtext(".//head/title") == f"{one_line(' '.join(HOSTILE))} - Teapots"
    assert html.find(".//meta[@name='description']").get("content") == one_line(HOSTILE[-1])


def test_nothing_of_it_is_alive(html):
    assert html.findall(".//img[@src='x']") == []
    assert [each for each in html.iter("script") if each.text and "alert" in each.text and not each.get("type")] == []
