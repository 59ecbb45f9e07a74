"""A field that is declared to appear somewhere is there, printed by its type, and nowhere that it is not declared."""

from typing import Annotated

import pytest

from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.content.data_models import LISTS, TABLE, Key, columns_of, keys_of
from survey.content.declared_fields import Appears, declared, filter_words, search_names
from survey.content.model import Category, Contribution, Flag, Line, Package, Record, Term, Url
from survey.content.reserved_ids import IN_ADDRESSES
from survey.exports.data.entries import entries
from survey.pages.page_context import PageContext, PageContexts
from survey.pages.tables import declared_columns
from survey.search import search_records
from survey.text.kinds import Inline

IDENTITY = BuildIdentity("https://example.org/", None, 0, "")
EVERYWHERE = {"page": True, "column": True, "json": True, "csv": True, "search": True}


class Longer(Contribution):
    """A contribution with fields of every type that is printed, each declared to appear everywhere."""

    forum: Annotated[Url | None, Appears("Forum", **EVERYWHERE)] = None
    """Where its users talk."""
    mirrors: Annotated[tuple[Url, ...], Appears("Mirrors", **EVERYWHERE)] = ()
    """Where else."""
    motto: Annotated[Inline | None, Appears("Motto", **EVERYWHERE)] = None
    """What it says of itself."""
    short_code: Annotated[Line | None, Appears("Code", **EVERYWHERE)] = None
    """A few letters."""
    free: Annotated[Flag, Appears("Free", page=True, json="Whether it costs nothing.")] = False
    """Whether."""
    secret: Line | None = None
    """Appears nowhere."""


SAID = {
    "forum": "https://a.example/x?y&z",
    "mirrors": ["https://b.example/", "https://c.example/"],
    "motto": "Small is *beautiful* & slow",
    "short_code": "a<b",
    "free": "true",
    "secret": "hidden",
}
NAMES = {Category: "categories", Contribution: "contributions", Package: "packages", Term: "glossary"}
"""What the lists of data files call records."""
OWN = SAID.keys() - {"secret"}


@pytest.fixture(scope="module")
def context(catalogue: Catalogue) -> PageContext:
    return PageContexts.of(catalogue, IDENTITY).at("contributions/x/")


@pytest.fixture(scope="module")
def longer(catalogue: Catalogue) -> Longer:
    entry = catalogue.contributions[0]
    given = {name: getattr(entry, name) for name, field in Contribution.model_fields.items() if field.is_required()}
    return Longer.model_validate({**given, "number": str(entry.number), **SAID})


def test_a_field_keeps_the_type_by_which_it_is_printed(context, longer):
    rows = context.fields(longer)
    assert {row.id: (row.label, [(link.text, link.url) for link in row.values]) for row in rows} == {
        "forum": ("Forum", [("https://a.example/x?y&z", "https://a.example/x?y&z")]),
        "mirrors": ("Mirrors", [(each, each) for each in SAID["mirrors"]]),
        "motto": ("Motto", [("Small is *beautiful* & slow", "")]),
        "short-code": ("Code", [("a<b", "")]),
        "free": ("Free", [("yes", "")]),
    }
    kinds = {row.id: {type(link.text) for link in row.values} for row in rows}
    assert {identifier for identifier, found in kinds.items() if found == {Inline}} == {"motto"}
    assert set.union(*kinds.values()) == {str, Inline}


def test_a_field_that_says_nothing_is_no_row(context, longer):
    silent = longer.model_copy(update={"forum": None, "mirrors": ()})
    assert [row.id for row in context.fields(silent)] == ["motto", "short-code", "free"]


def test_a_column_is_there_only_if_something_is_said_in_it(context, longer):
    columns = list(declared_columns(Longer, [longer]))
    assert [(column.id, column.label) for column in columns] == [
        ("forum", "Forum"),
        ("mirrors", "Mirrors"),
        ("motto", "Motto"),
        ("short-code", "Code"),
    ]
    assert [link.text for link in columns[1].cell(context, longer).values] == SAID["mirrors"]
    silent = longer.model_copy(update={"forum": None, "mirrors": ()})
    assert [column.id for column in declared_columns(Longer, [silent])] == ["motto", "short-code"]
    cell = columns[0].cell(context, silent)
    assert (cell.values, cell.unstated) == ((), "–")


def test_filter_and_search_find_what_is_declared_as_plain_text(longer):
    words = [SAID["forum"], *SAID["mirrors"], "Small is beautiful & slow", "a<b"]
    assert (list(filter_words(longer)), list(search_names(longer))) == (words, words)


def test_a_key_without_a_place_comes_last_with_type_meaning_and_plain_value(longer):
    made: tuple[Key[Longer], ...] = keys_of(Longer, "id", "number")
    keys = {key.name: key for key in made}
    assert list(keys)[:2] == ["id", "number"]
    assert [name for name in keys if name in OWN] == ["forum", "mirrors", "motto", "short_code", "free"]
    assert "secret" not in keys
    said = {name: (keys[name].kind, keys[name].value(None, longer)) for name in OWN}  # type: ignore[arg-type]
    assert said == {
        "forum": (str | None, SAID["forum"]),
        "mirrors": (tuple[str, ...], tuple(SAID["mirrors"])),
        "motto": (str | None, "Small is beautiful & slow"),
        "short_code": (str | None, "a<b"),
        "free": (bool, True),
    }
    assert (keys["forum"].meaning, keys["free"].meaning) == ("Where its users talk.", "Whether it costs nothing.")
    columns: tuple[Key[Longer], ...] = columns_of(Longer, "number")
    assert [key.name for key in columns][-4:] == ["forum", "mirrors", "motto", "short_code"]


@pytest.mark.parametrize("record", [Category, Contribution, Package, Term], ids=lambda record: record.__name__)
def test_every_declared_field_is_in_the_data_as_declared(catalogue: Catalogue, record: type[Record]) -> None:
    (listed,) = (each for each in LISTS if each.name == NAMES[record])
    keys = {key.name for key in listed.keys}
    in_json = {name for name, field in declared(record).items() if field.appears.json}
    assert in_json
    assert in_json <= keys
    first = entries(catalogue, IDENTITY)[listed.name][0]
    assert in_json <= first.keys()
    if record is Contribution:
        assert {name for name, field in declared(record).items() if field.appears.csv} <= {key.name for key in TABLE}


def test_every_field_that_readers_see_has_a_label_that_no_other_has() -> None:
    for record in (Contribution, Package):
        shown = [each.appears for each in declared(record).values() if each.appears.page or each.appears.column]
        labels = [each.label for each in shown]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_every_declared_column_is_reserved() -> None:
    columns = {field.id for field in declared(Contribution).values() if field.appears.column}
    assert columns <= IN_ADDRESSES


def test_every_field_of_a_contribution_for_its_page_is_there(context: PageContext, catalogue: Catalogue) -> None:
    for entry in catalogue.contributions:
        said = {name for name, field in declared(Contribution).items() if field.appears.page and field.values(entry)}
        assert {row.id for row in context.fields(entry)} == {name.replace("_", "-") for name in said}


def test_the_search_finds_every_record_by_its_declared_fields(catalogue: Catalogue) -> None:
    found = {(each.kind, each.title): {*each.names, *each.aliases} for each in search_records(catalogue, ())}
    checked = 0
    for kind, records in (("contribution", catalogue.contributions), ("package", catalogue.packages.values())):
        for record in records:
            names = set(search_names(record))
            assert names <= found[kind, record.name]
            checked += len(names)
    assert checked
