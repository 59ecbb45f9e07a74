"""references.bib is read strictly: nothing in it is ignored, and every mistake is told with its place."""

import random
from pathlib import Path

import pytest

from survey.content.bibtex import read_bibliography
from survey.content.references import Name, Reference, Span
from survey.problems import Place

CONTENT = (Path(__file__).parents[1] / "content" / "references.bib").read_text(encoding="utf-8")
GOOD = "@misc{Doe2020Good, author = {Doe, Jane}, title = {Good}}\n"


def told(text: str) -> list[str]:
    """Return the problems as they are printed, without their hints."""
    return [str(problem).split(" (")[0] for problem in read_bibliography("x.bib", text)[1]]


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_bibliography("x.bib", text)[1]]


def entry(*fields: str) -> str:
    return "@misc{Doe2020A,\n" + "".join(f"  {field},\n" for field in ("title = {T}", *fields)) + "}\n"


def only(text: str) -> Reference:
    references, problems = read_bibliography("x.bib", text)
    assert problems == ()
    (reference,) = references
    return reference


def test_a_whole_entry() -> None:
    text = r"""
@string{jcp = {The Journal of Chemical Physics}}
@comment{nothing to see}
@article{Schutt2023SchNetPack,
  refnumber = 7, author = {Sch{\"u}tt, Kristof T. and Gastegger, Michael},
  title = "{SchNetPack} 2.0", journal = jcp, shortjournal = {J. Chem. Phys.}, year = 2023, month = apr,
  volume = {158}, number = {14}, pages = {044801}, issn = {0021-9606}, doi = {10.1063/5.0138367},
  publisher = {AIP} # { Publishing}, url = {https://example.org/a_b%20c},
  eprint = {2212.05517}, eprinttype = {arXiv},
  unconfirmed = {month, doi}, evidence = {Read in a {README}.}
}
"""
    assert only(text) == Reference(
        key="Schutt2023SchNetPack",
        place=Place("x.bib", 4, 1),
        number=7,
        kind="article",
        authors=(Name("Schütt", "Kristof T."), Name("Gastegger", "Michael")),
        title=(Span("SchNetPack", protected=True), Span(" 2.0")),
        journal="The Journal of Chemical Physics",
        short_journal="J. Chem. Phys.",
        year="2023",
        month=4,
        volume="158",
        issue="14",
        article_number="044801",
        issn="0021-9606",
        doi="10.1063/5.0138367",
        publisher="AIP Publishing",
        url="https://example.org/a_b%20c",
        arxiv="2212.05517",
        evidence="Read in a README.",
        unconfirmed=frozenset({"month", "doi"}),
    )


@pytest.mark.parametrize("doi", ["10.1175/1520-0477(1996)077<0437:TNYRP>2.0.CO;2", "10.1000/a#b+c"])
def test_a_doi_may_have_the_signs_of_older_ones(doi: str) -> None:
    assert only(entry("author = {Doe, Jane}", f"doi = {{{doi}}}")).doi == doi


def test_the_real_file_is_clean() -> None:
    references, problems = read_bibliography("content/references.bib", CONTENT)
    assert problems == ()
    assert [reference.number for reference in references][:32] == [None, *range(1, 32)]
    assert len(references[18].authors) == 47


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("von Lilienfeld, O. Anatole", Name("Lilienfeld", "O. Anatole", "von")),
        ("van der Oord, Cas", Name("Oord", "Cas", "van der")),
        ("{Thomas du Toit}, Daniel F.", Name("Thomas du Toit", "Daniel F.")),
        ("Schaefer, III, Henry F.", Name("Schaefer", "Henry F.", "", "III")),
        ("Weinan E", Name("E", "Weinan")),
        ("E, Weinan", Name("E", "Weinan")),
        ("Huang, Li’ang", Name("Huang", "Li’ang")),
        ("Møller Slavensky, Andreas", Name("Møller Slavensky", "Andreas")),
        ("Slavensky, Andreas Møller", Name("Slavensky", "Andreas Møller")),
        (r"Gel{\v{z}}inyt{\.{e}}, Elena", Name("Gelžinytė", "Elena")),
        ("Szabó, P. Bernát", Name("Szabó", "P. Bernát")),
        ("{The Community and Friends}", Name("The Community and Friends")),
        ("Schu\u0308tt, K.", Name("Schütt", "K.")),
        ("Senior, Andrew W.", Name("Senior", "Andrew W.")),
        ("{Senior}, Andrew W.", Name("Senior", "Andrew W.")),
        ("Andrew W. {Senior}", Name("Senior", "Andrew W.")),
        ("Barreto, Junior", Name("Barreto", "Junior")),
        ("Junior Barreto", Name("Barreto", "Junior")),
        ("Horvat, Iv", Name("Horvat", "Iv")),
        ("Smith, {Jr}", Name("Smith", "Jr")),
    ],
)
def test_names(author: str, name: Name) -> None:
    assert only(entry(f"author = {{{author}}}")).authors == (name,)


@pytest.mark.parametrize(
    ("author", "code", "message"),
    [
        ("a, b, c, d", "BIB014", "the name 'a, b, c, d' has 3 commas; authors are separated by 'and'"),
        ("Smith, A and  and Doe, B", "BIB014", "there is an empty name: nothing before or after an 'and'"),
        ("Smith, A and", "BIB014", "there is an empty name: nothing before or after an 'and'"),
        ("Smith,", "BIB014", "in the name 'Smith,', there is nothing before or after a comma"),
        (
            "Thomas du Toit, D.",
            "BIB014",
            "in 'Thomas du Toit, D.', BibTeX takes 'Thomas du' for a particle like 'von'",
        ),
        (
            "Ludwig van Beethoven",
            "BIB014",
            "in 'Ludwig van Beethoven', it is not clear where the family name begins",
        ),
        (
            "Henry F. Schaefer, III",
            "BIB014",
            "in 'Henry F. Schaefer, III', BibTeX does not recognise the suffix",
        ),
        (
            "Schaefer, Henry F., III",
            "BIB014",
            "in 'Schaefer, Henry F., III', BibTeX does not recognise the suffix",
        ),
        ("Ken Griffey Junior", "BIB014", "in 'Ken Griffey Junior', BibTeX does not recognise the suffix"),
        ("Smith, Jr.", "BIB014", "in 'Smith, Jr.', BibTeX does not recognise the suffix"),
        ("Henry F. Schaefer, IV", "BIB014", "in 'Henry F. Schaefer, IV', BibTeX does not recognise the suffix"),
        ("Smith, Jones, Brown", "BIB014", "in 'Smith, Jones, Brown', BibTeX takes 'Jones' for a suffix like 'Jr'"),
        ("{}, John", "BIB014", "the name '{}, John' has no family name"),
        ("Zeng, Jinzhe and others", "BIB015", "'and others' instead of authors"),
        ("$x, A", "BIB024", "the name '$x, A' cannot be read: Unexpected end of stream, was expecting '$'"),
    ],
)
def test_names_that_bibtex_would_split_wrongly(author: str, code: str, message: str) -> None:
    assert told(entry(f"author = {{{author}}}")) == [f"x.bib:3:3: {code} {message}"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "@misc{Foo2020A, author={A, B}, title={Foo}} , year=2020}\n" + GOOD,
            ["x.bib:1:45: BIB001 text outside any entry: ', year=2020}'"],
        ),
        (
            "% @misc{Foo2020A,\n%  title = {x}}\n" + GOOD,
            ["x.bib:1:1: BIB001 an entry that would be ignored, outside any entry: '% @misc{Foo2020A,'"],
        ),
        ("Remark\n" + GOOD, ["x.bib:1:1: BIB001 text outside any entry: 'Remark'"]),
        ("@misc(Foo2020A, title={x})\n" + GOOD, ["x.bib:1:1: BIB002 '@misc"]),
        (
            "@comment{ later\n\n" + GOOD,
            ["x.bib:1:1: BIB003 '@comment{' is not closed before the next entry begins: a '}' is missing"],
        ),
        (
            "@misc{Foo2020A,\n title = {x,\n year = {2020},\n}\n" + GOOD,
            ["x.bib:1:1: BIB003 '@misc{Foo2020A' is not closed before the next entry begins: a '}' is missing"],
        ),
        (
            GOOD + "@misc{Foo2020A, title = {x}",
            ["x.bib:2:1: BIB003 '@misc{Foo2020A' is not closed before the file ends"],
        ),
    ],
)
def test_nothing_is_ignored_and_the_other_entries_are_read(text: str, problems: list[str]) -> None:
    found = told(text)
    assert len(found) == len(problems)
    assert all(line.startswith(start) for line, start in zip(found, problems, strict=True))
    references, _ = read_bibliography("x.bib", text)
    assert "Doe2020Good" in [reference.key for reference in references]


def test_the_line_where_a_brace_is_missing_is_guessed() -> None:
    text = "@misc{Foo2020A,\n title = {x,\n year = {2020},\n}\n"
    assert read_bibliography("x.bib", text)[1][0].hint == "check the lines before line 3"


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("month = august", "BIB008 'month' uses the undefined abbreviation 'august'"),
        ("month = {April}, year = 2020", "BIB019 month is 'April'"),
        ("month = 13, year = 2020", "BIB019 month is '13'"),
        ("year = {20}", "BIB018 year is '20'"),
        ("year = {٢٠٢٣}", "BIB018 year is '٢٠٢٣'"),
        ("pages = {}", "BIB013 'pages' is empty"),
        ("pages = {{}}", "BIB013 'pages' is empty"),
        ("pages =", "BIB007 the value of 'pages' cannot be read"),
        ("pages", "BIB007 'pages' is not a field"),
        ("pages = {1} volume = {2}", "BIB007 the value of 'pages' cannot be read"),
        ('note = "open', "BIB007 the value of 'note' cannot be read"),
        ("pagse = {1}", "BIB010 unknown field 'pagse'"),
        ("title = {Again}", "BIB011 'title' is given twice, first in line 2"),
        ("url = {javascript:alert(1)}", "BIB016 url is 'javascript:alert"),
        ('url = {https://e.org/"onmouseover="x}', "BIB016 url is 'https://e.org/\"onmouseover=\"x'"),
        ('doi = {10.1/x"><script>}', "BIB017 doi is '10.1/x\"><script>'"),
        ("doi = {10.1063/a b}", "BIB017 doi is '10.1063/a b'"),
        ("month = may", "BIB026 month without a year"),
        ("doi = {https://doi.org/10.1063/5.0138367}", "BIB017 doi is 'https://doi.org/10.1063/5.0138367'"),
        ("refnumber = {seven}", "BIB020 refnumber is 'seven'"),
        ("issn = {0021-9607}", "BIB022 issn is '0021-9607'"),
        ("eprint = {2212.05517}", "BIB022 eprint without eprinttype"),
        ("unconfirmed = {doy}", "BIB023 unconfirmed names 'doy', which is not a field of 'Doe2020A'"),
        ("note = {a $ b}", "BIB024 the LaTeX of 'note' cannot be read"),
        (r"note = {a \foo{b}}", r"BIB025 in 'note', the command \foo is not known; its text is shown without it"),
    ],
)
def test_fields(field: str, problem: str) -> None:
    (found,) = told(entry("author = {Doe, Jane}", field))
    assert found.startswith(f"x.bib:4:3: {problem}")


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("month = august", "did you mean 'aug'?"),
        ("pagse = {1}", "did you mean 'pages'?"),
        ("unconfirmed = {autor}", "did you mean 'author'?"),
    ],
)
def test_hints(field: str, hint: str) -> None:
    (problem,) = read_bibliography("x.bib", entry("author = {Doe, Jane}", field))[1]
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("@articel{Foo2020A, title={x}}", ["x.bib:1:1: BIB004 unknown entry type '@articel'"]),
        ("@unpublished{A, author={X, Y}, title={x}}", ["x.bib:1:1: BIB012 'A' has no note"]),
        ("@misc{, author={X, Y}, title={x}}", ["x.bib:1:1: BIB005 the entry has no key"]),
        (
            "@misc{A.b, author={X, Y}, title={x}}",
            ["x.bib:1:1: BIB005 the key 'A.b' contains characters that are not allowed"],
        ),
        ("@misc{A author={X, Y}, title={x}}", ["x.bib:1:1: BIB005 there is no comma after the key 'A'"]),
        ("@string{jan = {x}}", ["x.bib:1:1: BIB009 the abbreviation 'jan' is defined again"]),
        ("@string{a}", ["x.bib:1:1: BIB009 the @string cannot be read"]),
        ("@string{a = b}", ["x.bib:1:1: BIB009 the abbreviation 'b' is used but not defined before"]),
    ],
)
def test_entries(text: str, problems: list[str]) -> None:
    assert told(text) == problems


@pytest.mark.parametrize("kind", ["book", "inproceedings", "phdthesis", "techreport", "software"])
def test_of_other_types_it_is_told_how_such_a_work_is_written(kind: str) -> None:
    (problem,) = read_bibliography("x.bib", GOOD.replace("misc", kind))[1]
    hint = (
        "known types are article, unpublished, misc; "
        "use misc for anything else, with a note that says what it is and where"
    )
    assert (problem.code, problem.hint) == ("BIB004", hint)


def test_a_preamble_is_refused() -> None:
    assert "BIB004" in codes('@preamble{"x"}')


def test_equal_keys_and_numbers_name_both_places() -> None:
    first = "@misc{Foo2020A, author={X, Y}, title={x}, refnumber=3}\n"
    assert told(first + first.replace("Foo", "foo")) == [
        "x.bib:2:1: BIB006 the key of 'foo2020A' is already used by 'Foo2020A' at x.bib:1:1",
        "x.bib:2:1: BIB021 the refnumber of 'foo2020A' is already used by 'Foo2020A' at x.bib:1:1",
    ]


def test_one_bad_entry_hides_no_other_and_all_its_problems_are_told() -> None:
    bad = "@article{A, author={a, b, c, d}, title={x $}, year={x}, month=august, pages={}, doi={x}, colour={}}\n"
    assert sorted(codes(bad)) == ["BIB008", "BIB010", "BIB012", "BIB013", "BIB014", "BIB017", "BIB018", "BIB024"]
    references, _ = read_bibliography("x.bib", bad + GOOD)
    assert [reference.key for reference in references] == ["Doe2020Good"]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_files_without_problems(text: str) -> None:
    assert read_bibliography("x.bib", text)[1] == ()


@pytest.mark.parametrize("seed", range(40))
def test_damage_never_ends_in_a_traceback(seed: int) -> None:
    dice = random.Random(seed)
    text = "\n\n".join(dice.sample(CONTENT.split("\n\n"), 3))
    signs = [
        "{",
        "}",
        '"',
        ",",
        "=",
        "\\",
        "$",
        "%",
        "@",
        "#",
        "\n@",
        " and ",
        "@comment{",
        "\\verb",
        "\\begin{a}",
        "{" * 60,
    ]
    for _ in range(6):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(signs) + text[at + dice.choice([0, 0, 1, 9]) :]
    _, problems = read_bibliography("x.bib", text)
    assert all(str(problem).startswith("x.bib:") for problem in problems)
