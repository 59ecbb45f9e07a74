"""Letters in .bib files, read by other people's programs: each Latin letter in names and in a title.

What the Python readers make of them is asked in tests/test_latex.py. Here are pandoc, biber and bibutils from Debian,
Citation.js and the parser of Better BibTeX from npm, and BibTeX with pdfLaTeX, which set the result.
"""

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from survey.content.references import Name, Reference, Span
from survey.exports.citations.bibtex_format import bibtex
from survey.problems import Place

VIETNAMESE = "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
LETTERS = (
    "".join(chr(code) for code in range(0xC0, 0x180) if chr(code) not in "×÷ŉ")
    + "ƠơƯưȘșȚțǍǎǏǐǑǒǓǔǦǧǨǩǪǫḌḍḤḥḲḳṄṅṚṛṢṣṬṭẒẓẀẁẂẃẄẅẞ"
    + VIETNAMESE
)
DOTS_AND_MARKS = "ḌḤḲḳṄṚṢṬẒẓẀẁẂẃẄẅ"
TWO_MARKS = "".join(letter for letter in VIETNAMESE if len(unicodedata.normalize("NFD", letter)) > 2)

Found = Mapping[str, tuple[str, str, str]]
"""Family name, given name and title of each entry."""


def written(letter: str) -> Reference:
    """Return a work by an author in whose name the letter stands late, so that no style of BibTeX cuts there."""
    return Reference(
        key=f"k{ord(letter)}",
        place=Place("letters.bib", 1, 1),
        number=1,
        kind="article",
        authors=(Name(f"Kabe{letter}mn", f"Gade{letter}b"),),
        title=(Span(f"Kabe{letter}mn"),),
        journal="Journal",
        year=str(1000 + LETTERS.index(letter)),  # `alpha` has 26 labels for works of one name and year
    )


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a .bib file with an entry for each letter."""
    path = tmp_path_factory.mktemp("letters") / "letters.bib"
    path.write_text("".join(bibtex(written(letter)) for letter in LETTERS), encoding="utf-8")
    return path


def lost(found: Found) -> str:
    """Return the letters that were not read as they were meant, in names or in the title."""

    def read(letter: str) -> bool:
        return tuple(unicodedata.normalize("NFC", text) for text in found.get(f"k{ord(letter)}", ())) == (
            f"Kabe{letter}mn",
            f"Gade{letter}b",
            f"Kabe{letter}mn",
        )

    return "".join(letter for letter in LETTERS if not read(letter))


def from_csl(items: list[dict[str, Any]]) -> Found:
    return {item["id"]: (item["author"][0]["family"], item["author"][0]["given"], item["title"]) for item in items}


def run(*command: str | Path, cwd: Path | None = None) -> str:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, cwd=cwd).stdout


def test_pandoc_reads_every_letter(program: Callable[[str], str], letters: Path) -> None:
    items = json.loads(run(program("pandoc"), "--from", "bibtex", "--to", "csljson", letters))
    assert lost(from_csl(items)) == ""


def test_biber_reads_every_letter_but_those_of_two_marks(program: Callable[[str], str], letters: Path) -> None:
    """Of {\\'{\\^e}} it makes e and two marks in the order in which they stand, which is none of Unicode's letters."""
    out = letters.with_name("read.bib")
    options = ("--tool", "--quiet", "--output-format=bibtex", "--output-encoding=UTF-8", f"--output-file={out}")
    run(program("biber"), *options, letters, cwd=letters.parent)
    # It keeps the braces round a single command (B{\\o}rk becomes B{ø}rk), which mean nothing.
    text = re.sub(r"(?<=\w)\{(\w)\}", r"\1", unicodedata.normalize("NFC", out.read_text(encoding="utf-8")))
    entries = re.findall(r"@ARTICLE\{(\w+),\n  AUTHOR = \{(\w+), (\w+)\},.*?\n  TITLE = \{(\w+)\},", text, re.DOTALL)
    assert set(lost({key: (family, given, title) for key, family, given, title in entries})) <= set(TWO_MARKS)


def test_bibutils_reads_every_letter_but_those_with_marks_that_it_never_heard_of(
    program: Callable[[str], str], letters: Path
) -> None:
    mods = {"": "http://www.loc.gov/mods/v3"}
    output = run(program("bib2xml"), "--input-encoding", "utf8", letters)
    records = etree.fromstring(output.removeprefix("\ufeff").encode())

    def text(record: etree._Element, path: str) -> str:
        return " ".join(part.text or "" for part in record.iterfind(path, mods))

    found = {
        str(record.get("ID")): (
            text(record, "name/namePart[@type='family']"),
            text(record, "name/namePart[@type='given']"),
            text(record, "titleInfo/title"),
        )
        for record in records
    }
    assert set(lost(found)) <= {*DOTS_AND_MARKS, *VIETNAMESE}


@pytest.mark.parametrize("reader", ["citation-js", "better-bibtex"])
def test_the_readers_from_npm_read_every_letter(
    program: Callable[[str], str], node_package: Callable[[str], Path], letters: Path, reader: str
) -> None:
    """The parser of Better BibTeX is what that add-on of Zotero imports by."""
    folder = node_package("@citation-js").parent.parent
    script = Path(__file__).with_name("read_citations.mjs").read_text(encoding="utf-8")
    items = json.loads(run(program("node"), "--input-type=module", "--eval", script, reader, letters, cwd=folder))
    assert lost(from_csl(items)) == ""


UNPRINTABLE = "ħĦĸĿŀŧŦſƠơƯưẢảẨẩẲẳẺẻỂểỈỉỎỏỔổỚớỜờỞởỠỡỢợỦủỨứỪừỬửỮữỰựỶỷ"
"""What pdfLaTeX's ordinary fonts do not have, however it is written."""
CUT = "Đorđe Łukasz Ștefan Þór Œuvre Ŋo Ĳsbrand Ḍa Ỳn Élodie Ōno Ēriks Čapek Ősz İnci"
"""Given names whose first letter becomes an initial, in `abbrv`, and family names of which `alpha` takes three."""


@pytest.mark.parametrize("style", ["plain", "abbrv", "alpha", "unsrt"])
def test_bibtex_cuts_no_letter_in_two_and_pdflatex_prints_them_all(
    program: Callable[[str], str], tmp_path: Path, style: str
) -> None:
    letters = [written(letter) for letter in LETTERS if letter not in UNPRINTABLE]
    names = tuple(Name(family, family) for family in CUT.split())
    title = (Span("Signs: × ± ° µ ² → α ≤ – “quotes” < > ŋ"),)
    each = [replace(letters[0], key=f"name{number}", authors=(name,)) for number, name in enumerate(names)]
    together = replace(letters[0], key="together", authors=names, title=title)
    (tmp_path / "x.bib").write_text("".join(map(bibtex, [*letters, *each, together])), encoding="utf-8")
    (tmp_path / "x.tex").write_text(
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\begin{document}\n\\nocite{*}\n"
        f"\\bibliographystyle{{{style}}}\n\\bibliography{{x}}\n\\end{{document}}\n"
    )
    latex = (program("pdflatex"), "-draftmode", "-interaction=nonstopmode", "-halt-on-error", "x.tex")
    run(*latex, cwd=tmp_path)
    assert "Warning" not in run(program("bibtex"), "x", cwd=tmp_path)
    assert (tmp_path / "x.bbl").read_bytes().decode("utf-8").count("\\bibitem") == len(letters) + len(each) + 1
    run(*latex, cwd=tmp_path)
