"""The files that keep old addresses alive: pages that lead on, copies of files, places beside where things are now."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape

from .. import redirects
from ..addresses import relative
from ..files import disk
from ..verify import Site
from .ways import page_of

INSIDE = re.compile(r"a|article|aside|dd|div|dt|figure|h[1-6]|li|main|nav|p|section|span|td|th")
"""Elements that a place can be put into; of a row of a table, it goes into the first cell, of a term and what is said
of it, to the term."""
START_OF_TERM = re.compile(r"\s*<dt\b[^>]*>")
START_OF_CELL = re.compile(r"<t[dh]\b[^>]*>")
NOTE = '<p class="sv-moved" id="{old}">What stood here has moved to <a href="{way}">{title}</a>.</p>\n'


def kept_files(site: Site, ways: Mapping[str, str], canonical_root: str) -> Mapping[str, bytes]:
    """Return the files to add to *site*, or to replace there, so that every old address of *ways* works.

    *canonical_root* is where the survey lives. Addresses are as in the lock; every goal is there.
    """
    with disk(f"read {site.folder}"):
        return dict(_files(site, ways, canonical_root))


def _files(site: Site, ways: Mapping[str, str], canonical_root: str) -> Iterator[tuple[str, bytes]]:
    places: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for old, new in ways.items():
        if "#" in old:
            places[page_of(old)][old.partition("#")[2]] = new
        elif old.endswith("/"):
            yield _file(old), redirects.page(old[1:], new[1:], _title(site, new), canonical_root)
        else:
            yield _file(old), (site.folder / _file(new)).read_bytes()
    for page, moved in places.items():
        html = (site.folder / _file(page)).read_text(encoding="utf-8")
        for old, new in moved.items():
            html = _with_place(html, old, new, page, _title(site, new))
        yield _file(page), html.encode()


def _with_place(html: str, old: str, new: str, page: str, title: str) -> str:
    """Return the page with a place called *old*: where *new* is, or, if that is elsewhere, with a way there."""
    at = _start(html, new.partition("#")[2]) if page_of(new) == page else None
    if at is not None:
        return f'{html[:at]}<span id="{escape(old)}"></span>{html[at:]}'
    note = NOTE.format(old=escape(old), way=escape(relative(page[1:], new[1:])), title=escape(title))
    body, end, rest = html.rpartition("</article>")
    return body + note + end + rest


def _start(html: str, name: str) -> int | None:
    """Return where a place stands that is to be found where the element called *name* is."""
    found = re.search(rf'<(\w+)(?:\s[^<>]*)?\sid="?{re.escape(escape(name))}(?=["\s>])[^<>]*>', html)
    if found is None:
        return None
    if found[1] == "tr":
        cell = START_OF_CELL.search(html, found.end())
        return cell.end() if cell else None
    if term := START_OF_TERM.match(html, found.end()):
        return term.end()
    return found.end() if INSIDE.fullmatch(found[1]) else found.start()


def _file(address: str) -> str:
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]


def _title(site: Site, address: str) -> str:
    page = site.pages.get(_file(page_of(address)))
    return page.title if page else address
