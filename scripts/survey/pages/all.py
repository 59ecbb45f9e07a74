"""The list of all pages."""

from collections.abc import Iterator, Mapping

from .. import addresses
from ..catalogue import Catalogue
from ..edition import Edition
from ..exports import linked
from ..exports.citing import FORMATS
from ..media_types import media_type
from . import compare, contribution, data, glossary, home, letters, lists, pictures, record, talks
from .desk import Desks
from .heads import heads
from .parts import Page
from .signposts import signposted


def all_pages(catalogue: Catalogue, edition: Edition, files: Mapping[str, bytes]) -> tuple[Page, ...]:
    """Return every page of the site, in reading order, with what it says to programs.

    *files* are the data files and the citation files, by address.
    """
    desks = Desks.of(catalogue, edition)
    known = heads(catalogue, edition, linked.dataset(catalogue, edition, _distributions(files)))
    return tuple(signposted(known.on(page), catalogue, edition) for page in _pages(desks, files))


def _distributions(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Yield address, media type and content of the data, and of the citation files of all contributions together."""
    for address, content in files.items():
        if address.startswith(addresses.DATA) and not address.endswith(".schema.json"):
            yield address, media_type(address), content
    for kind in FORMATS:
        address = addresses.citation(addresses.CITE_ALL, kind.extension)
        yield address, media_type(address), files[address]


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
