"""What a finished site publishes: every address that a reader may note down, and where it leads if it leads on.

Promised are pages, redirects and files, and of the places in a page those that a link of the site leads to and the
second-level headings. Not promised is what nobody notes down: files of the theme and of the search, previews, whose
name changes with their content, files whose address is a standard's (`sitemap.xml`), the engine's own ids, those of
main headings, which are made from titles, and places that come and go with what there is to say.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from ..files import MARKER
from ..fingerprint import SHARED
from ..server_config import HOST_FILES
from .links import NOT_FOUND, Broken, target_of
from .markup import REDIRECT
from .reading import Site
from .record import Expected, Link, Page

UNPROMISED_FOLDERS = (*SHARED, "talk/previews/")
UNPROMISED_FILES = frozenset({MARKER, NOT_FOUND, "sitemap.xml", "sitemap.xml.gz", "robots.txt", *HOST_FILES})
ENGINES_OWN = "__"


def published(site: Site, expected: Expected, earlier: Iterable[str] = ()) -> Mapping[str, str]:
    """Return every promised address (`/glossary/#cpu`) to the address that it leads on to, or to an empty string.

    A place that was promised *earlier* stays one while it stands, whether or not a link still leads there.
    """
    files = {_address(name): _leads_to(site, expected, name) for name in site.files if _is_promised(name)}
    anchors = {f"/{page.address}": page.anchors for page in site.pages.values()}
    standing = (each for each in earlier if "#" in each and _stands(anchors, *each.split("#", 1)))
    return {**dict.fromkeys((*_places(site, expected), *standing), ""), **files}


def _stands(anchors: Mapping[str, frozenset[str]], page: str, name: str) -> bool:
    return name in anchors.get(page, ())


def _is_promised(name: str) -> bool:
    return name not in UNPROMISED_FILES and not name.startswith(UNPROMISED_FOLDERS)


def _address(file: str) -> str:
    return "/" + (file.removesuffix("index.html") if f"/{file}".endswith("/index.html") else file)


def _leads_to(site: Site, expected: Expected, name: str) -> str:
    page = site.pages.get(name)
    for link in page.links if page else ():
        if page and link.what == REDIRECT:
            with suppress(Broken):
                target = target_of(expected, page, link)
                return _address(target.file) + (f"#{target.fragment}" if target.fragment else "")
    return ""


def _places(site: Site, expected: Expected) -> Iterator[str]:
    for page in site.pages.values():
        yield from (f"/{page.address}#{name}" for name in page.sections - page.passing)
        for link in page.links:
            if "#" in link.url and not link.loaded:
                yield from _linked(site, expected, page, link)


def _linked(site: Site, expected: Expected, page: Page, link: Link) -> Iterator[str]:
    """Yield the place that *link* leads to, if it is one that is promised. A link that leads nowhere is told later."""
    with suppress(Broken):
        target = target_of(expected, page, link)
        there, name = site.pages.get(target.file), target.fragment
        if there and name in there.anchors - there.title_ids - there.passing and not name.startswith(ENGINES_OWN):
            yield f"/{there.address}#{name}"
