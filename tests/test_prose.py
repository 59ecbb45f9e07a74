"""The small markup that content may use: what it becomes, what it may not do, and that it costs little."""

import time

import pytest

from survey.text.kinds import Inline, Prose
from survey.text.prose import html, is_outside, links, plain, too_deep
from survey.text.safe import Safe, escape


def resolve(target: str) -> str:
    return {"term:touch": "../glossary/#touch", "contribution:a": '../a/?"x"'}[target]


def inline(text: str) -> str:
    return str(html(Inline(text), resolve))


def prose(text: str) -> str:
    return str(html(Prose(text), resolve))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("*a* and **b**", "<em>a</em> and <strong>b</strong>"),
        ("_a_ and __b__", "<em>a</em> and <strong>b</strong>"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("`a < b`", "<code>a &#60; b</code>"),
        ("`*a*`", "<code>&#42;a&#42;</code>"),
        ("H~2~O and e^&minus;^", "H<sub>2</sub>O and e<sup>&#38;minus;</sup>"),
        ("Pt~14~/Au(100)", "Pt<sub>14</sub>/Au(100)"),
        ("Li~x~Si", "Li<sub>x</sub>Si"),
        ("a~*b*~c", "a<sub>&#42;b&#42;</sub>c"),
        ("[x](https://example.org/?a=1&b=2)", '<a href="https://example.org/?a=1&#38;b=2">x</a>'),
        ("[*x*](mailto:a@example.org)", '<a href="mailto:a@example.org"><em>x</em></a>'),
        ("[touch](term:touch)", '<a href="../glossary/#touch">touch</a>'),
        ("[a](contribution:a)", '<a href="../a/?&#34;x&#34;">a</a>'),
        ('[x](https://example.org "title")', '<a href="https://example.org">x</a>'),
        (r"\*a\* \[b\]", "&#42;a&#42; &#91;b&#93;"),
        ("snake_case_name", "snake&#95;case&#95;name"),
        ("2 * 3 * 4", "2 &#42; 3 &#42; 4"),
        ("~", "&#126;"),
        ("a ~ b ~ c", "a ~ b ~ c"),
        ("C:\\x", "C:&#92;x"),
    ],
)
def test_markup_in_a_line(text: str, shown: str) -> None:
    assert inline(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one", "<p>one</p>"),
        ("one\ntwo", "<p>one two</p>"),
        ("one\n\n\ntwo", "<p>one</p><p>two</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("* a\n* b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        (
            "Before:\n\n- *a*\n- [b](term:touch)",
            '<p>Before:</p><ul><li><em>a</em></li><li><a href="../glossary/#touch">b</a></li></ul>',
        ),
        ("1. a\n2. b", "<p>&#49;. a 2. b</p>"),
        ("In\n1998. That year", "<p>In 1998. That year</p>"),
    ],
)
def test_paragraphs_and_lists(text: str, shown: str) -> None:
    assert prose(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</article></main>",
        "<!-- a",
        "a <![ b",
        "<?php ?>",
        "<https://example.org>",
        "# heading",
        "heading\n=======",
        "***",
        "> quote",
        "```\ncode\n```",
        "    code",
        "| a | b |\n|---|---|\n| c | d |",
        "![x](https://example.org/x.png)",
        "[x]: https://example.org",
        "[^1]: note",
        "!!! warning",
        "{{ page }} {% raw %}",
        "{onclick=alert(1)}",
        "--8<-- 'mkdocs.yml'",
        "https://example.org",
        "&lt;b&gt; &#60; &amp;",
    ],
)
def test_no_other_markup_is_known(text: str) -> None:
    for shown in (prose(text), inline(" ".join(text.split()))):
        tags = {piece.split(">")[0].split()[0] for piece in shown.split("<")[1:]}
        assert tags <= {"p", "/p", "code", "/code", "a", "/a"}
        assert "onclick" not in shown.replace("&#123;onclick", "")


@pytest.mark.parametrize("character", "<>&\"'`*_[]{}|\\")
def test_no_sign_of_markup_is_left_over(character: str) -> None:
    assert character not in inline(f"a {character} b").replace("&#", "")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "java&#x09;script:alert(1)",
        "java\\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "//evil.org",
        "/\\evil.org",
        "https:evil.org",
        "https://",
        "https:///x",
        "https://user@evil.org",
        "http://[::1",
        "ftp://example.org",
        "file:///etc/passwd",
        "blob:https://example.org",
        "mailto:nobody",
        "x.md",
        "#x",
        "",
        "term",
    ],
)
def test_a_target_that_is_not_of_the_web_is_never_taken_for_one(target: str) -> None:
    assert not any(is_outside(link) for link in links(Inline(f"[x](<{target}>)")))
    if links(Inline(f"[x](<{target}>)")):
        with pytest.raises(KeyError):
            inline(f"[x](<{target}>)")


@pytest.mark.parametrize(
    "target", ["https://example.org", "HTTP://EXAMPLE.ORG/x", "https://example.org:8080/a_(b)", "mailto:a@b.org"]
)
def test_addresses_of_the_web(target: str) -> None:
    assert is_outside(target)


def test_links_are_found_wherever_they_stand() -> None:
    text = "[a](term:a)\n\n- [b](https://example.org)\n  - *[c](page:c)* `[d](term:d)` \\[e](term:e)"
    assert links(Prose(text)) == ("term:a", "https://example.org", "page:c")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("H~2~O", "H2O"),
        ("*a* **b** `c`", "a b c"),
        ("[GAP](term:gap) is", "GAP is"),
        ("one\n\ntwo\n- three\n- four", "one two three four"),
        ("a  b", "a b"),
        (r"\*", "*"),
        ("x < y & z", "x < y & z"),
    ],
)
def test_plain_text_is_what_a_reader_would_read_aloud(text: str, read: str) -> None:
    assert plain(Prose(text)) == read


def test_words_are_given_every_run_of_text_outside_links_and_code() -> None:
    runs: list[str] = []

    def words(text: str) -> Safe:
        runs.append(text)
        return escape(text)

    html(Prose("a *b* `c` [d](term:touch) e\n\n- f"), resolve, words)
    assert runs == ["a", "b", "e", "f"]


def test_spaces_between_markup_stay() -> None:
    assert inline("a *b* c **d**e `f` g") == "a <em>b</em> c <strong>d</strong>e <code>f</code> g"


@pytest.mark.parametrize(("levels", "deep"), [(1, False), (4, False), (5, True), (300, True)])
def test_lists_that_are_nested_too_deeply_are_noticed(levels: int, deep: bool) -> None:
    text = Prose("\n".join(f"{'  ' * level}- {level}" for level in range(levels))[:20_000])
    assert too_deep(text) is deep


def test_up_to_that_depth_nothing_is_lost() -> None:
    assert plain(Prose("- a\n  - b\n    - c\n      - d")) == "a b c d"


@pytest.mark.parametrize("unit", ["[", "*", "_a", "**a", "`", "~", "^", "[a](", "\\", "- ", "> ", "<", "![", "]("])
def test_the_worst_text_is_read_in_bounded_time(unit: str) -> None:
    text = Prose((unit * 20_000)[:20_000])
    start = time.perf_counter()
    html(text, lambda target: "#")
    assert time.perf_counter() - start < 5
