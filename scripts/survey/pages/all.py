"""The list of all pages."""

from collections.abc import Iterator, Mapping

from ..catalogue import Catalogue
from ..edition import Edition
from ..exports import linked
from ..exports.citing import FORMATS, files_of_all
from . import compare, contribution, data, glossary, home, letters, lists, pictures, record, talks
from .desk import Desks
from .heads import heads
from .parts import Page
from .signposts import signposted


def all_pages(catalogue: Catalogue, edition: Edition, files: Mapping[str, bytes]) -> tuple[Page, ...]:
    """Return every page of the site, in reading order, with what it says to programs; *files* are the data files."""
    desks = Desks.of(catalogue, edition)
    known = heads(catalogue, edition, linked.dataset(catalogue, edition, _distributions(catalogue, files)))
    return tuple(signposted(known.on(page), catalogue, edition) for page in _pages(desks, files))


def _distributions(catalogue: Catalogue, files: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    for address, content in files.items():
        media_type = "text/csv" if address.endswith(".csv") else "application/json"
        if not address.endswith(".schema.json"):
            yield address, media_type, content
    for kind, (address, content) in zip(FORMATS, files_of_all(catalogue).items(), strict=True):
        yield address, kind.media_type, content


def _pages(desks: Desks, files: Mapping[str, bytes]) -> Iterator[Page]:
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
    yield data.data(desks, files)
    yield talks.page(desks)
    yield from record.written(desks)
