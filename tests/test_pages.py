"""Pages of other surveys than the real one: larger ones, with which they must not grow, and ones without licences."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from survey.catalogue import Catalogue
from survey.edition import Edition
from survey.model import Package
from survey.pages import shared, tables
from survey.pages.contribution import MOST_NEAR, ContributionPage, pages
from survey.pages.desk import Desks

EDITION = Edition("https://example.org/", None, 0, "")


@pytest.fixture
def together(catalogue: Catalogue) -> dict[str, ContributionPage]:
    """Return the pages of all contributions, as they are if all belong to one category."""
    one = catalogue.categories[0].model_copy(update={"order": ()})
    entries = tuple(entry.model_copy(update={"categories": (one.id,)}) for entry in catalogue.contributions)
    changed = replace(catalogue, contributions=entries, categories=(one,))
    return {page.id: page for page in pages(Desks.of(changed, EDITION))}


def named(page: ContributionPage, heading: str) -> Iterator[str]:
    return (link.text for group in page.near if group.heading == heading for link in group.links)


def test_a_page_names_few_of_a_large_category_and_leads_to_all_of_them(together, catalogue):
    heading = f"Also in {catalogue.categories[0].name}"
    names = [entry.name for entry in catalogue.contributions]
    first, *_, last = together.values()
    assert list(named(first, heading)) == names[1 : MOST_NEAR + 1]
    assert list(named(last, heading)) == names[:MOST_NEAR]
    group = next(group for group in first.near if group.heading == heading)
    assert group.more == len(names) - 1 - MOST_NEAR
    assert group.all == f"../../categories/{catalogue.categories[0].id}/"


def test_without_a_vocabulary_of_licences_nothing_is_filed_under_them(catalogue):
    assert catalogue.licences
    others = {name: each for name, each in catalogue.vocabularies.items() if each is not catalogue.licences}
    desk = Desks.of(replace(catalogue, vocabularies=others), EDITION).at("packages/")
    assert [facet.id for facet in tables.packages(desk).facets] == ["state", "languages", "registry"]
    assert not [facet.id for facet in tables.contributions(desk).facets if "licence" in facet.id]


def test_every_state_of_a_package_has_a_meaning():
    assert set(shared.STATES) == set(get_args(Package.model_fields["state"].annotation))
