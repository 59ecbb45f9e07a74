"""Acronyms in running text link to the glossary on their first use, and only where they stand for themselves."""

import re

import pytest

from survey.content.glossary_terms import Terms, terms
from survey.content.model import Glossary, Term
from survey.text.kinds import Prose
from survey.text.prose import html

NAMES = ("SISSO++", "MLIP-3", "AL4GAP", "PES-Learn", "QUIP/GAP", "GAP-18")


def term(identifier: str, form: str, *variants: str, expansion: str | None = None, autolink: str = "true") -> Term:
    return Term.model_validate(
        {
            "id": identifier,
            "term": form,
            "variants": list(variants),
            "kind": "method",
            "definition": "A thing.",
            "sources": ["table"],
            "autolink": autolink,
            **({"expansion": expansion} if expansion else {}),
        }
    )


GLOSSARY = Glossary.model_validate(
    {
        "kinds": [{"id": "method", "name": "Methods"}],
        "terms": [
            term("sisso", "SISSO"),
            term("mlip", "MLIP", "MLIPs", expansion='A "quoted" <expansion>'),
            term("gap", "GAP"),
            term("soap", "SOAP"),
            term("al", "AL"),
            term("pes", "PES", "PESs"),
            term("a-c", "a-C"),
            term("aenet", "ænet"),
            term("cpp", "C++"),
            term("api", "API", autolink="false"),
        ],
    }
)


def known(names: tuple[str, ...] = NAMES) -> Terms:
    return terms(GLOSSARY, names)


def linked(text: str) -> list[str]:
    """Return what became a link to the glossary, as text=id."""
    shown = str(known().linker(lambda identifier: f"g#{identifier}")(text))
    return [
        f"{form}={found}"
        for found, form in re.findall(r'<a class="sv-term" data-term="[^"]+" href="g#([^"]+)"[^>]*>([^<]+)</a>', shown)
    ]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("GAP", ["GAP=gap"]),
        ("the GAP, of course", ["GAP=gap"]),
        ("(GAP)", ["GAP=gap"]),
        ("It is GAP.", ["GAP=gap"]),
        ("GAP-based", ["GAP=gap"]),
        ("GAP’s and GAP's", ["GAP=gap"]),
        ("GAP/SOAP", ["GAP=gap", "SOAP=soap"]),
        ("SOAP–GAP", ["SOAP=soap", "GAP=gap"]),
        ("GAP: SOAP; PES?", ["GAP=gap", "SOAP=soap", "PES=pes"]),
        ("amorphous a-C", ["a-C=a-c"]),
        ("ænet", ["ænet=aenet"]),
    ],
)
def test_a_term_links(text: str, links: list[str]) -> None:
    assert linked(text) == links


@pytest.mark.parametrize("text", ["MLIPs are many", "one of the MLIPs."])
def test_a_plural_links_as_a_whole(text: str) -> None:
    assert linked(text) == ["MLIPs=mlip"]


@pytest.mark.parametrize(
    "text",
    [
        "SISSO++",
        "with SISSO++.",
        "MLIP-3",
        "MLIP-2",  # a numbered name that nobody declared
        "AL4GAP",
        "PES-Learn",
        "GAP-18",
        "MyGAP",
        "GAPs",  # no declared form
        "non-GAP",
        "GAP_fit",
        "libgap.GAP",
        "GAP2",
        "gap",  # letter case matters in running text
        "+GAP",
    ],
)
def test_a_term_inside_another_word_or_name_is_left_alone(text: str) -> None:
    assert linked(text) == []


def test_a_declared_name_is_left_whole_even_if_it_holds_terms() -> None:
    assert linked("QUIP/GAP and GAP") == ["GAP=gap"]


def test_a_term_that_is_an_everyday_word_is_not_linked() -> None:
    assert linked("an API") == []


def test_a_term_with_signs_at_its_end_links() -> None:
    assert linked("written in C++ and") == ["C++=cpp"]


def test_only_the_first_use_in_a_section_links_whatever_its_form() -> None:
    words = known().linker(lambda identifier: f"g#{identifier}")
    first, second = words("An MLIP. More MLIPs."), words("MLIP again")
    assert str(first).count("<a ") == 1
    assert "<a " not in str(second)


def test_the_next_section_begins_anew() -> None:
    glossary = known()
    for _ in range(2):
        assert "<a " in str(glossary.linker(lambda identifier: f"g#{identifier}")("MLIP"))


def test_code_and_links_are_left_alone_and_do_not_count_as_first_use() -> None:
    words = known().linker(lambda identifier: f"g#{identifier}")
    shown = html(Prose("`GAP` and [GAP](https://example.org/) and *GAP*"), lambda target: target, words)
    assert str(shown) == (
        '<p><code>GAP</code> and <a href="https://example.org/">GAP</a> and '
        '<em><a class="sv-term" data-term="gap" href="g#gap">GAP</a></em></p>'
    )


def test_what_stands_around_and_in_a_term_is_escaped() -> None:
    shown = str(known().linker(lambda identifier: f"g#{identifier}")("<b>MLIP*</b>"))
    assert "<b>" not in shown
    assert 'title="A &#34;quoted&#34; &#60;expansion&#62;"' in shown
    assert shown.startswith("&#60;b&#62;<a ")
    assert shown.endswith("</a>&#42;&#60;/b&#62;")


@pytest.mark.parametrize("text", ["a GAP b", " GAP ", "GAP GAP", "x  GAP\n y"])
def test_no_space_is_lost_or_made(text: str) -> None:
    shown = str(known().linker(lambda identifier: f"g#{identifier}")(text))
    bare = re.sub(r"<[^>]+>", "", shown)
    assert bare.split() == text.split()
    assert bare[:1].isspace() == text[:1].isspace()


def test_the_terms_of_a_text_can_be_asked_for() -> None:
    assert known().used("GAP, MLIPs and SISSO++, an API") == {"gap", "mlip"}


def test_an_empty_glossary_links_nothing() -> None:
    empty = Glossary.model_validate({"kinds": [], "terms": []})
    assert str(terms(empty, ()).linker(str)("GAP & SOAP")) == "GAP &#38; SOAP"
