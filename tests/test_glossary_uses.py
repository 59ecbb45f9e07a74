"""Where terms are used, what the printed glossary lacks, and the definitions that pages carry."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from survey.content import Catalogue, Use, load, missing_from_printed_glossary, unused_in_print
from survey.content.model import Glossary
from survey.files import read_tree
from survey.site.documents import with_definitions
from survey.text.kinds import Inline, Prose
from survey.text.prose import running

ROOT = Path(__file__).parents[1]


def content(root: Path, *changes: tuple[str, str, str]) -> Mapping[str, bytes]:
    """Return a survey's content after changes (file, old, new)."""
    files = dict(read_tree(root / "content", "content"))
    for path, old, new in changes:
        assert old.encode() in files[path], f"{path} has changed: {old}"
        files[path] = files[path].replace(old.encode(), new.encode())
    return files


def example(*changes: tuple[str, str, str]) -> Catalogue:
    return load(content(ROOT / "tests" / "example", *changes))


# ── Used in ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_uses_a_term_stands_once_in_order_with_the_place() -> None:
    """A value of a fact goes before a text, a section of prose before the tagline."""
    assert example().uses["lsq"] == (
        Use("contribution", "ebbtide", fact="ways"),
        Use("contribution", "ebbtide-again", section="what"),
        Use("package", "ebbtide"),
        Use("category", "analysis"),
    )


def test_the_text_uses_what_would_be_linked_in_it_and_what_it_links_itself() -> None:
    uses = example().uses
    assert Use("contribution", "lantern", section="what") in uses["m2"]  # [M2](term:m2)
    assert Use("contribution", "seiche", section="what") in uses["tide"]  # TIDE, but TIDE-3 and TIDE-4 are names
    assert "gauge" not in uses, "an everyday word is no proof of use"


@pytest.mark.parametrize(
    ("old", "new", "term"),
    [
        ("summary: Forecasts", "summary: LSQ forecasts", "lsq"),
        ("name: Harbour terms", "name: MIT License", "mit"),
        ("spdx: LicenseRef-Harbour", "spdx: MIT", "mit"),
        ("name: TIDE-3", "name: LSQ-Learn", "lsq"),
        ("install:", "languages: [basic]\ninstall:", "basic"),
        ("install:", "runs_in: [chart-table]\ninstall:", "chart"),
    ],
)
def test_a_package_uses_terms_in_texts_name_languages_programs_and_licence(old: str, new: str, term: str) -> None:
    more = "".join(
        f"  - {{id: {each}, term: {each.upper()}, kind: idea, definition: A., sources: [preface]}}\n"
        for each in ("mit", "basic", "chart")
    )
    catalogue = example(
        ("glossary.yml", "terms:\n", f"terms:\n{more}"),
        ("vocabularies/permissions.yml", "group: free, spdx", "group: free, glossary: mit, spdx"),
        ("vocabularies/languages.yml", "{id: basic, name: BASIC", "{id: basic, glossary: basic, name: BASIC"),
        ("programs.yml", "glossary: tide", "glossary: chart"),
        ("packages/tide-3.yml", old, new),
    )
    assert Use("package", "tide-3") in catalogue.uses[term]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (Inline("plain"), "plain"),
        (Inline("H~2~O and cm s^-1^"), "H_O and cm s_"),
        (Inline("**G**PU, *of* course"), "GPU, of course"),
        (Inline("run `make ABC` at [home](https://example.org/ABC)"), "run   at home"),
        (Prose("one\n\n- two\n- three"), "one two  three "),
    ],
)
def test_running_text_is_words_alone(text: Inline, read: str) -> None:
    assert running(text).strip() == read.strip()


# ── The editorial's own table ────────────────────────────────────────────────────────────────────────────────────────


def test_table_ii_lacks_what_table_i_uses_and_has_what_nothing_uses(catalogue: Catalogue) -> None:
    found = {
        each.form: tuple(entry.id for entry in each.contributions) for each in missing_from_printed_glossary(catalogue)
    }
    assert {"MPI", "HEA", "SPICE", "OC2M"} <= found.keys()
    assert found["MPI"] == ("quip-gap",)
    assert found["HEA"] == found["SPICE"] == found["OC2M"] == ("deepmd-kit",)
    assert [term.printed.term for term in unused_in_print(catalogue) if term.printed] == ["MIP"]


def test_nothing_is_left_for_the_editors_to_settle(catalogue: Catalogue) -> None:
    assert [str(note) for note in catalogue.notes if note.code.startswith("GLS")] == []


def test_without_its_explanation_each_gap_of_table_ii_is_told_at_its_term() -> None:
    files = content(ROOT)
    glossary = files["glossary.yml"].decode()
    bare = re.sub(r"^    note: (?:.*\n)(?:      .*\n)*", "", glossary, flags=re.MULTILINE)
    notes = [note for note in load({**files, "glossary.yml": bare.encode()}).notes if note.code in {"GLS003", "GLS004"}]
    told = {re.findall(r"'(\w+)'", note.message)[0]: note for note in notes}
    assert told.keys() == {"MPI", "HEA", "SPICE", "OC2M", "QM9", "MD17", "rMD17", "MIP"}
    assert told["MPI"].message == "Table I uses 'MPI' (quip-gap), but Table II does not have it"
    assert told["MIP"].message == "Table II explains 'MIP', which the survey does not use"
    assert told["MIP"].place == told["MPI"].place
    assert bare.split("\n")[told["MPI"].place.line - 1].strip() == "- id: mpi"


def test_a_survey_without_a_printed_glossary_is_not_told_what_it_lacks() -> None:
    catalogue = example(
        ("glossary.yml", "    printed: {term: LSQ, expansion: Last Squares}\n", ""),
        ("glossary.yml", "    printed: {term: M2, expansion: principal lunar constituent}\n", ""),
        ("glossary.yml", "    printed: {term: MLLW, expansion: Mean Lower Low Water}\n", ""),
        ("survey.yml", "glossary_name: The list of words\n", ""),
    )
    assert (missing_from_printed_glossary(catalogue), unused_in_print(catalogue)) == ((), ())


def test_the_report_stands_where_readers_look_for_mistakes(real_site: Path) -> None:
    page = etree.HTML((real_site / "corrections" / "index.html").read_bytes())
    heading = page.xpath("string(//h2[@id='glossary'])")
    assert str(heading).startswith("Acronyms in Table I and Table II")
    rows = page.xpath("//h2[@id='glossary']/following-sibling::div[1]//tbody/tr")
    assert isinstance(rows, list)
    told = {str(row.xpath("string(th)")): str(row.xpath("string(td[last()]/strong)")) for row in rows}  # type: ignore[union-attr]
    missing = dict.fromkeys(["HEA", "MD17", "MPI", "OC2M", "QM9", "rMD17", "SPICE"], "used, not listed")
    assert told == {**missing, "MIP": "listed, not used"}


# ── Definitions that pages carry ─────────────────────────────────────────────────────────────────────────────────────


def test_each_page_carries_the_definitions_of_the_terms_that_it_links_to_and_no_others(
    real_site: Path, catalogue: Catalogue
) -> None:
    known = {term.id: term for term in catalogue.glossary.terms}
    pages = 0
    for path in real_site.rglob("index.html"):
        root = etree.HTML(path.read_bytes())
        links = root.xpath("//a/@data-term")
        carried = root.xpath("string(//script[@id='sv-definitions'])")
        definitions = json.loads(str(carried) or "{}")
        assert {str(link) for link in list(links)} == definitions.keys(), path  # type: ignore[arg-type]
        for identifier, (term, expansion, _) in definitions.items():
            assert (term, expansion) == (known[identifier].term, known[identifier].expansion or "")
        pages += bool(definitions)
    assert pages > 30


def test_a_definition_cannot_end_the_script_that_carries_it() -> None:
    term = {"id": "x", "term": "X", "kind": "k", "definition": "</script><b>& 😀", "sources": ["s"]}
    glossary = Glossary.model_validate({"kinds": [], "terms": [term]})
    page = with_definitions(b'<a class="sv-term" data-term="x" href="../glossary/#x">X</a>', glossary).decode()
    assert page.count("</script>") == 1
    data = page.split('id="sv-definitions">')[1].split("</script>")[0]
    assert json.loads(data) == {"x": ["X", "", "</script><b>& 😀"]}


def test_a_page_without_acronyms_stays_as_it_is() -> None:
    assert with_definitions(b"no *term*", Glossary(kinds=(), terms=())) == b"no *term*"
