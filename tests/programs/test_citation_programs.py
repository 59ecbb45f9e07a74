"""The citation files, read and formatted by other people's programs, and compared with the records they came from.

pandoc, biber and bibutils from Debian, Citation.js and citeproc-js from npm. The Python readers are asked in
tests/test_citation_files.py, Zotero's way of reading a page in tests/test_zotero.py.
"""

import html
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

from survey.content.bibtex import read_bibliography
from survey.content.references import Name, Reference, Span, run_on, title_runs
from survey.exports.citations import FORMATS
from survey.exports.citations.styles import apa, without_unconfirmed

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
STYLES = Path("/usr/share/citation-style-language/styles")
LOCALE = STYLES.parent / "locales" / "locales-en-US.xml"

Program = Callable[[str], str]
Package = Callable[[str], Path]
Found = Mapping[str, Mapping[str, object]]
"""What was read of each work, by its plain title."""


def references(folder: Path) -> list[Reference]:
    path = folder / "content" / "references.bib"
    return list(read_bibliography("references.bib", path.read_text(encoding="utf-8"))[0])


EVERY = [*references(ROOT), *references(ROOT / "tests" / "example")]
SHOWN = {each.plain_title: without_unconfirmed(each) for each in EVERY}


def run(*command: str | Path, cwd: Path | None = None, text: str | None = None) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, cwd=cwd, input=text)
    return ran.stdout


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all works of both surveys in a file of each format: all.bib, all.ris …"""
    folder = tmp_path_factory.mktemp("files")
    for kind in FORMATS:
        written = kind.join([kind.write(reference) for reference in EVERY])
        (folder / f"all.{kind.extension}").write_bytes(written.encode())
    return folder


def node(program: Program, node_package: Package, script: str, *arguments: str | Path) -> Any:
    folder = node_package("citeproc").parent.parent
    code = (HERE / script).read_text(encoding="utf-8")
    return json.loads(run(program("node"), "--input-type=module", "--eval", code, *arguments, cwd=folder))


# ── What a reader has to find ────────────────────────────────────────────────────────────────────────────────────────


def expected(reference: Reference) -> dict[str, object]:
    return {
        "authors": tuple((name.sorted, name.given, name.suffix) for name in reference.authors),
        "journal": reference.journal,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.article_number.replace("–", "-"),
        "date": reference.date,
        "doi": reference.doi,
    }


def from_csl(items: list[dict[str, Any]]) -> Found:
    return {plain(item["title"]): _from_csl(item) for item in items}


def _from_csl(item: Mapping[str, Any]) -> Mapping[str, object]:
    def author(name: Mapping[str, str]) -> tuple[str, str, str]:
        particle = name.get("non-dropping-particle", name.get("dropping-particle", ""))
        family = f"{particle} {name.get('family', name.get('literal', ''))}".strip()
        return family, name.get("given", ""), name.get("suffix", "")

    date = item.get("issued", {}).get("date-parts", [[]])[0]
    return {
        "authors": tuple(map(author, item["author"])),
        "journal": item.get("container-title", ""),
        "volume": str(item.get("volume", "")),
        "issue": str(item.get("issue", "")).replace("–", "-"),
        "page": str(item.get("page", item.get("number", ""))).replace("–", "-"),
        "date": "-".join(f"{int(part):02}" for part in date),
        "doi": item.get("DOI", ""),
    }


def plain(title: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", title))


def differing(found: Found, *besides: str) -> list[tuple[str, str, object, object]]:
    """Return title, field, what should be there and what is, without the fields named *besides*."""
    folded = {_folded(title): fields for title, fields in found.items()}
    return [
        (title, field, value, folded.get(_folded(title), {}).get(field))
        for title, reference in SHOWN.items()
        for field, value in expected(reference).items()
        if field not in besides and _same(value) != _same(folded.get(_folded(title), {}).get(field))
    ]


def _same(value: object) -> str:
    """Return a value for comparison; TeX prints a plain apostrophe as ’, and readers take either."""
    return unicodedata.normalize("NFC", repr(value)).replace("’", "'").replace('"', "'")


def _folded(title: str) -> str:
    # Some readers make M₂ of M$_{2}$.
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", title)).casefold()


# ── The readers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_pandoc_reads_bibtex_and_csl_json_without_a_loss(program: Program, files: Path) -> None:
    for kind, extension in (("bibtex", "bib"), ("csljson", "csl.json")):
        items = json.loads(run(program("pandoc"), "--from", kind, "--to", "csljson", files / f"all.{extension}"))
        assert differing(from_csl(items)) == []


def test_pandoc_reads_biblatex_but_for_the_article_number(program: Program, files: Path) -> None:
    items = json.loads(run(program("pandoc"), "--from", "biblatex", "--to", "csljson", files / "all.biblatex.bib"))
    assert differing(from_csl(items), "page") == []


@pytest.mark.parametrize("extension", ["bib", "biblatex.bib", "ris", "csl.json"])
def test_citation_js_reads_without_a_loss(program: Program, node_package: Package, files: Path, extension: str) -> None:
    items = node(program, node_package, "read_citations.mjs", "citation-js", files / f"all.{extension}")
    assert differing(from_csl(items)) == []


@pytest.mark.parametrize("extension", ["bib", "biblatex.bib"])
def test_better_bibtex_reads_without_a_loss(
    program: Program, node_package: Package, files: Path, extension: str
) -> None:
    found = from_csl(node(program, node_package, "read_citations.mjs", "better-bibtex", files / f"all.{extension}"))
    assert differing(found) == []


def test_citation_js_reads_endnotes_format_but_for_the_month_that_it_does_not_have(
    program: Program, node_package: Package, files: Path
) -> None:
    found = from_csl(node(program, node_package, "read_citations.mjs", "citation-js", files / "all.enw"))
    # EndNote asks for a comma behind the name of a body; Citation.js takes the name apart all the same.
    bodies = {title for title, shown in SHOWN.items() if not all(name.given for name in shown.authors)}
    assert {title for title, *_ in differing(found, "date")} <= bodies
    assert all(str(fields["date"])[:4] == SHOWN[title].year for title, fields in found.items())


@pytest.mark.parametrize(("reader", "extension"), [("bib2xml", "bib"), ("ris2xml", "ris"), ("end2xml", "enw")])
def test_bibutils_reads_people_volume_pages_and_doi(program: Program, files: Path, reader: str, extension: str) -> None:
    """It takes the name of a body apart, and the dots off initials, which it sets again when it writes."""
    mods = {"": "http://www.loc.gov/mods/v3"}
    output = run(program(reader), "--input-encoding", "utf8", files / f"all.{extension}")
    found = {}
    for record in etree.fromstring(output.removeprefix("\ufeff").encode()):

        def text(path: str, within: etree._Element = record) -> str:
            return " ".join(filter(None, (part.text for part in within.iterfind(path, mods))))

        title = " ".join(filter(None, (text("titleInfo/title"), text("titleInfo/subTitle"))))
        parts = ("number", "list", "start", "end")
        found[title] = {
            "authors": tuple(text("namePart[@type='family']", name) for name in record.iterfind("name", mods)),
            "volume": text(".//detail[@type='volume']/number"),
            "issue": text(".//detail[@type='issue']/number") or text(".//detail[@type='number']/number"),
            "page": "-".join(filter(None, (text(f".//*[@type='page']/{part}") for part in parts)))
            or "-".join(filter(None, (text(f".//extent[@unit='page']/{part}") for part in parts))),
            "doi": text("identifier[@type='doi']"),
        }
    wanted = {
        title: {**expected(shown), "authors": tuple(name.sorted for name in shown.authors)}
        for title, shown in SHOWN.items()
        if all(name.given for name in shown.authors)
    }
    folded = {_folded(title): fields for title, fields in found.items()}
    for title, fields in wanted.items():
        read = folded[_folded(title)]
        assert {field: _same(read[field]) for field in read} == {field: _same(fields[field]) for field in read}


def test_biblatex_is_as_biber_wants_it(program: Program, files: Path) -> None:
    """Only a date that nobody knows is missing: XXXX, which biber takes, is the year 0 elsewhere."""
    output = run(program("biber"), "--tool", "--validate-datamodel", "all.biblatex.bib", cwd=files)
    undated = [each.key for each in EVERY if not each.year]
    warnings = [line for line in output.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert len(warnings) == len(undated), warnings
    for key, line in zip(undated, warnings, strict=True):
        assert f"Entry '{key}'" in line
        assert line.endswith("Missing mandatory field - one of 'date, year' must be defined")


# ── The formatters ───────────────────────────────────────────────────────────────────────────────────────────────────

NAMED = ("apa", "chicago-author-date", "chicago-fullnote-bibliography", "modern-language-association", "ieee")
CHEMICAL = ("american-chemical-society", "american-physics-society", "nature", "harvard-cite-them-right", "vancouver")
EACH_CASE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Each case</title><id>each-case</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout delimiter=" | ">
    <text variable="title" text-case="sentence"/>
    <text variable="title" text-case="title" prefix=" | "/>
    <text variable="title" text-case="lowercase" prefix=" | "/>
    <text variable="title" text-case="capitalize-all" prefix=" | "/>
  </layout></bibliography>
</style>
"""
"""What styles do to titles: 503 of Debian's 2,549 set them in title case, 82 in sentence case."""
FORMULAE = replace(
    EVERY[1],
    key="Formulae",
    title=(
        Span("pdf-tex", protected=True),
        Span(" and the "),
        Span("ab initio", "emphasis"),
        Span(" energy of Pt"),
        Span("n", "sub"),
        Span(" in "),
        Span("n-H", protected=True),
        Span("2", "sub", True),
        Span("O and LaTeX for "),
        Span("LaTeX", protected=True),
    ),
    authors=(Name("Lilienfeld", "O. Anatole", "von"), Name("Schaefer", "Henry F.", "", "III")),
)


@pytest.fixture(scope="module")
def cased(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("style")
    (folder / "each-case.csl").write_text(EACH_CASE)
    kind = next(kind for kind in FORMATS if kind.extension == "csl.json")
    (folder / "items.json").write_text(kind.join([kind.write(each) for each in (*EVERY, FORMULAE)]), encoding="utf-8")
    return folder


def kept_names(reference: Reference, formatted: str) -> list[str]:
    """Return what braces protect and *formatted* does not have to the letter."""
    # Quotation marks and hyphens may be typeset; letters may not.
    names = ["".join(span.text for span in run.spans) for run in title_runs(reference.title) if run.protected]
    return [name for name in names if name.replace("'", "’") not in plain(formatted).replace("'", "’")]


def test_citeproc_js_keeps_the_names_in_titles_in_every_style(
    program: Program, node_package: Package, cased: Path
) -> None:
    styles = [cased / "each-case.csl", *(STYLES / f"{name}.csl" for name in (*NAMED, *CHEMICAL))]
    made = node(program, node_package, "cite.mjs", LOCALE, cased / "items.json", *styles)
    assert len(made) == len(styles)
    for style, entries in made:
        formatted = dict(entries)
        for reference in (*EVERY, FORMULAE):
            assert kept_names(reference, formatted[reference.key]) == [], (style, formatted[reference.key])
            for part in formatted[reference.key].split(" | ") if "each-case" in style else ():
                assert kept_names(reference, part) == [], part
    cases = [plain(part).strip() for part in dict(made[0][1])["Formulae"].split(" | ")]
    assert cases == [
        "pdf-tex and the ab initio energy of Ptn in n-H2O and latex for LaTeX",
        "pdf-tex and the Ab Initio Energy of Ptn in n-H2O and LaTeX for LaTeX",
        "pdf-tex and the ab initio energy of Ptn in n-H2O and latex for LaTeX",
        "pdf-tex And The Ab Initio Energy Of Ptn In n-H2O And LaTeX For LaTeX",
    ]


def test_pandoc_keeps_the_names_in_titles_in_every_style(program: Program, cased: Path) -> None:
    for style in (cased / "each-case.csl", *(STYLES / f"{name}.csl" for name in NAMED)):
        everything = "---\nnocite: '@*'\n---\n"
        options = ("--citeproc", "--csl", style, "--bibliography", cased / "items.json", "--wrap=none")
        formatted = run(program("pandoc"), "--from", "markdown", "--to", "html", *options, text=everything)
        entries = dict(re.findall(r'<div id="ref-(\w+)"[^>]*>(.*?)</div>\n', formatted, re.DOTALL))
        for reference in (*EVERY, FORMULAE):
            assert kept_names(reference, entries[reference.key]) == [], (style, entries[reference.key])


def test_styles_say_what_a_work_is_that_is_in_no_journal(program: Program, node_package: Package, cased: Path) -> None:
    styles = [STYLES / f"{name}.csl" for name in ("apa", "chicago-author-date", "chicago-fullnote-bibliography")]
    told = [reference for reference in EVERY if reference.note]
    for style, entries in node(program, node_package, "cite.mjs", LOCALE, cased / "items.json", *styles):
        formatted = dict(entries)
        for reference in told:
            assert reference.note.rstrip(".") in plain(formatted[reference.key]), (style, formatted[reference.key])


def test_apa_prints_particles_suffixes_and_article_numbers(
    program: Program, node_package: Package, cased: Path
) -> None:
    ((_, entries),) = node(program, node_package, "cite.mjs", LOCALE, cased / "items.json", STYLES / "apa.csl")
    formatted = {key: plain(entry).strip() for key, entry in entries}
    assert formatted["Formulae"].startswith("von Lilienfeld, O. A., & Schaefer, H. F., III. (")
    for reference in EVERY:
        if reference.kind == "article" and reference.article_number and not reference.pages[1]:
            assert f"Article {reference.article_number}" in formatted[reference.key]


def test_our_apa_is_that_of_citeproc_js(program: Program, node_package: Package, cased: Path) -> None:
    ((_, entries),) = node(program, node_package, "cite.mjs", LOCALE, cased / "items.json", STYLES / "apa.csl")
    theirs = {key: re.sub(r"\s+", " ", plain(entry)).strip() for key, entry in entries}
    for reference in EVERY:
        assert run_on(apa(reference)).replace("'", "’") == theirs[reference.key].replace("'", "’")
