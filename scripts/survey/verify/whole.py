"""The site as a whole: exactly the expected pages, found by search and sitemap; no links on disk; not too big."""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from .links import NOT_FOUND
from .markup import sitemap_addresses
from .reading import Site
from .record import Expected, Finding

SEARCH_INDEX = "search/names.js"
SITEMAP = "sitemap.xml"
MOST_BYTES = 500_000_000
"""GitHub Pages refuses sites over 1 GB; half of it leaves room to notice."""
MOST_FILES = 20_000
"""Cloudflare Pages takes no more."""


def whole_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return what is wrong with the site as a whole."""
    return [*_files(site, expected), *_search(site, expected), *_sitemap(site, expected)]


def _files(site: Site, expected: Expected) -> Iterator[Finding]:
    wanted = {*expected.pages, *expected.redirects, NOT_FOUND}
    found = {page.address for page in site.pages.values()}
    yield from _differences(wanted, found, "the page is missing", "a page that nobody expects")
    for name in site.symlinks:
        yield Finding(name, "is a symbolic link; a published site has only files of its own")
    sizes = {**site.files, **expected.beside}
    if (size := sum(sizes.values())) >= MOST_BYTES:
        yield Finding("site", f"is {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} MB can be published")
    if len(sizes) > MOST_FILES:
        yield Finding("site", f"has {len(sizes):,} files; at most {MOST_FILES:,} can be published")


def _search(site: Site, expected: Expected) -> Iterator[Finding]:
    try:
        index = site.folder / site.manifest.files.get(SEARCH_INDEX, SEARCH_INDEX)
        places = _search_places(index.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        yield Finding(SEARCH_INDEX, "is missing or unreadable; searching would find nothing")
        return
    found = {address for address, _ in places}
    yield from _differences(expected.pages, found, "search does not know it", "search knows it, but it is no page")
    for address, fragment in sorted(places):
        page = site.pages.get(f"{address}index.html")
        if page is not None and fragment and fragment not in page.anchors:
            yield Finding(address, f"search leads to a place that it does not have: #{fragment}")


def _search_places(script: str) -> set[tuple[str, str]]:
    """Return address, without a query, and fragment of every record of the search: JSON in the call of a function."""
    call = json.loads(script[script.index("{") : script.rindex("}") + 1])
    parts = (urlsplit(str(record[1])) for record in call["records"])
    return {(part.path, part.fragment) for part in parts}


def _sitemap(site: Site, expected: Expected) -> Iterator[Finding]:
    if expected.preview or expected.edition:
        for name in (SITEMAP, f"{SITEMAP}.gz"):
            if name in site.files:
                yield Finding(name, f"{'a preview' if expected.preview else 'an edition'} must have no sitemap")
        return
    try:
        found = sitemap_addresses((site.folder / SITEMAP).read_bytes())
    except (OSError, ValueError):
        yield Finding(SITEMAP, "is missing or unreadable")
        return
    wanted = {expected.site_url + address for address in expected.pages}
    yield from _differences(wanted, found, "is not in the sitemap", "is in the sitemap, but is no page")


def _differences(wanted: Iterable[str], found: Iterable[str], missing: str, extra: str) -> Iterator[Finding]:
    for address in set(wanted) - set(found):
        yield Finding(address, missing)
    for address in set(found) - set(wanted):
        yield Finding(address, extra)
