"""The list of all pages."""

from collections.abc import Iterator
from dataclasses import replace

from .. import addresses
from ..catalogue import Catalogue
from ..edition import Edition
from ..exports.dates import days
from . import compare, contribution, glossary, home, letters, lists, pictures, record, talks
from .desk import Desks
from .parts import Page


def all_pages(catalogue: Catalogue, edition: Edition) -> tuple[Page, ...]:
    """Return every page of the site, in reading order, with what it says of itself to programs."""
    desks = Desks(catalogue, edition)
    known = days(catalogue)
    own = {addresses.contribution(entry.id): known[entry.id] for entry in catalogue.contributions}
    return tuple(replace(page, modified=own.get(page.address, known[""])) for page in _pages(desks))


def _pages(desks: Desks) -> Iterator[Page]:
    yield home.home(desks)
    yield lists.explore(desks)
    yield compare.compare(desks)
    yield pictures.pictures(desks)
    yield lists.categories(desks)
    for category in desks.catalogue.categories:
        yield lists.category(desks, category)
    yield from contribution.pages(desks)
    yield lists.packages(desks)
    yield glossary.glossary(desks)
    yield lists.references(desks)
    yield letters.people(desks)
    yield record.corrections(desks)
    yield talks.page(desks)
    yield from record.written(desks)
