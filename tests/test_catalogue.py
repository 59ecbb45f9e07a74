"""What the catalogue knows: orders, who belongs where, who carries what; and that it cannot be changed."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from pydantic import ValidationError

from survey.content import Catalogue, freeze, load
from survey.content.build_identity import BuildIdentity
from survey.content.facet_index import FacetIndex, Filter
from survey.exports.citations import citation_files
from survey.exports.data import data_files
from survey.files import read_tree
from survey.pages import Page, PageContexts, all_pages
from survey.pages.contribution import ContributionPage
from survey.problems import ContentError

BASE = Path(__file__).parent / "problems" / "base"


def survey(*changes: tuple[str, str, str], **more: str) -> Catalogue:
    """Return the base survey after changes (file, old, new)."""
    files = dict(read_tree(BASE, "content"))
    for path, old, new in changes:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode())
    return load({**files, **{f"contributions/{name}.yml": text.encode() for name, text in more.items()}})


def third() -> str:
    """Return a third contribution, which is in both categories."""
    entry = (BASE / "contributions" / "treble.yml").read_text(encoding="utf-8")
    entry = entry.replace("number: 2", "number: 3").replace("Treble2020Treble", "Third")
    return entry.replace("[composing]", "[composing, ringing]")


ANOTHER = [
    (
        "references.bib",
        "@misc{Hale2020Bells",
        "@misc{Third, refnumber = 3, author = {Third, T.}, title = {T}}\n@misc{Hale2020Bells",
    ),
    ("keys.lock", "Hale2020Bells -\n", "Hale2020Bells -\nThird 3\n"),
    ("claims.yml", "stated: 2\n  counts: {contributions", "stated: 3\n  counts: {contributions"),
    ("claims.yml", "  differs: Only one is named.\n", ""),
]


def three(*changes: tuple[str, str, str]) -> Catalogue:
    return survey(*ANOTHER, *changes, aaa=third())


def test_contributions_stand_in_order_of_their_numbers_not_of_their_files() -> None:
    assert [entry.id for entry in three().contributions] == ["carillon", "treble", "aaa"]


def test_references_stand_in_order_of_their_numbers_those_without_last() -> None:
    assert [reference.number for reference in three().references] == [1, 2, 3, None]


def test_packages_stand_in_order_of_their_names() -> None:
    renamed = survey(
        ("packages/carillon.yml", "name: Carillon", "name: zimbel"), ("packages/treble.yml", "name: T", "name: t")
    )
    assert list(renamed.packages) == ["treble", "carillon"]


def test_terms_stand_in_order_of_the_alphabet_whatever_their_case() -> None:
    changed = survey(("glossary.yml", "term: touch", "term: Peals"), ("glossary.yml", "[touches]", "[touch]"))
    assert [term.term for term in changed.glossary.terms] == ["peal", "Peals"]


def test_vocabularies_stand_in_the_order_of_the_survey() -> None:
    assert list(survey().vocabularies) == ["methods", "languages"]
    assert list(survey(("survey.yml", "[methods, languages]", "[languages, methods]")).vocabularies) == [
        "languages",
        "methods",
    ]


def test_categories_stand_in_the_order_of_their_file() -> None:
    assert [category.id for category in survey().categories] == ["ringing", "composing"]


def whole(catalogue: Catalogue) -> dict[str, Page]:
    edition = BuildIdentity("https://example.org/", None, 0, "")
    return {
        page.address: page
        for page in all_pages(
            PageContexts.of(catalogue, edition), {**data_files(catalogue, edition), **citation_files(catalogue)}
        )
    }


def fact_rows(page: Page) -> dict[str, str]:
    assert isinstance(page, ContributionPage)
    return {row.vocabulary.id: str(row.printed) for row in page.facts}


def test_a_contribution_that_came_after_the_printed_table_has_no_row_and_no_claim_counts_it() -> None:
    later = "printed:\n  methods: Grandsire\n", "sources: {methods: [editor]}\n"
    not_counted = (
        ("claims.yml", "stated: 2\n  counts: {categories", "stated: 1\n  counts: {categories"),
        ("claims.yml", "stated: 3\n  counts: {contributions", "stated: 2\n  counts: {contributions"),
    )
    catalogue = three(("contributions/treble.yml", *later), *not_counted)
    assert catalogue.contribution("treble").printed == {}
    pages = whole(catalogue)
    assert fact_rows(pages["contributions/treble/"]) == {"methods": "not in The table", "languages": ""}
    assert fact_rows(pages["contributions/aaa/"])["methods"] == "Grandsire"


def test_a_survey_may_print_no_table() -> None:
    catalogue = survey(
        ("survey.yml", "table_name: The table\ncolumns:\n  - {id: methods, heading: Method}\n", ""),
        ("vocabularies/methods.yml", "column: methods\n", ""),
        ("contributions/treble.yml", "printed:\n  methods: Grandsire\n", ""),
        ("contributions/carillon.yml", "printed:\n  methods: plain hunt\n", ""),
    )
    assert set(fact_rows(whole(catalogue)["contributions/treble/"]).values()) == {""}


def test_members_stand_in_the_order_of_their_category_then_by_number() -> None:
    catalogue = three(("categories.yml", "  start: treble\n", "  start: treble\n  order: [aaa]\n"))
    composing = catalogue.category("composing")
    assert [entry.id for entry in catalogue.members(composing)] == ["aaa", "treble"]
    assert [entry.id for entry in catalogue.members(catalogue.category("ringing"))] == ["carillon", "aaa"]


def test_a_package_knows_who_uses_it() -> None:
    assert [entry.id for entry in three().users("treble")] == ["treble", "aaa"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ([("methods", "grandsire")], ["treble", "aaa"]),
        ([("category", "ringing")], ["carillon", "aaa"]),
        ([("category", "ringing"), ("methods", "grandsire")], ["aaa"]),
        ([("languages", "cobol")], []),
        ([("no-facet", "grandsire")], []),
        ([("methods", "grandsire"), ("no-facet", "x")], []),
        ([], ["carillon", "treble", "aaa"]),
    ],
)
def test_who_carries_every_value_that_is_asked_for(where: list[Filter], found: list[str]) -> None:
    assert [entry.id for entry in FacetIndex(three()).contributions_with(*where)] == found


def test_facts_are_ids_whatever_the_spelling_and_stay_in_printed_order() -> None:
    catalogue = survey(("contributions/carillon.yml", "[plain-hunt]", "[GRANDSIRE doubles, Plain Hunt]"))
    entry = catalogue.contribution("carillon")
    assert entry.facts["methods"] == ("grandsire", "plain-hunt")
    assert [value.name for value in catalogue.values(entry, "methods")] == ["Grandsire", "Plain hunt"]


def test_what_is_not_stated_is_an_empty_list() -> None:
    catalogue = survey()
    assert catalogue.values(catalogue.contribution("treble"), "languages") == ()


def test_claims_are_counted_in_the_lists() -> None:
    agrees, differs = survey().claims
    assert (agrees.found, agrees.things, agrees.agrees) == (2, ("carillon", "treble"), True)
    assert (differs.found, differs.things, differs.agrees) == (1, ("treble",), False)


@pytest.mark.parametrize(
    ("counts", "things"),
    [
        ("{references: all}", ("1", "2")),
        ("{contributions: [treble, carillon]}", ("treble", "carillon")),
        ("{outside: [ringing]}", ("treble",)),
        ("{categories: [ringing, composing]}", ("carillon", "treble")),
        ("{packages: [treble]}", ("treble",)),
        ("{terms: [peal, touch]}", ("peal", "touch")),
    ],
)
def test_what_a_claim_can_count(counts: str, things: tuple[str, ...]) -> None:
    changes = [
        ("claims.yml", "stated: 2\n  counts: {contributions: all}", f"stated: {len(things)}\n  counts: {counts}")
    ]
    assert survey(*changes).claims[0].things == things


@pytest.mark.parametrize(("percent_of", "percent"), [(3, 67), (6, 33), (4, 50), (16, 13), (80, 3), (200, 1)])
def test_a_share_is_rounded(percent_of: int, percent: int) -> None:
    share = f"counts: {{contributions: all}}\n  percent_of: {percent_of}\n  percent: {percent}"
    assert survey(("claims.yml", "counts: {contributions: all}", share)).claims[0].percent_found == percent


def test_notes_are_kept_for_the_maintainer() -> None:
    catalogue = survey(("contributions/carillon.yml", "[ada]", "[Ada]"))
    assert [note.code for note in catalogue.notes] == ["VOC002"]


def test_a_value_is_found_by_its_vocabulary_and_id() -> None:
    assert survey().value("languages", "ada").name == "Ada"
    with pytest.raises(KeyError):
        survey().value("languages", "basic")


@pytest.mark.parametrize("find", ["contribution", "category", "reference"])
def test_what_is_not_there_is_a_key_error(find: str) -> None:
    with pytest.raises(KeyError):
        getattr(survey(), find)("nothing")


def test_nothing_in_the_catalogue_can_be_changed() -> None:
    catalogue = survey()
    entry = catalogue.contribution("carillon")
    with pytest.raises(FrozenInstanceError):
        catalogue.survey = catalogue.survey  # type: ignore[misc]
    with pytest.raises(ValidationError):
        entry.name = "x"
    for mapping in (
        entry.facts,
        entry.prose,
        entry.printed,
        catalogue.packages,
        catalogue.vocabularies,
        catalogue.registries,
        catalogue.programs,
    ):
        with pytest.raises(TypeError):
            mapping["x"] = ()  # type: ignore[index]


def test_the_order_of_files_does_not_matter() -> None:
    files = dict(read_tree(BASE, "content"))
    assert repr(load(dict(reversed(files.items())))) == repr(load(files))


def test_new_keys_are_frozen_and_old_ones_stay() -> None:
    files = dict(read_tree(BASE, "content"))
    files["references.bib"] += b"@misc{Sly1998Sly, refnumber = 9, author = {Sly, Sam}, title = {Sly}}"
    before = files["keys.lock"].decode()
    files["keys.lock"] = freeze(files).encode()
    assert files["keys.lock"].decode() == f"{before}Sly1998Sly 9\n"
    assert len(load(files).references) == 4
    assert freeze(files).encode() == files["keys.lock"], "freezing twice changes nothing"


def test_nothing_is_thawed_by_freezing() -> None:
    files = dict(read_tree(BASE, "content"))
    files["references.bib"] = files["references.bib"].replace(b"Treble2020Treble", b"Treble2021Treble")
    with pytest.raises(ContentError, match="KEY002 the key of reference 2 is frozen as 'Treble2020Treble'"):
        freeze(files)


def test_the_first_freezing_makes_the_list() -> None:
    files = {path: content for path, content in read_tree(BASE, "content").items() if path != "keys.lock"}
    assert freeze(files).splitlines()[2:] == ["Hale2020Bells -", "Bell2019Carillon 1", "Treble2020Treble 2"]
