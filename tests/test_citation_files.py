"""The citation files, read back by programs of other people's making and compared with the record they came from.

pybtex and bibtexparser read BibTeX, rispy reads RIS, CSL-JSON is held to its schema. Where readers are more
lenient than the programs that people use, the bytes themselves are looked at.
"""

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string as parse_with_bibtexparser
from jsonschema import Draft7Validator
from pybtex.database import parse_string  # type: ignore[import-untyped]
from pybtex.richtext import Text  # type: ignore[import-untyped]
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from survey.content import Catalogue
from survey.content.bibtex import read_bibliography
from survey.content.project import Project, read
from survey.content.references import MONTHS, WORK_TYPES, Name, Reference, Span
from survey.exports.citations import FORMATS, Format, citation_files
from survey.exports.citations.bibtex_format import biblatex, bibtex
from survey.exports.citations.csl_json import csl
from survey.exports.citations.styles import plain_text, without_unconfirmed
from survey.exports.citations.tagged import endnote, ris

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "example"


def references(folder: Path) -> list[Reference]:
    path = folder / "content" / "references.bib"
    return list(read_bibliography("references.bib", path.read_text(encoding="utf-8"))[0])


REAL = references(ROOT)
SCHNETPACK = next(reference for reference in REAL if reference.number == 7)
MANY = next(reference for reference in REAL if reference.number == 18)

NAMES = (
    Name("Lilienfeld", "O. Anatole", "von"),
    Name("Thomas du Toit", "Daniel F."),
    Name("Schaefer", "Henry F.", "", "III"),
    Name("E", "Weinan"),
    Name("Huang", "Li’ang"),
    Name("Bore", "Sigbjørn Løland"),
    Name("Szabó", "P. Bernát"),
    Name("Gelžinytė", "Elena"),
    Name("Oord", "Cas", "van der"),
    Name("Küçükbenli", "Emine"),
    Name("Cruz e Silva", "João", "de la"),
    Name("Society of Tides & Bells"),
)
TORTURE = replace(
    SCHNETPACK,
    key="Torture",
    authors=NAMES,
    title=(
        Span("SISSO++", protected=True),
        Span(" on H"),
        Span("2", "sub"),
        Span("O & “quotes”, 'single' and \"double\"; 100 % of a_b #1: "),
        Span("in vivo", "emphasis"),
        Span("?"),
    ),
    publisher="Quay & Sons",
)
OLD = replace(SCHNETPACK, key="Old", doi="10.1175/1520-0477(1996)077<0437:a+b;c#d>2.0.CO;2")
OF_EACH_TYPE = [replace(TORTURE, key=f"Torture{name}", kind=name) for name in WORK_TYPES]
EVERY = [*REAL, *references(EXAMPLE), *OF_EACH_TYPE, OLD]
EACH = pytest.mark.parametrize("reference", EVERY, ids=lambda reference: reference.key)


def given(reference: Reference) -> tuple[tuple[str, str, str, str], ...]:
    """Return the names as a reader of BibTeX is to see them; TeX prints a plain apostrophe as ’."""
    names = ((name.particle, name.family, name.suffix, name.given) for name in reference.authors)
    return tuple(tuple(part.replace("’", "'") for part in name) for name in names)  # type: ignore[misc]


def plain(reference: Reference) -> dict[str, str]:
    """Return the fields of BibTeX that are text, as they stand in the record."""
    shown = without_unconfirmed(reference)
    return {
        "title": shown.plain_title.replace('"', "”"),
        "journal": shown.journal,
        "year": shown.year,
        "volume": shown.volume,
        "number": shown.issue,
        "pages": shown.article_number,
        "issn": shown.issn,
        "publisher": shown.publisher,
        "note": shown.note,
    }


def verbatim(reference: Reference) -> dict[str, str]:
    shown = without_unconfirmed(reference)
    return {"doi": shown.doi, "url": "" if shown.doi else shown.url}


def from_latex(text: str, decode: Callable[[str], str]) -> str:
    """Return decoded text; sub- and superscripts run on, quotes are as typography has them."""
    text = re.sub(r"\$[_^]\{([^}]*)\}\$", r"\1", text)
    text = re.sub(r"\\emph\{([^}]*)\}", r"\1", text)
    # A straight quote is a closing one to TeX, and to those who read what is written for it.
    return decode(text).replace("``", "“").replace("''", "”").replace('"', "”").strip()


# ── BibTeX ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@EACH
def test_pybtex_reads_bibtex_back(reference: Reference) -> None:
    def decoded(text: str) -> str:
        return from_latex(text, lambda latex: str(Text.from_latex(latex)))

    entry = parse_string(bibtex(reference), "bibtex").entries[reference.key]
    parts = (
        (person.prelast_names, person.last_names, person.lineage_names, person.first_names + person.middle_names)
        for person in entry.persons["author"]
    )
    names = tuple(tuple(decoded(" ".join(words)).replace("’", "'") for words in name) for name in parts)
    assert names == given(reference)
    assert {name: decoded(entry.fields.get(name, "")) for name in plain(reference)} == plain(reference)
    assert {name: entry.fields.get(name, "") for name in verbatim(reference)} == verbatim(reference)


@EACH
def test_bibtexparser_reads_bibtex_back(reference: Reference) -> None:
    decode = LatexNodes2Text(math_mode="verbatim").latex_to_text

    def decoded(text: str) -> str:
        return from_latex(text, decode)

    splitting = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = parse_with_bibtexparser(bibtex(reference), append_middleware=splitting)
    assert not library.failed_blocks
    fields: Mapping[str, Any] = {field.key: field.value for field in library.entries[0].fields}
    names = tuple(
        tuple(decoded(" ".join(part)).replace("’", "'") for part in (name.von, name.last, name.jr, name.first))
        for name in fields["author"]
    )
    assert library.entries[0].key == reference.key
    assert names == given(reference)
    assert {name: decoded(fields.get(name, "")) for name in plain(reference)} == plain(reference)
    assert {name: fields.get(name, "") for name in verbatim(reference)} == verbatim(reference)
    month = without_unconfirmed(reference).month
    assert fields.get("month", "") == (MONTHS[month - 1][:3].lower() if month else "")


@EACH
def test_bibtexparser_reads_biblatex_back_and_letters_are_as_they_are(reference: Reference) -> None:
    text = biblatex(reference)
    library = parse_with_bibtexparser(text)
    assert not library.failed_blocks
    fields = {field.key: field.value for field in library.entries[0].fields}
    shown = without_unconfirmed(reference)
    for name in reference.authors:
        assert all(part.replace("&", r"\&") in fields["author"] for part in (name.family, name.given, name.particle))
    assert fields.get("journaltitle", "") == shown.journal
    assert fields.get("date", "") == (f"{shown.year}-{shown.month:02}" if shown.month else shown.year)
    assert fields.get("eid", fields.get("pages", "")) == shown.article_number
    assert "year" not in fields
    assert "journal" not in fields
    assert unicodedata.is_normalized("NFC", text)


def test_the_biblatex_of_reference_7() -> None:
    assert biblatex(SCHNETPACK).splitlines()[1:8] == [
        "  author       = {Schütt, Kristof T. and Hessmann, Stefaan S. P. and Gebauer, Niklas W. A. and Lederer, Jonas "
        "and Gastegger, Michael},",
        "  title        = {{SchNetPack} 2.0: A neural network toolbox for atomistic machine learning},",
        "  journaltitle = {The Journal of Chemical Physics},",
        "  shortjournal = {J. Chem. Phys.},",
        "  date         = {2023-04},",
        "  volume       = {158},",
        "  number       = {14},",
    ]


# ── BibTeX itself, where it is installed ─────────────────────────────────────────────────────────────────────────────

LINE_7 = (
    r"Kristof~T. Sch{\"u}tt, Stefaan S.~P. Hessmann, Niklas W.~A. Gebauer, Jonas "
    r"Lederer, and Michael Gastegger."
)


def formatted(catalogue: Catalogue, style: str, folder: Path) -> str:
    """Return what BibTeX makes of all papers in *style*, which it must not warn of; skip where it is not installed."""
    there = shutil.which("bibtex") and shutil.which("kpsewhich")
    if not there or subprocess.run(["kpsewhich", f"{style}.bst"], capture_output=True).returncode:
        pytest.skip(f"BibTeX and its style {style} are not installed; the two readers above have to do")
    (folder / "all.bib").write_bytes(citation_files(catalogue)["cite/all.bib"])
    (folder / "x.aux").write_text(f"\\citation{{*}}\n\\bibdata{{all}}\n\\bibstyle{{{style}}}\n")
    run = subprocess.run(["bibtex", "x"], cwd=folder, capture_output=True, text=True)
    assert (run.returncode, "Warning" in run.stdout) == (0, False), run.stdout
    return (folder / "x.bbl").read_bytes().decode("ascii")


@pytest.mark.parametrize("style", ["plain", "abbrv", "alpha"])
def test_bibtex_itself_has_nothing_to_warn_of(catalogue: Catalogue, tmp_path: Path, style: str) -> None:
    assert formatted(catalogue, style, tmp_path).count("\\bibitem") == len(catalogue.contributions)


def test_bibtex_itself_keeps_names_and_capitals(catalogue: Catalogue, tmp_path: Path) -> None:
    written = formatted(catalogue, "plain", tmp_path)
    assert LINE_7 in " ".join(written.split())
    assert all(word in written for word in ("{SISSO++}", "{GPUMD}", "{CHARMM}", "{Pt}"))


# ── RIS ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

RIS_7 = """\
TY  - JOUR
AU  - Schütt, Kristof T.
AU  - Hessmann, Stefaan S. P.
AU  - Gebauer, Niklas W. A.
AU  - Lederer, Jonas
AU  - Gastegger, Michael
TI  - SchNetPack 2.0: A neural network toolbox for atomistic machine learning
T2  - The Journal of Chemical Physics
J2  - J. Chem. Phys.
PY  - 2023
DA  - 2023/04//
VL  - 158
IS  - 14
SP  - 144801
C7  - 144801
SN  - 0021-9606
DO  - 10.1063/5.0138367
UR  - https://doi.org/10.1063/5.0138367
ER  -·
""".replace("·", " ").replace("\n", "\r\n")


def test_the_ris_of_reference_7_to_the_byte() -> None:
    assert ris(SCHNETPACK) == RIS_7


@EACH
def test_every_line_of_ris_is_as_endnote_wants_it(reference: Reference) -> None:
    lines = ris(reference).split("\r\n")
    assert lines.pop() == ""
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    assert lines[0].startswith("TY  - ")
    assert lines[-1] == "ER  - "
    assert all(line.partition("  - ")[2] or line == "ER  - " for line in lines)
    assert not any("*" in line for line in lines if line.startswith(("AU", "T2", "J2")))


@EACH
def test_rispy_reads_ris_back(reference: Reference) -> None:
    shown = without_unconfirmed(reference)
    first, last = shown.pages
    names = [(f"{name.particle} {name.family}".strip(), name.given, name.suffix) for name in shown.authors]
    expected = {
        "type_of_reference": {"article": "JOUR", "unpublished": "UNPB", "misc": "GEN"}[shown.kind],
        "authors": [", ".join(part for part in name if part) for name in names],
        "title": shown.plain_title,
        "secondary_title": shown.journal,
        "alternate_title1": shown.short_journal,
        "year": shown.year,
        "date": f"{shown.year}/{shown.month:02}//" if shown.month else "",
        "volume": shown.volume,
        "number": shown.issue,
        "start_page": first,
        "end_page": last,
        "custom7": "" if last else first,
        "issn": shown.issn,
        "doi": shown.doi,
        "urls": [shown.address] if shown.address else [],
        "notes": [shown.note] if shown.note else [],
    }
    (found,) = rispy.loads(ris(reference))
    assert found == {key: value for key, value in expected.items() if value}


# ── CSL-JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────

SCHEMA = Draft7Validator(json.loads((ROOT / "tests" / "csl" / "csl-data.json").read_text(encoding="utf-8")))

CSL_7 = {
    "id": "Schutt2023SchNetPack",
    "citation-key": "Schutt2023SchNetPack",
    "type": "article-journal",
    "title": '<span class="nocase">SchNetPack</span> 2.0: A neural network toolbox for atomistic machine learning',
    "author": [
        {"family": "Schütt", "given": "Kristof T."},
        {"family": "Hessmann", "given": "Stefaan S. P."},
        {"family": "Gebauer", "given": "Niklas W. A."},
        {"family": "Lederer", "given": "Jonas"},
        {"family": "Gastegger", "given": "Michael"},
    ],
    "container-title": "The Journal of Chemical Physics",
    "container-title-short": "J. Chem. Phys.",
    "volume": "158",
    "issue": "14",
    "page": "144801",
    "number": "144801",
    "issued": {"date-parts": [[2023, 4]]},
    "DOI": "10.1063/5.0138367",
    "URL": "https://doi.org/10.1063/5.0138367",
    "ISSN": "0021-9606",
    "publisher": "AIP Publishing",
    "language": "en",
}


def test_the_csl_json_of_reference_7() -> None:
    item = json.loads(csl(SCHNETPACK))
    assert item == CSL_7
    assert list(item) == list(CSL_7)


def test_the_schema_of_csl_refuses_what_others_write() -> None:
    assert not list(SCHEMA.iter_errors([CSL_7]))
    for wrong in ({"doi": "10.1063/5.0138367"}, {"issued": "2023"}, {"title": ["SchNetPack"]}, {"type": "journal"}):
        assert list(SCHEMA.iter_errors([{**CSL_7, **wrong}])), wrong


@EACH
def test_csl_json_keeps_to_its_schema_and_to_the_record(reference: Reference) -> None:
    item = json.loads(csl(reference))
    assert not list(SCHEMA.iter_errors([item]))
    shown = without_unconfirmed(reference)
    names = tuple(
        tuple(name.get(part, "") for part in ("non-dropping-particle", "family", "suffix", "given"))
        if "literal" not in name
        else ("", name["literal"], "", "")
        for name in item["author"]
    )
    assert names == tuple((name.particle, name.family, name.suffix, name.given) for name in reference.authors)
    tags = re.findall(r"<[^>]*>", item["title"])
    assert set(tags) <= {"<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>", '<span class="nocase">', "</span>"}
    assert re.sub(r"<[^>]*>", "", item["title"]) == shown.plain_title
    assert item.get("genre", "") == shown.note, "styles print a genre, and no note"
    first, last = shown.pages
    assert item.get("page", "") == (f"{first}-{last}" if last else first)
    assert item.get("number", "") == ("" if last else first), "APA finds the article number here"
    for field, value in (("DOI", shown.doi), ("volume", shown.volume), ("issue", shown.issue), ("ISSN", shown.issn)):
        assert item.get(field, "") == value


def test_what_only_looks_like_a_tag_is_none() -> None:
    title = json.loads(csl(replace(SCHNETPACK, title=(Span("a<b>c</b> & 1 < 2 <script>"),))))["title"]
    assert title == "a‹b>c‹/b> & 1 < 2 ‹script>"


# ── EndNote and plain text ───────────────────────────────────────────────────────────────────────────────────────────

ENDNOTE_7 = """\
%0 Journal Article
%A Schütt, Kristof T.
%A Hessmann, Stefaan S. P.
%A Gebauer, Niklas W. A.
%A Lederer, Jonas
%A Gastegger, Michael
%T SchNetPack 2.0: A neural network toolbox for atomistic machine learning
%J The Journal of Chemical Physics
%D 2023
%V 158
%N 14
%P 144801
%@ 0021-9606
%R 10.1063/5.0138367
%U https://doi.org/10.1063/5.0138367

"""


def test_the_endnote_of_reference_7() -> None:
    assert endnote(SCHNETPACK) == ENDNOTE_7


@EACH
def test_endnote_reads_back(reference: Reference) -> None:
    """The format is a letter and a value a line; an author without a comma would be taken apart."""
    record, nothing = endnote(reference).split("\n\n")
    pairs = [re.fullmatch(r"%([0A-Z@]) (\S.*)", line) for line in record.split("\n")]
    found = [(pair[1], pair[2]) for pair in pairs if pair]
    shown = without_unconfirmed(reference)
    assert nothing == ""
    assert len(found) == len(pairs)
    assert found[0][0] == "0"
    authors = [value for letter, value in found if letter == "A"]
    assert [author.partition(",")[0] for author in authors] == [
        f"{name.particle} {name.family}".strip() for name in shown.authors
    ]
    assert all("," in author for author in authors)
    assert dict(found)["T"] == shown.plain_title
    assert dict(found).get("R", "") == shown.doi
    assert dict(found).get("P", "") == shown.article_number.replace("–", "-")


@EACH
def test_plain_text_is_plain(reference: Reference) -> None:
    text = plain_text(reference)
    assert re.fullmatch(r"AIP\n[^\n]+\n\nAPA\n[^\n]+\n\n", text)
    assert not any(line != line.strip() for line in text.split("\n"))
    assert not any(trace in text for trace in ("  ", "..", ",,", "\\", "\u00a0", "<sub", "doi:"))


# ── The torture ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_47_authors_are_47_in_every_format() -> None:
    assert len(MANY.authors) == 47
    assert bibtex(MANY).splitlines()[1].count(" and ") == 46
    assert biblatex(MANY).splitlines()[1].count(" and ") == 46
    assert ris(MANY).count("\r\nAU  - ") == 47
    assert endnote(MANY).count("\n%A ") == 47
    assert len(json.loads(csl(MANY))["author"]) == 47
    assert plain_text(MANY).split("“")[0].count(", ") == 47


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (bibtex, r"{{SISSO++} on {H$_{2}$O} \& ``quotes'', 'single' and"),
        (biblatex, r"{{SISSO++} on {H$_{2}$O} \& “quotes”, 'single' and"),
        (ris, "TI  - SISSO++ on H2O & “quotes”, 'single' and \"double\"; 100 % of a_b #1: in vivo?\r\n"),
        (endnote, "%T SISSO++ on H2O & “quotes”, 'single' and \"double\"; 100 % of a_b #1: in vivo?\n"),
        (
            csl,
            r'"<span class=\"nocase\">SISSO++</span> on <span class=\"nocase\">H<sub>2</sub>O</span> & “quotes”, '
            "'single' and "
            r'\"double\"; 100 % of a_b #1: <i>in vivo</i>?"',
        ),
        (plain_text, "“SISSO++ on H2O & “quotes”, 'single' and \"double\"; 100 % of a_b #1: in vivo?” J. Chem. Phys."),
    ],
)
def test_hard_titles(write: Callable[[Reference], str], expected: str) -> None:
    assert expected in write(TORTURE)


# ── The files ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", params=[ROOT, EXAMPLE], ids=["real", "example"])
def survey(request: pytest.FixtureRequest) -> Catalogue:
    return read(Project.at(request.param, ROOT / "templates"))


def files_by_format(survey: Catalogue) -> list[tuple[Format, str, str]]:
    """Return every citation file: its format, its address, its text. The longest ending that fits says the format."""
    longest_first = sorted(FORMATS, key=lambda kind: -len(kind.extension))
    return [
        (next(kind for kind in longest_first if name.endswith(f".{kind.extension}")), name, content.decode("utf-8"))
        for name, content in citation_files(survey).items()
    ]


def test_every_file_is_text_and_its_lines_end_as_its_format_wants(survey: Catalogue) -> None:
    for kind, name, text in files_by_format(survey):
        assert text.endswith(kind.line_end), name
        assert unicodedata.is_normalized("NFC", text), name
        assert set(re.findall("\r?\n|\r", text)) == {kind.line_end}, name


def test_what_readers_open_says_that_it_is_utf_8_and_what_programs_read_begins_at_once(survey: Catalogue) -> None:
    for kind, name, text in files_by_format(survey):
        assert text.startswith("\ufeff") == (kind.media_type == "text/plain"), name
        assert "\ufeff" not in text[1:], name


def test_each_contribution_each_category_and_all_have_every_format(survey: Catalogue) -> None:
    files = citation_files(survey)
    names = [*(entry.id for entry in survey.contributions), *(category.id for category in survey.categories)]
    wanted = {kind.address(name) for name in (*names, "all", "references", "editorial") for kind in FORMATS}
    assert wanted <= files.keys()


def test_a_bulk_file_is_its_singles_in_a_row(survey: Catalogue) -> None:
    files = citation_files(survey)
    for kind in FORMATS:
        singles = [files[kind.address(entry.id)].decode().lstrip("\ufeff") for entry in survey.contributions]
        whole = files[kind.address("all")].decode().lstrip("\ufeff")
        if kind.extension.endswith("json"):
            assert json.loads(whole) == [item for single in singles for item in json.loads(single)], kind.name
        else:
            assert whole == "".join(singles), kind.name
    items = json.loads(files["cite/all.csl.json"])
    assert not list(SCHEMA.iter_errors(items))
    for category in survey.categories:
        inside = [entry for entry in survey.contributions if category.id in entry.categories]
        assert files[f"cite/{category.id}.ris"] == b"".join(files[f"cite/{entry.id}.ris"] for entry in inside)
        assert all(one.number < other.number for one, other in pairwise(inside))


def test_no_two_formats_have_one_ending_or_name_and_all_have_a_type_of_their_own() -> None:
    for each in ("extension", "name"):
        assert len({getattr(kind, each) for kind in FORMATS}) == len(FORMATS), each
    assert {kind.media_type for kind in FORMATS}.isdisjoint({"application/octet-stream", "application/json"})


def test_the_page_of_the_data_says_which_programs_read_each_format() -> None:
    text = (ROOT / "templates" / "data.md.jinja").read_text(encoding="utf-8")
    said = text.partition("{ #programs }")[2].partition("\n## ")[0].casefold()
    assert [kind.name for kind in FORMATS if kind.name.casefold() not in said] == []


def test_a_readers_browser_saves_the_formats_of_the_registry_and_as_what_they_are() -> None:
    script = (ROOT / "templates/theme/assets/explorer/takeaway.js").read_text(encoding="utf-8")
    known = re.findall(r'^  "?([\w.]+)"?: \{ type: "([^"]+)", end: ', script, re.MULTILINE)
    assert known == [(kind.extension, kind.media_type) for kind in FORMATS if kind.in_browser]


def test_the_style_sheet_can_show_every_format_that_is_on_a_page() -> None:
    style = (ROOT / "templates/theme/assets/survey.css").read_text(encoding="utf-8")
    places = re.findall(r"\.sv-formats input:nth-of-type\(\d+\):checked ~ \.sv-format:nth-of-type\(\d+\)", style)
    assert len([kind for kind in FORMATS if kind.on_page]) + len(["APA"]) <= len(places)


def test_every_type_of_work_is_one_that_its_formats_know() -> None:
    cff = json.loads((ROOT / "tests" / "cff" / "schema.json").read_text(encoding="utf-8"))
    csl_schema = json.loads((ROOT / "tests" / "csl" / "csl-data.json").read_text(encoding="utf-8"))
    csl_types = set(csl_schema["items"]["properties"]["type"]["enum"])
    for kind in WORK_TYPES.values():
        assert kind.csl in csl_types, kind.name
        assert kind.ris in rispy.config.TYPE_OF_REFERENCE_MAPPING, kind.name
        assert kind.cff in cff["definitions"]["reference"]["properties"]["type"]["enum"], kind.name
        assert kind.coins in {"journal", "book"}, kind.name


def test_two_readers_count_as_many_works_as_there_are(survey: Catalogue) -> None:
    files = citation_files(survey)
    count = len(survey.contributions)
    assert len(parse_string(files["cite/all.bib"].decode(), "bibtex").entries) == count
    assert len(parse_with_bibtexparser(files["cite/all.bib"].decode()).entries) == count
    assert len(rispy.loads(files["cite/all.ris"].decode())) == count
    assert len(json.loads(files["cite/references.csl.json"])) == len(
        [reference for reference in survey.references if reference.number is not None]
    )


def test_git_keeps_its_hands_off_the_line_ends_of_ris() -> None:
    golden = sorted((EXAMPLE / "expected" / "cite").glob("*.ris"))
    assert len(golden) >= 5
    for path in golden:
        assert b"\r\n" in path.read_bytes(), path.name
    assert re.search(r"^\*\.ris -text$", (ROOT / ".gitattributes").read_text(encoding="utf-8"), re.MULTILINE)
