"""The real content against print: Tables I and II, typed independently of content/, and the groups of Section II."""

import re

import pytest

from survey.content.synonyms import spellings
from survey.text.prose import plain

IDS = {
    2: "agox", 3: "gpumd", 4: "qml-lightning", 5: "pespip", 6: "platinum-gap", 7: "schnetpack", 8: "aenet-pytorch",
    9: "dscribe", 10: "mlcolvar", 11: "agox-complementary-energy", 12: "physnet-charmm", 13: "al4gap", 14: "xpot",
    15: "pes-learn", 16: "castep-ml", 17: "q-pac", 18: "deepmd-kit", 19: "sphericart", 20: "mlip-3", 21: "panna",
    22: "deepqmc", 23: "sissopp", 24: "wfl-expyre", 25: "eddp", 26: "colabfit-exchange", 27: "acepotentials",
    28: "glp", 29: "quip-gap",
}  # fmt: skip
CATEGORIES = {
    "mlip-integration": [3, 12, 16, 25],
    "behler-parrinello": [3, 8, 18, 21, 25],
    "message-passing": [7, 12],
    "kernel": [4, 13, 17, 29, 6],
    "linear": [27, 5, 20],
    "tooling": [9, 19, 14, 15, 24, 26, 28],
    "other": [10, 2, 11, 22, 23],
}
COLUMNS = ("package", "methods", "languages", "licences", "data", "comments")
NOTHING = "—"
FACTS = ("methods", "languages", "licences", "data")
COMMENTED = ("frameworks", "topics")


def test_contributions_2_to_29_are_there_under_their_ids(catalogue):
    assert {entry.number: entry.id for entry in of_print(catalogue)} == IDS


# ── Table I ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def table(transcribed):
    """Return Table I: number to row."""
    return {int(row["number"]): row for row in transcribed("table1.yml")}


@pytest.fixture(scope="module")
def lookups(catalogue):
    """Return, for each vocabulary, spelling (letter case folded) to value id."""
    return {
        kind: {form.casefold(): value.id for value in vocabulary.values for form in spellings(value)}
        for kind, vocabulary in catalogue.vocabularies.items()
    }


def test_the_transcription_has_the_28_rows(table):
    assert list(table) == list(IDS)


def test_what_is_shown_as_printed_is_the_print_to_the_letter(catalogue, table):
    wrong = [
        f"{entry.id}, {column}: shows «{entry.printed[column]}», printed is «{table[entry.number][column]}»"
        for entry in of_print(catalogue)
        for column in COLUMNS
        if entry.printed[column] != table[entry.number][column]
    ]
    assert not wrong, "\n".join(wrong)


def test_facts_are_what_the_cells_print_in_their_order(catalogue, table, lookups):
    """A token that no value is called by counts as one value, and needs a correction that names the cell."""
    wrong = []
    for entry in of_print(catalogue):
        for column in FACTS:
            printed = reading(table[entry.number][column], lookups[column])
            if not agree(entry.facts[column], [value for _, value in printed]):
                wrong.append(f"{entry.id}, {column}: {entry.facts[column]} for «{table[entry.number][column]}»")
            unknown = [token for token, value in printed if value is None]
            if unknown and not corrected(entry, column):
                wrong.append(f"{entry.id}, {column}: no value is called {unknown}, and no correction says why")
    assert not wrong, "\n".join(wrong)


def test_frameworks_and_topics_are_printed_or_owed_to_section_2(catalogue, table, transcribed):
    """A value is called by its name in Comments, or Section II names it (section2.yml) and is given as the source."""
    section = {int(row["number"]): row for row in transcribed("section2.yml")}
    wrong = []
    for entry in of_print(catalogue):
        for kind in COMMENTED:
            for value in catalogue.values(entry, kind):
                if called(value, table[entry.number]["comments"]):
                    continue
                if value.id not in section[entry.number][kind]:
                    wrong.append(f"{entry.id}: neither Comments nor Section II names {value.id}")
                if "section-2" not in entry.sources.get(kind, ()):
                    wrong.append(f"{entry.id}: {value.id} stands in Section II only, say so in sources")
    assert not wrong, "\n".join(wrong)


def test_no_comment_of_table_i_is_lost(catalogue, table):
    lost = []
    for entry in of_print(catalogue):
        values = [value for kind in (*COMMENTED, "methods") for value in catalogue.values(entry, kind)]
        comments = re.split(r"[;,] *", table[entry.number]["comments"])
        lost += [f"{entry.id}: no fact says «{each}»" for each in comments if not any(called(v, each) for v in values)]
    assert not lost, "\n".join(lost)


def test_a_correction_of_a_cell_quotes_the_cell(catalogue, table):
    wrong = [
        f"{entry.id}: «{correction.printed}» is not in «{table[entry.number][correction.column]}»"
        for entry in of_print(catalogue)
        for correction in entry.corrections
        if correction.column and correction.printed not in table[entry.number][correction.column]
    ]
    assert not wrong, "\n".join(wrong)


def of_print(catalogue):
    """Return the contributions that the printed table has; those that came later are compared with nothing here."""
    return [entry for entry in catalogue.contributions if entry.printed]


def agree(shown, printed):
    """Tell whether the ids *shown* are those *printed*, where None stands for any one."""
    return len(shown) == len(printed) and all(want in (None, got) for got, want in zip(shown, printed, strict=True))


def reading(cell, lookup):
    """Return the tokens of a printed cell with the values they mean (None: unknown), each once.

    Tokens end at commas and semicolons outside of parentheses. Where a cell continued on the next line, print lost the
    comma, and / joins two languages: a token without a value of its own is taken apart if all its parts have one.
    """
    found = []
    for token in re.split(r"[,;] +(?![^(]*\))", plain(cell)) if cell != NOTHING else []:
        parts = [token] if token.casefold() in lookup else _apart(token, lookup)
        found += [(part, lookup.get(part.casefold())) for part in parts]
    return list(dict.fromkeys(found))


def _apart(token, lookup):
    pieces = re.split(r"[ /]", token)
    for size in range(len(pieces), 0, -1):
        head = " ".join(pieces[:size])
        if head.casefold() in lookup:
            rest = " ".join(pieces[size:])
            tail = _apart(rest, lookup) if rest else []
            if all(part.casefold() in lookup for part in tail):
                return [head, *tail]
    return [token]


def called(value, text):
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", plain(text), re.IGNORECASE) for form in spellings(value))


def corrected(entry, column):
    return any(correction.column == column for correction in entry.corrections)


def test_reading_a_cell(lookups):
    data, languages = lookups["data"], lookups["languages"]
    assert [value for _, value in reading("Si, Cu, Si, a C", data)] == ["silicon", "copper", "amorphous-carbon"]
    assert [value for _, value in reading("TiO~2~, LiMoNiTiO amorphous Li~x~Si", data)][1:] == [
        "limonitio",
        "lithium-silicon",
    ]
    assert reading("CsPb(Cl, Br)~3~, 3PBA", data) == [("CsPb(Cl, Br)3", None), ("3PBA", None)]
    assert [value for _, value in reading("Python, C/C++", languages)] == ["python", "c", "cpp"]
    assert reading(NOTHING, languages) == []


# ── Table II ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_glossary_has_every_row_of_table_ii_as_printed_and_prints_nothing_else(catalogue, transcribed):
    rows = [(row["term"], row["expansion"]) for row in transcribed("table2.yml")]
    assert len(rows) == 46
    printed = [(term.printed.term, term.printed.expansion) for term in catalogue.glossary.terms if term.printed]
    assert sorted(printed) == sorted(rows)


def test_a_row_of_table_ii_is_shown_as_printed_or_says_why_not(catalogue):
    """MIP stands under MPI, with a correction; so do the others that are shown in another form."""
    corrections = {correction.where.rpartition(", ")[2] for correction in catalogue.survey.corrections}
    differing = {
        term.term
        for term in catalogue.glossary.terms
        if term.printed and (term.term, term.expansion) != (term.printed.term, term.printed.expansion)
    }
    assert "MPI" in differing
    assert differing <= corrections


# ── Section II ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_seven_groups_are_those_of_section_ii_in_its_order(as_printed):
    groups = {each.id: [entry.number for entry in as_printed.members(each)] for each in as_printed.categories}
    assert list(groups.items()) == list(CATEGORIES.items())


def test_each_contribution_names_its_groups_in_reading_order(as_printed):
    for entry in as_printed.contributions:
        assert list(entry.categories) == [each for each, members in CATEGORIES.items() if entry.number in members]


def test_the_claims_that_do_not_add_up_are_the_three_known_ones(catalogue):
    wrong = {claimed.claim.stated: claimed.found for claimed in catalogue.claims if not claimed.agrees}
    assert wrong == {18: 16, 10: 12, 6: 5}


# ── Nothing lies about unused, nothing is claimed without a source ───────────────────────────────────────────────────


def test_every_package_belongs_to_a_contribution(catalogue):
    used = {package for entry in catalogue.contributions for package in entry.packages}
    assert set(catalogue.packages) == used


def test_every_value_of_a_vocabulary_is_used(catalogue):
    used = {(kind, value) for entry in catalogue.contributions for kind in entry.facts for value in entry.facts[kind]}
    used |= {("languages", value) for package in catalogue.packages.values() for value in package.languages}
    assert {(kind, value.id) for kind, each in catalogue.vocabularies.items() for value in each.values} == used


def test_every_program_has_a_package_that_runs_in_it(catalogue):
    assert set(catalogue.programs) == {each for package in catalogue.packages.values() for each in package.runs_in}


def test_a_settled_correction_rests_on_more_than_the_editors_word(catalogue):
    records = [*catalogue.survey.corrections]
    for entry in catalogue.contributions:
        records += entry.corrections
    assert records
    for correction in records:
        assert not correction.confirmed or set(correction.sources) != {"editor"}, correction.where


def test_every_section_of_prose_that_goes_beyond_the_survey_says_from_where(catalogue):
    """A section without sources of its own rests on the survey; a link to the outside is then without support."""
    wrong = [
        f"{entry.id}, {section}"
        for entry in catalogue.contributions
        for section, text in entry.prose.items()
        if "](http" in text and not entry.sources.get(section)
    ]
    assert not wrong, "\n".join(wrong)


def test_names_of_software_stand_in_braces_in_titles(catalogue):
    """Without them styles print «Q-Pac» and «Mlcolvar», or «schnetpack»."""
    assert [str(note) for note in catalogue.notes if note.code == "TIT001"] == []
    titles = {entry.number: catalogue.reference(entry.reference).title for entry in catalogue.contributions}
    protected = {number: [span.text for span in title if span.protected] for number, title in titles.items()}
    assert [protected[number][0] for number in (10, 17, 18, 19, 24)] == [
        "mlcolvar", "q-pac", "DeePMD-kit v2", "sphericart", "wfl",
    ]  # fmt: skip
