"""Facets as they are declared: what is carried can be offered, counts are right, and order is that of the survey."""

from collections import Counter
from dataclasses import replace

import pytest

from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.content.declared_fields import declared as declared_fields
from survey.content.facet_index import FacetIndex
from survey.content.facets import (
    LICENCE_GROUP,
    LICENCE_TODAY,
    NOT_KNOWN,
    NOT_STATED,
    OF_CONTRIBUTIONS,
    OF_PACKAGES,
    facets,
    facets_for_readers,
)
from survey.content.model import Contribution, Package
from survey.pages import tables
from survey.pages.page_context import PageContexts

IDENTITY = BuildIdentity("https://example.org/", None, 0, "")


def test_no_facet_bears_the_id_of_a_field_that_is_a_column(catalogue: Catalogue) -> None:
    """A column, the way to sort by it and a filter would have one id in addresses."""
    of_contributions = {facet.id for facet in facets(OF_CONTRIBUTIONS, catalogue)}
    of_packages = {facet.id for facet in facets(OF_PACKAGES, catalogue)}
    for record, ids in ((Contribution, of_contributions), (Package, of_packages)):
        assert ids.isdisjoint({field.id for field in declared_fields(record).values() if field.appears.column})


def test_what_is_carried_is_a_value_of_its_facet_that_can_be_offered(catalogue: Catalogue) -> None:
    index = FacetIndex(catalogue)
    for carried, declared in (
        (index.contributions, {facet.id: facet.values for facet in facets(OF_CONTRIBUTIONS, catalogue)}),
        (index.packages, {facet.id: facet.values for facet in facets(OF_PACKAGES, catalogue)}),
    ):
        for facet, values in declared.items():
            ids = [value.id for value in values(catalogue)]
            assert len(ids) == len(set(ids)), facet
            found = {each for entry in carried.values() for each in entry[facet]}
            assert found <= {*ids, NOT_STATED}, facet
        assert {tuple(entry) for entry in carried.values()} == {tuple(declared)}


def test_licences_of_today_stand_beside_those_of_the_print(catalogue: Catalogue) -> None:
    assert catalogue.licences
    order = [facet.id for facet in facets_for_readers(OF_CONTRIBUTIONS, catalogue)]
    place = order.index(catalogue.licences.id)
    assert order[place + 1 : place + 3] == [LICENCE_GROUP, LICENCE_TODAY]
    declared = [facet.id for facet in facets(OF_CONTRIBUTIONS, catalogue)]
    assert sorted(order) == sorted(declared)
    beside = {LICENCE_GROUP, LICENCE_TODAY}
    assert [each for each in order if each not in beside] == [each for each in declared if each not in beside]


@pytest.mark.parametrize("kind", ["contributions", "packages"])
def test_a_value_is_offered_with_the_number_of_rows_that_carry_it(catalogue: Catalogue, kind: str) -> None:
    context = PageContexts.of(catalogue, IDENTITY).at("x/")
    table = getattr(tables, kind)(context)
    rows = Counter(token for row in table.rows for token in set(row.tokens.split()))
    offered = {f"{each.facet.id}:{option.id}": option.count for each in table.facets for option in each.options}
    assert offered == rows


def test_what_carries_nothing_is_offered_last_in_the_words_for_it(catalogue: Catalogue) -> None:
    silent = tuple(
        entry.model_copy(update={"facts": dict.fromkeys(entry.facts, ()), "packages": ()})
        for entry in catalogue.contributions[:2]
    )
    few = replace(catalogue, contributions=(*silent, *catalogue.contributions[2:]))
    table = tables.contributions(PageContexts.of(few, IDENTITY).at("explore/"))
    said = {each.facet.id: each.options[-1] for each in table.facets}
    for facet in (*catalogue.vocabularies, LICENCE_GROUP):
        assert (said[facet].id, said[facet].name) == (NOT_STATED, catalogue.survey.not_stated)
    assert (said[LICENCE_TODAY].id, said[LICENCE_TODAY].name) == (NOT_STATED, NOT_KNOWN)


def test_a_value_that_is_carried_twice_counts_once(catalogue: Catalogue) -> None:
    entry = next(each for each in catalogue.contributions if each.packages)
    twice = entry.model_copy(update={"packages": (*entry.packages, *entry.packages)})
    index = FacetIndex(replace(catalogue, contributions=(twice,)))
    values = index.contributions[entry.id][LICENCE_TODAY]
    assert len(values) == len(set(values))
    for value in values:
        assert index.contributions_with((LICENCE_TODAY, value)) == (twice,)


@pytest.mark.parametrize("table", [tables.contributions, tables.packages])
def test_no_two_columns_have_one_id_or_one_heading(table, catalogue: Catalogue) -> None:
    columns = table(PageContexts.of(catalogue, IDENTITY).at("explore/")).columns
    for name in ("id", "label"):
        assert [each for each, count in Counter(getattr(column, name) for column in columns).items() if count > 1] == []
