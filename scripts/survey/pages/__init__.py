"""Catalogue -> page records, which hold computed values. Templates print everything else from the catalogue."""

from collections.abc import Iterator, Mapping

from .. import addresses
from ..exports import json_ld
from ..exports.citations import FORMATS
from ..files.media_types import media_type
from . import charts, contribution, corrections, data_page, glossary, home, lists, people, talks
from .head import with_heads
from .page_context import PageContext, PageContexts
from .parts import HeadMeta, Page

__all__ = ["HeadMeta", "Page", "PageContext", "PageContexts", "all_pages"]


# ── The list of all pages ──


def all_pages(contexts: PageContexts, files: Mapping[str, bytes]) -> tuple[Page, ...]:
    """Return every page of the site, in reading order, with its metadata.

    *files* are the data files and the citation files, by address.
    """
    catalogue, identity = contexts.catalogue, contexts.identity
    dataset = json_ld.dataset(catalogue, identity, _distributions(files))
    return tuple(with_heads(_pages(contexts, files), catalogue, identity, dataset))


def _distributions(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Yield address, media type and content of the data files and of the citation files of all contributions."""
    for address, content in files.items():
        if address.startswith(addresses.DATA) and not address.endswith(".schema.json"):
            yield address, media_type(address), content
    for kind in FORMATS:
        yield kind.address(addresses.CITE_ALL), kind.media_type, files[kind.address(addresses.CITE_ALL)]


def _pages(contexts: PageContexts, files: Mapping[str, bytes]) -> Iterator[Page]:
    yield home.home(contexts)
    yield lists.explore(contexts)
    yield lists.compare(contexts)
    yield charts.pictures(contexts)
    yield lists.categories(contexts)
    for category in contexts.catalogue.categories:
        yield lists.category(contexts, category)
    yield from contribution.pages(contexts)
    yield lists.packages(contexts)
    yield glossary.glossary(contexts)
    yield lists.references(contexts)
    yield people.people(contexts)
    yield corrections.corrections(contexts)
    yield data_page.data(contexts, files)
    yield talks.page(contexts)
    yield from corrections.written(contexts)
