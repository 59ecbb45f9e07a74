"""The kinds of text: what each accepts, and what it is then."""

import pytest

from survey.text.kinds import LONGEST_LINE, LONGEST_PROSE, Inline, Prose, one_line, web_address


def test_a_line_is_trimmed_and_composed() -> None:
    assert one_line("  Ku\u0308c\u0327u\u0308k  ") == "Küçük"


@pytest.mark.parametrize("value", ["", " ", "\n", "a\nb", "x" * (LONGEST_LINE + 1)])
def test_what_is_no_line(value: str) -> None:
    for make in (one_line, Inline.checked):
        with pytest.raises(ValueError, match=r"empty|single line|longer"):
            make(value)


def test_prose_has_paragraphs_and_an_end() -> None:
    assert Prose.checked(" a\n\nb\n") == "a\n\nb"
    with pytest.raises(ValueError, match="longer than"):
        Prose.checked("x" * (LONGEST_PROSE + 1))


def test_kinds_of_text_can_be_told_apart() -> None:
    assert type(Inline.checked("a")) is Inline
    assert type(Prose.checked("a")) is Prose


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "https://example.org/",
        "https://example.org:8080/a/b_(c)?d=e&f=g#h",
        "https://en.wikipedia.org/wiki/K%C3%BC",
        "https://a-b.example.org/~x/@y",
    ],
)
def test_an_address_of_the_web(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        " https://example.org",
        "https://example.org\n",
        "https://",
        "https:///x",
        "https://user:password@example.org",
        "https://[::1]/",
        "https://example.org/a b",
        'https://example.org/"onmouseover="x',
        "https://example.org/'x",
        "https://example.org/<x>",
        "https://example.org/`x`",
        "https://example.org/\\x",
        "https://exämple.org/",
        "https://example.org:999999/",
        "https://example.org?x",
    ],
)
def test_what_is_no_address_of_the_web(address: str) -> None:
    with pytest.raises(ValueError, match="must be an http"):
        web_address(address)
