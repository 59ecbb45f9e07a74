"""Markdown that we write, read back by GitHub's reader (cmark-gfm): it says what the page says, and nothing acts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from cmarkgfm import cmark  # type: ignore[import-untyped]
from lxml import html
from markdown_it import MarkdownIt

from survey.content.project import Project
from survey.pipeline import Settings, build
from survey.site.fingerprint import MANIFEST, read_fingerprints
from survey.text.markdown import escaped, markdown

ROOT = Path(__file__).resolve().parents[1]
HOME = "https://survey.example/"

NOT_FOR_PROGRAMS = {"nav", "button", "form", "input", "label", "legend", "noscript", "script", "style", "svg"}
APART = {
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
OF_GFM = {
    "html", "body", "main", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr",
    "th", "td", "a", "img", "strong", "em", "del", "code", "pre", "blockquote", "hr", "br", "sub", "sup",
}  # fmt: skip
ATTRIBUTES = {"href", "title", "src", "alt", "start"}


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def read(text: str) -> Any:
    """Return Markdown as GitHub shows it, with raw HTML let through, so that it is seen."""
    made = cmark.markdown_to_html_with_extensions(
        text, cmark.Options.CMARK_OPT_UNSAFE, ["table", "strikethrough", "autolink", "tasklist"]
    )
    return html.document_fromstring(f"<main>{made}</main>")


def article(page: bytes) -> Any:
    """Return what a built page says, without what needs a browser."""
    return for_programs(next(html.document_fromstring(page.decode()).iter("article")))


def for_programs(element: Any) -> Any:
    for each in list(element.iter()):
        told = {"headerlink", "sv-without"} & set(each.get("class", "").split())
        if each.tag in NOT_FOR_PROGRAMS or "hidden" in each.attrib or told:
            each.drop_tree()
    return element


def words(element: Any) -> str:
    """Return the text of *element*, pictures by what stands for them, a term of a list of definitions with a colon."""
    return " ".join("".join(pieces(element)).split())


def pieces(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    space = " " if element.tag in APART else ""
    yield space
    yield element.get("alt", "") if element.tag == "img" else element.text or ""
    for child in element:
        yield from pieces(child)
        yield child.tail or ""
    yield (":" if element.tag == "dt" else "") + space


def links(element: Any, base: str) -> list[tuple[str, str, str]]:
    outer = (link for link in element.iter("a") if next(link.iterancestors("a"), None) is None and link.get("href"))
    found = ((words(link), urljoin(base, link.get("href")), link.get("title", "")) for link in outer)
    return [(text, unquote(address), " ".join(title.split())) for text, address, title in found if text]


def pictures(element: Any, base: str) -> list[str]:
    return [unquote(urljoin(base, picture.get("src"))) for picture in element.iter("img")]


def tables(element: Any) -> list[list[list[str]]]:
    """Return the cells of every row of every table; of a table without a head, not the empty one that GFM needs."""
    found = [[list(cells(row)) for row in table.iter("tr")] for table in element.iter("table")]
    wide = [[[*row, *[""] * (max(map(len, rows)) - len(row))] for row in rows] for rows in found]
    return [rows if any(rows[0]) else rows[1:] for rows in wide]


def cells(row: Any) -> Iterator[str]:
    for cell in row:
        yield words(cell)
        yield from [""] * (int(cell.get("colspan", 1)) - 1)


def headings(element: Any) -> list[tuple[str, str]]:
    return [(each.tag, words(each)) for each in element.iter("h1", "h2", "h3", "h4", "h5", "h6")]


def preformatted(element: Any) -> list[str]:
    return [each.text_content().replace("\r\n", "\n").removesuffix("\n") for each in element.iter("pre")]


def acting(read_back: Any) -> list[str]:
    """Return every element and attribute that Markdown cannot have made."""
    return [
        f"<{each.tag} {each.attrib}>"
        for each in read_back.iter()
        if each.tag not in OF_GFM or set(each.attrib) - ATTRIBUTES
    ]


def says_the_same(twin: str, page: Any, base: str) -> None:
    """Check that a twin says what its page says."""
    back = read(twin)
    assert acting(back) == []
    assert tables(back) == tables(page)
    assert headings(back) == headings(page)
    assert preformatted(back) == preformatted(page)
    assert links(back, base) == links(page, base)
    assert pictures(back, base) == pictures(page, base)
    assert words(back) == words(page)


def before_hashes(site: Path, page: bytes) -> bytes:
    """Return a page with the names that shared files had before their content was hashed: what the twin was made of."""
    for old, new in read_fingerprints((site / MANIFEST).read_bytes()).files.items():
        page = page.replace(new.encode(), old.encode())
    return page


def check_twins(site: Path, home: str) -> int:
    """Check the twin of every page of a site."""
    twins = sorted(site.rglob("index.html.md"))
    for path in twins:
        address = home + path.relative_to(site).as_posix().removesuffix("index.html.md")
        text, line, end = path.read_text(encoding="utf-8").rpartition("\n---\n\n")
        assert line, address
        assert acting(read(end)) == [] and f"<{address}>" in end
        try:
            says_the_same(text, article(before_hashes(site, path.with_name("index.html").read_bytes())), address)
        except AssertionError as difference:
            raise AssertionError(f"{address}\n{difference}") from difference
    return len(twins)


# ── Twins ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_twin_of_the_real_site_says_what_its_page_says(real_site):
    assert check_twins(real_site, "https://survey.example/deep/prefix/") > 40


def test_every_twin_of_the_example_says_what_its_page_says(example):
    build(Project.at(example, ROOT / "templates"), Settings(example / "site", site_url=HOME))
    assert check_twins(example / "site", HOME) > 10


# ── What is easily lost ──────────────────────────────────────────────────────────────────────────────────────────────

HARD = {
    "a bar and an unknown tag in a cell": (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>linear GPR|ACE for T&lt;Tc, std::vector&lt;double&gt;</td>"
        "<td>x</td></tr></table>"
    ),
    "bars in code, in a link and in an address, in a cell": (
        "<table><tr><th>A</th></tr>"
        "<tr><td><code>a|b\\|c\\</code> <a href='/x?a|b' title='c|d'>e|f\\|g</a></td></tr></table>"
    ),
    "a table without a head, with cells left out": "<table><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>",
    "a cell over two columns, and one with lines": (
        "<table><tr><th>A</th><th>B</th></tr><tr><td colspan=2>wide</td></tr>"
        "<tr><td>one<br>two<p>three</p><ul><li>four</ul></td><td></td></tr></table>"
    ),
    "signs at the beginning of a line": "".join(
        f"<p>{sign}</p><p>x<br>{sign}</p><ul><li>{sign}</li></ul>"
        for sign in (
            "# x", "+ x", "- x", "1. x", "1) x", "&gt; x", "=", "---", "```", "~~~ x", "| a | b |", "[x]: /y",
            "[^1]: z", "* x", "_x_", "&lt;div>", ": x", "-", "1.", "0.10.1", "--- | ---", ":-- | --:", "2023",
            "&lt;!-- x", "\\",
        )
    ),
    "signs within a line": (
        "<p>*a* _b_ __c__ ~d~ ~~e~~ `f` [x] [x](y) ![x](y) &amp;lt; &amp;#60; &amp;amp; \\* \\ \\\\ &lt;b> "
        "&lt;https://x.example> https://x.example www.x.example $x$ R&amp;D snake_case C# F # </p>"
    ),
    "an exclamation mark before a link": "<p>Look!<a href='/x'>there</a></p>",
    "brackets and spaces in addresses": (
        "<p><a href='/a(b)c' title='say \"x\" &amp;amp;lt; \\'>one</a> <a href='/a)b'>two</a> <a href='/a b'>three</a> "
        "<a href='/a?x=1&amp;copy=2&amp;lt;'>four</a> <a href='/a_b*c'>five</a></p>"
    ),
    "an address as its own text": "<p><a href='https://x.example/a_b?c=d'>https://x.example/a_b?c=d</a></p>",
    "brackets and bars in what stands for a picture": (
        "<p><a href='/x'><img src='/y(1).png' alt='[a] *b* | `c` ](z)'></a></p>"
    ),
    "backticks in code": "<p><code>`</code> <code>a``b`</code> <code> x </code>y<code>&lt;b> &amp;amp; \\</code></p>",
    "code with fences inside": "<pre>```\n~~~~\n````</pre><ul><li><pre>a\n\n    b  \n</pre></li></ul>",
    "signs around words, within words, side by side": (
        "<p>a<em>(b)</em>c <b> d </b>e <em>f</em><em>g</em> <strong>h</strong><em>i</em> <em>j <strong>k</strong></em> "
        "*<em>l</em> <em>m*</em> <i></i> n<b>.</b>o <del>p</del> <em>two<br>lines</em></p>"
    ),
    "an entity in two parts": "<p>&amp;<b>lt;</b>x &amp;<span>lt;</span> 1<span>. x</span></p>",
    "lowered and raised": "<p>H<sub>2</sub>O, e<sup>-x*y*</sup></p>",
    "lists in lists, and beside one another": (
        "<ul><li>a<ul><li>b<ol start=3><li>c<li>d</ol></ul></ul><ul><li>e</ul><ol><li>f</ol><ol><li value=7>g<li>h</ol>"
        "<ul><li><p>i</p><p>j</p><table><tr><th>k</table><li></ul>"
    ),
    "a list of definitions": (
        "<dl><dt>- A *b*</dt><dd>c|d</dd><dd>e<br>f</dd><div><dt><a href='/x'>G</a></dt><dd><ul><li>h</ul></dd></div>"
        "<dt>I</dt></dl>"
    ),
    "headings that end in a sign": "<h1>C #</h1><h2>F#</h2><h3># <em>x</em> ##</h3>",
    "a quotation, a rule, a caption, a summary": (
        "<blockquote><p>a</p><ul><li>b</ul></blockquote><hr><details><summary>c</summary>d</details>"
        "<table><caption>e|f</caption><tr><th>g</table>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", HARD.values(), ids=HARD)
def test_what_a_page_says_its_markdown_says(source):
    page = html.document_fromstring(f"<main>{source}</main>")
    says_the_same(markdown(page, HOME), page, HOME)


def test_a_break_stays_one():
    page = html.document_fromstring("<p>one<br>two</p><ul><li>three<br><em>four</em></li></ul>")
    assert len(list(read(markdown(page, HOME)).iter("br"))) == 2


def test_a_term_and_what_is_said_of_it_are_an_item_of_a_list():
    page = html.document_fromstring("<dl><dt>Licence</dt><dd>MIT</dd><dt>Data</dt><dd>none<br>at all</dd></dl>")
    assert markdown(page, HOME) == "* **Licence**: MIT\n* **Data**: none  \n  at all\n"


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

TEXTS = (
    *(f"{sign} x" for sign in ("#", "+", "-", "1.", "7)", ">", "=", "```", "~~~", "|", "*", "_", ":", "[x]:", "<div>")),
    "a | b", "std::vector<double>", "[x](y)", "![x](y)", "&lt; &amp; &copy;", "\\", "\\*", "a\\", "---", "`x", "*x*",
    "__x__", "~x~", "https://x.example/", "www.x.example", "<!-- x -->", "C#", "x #", "<a:b>", "[^1]",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("form", ("{}", "x {}", "# {}", "> {}", "- [{}](/y): {}", "> x\n> {}", "[![{}](/y)](/z)"))
def test_escaped_text_is_text_wherever_it_stands(text, form):
    back = read(form.replace("{}", escaped(text)))
    assert acting(back) == []
    bare = read(form.replace("{}", "word"))
    assert [each.tag for each in back.iter()] == [each.tag for each in bare.iter()]
    assert words(back) == words(bare).replace("word", text)


@pytest.mark.parametrize("text", TEXTS)
def test_other_readers_of_markdown_agree(text):
    tokens = MarkdownIt("commonmark").enable("table").parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "text_special"}
