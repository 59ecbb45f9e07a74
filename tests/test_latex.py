"""LaTeX to Unicode and back: what titles and names in references.bib may contain."""

import re
from unicodedata import normalize

import pytest
from pybtex.richtext import Text  # type: ignore[import-untyped]
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from survey.content.latex import (
    LatexError,
    Writer,
    name_to_latex,
    read_latex,
    spans_to_latex,
    to_latex,
    to_unicode_latex,
)
from survey.content.references import Span


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"U}ber", "Über"),
        (r"Andr\'{e}", "André"),
        (r"Andr\'e", "André"),
        (r"\v{C}apek and {\v c}", "Čapek and č"),
        (r"{\ae}net and \ae net", "ænet and ænet"),
        (r"L{\o}land, \O{}sterg{\aa}rd", "Løland, Østergård"),
        (r"{\'{\i}}{\'\i}{\'i}", "ííí"),
        (r"{\c{c}} {\.{e}} {\H{o}} {\k{a}} \ss", "ç ė ő ą ß"),
        (r"{\textcommabelow{s}}{\d{k}}{\^{\d{e}}}", "șḳệ"),
        ("1--5 --- six", "1–5 — six"),
        ("``quoted'' text", "“quoted” text"),
        ("P.~B. Szab\\'o", "P. B. Szabó"),
        (r"100\% of A \& B, \#1, a\_b, \$5", "100% of A & B, #1, a_b, $5"),
        ("100% of it & more", "100% of it & more"),
        (r"$\alpha$-quartz, 5 $\times$ 5", "α-quartz, 5 × 5"),
        (r"\textbf{bold} \texttt{code} {\bf old} \mbox{box} \LaTeX{}", "bold code old box LaTeX"),
        ("line\n    break", "line break"),
        ("e\u0301", "é"),
        (r"\textasciicircum{} \textasciitilde{} \^{}", "^ ~ ^"),
    ],
)
def test_text_becomes_readable(latex: str, text: str) -> None:
    decoded = read_latex(latex)
    assert decoded.text == text
    assert decoded.notes == ()


@pytest.mark.parametrize(
    ("latex", "spans"),
    [
        ("{NASA} data", (Span("NASA", protected=True), Span(" data"))),
        (r"{\"U}ber", (Span("Über"),)),
        (r"{{\ae}net-PyTorch}: A", (Span("ænet-PyTorch", protected=True), Span(": A"))),
        ("Pt$_{14}$", (Span("Pt"), Span("14", "sub"))),
        ("{H$_2$O}", (Span("H", protected=True), Span("2", "sub", True), Span("O", protected=True))),
        ("Ca$^{2+}$", (Span("Ca"), Span("2+", "sup"))),
        (r"$\mathrm{C_2H_6}$", (Span("C"), Span("2", "sub"), Span("H"), Span("6", "sub"))),
        (r"O\textsubscript{2}\textsuperscript{a}", (Span("O"), Span("2", "sub"), Span("a", "sup"))),
        (r"\emph{in vivo} test", (Span("in vivo", "emphasis"), Span(" test"))),
        (r"{\it ab initio} test", (Span("ab initio", "emphasis"), Span(" test"))),
        ("", ()),
    ],
)
def test_markup_becomes_spans(latex: str, spans: tuple[Span, ...]) -> None:
    assert read_latex(latex).spans == spans


@pytest.mark.parametrize(
    ("latex", "text", "command"),
    [
        (r"a \foo{bar} b", "a bar b", r"\foo"),
        (r"see \cite{x}", "see x", r"\cite"),
        (r"\today", "", r"\today"),
        (r"\begin{center}x\end{center}", "x", r"\begin{center}"),
    ],
)
def test_an_unknown_command_is_noted_and_never_shown(latex: str, text: str, command: str) -> None:
    decoded = read_latex(latex)
    assert decoded.text == text
    (note,) = decoded.notes
    assert note.startswith(f"the command {command} is not known")


@pytest.mark.parametrize(
    "latex", ["{a", "a}", "$x", r"\begin{a}", r"\'", r"\verb", "{" * 300 + "}" * 300, r"\begin{a}" * 3000]
)
def test_broken_latex_is_refused(latex: str) -> None:
    with pytest.raises(LatexError):
        read_latex(latex)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Schütt", r"Sch{\"u}tt"),
        ("Küçükbenli", r"K{\"u}{\c{c}}{\"u}kbenli"),
        ("Gelžinytė", r"Gel{\v{z}}inyt{\.e}"),
        ("Sigbjørn Løland", r"Sigbj{\o}rn L{\o}land"),
        ("Li’ang", "Li'ang"),
        ("ænet", r"{\ae}net"),
        ("Martínez", r"Mart{\'i}nez"),
        ("Wałęsa Çelik", r"Wałęsa {\c{C}}elik".replace("ę", r"{\k{e}}")),
        ("“a” – b", "``a'' -- b"),
        ("50% & #1_2 $", r"50\% \& \#1\_2 \$"),
        ("Erdős ű", r"Erd{\H o}s {\H u}"),
        ("ș đ ð þ œ ħ ơ ệ", r"ș đ ð þ œ ħ ơ {\^{\d{e}}}"),
        ("漢 ά Ж", "漢 ά Ж"),
        ("3 × 5 ± 1°, α₂ ≤ β → ½", r"3 × 5 ± 1°, {$\alpha$}{$_2$} {$\leq$} {$\beta$} → ½"),
        ("a < b ~ \\", r"a {$<$} b {\textasciitilde} {\textbackslash}"),
        ("{", r"{\textbraceleft}"),
        ("e\u0301", r"{\'e}"),
    ],
)
def test_unicode_becomes_latex_that_every_reader_knows(text: str, latex: str) -> None:
    assert to_latex(text) == latex


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("Đorđe", r"{\DJ}orđe"),
        ("Łukasz-Þór", r"{\L }ukasz-{\TH}{\'o}r"),
        ("Ștefan Stănișoară", r"{\textcommabelow{S}}tefan St{\u{a}}nișoar{\u{a}}"),
        ("Łódź", r"{\L }{\'o}d{\'{z}}"),
        ("P. Bernát & Šø", r"P. Bern{\'a}t \& {\v{S}}{\o}"),
        ("王 小明", "王 小明"),
    ],
)
def test_what_bibtex_may_cut_in_a_name_is_spelt_out(name: str, latex: str) -> None:
    """It counts bytes, and shortens names: to initials (abbrv), and to labels of three letters (alpha)."""
    assert name_to_latex(name) == latex
    assert read_latex(latex).text == name


@pytest.mark.parametrize(
    "latex",
    [
        r"{\'i}{\.e}{\H o}{\v{z}}{\L}{\DJ}{\oe}{\textcommabelow{s}}",
        r"{\'\i}{\.{e}}{\H{o}}{\v z}{\L }{\DJ }{\oe{}}{\textcommabelow s}",
        r"\'{\i}\.e\H{o}\v{z}\L{}\DJ{}\oe{}\textcommabelow{s}",
        r"{\'{\i}}\.{e}\H o\v z\L\DJ\oe\textcommabelow s",
        "íėőžŁĐœș",
    ],
)
def test_every_spelling_of_a_letter_is_read(latex: str) -> None:
    assert read_latex(latex).text == "íėőžŁĐœș"


LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code) not in "×÷ŉ"]
NAMES = "".join(chr(code) for code in range(0xC0, 0x180) if chr(code) not in "×÷ŉ") + "ƠơƯưȘșȚțǍǎǏǐǑǒǓǔǦǧǨǩǪǫ"
"""The letters of most names that are written in Latin letters."""


@pytest.mark.parametrize("write", [to_latex, name_to_latex, to_unicode_latex])
def test_every_latin_letter_survives_the_round_trip(write: Writer) -> None:
    assert [letter for letter in LATIN if read_latex(write(letter)).text != letter] == []


def test_greek_letters_and_mathematics_survive_the_round_trip() -> None:
    signs = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ∂∇∞≤≥≈≠∈×±→°·…"
    assert [sign for sign in signs if read_latex(to_latex(sign)).text != sign] == []


def test_no_letter_is_spelt_in_a_way_that_zotero_leaves_standing() -> None:
    """It joins most accents with a letter in braces, but not these two, and an i without dot with none."""
    spelt = {letter: to_latex(letter) for letter in NAMES if letter != "ı"}
    assert [letter for letter, latex in spelt.items() if re.search(r"\\[.H]\{|\\i|\\[A-Za-z]{2,}\{", latex)] == []


def test_pybtex_reads_every_letter_of_names() -> None:
    assert [letter for letter in NAMES if str(Text.from_latex(f"Kabe{to_latex(letter)}mn")) != f"Kabe{letter}mn"] == []


def test_bibtexparser_reads_every_letter_of_names() -> None:
    decode = LatexNodes2Text().latex_to_text
    assert [letter for letter in NAMES if normalize("NFC", decode(f"K{to_latex(letter)}n")) != f"K{letter}n"] == []


@pytest.mark.parametrize("number", ["202E", "200B", "85", "0A", "FEFF", "D800", "E000", "110000", "FFFFFF"])
def test_a_character_that_nobody_sees_has_no_number(number: str) -> None:
    decoded = read_latex(f'a\\symbol{{"{number}}}b')
    assert decoded.text.isprintable()
    assert decoded.notes == ("the command \\symbol is not known; its text is shown without it",)


@pytest.mark.parametrize("title", ["{SISSO++} code", "{H$_{2}$O} and {Pt}", r"\emph{x} of {{\ae}net}", "{a$^{2+}$}"])
def test_a_title_is_written_as_it_was_read(title: str) -> None:
    assert spans_to_latex(read_latex(title).spans) == title


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Films of H$_2$O on Pt$_{14}$(100), again", "Films of {H$_{2}$O} on {Pt$_{14}$(100)}, again"),
        ("$^{13}$C in a{$^{2+}$}", "{$^{13}$C} in {a$^{2+}$}"),
        ("{H}$_2$ \\emph{or} $_a$", "{H$_{2}$} \\emph{or} {$_{a}$}"),
    ],
)
def test_a_formula_is_protected_as_a_whole(title: str, written: str) -> None:
    assert spans_to_latex(read_latex(title).spans) == written


def test_in_utf_8_only_what_latex_would_take_for_a_command_is_written_as_one() -> None:
    assert to_unicode_latex("Müller’s 100 % & α_1 in 水 ~") == r"Müller’s 100 \% \& α\_1 in 水 {\textasciitilde}"
