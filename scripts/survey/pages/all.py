"""The list of all pages."""

from collections.abc import Iterator
from dataclasses import replace

from .. import addresses
from ..catalogue import Catalogue
from ..edition import Edition
from ..exports.dates import days
from ..terms import terms
from . import compare, contribution, home, letters, lists, pictures, record
from .desk import Desks
from .parts import Page


def all_pages(catalogue: Catalogue, edition: Edition) -> tuple[Page, ...]:
    """Return every page of the site, in reading order, with what it says of itself to programs."""
    desks = Desks(catalogue, edition, terms(catalogue.glossary, _names(catalogue)))
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
    yield letters.glossary(desks)
    yield lists.references(desks)
    yield letters.people(desks)
    yield record.corrections(desks)
    yield from record.written(desks)


def _names(catalogue: Catalogue) -> Iterator[str]:
    """Yield the names of software: a term inside one of them is not that term."""
    for entry in catalogue.contributions:
        yield from (entry.name, *entry.aliases)
    for package in catalogue.packages.values():
        yield from (package.name, *package.aliases)
