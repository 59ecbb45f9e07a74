"""Signs that nobody sees are refused, but for those that real names are written with."""

from time import perf_counter

import pytest

from survey.content.latex import LatexError, read_latex
from survey.search.index import folded
from survey.slides.drawing import SANS
from survey.slides.fonts import spelt
from survey.text.characters import named, unseen, visible


def told(text: str) -> list[str]:
    return [named(sign) for _, sign in unseen(text)]


@pytest.mark.parametrize(
    "name",
    [
        "Küçükbenli",
        "علی\u200cرضا",  # Persian: a non-joiner between the two halves of the name Alireza
        "مَ\u200cنی",  # the same behind a vowel mark
        "ශ්\u200dරී",  # Sinhala: Shri, drawn as one letter by a joiner after the virama
        "क्\u200cष",  # Devanagari: two letters that are not to merge
        "葛\U000e0100城",  # Japanese: Katsuragi, in the variant that the town uses
        "⚛\ufe0f",  # a symbol in colour
        "∩\ufe00",  # a symbol of mathematics with serifs
        "Ångström Å",
        "山田 太郎",
        "Nguyễn Thị Minh Khai",
        "🐝",
    ],
)
def test_what_real_names_are_written_with_passes(name):
    assert told(name) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Bell\u200c", ["U+200C"]),  # nothing that would join
        ("B\u200cell", ["U+200C"]),
        ("علی\u200c", ["U+200C"]),  # nothing after it
        ("علی\u200d", ["U+200D"]),
        ("a\ufe0f", ["U+FE0F"]),
        ("\ufe0f", ["U+FE0F"]),
        ("⚛\ufe0f\ufe0f", ["U+FE0F"]),
        ("⚛\U000e0100", ["U+E0100"]),  # variants of ideographs are no variants of symbols
        ("\u3164", ["U+3164"]),
        ("Bell\u115f\u1160\uffa0", ["U+115F", "U+1160", "U+FFA0"]),
        ("\u034f\u17b4\u17b5\u2800\u180b", ["U+034F", "U+17B4", "U+17B5", "U+2800", "U+180B"]),
        ("\U0001d159\U0001d173\U000e0041\U00013441", ["U+1D159", "U+1D173", "U+E0041", "U+13441"]),
        ("\ue000\U000f0000\U0010fffd", ["U+E000", "U+F0000", "U+10FFFD"]),
        ("\ufdd0\ufffe\U0001ffff\U0010ffff", ["U+FDD0", "U+FFFE", "U+1FFFF", "U+10FFFF"]),
        ("👩\u200d🔬", ["U+200D"]),
    ],
)
def test_what_nobody_sees_is_told_by_its_code(text, signs):
    assert told(text) == signs


def test_a_place_is_counted_in_signs():
    assert list(unseen("漢🐝\u3164")) == [(2, "\u3164")]


def test_joiners_in_great_number_are_told_apart_soon():
    start = perf_counter()
    assert len(told("a\u200c" * 100_000)) == 100_000
    assert perf_counter() - start < 5


def test_a_message_is_one_line_whatever_it_quotes():
    assert visible("a\nb\u202e\u3164\udce9\x1b") == "a<U+000A>b<U+202E><U+3164><0xE9><U+001B>"
    assert visible("Küçükbenli 漢 🐝") == "Küçükbenli 漢 🐝"


@pytest.mark.parametrize("latex", [r'\symbol{"3164}', r'\symbol{"115F}', r'a\symbol{"FE0F}'])
def test_latex_makes_nothing_that_nobody_sees(latex):
    with pytest.raises(LatexError, match=r"U\+"):
        read_latex(latex)


@pytest.mark.parametrize("latex", [r"shelf\-ful", r"shelf\textcompwordmark{}ful", r"shelf{\nolinebreak}ful"])
def test_what_latex_breaks_words_and_lines_by_is_no_text(latex):
    assert read_latex(latex).text == "shelfful"


def test_a_name_is_found_and_drawn_without_what_only_joins_its_letters():
    assert folded("علی\u200cرضا") == folded("علیرضا")
    assert spelt("علی\u200cرضا", SANS) == spelt("علیرضا", SANS)
    assert spelt("葛\U000e0100", SANS) == spelt("葛", SANS)
