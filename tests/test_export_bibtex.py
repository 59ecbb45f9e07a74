"""BibTeX export: ASCII, protected capitals, names that survive, and nothing that is unconfirmed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pybtex.database import Entry, parse_string  # type: ignore[import-untyped]

from survey.content.bibtex import read_bibliography
from survey.content.latex import read_latex
from survey.content.references import Name, Reference, Span
from survey.exports.citations.bibtex_format import bibtex

CONTENT = Path(__file__).parents[1] / "content" / "references.bib"
REFERENCES = {
    reference.number: reference
    for reference in read_bibliography("references.bib", CONTENT.read_text(encoding="utf-8"))[0]
}
EACH = pytest.mark.parametrize("reference", REFERENCES.values(), ids=lambda reference: reference.key)

SCHNETPACK = r"""@article{Schutt2023SchNetPack,
  author    = {Sch{\"u}tt, Kristof T. and Hessmann, Stefaan S. P. and Gebauer, Niklas W. A. and Lederer, Jonas and Gastegger, Michael},
  title     = {{SchNetPack} 2.0: A neural network toolbox for atomistic machine learning},
  journal   = {The Journal of Chemical Physics},
  year      = {2023},
  month     = apr,
  volume    = {158},
  number    = {14},
  pages     = {144801},
  issn      = {0021-9606},
  doi       = {10.1063/5.0138367},
  publisher = {AIP Publishing},
}
"""  # noqa: E501


def test_the_reference_output() -> None:
    assert bibtex(REFERENCES[7]) == SCHNETPACK


def test_unconfirmed_identifiers_are_left_out_and_the_page_stands_in_for_the_doi() -> None:
    text = bibtex(REFERENCES[14])
    assert "doi " not in text
    assert "month" not in text
    assert "  url       = {https://pubs.aip.org/aip/jcp/article/159/2/024803/2901815/Cross-platform" in text


def test_bookkeeping_stays_here() -> None:
    everything = "".join(map(bibtex, REFERENCES.values()))
    assert not re.search(r"^ *(refnumber|evidence|unconfirmed|shortjournal|eprint)", everything, re.MULTILINE)


@pytest.mark.parametrize(
    ("number", "author"),
    [
        (4, "von Lilienfeld, O. Anatole"),
        (14, "{Thomas du Toit}, Daniel F."),
        (15, "Schaefer, III, Henry F."),
        (18, "E, Weinan"),
        (18, "Huang, Li'ang"),
        (18, r"Bore, Sigbj{\o}rn L{\o}land"),
        (24, r"Gel{\v{z}}inyt{\.e}, Elena"),
        (27, "van der Oord, Cas"),
    ],
)
def test_hard_names(number: int, author: str) -> None:
    line = bibtex(REFERENCES[number]).splitlines()[1]
    assert author in line.removeprefix("  author    = {").removesuffix("},").split(" and ")


@EACH
def test_form(reference: Reference) -> None:
    text = bibtex(reference)
    assert text.isascii()
    assert text.count("{") == text.count("}")
    assert not re.search(r"\\[a-zA-Z] ", text)
    assert r"{\'{\i}}" not in text
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", reference.key)
    assert " and others" not in text


@EACH
def test_capitals_that_carry_meaning_are_protected(reference: Reference) -> None:
    bare = "".join(span.text if not span.protected else " " for span in reference.title)
    assert not re.findall(r"[A-Za-z]*[A-Z][A-Z0-9+]|[a-z]+[A-Z]", bare)
    assert not re.search(r"Python|Julia|Gaussian", bare)


@EACH
def test_round_trip_through_pybtex(reference: Reference) -> None:
    parsed = parse_string(bibtex(reference), "bibtex").entries[reference.key]
    assert tuple(map(_name, parsed.persons["author"])) == tuple(map(_apostrophe, reference.authors))
    assert read_latex(parsed.fields["title"]).spans == reference.title
    for field, value in (
        ("journal", reference.journal),
        ("year", reference.year),
        ("volume", reference.volume),
        ("number", reference.issue),
        ("pages", reference.article_number),
        ("doi", reference.doi if reference.confirmed("doi") else ""),
        ("note", reference.note),
    ):
        assert parsed.fields.get(field, "") == value


def _name(person: Entry) -> Name:
    def text(words: list[str]) -> str:
        return read_latex(" ".join(words)).text

    return Name(
        text(person.last_names),
        text(person.first_names + person.middle_names),
        text(person.prelast_names),
        text(person.lineage_names),
    )


def _apostrophe(name: Name) -> Name:
    """TeX prints a plain apostrophe as ’, so that is how it is written."""
    return replace(name, given=name.given.replace("’", "'"))


def test_keys_are_unique_without_regard_to_case() -> None:
    keys = [reference.key.casefold() for reference in REFERENCES.values()]
    assert len(keys) == len(set(keys))


def test_formulae_and_addresses() -> None:
    reference = replace(
        REFERENCES[7],
        title=(Span("H", protected=True), Span("2", "sub", True), Span("O", protected=True), Span(" & 5%")),
        doi="",
        url="https://example.org/a_b--c%20d?e&f",
        issue="1–2",
        month=None,
    )
    text = bibtex(reference)
    assert r"title     = {{H$_{2}$O} \& 5\%}" in text
    assert "url       = {https://example.org/a_b--c%20d?e&f}" in text
    assert "number    = {1--2}" in text
    assert "month" not in text
