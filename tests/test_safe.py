"""Text that is not finished never acts as markup: not in Markdown, not in HTML, not in an attribute."""

from html import unescape

import pytest
from lxml import etree
from markdown import markdown  # type: ignore[import-untyped]
from markupsafe import Markup

from survey.text.safe import Safe, attribute, block, escape

HOSTILE = (
    "\"'><img src=x onerror=1><script>1</script>{{7*7}}",
    "{{ ''.__class__ }}",
    "{% include %}",
    '--8<-- "mkdocs.yml"',
    "</script><script>alert(1)</script>",
    "</article></main>",
    "a <![ b",
    "a | b ` c",
    "{onclick=alert(1)}",
    "{: #x onclick=alert(1) }",
    "# no heading",
    "1. no list",
    "12) no list",
    "- no list",
    "+ no list",
    "* no list",
    "> no quote",
    "=====",
    "-----",
    ":: x",
    ": no definition",
    "!!! note",
    "??? note",
    "~~~",
    "```",
    "[x](javascript:alert(1))",
    "[x][y]",
    "[y]: https://example.org",
    "![x](y.png)",
    "<https://example.org>",
    "https://example.org/?a=1&b=2",
    "&lt; &#60; &amp;lt; &copy",
    "*a* _b_ **c** __d__ ^e^",
    "\\* \\<",
    "[[wiki]] [^1] *[HTML]: x",
    "$x$ \\(y\\)",
    "…«»–ü漢",
)
EXTENSIONS = ["attr_list", "toc", "def_list", "tables", "footnotes", "abbr", "admonition", "md_in_html", "fenced_code"]


def shown(html: str) -> str:
    """Return what a reader sees of *html*; fail if it has any element but one paragraph."""
    tree = etree.fromstring(f"<root>{html}</root>", etree.HTMLParser())
    elements = [element.tag for element in tree.iter() if element.tag not in {"html", "body", "root"}]
    assert elements == ["p"]
    return "".join(map(str, tree.itertext()))


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_shows_literally_in_a_markdown_page(text: str) -> None:
    assert shown(markdown(str(escape(text)), extensions=EXTENSIONS)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_shows_literally_in_html(text: str) -> None:
    assert shown(f"<p>{escape(text)}</p>") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_the_whole_value_of_an_attribute(text: str) -> None:
    (element,) = etree.fromstring(f'<p title="{escape(text)}">x</p>', etree.HTMLParser()).iter("p")
    assert dict(element.attrib) == {"title": text}


@pytest.mark.parametrize("text", HOSTILE)
def test_an_escaped_attribute_survives_markdown(text: str) -> None:
    page = markdown(f'<div title="{escape(text)}">x</div>\n\nAfter.', extensions=EXTENSIONS)
    (element,) = etree.fromstring(page, etree.HTMLParser()).iter("div")
    assert dict(element.attrib) == {"title": text}


def test_line_ends_become_spaces_so_that_no_line_can_begin_anew() -> None:
    assert escape(" a\n# b\r\n\n\tc ") == "a # b c"


@pytest.mark.parametrize("text", ["plain", "x-y", "a = b", "3.5 and 1", "Müller & Söhne"])
def test_ordinary_text_stays_readable_in_the_source(text: str) -> None:
    assert unescape(str(escape(text))) == text
    assert len(escape(text)) <= len(text) + 4


def test_what_is_finished_is_not_escaped_again() -> None:
    assert escape(escape("a < b")) == "a &#60; b"
    assert escape(Markup("<b>")) == "<b>"
    assert isinstance(escape("x"), Safe)


def test_joining_finished_text_with_raw_text_escapes_the_raw_part() -> None:
    assert "<script>" not in Safe("<b>") + "<script>"


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "@misc{A,\n\n  title = {B},\n\n\n}\n",
        "for x in y:\n    a\n   \n\n \t\n\tb",
        "\n\na",
        "ER  - ",
        "a\n<!-- b\n-->",
        "</pre></code>\n\n# x",
    ],
)
def test_a_block_shows_to_the_letter_and_does_not_end_early(text: str) -> None:
    page = markdown(f"<pre><code>{block(text)}</code></pre>\n\nAfter.", extensions=EXTENSIONS)
    tree = etree.fromstring(page, etree.HTMLParser())
    assert [element.tag for element in tree.iter()] == ["html", "body", "pre", "code", "p"]
    (code,) = tree.iter("code")
    assert "".join(map(str, code.itertext())) == text


@pytest.mark.parametrize("text", [*HOSTILE, "@misc{A,\n  title = {B},\n}\n"])
def test_an_attribute_keeps_its_lines(text: str) -> None:
    page = markdown(f'<div data-text="{attribute(text)}">x</div>', extensions=EXTENSIONS)
    (element,) = etree.fromstring(page, etree.HTMLParser()).iter("div")
    assert element.get("data-text") == text
