"""Pages of surveys that are larger than the real one, where they must not grow with it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from survey.catalogue import Catalogue
from survey.edition import Edition
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
