"""The checks: every link in HTML and CSS has a target, nothing is loaded from third parties, pages are complete."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from posixpath import dirname, normpath
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from ...files import MARKER
from ..fingerprint import SHARED
from ..server_config import HOST_FILES
from .findings import Expected, Finding, HtmlLink, HtmlPage
from .html import REDIRECT, sitemap_addresses
from .site_reader import Site

NOT_FOUND = "404.html"

_WEB = ("http", "https")
_ELSEWHERE = frozenset({"mailto", "tel", "data"})
_EVERYWHERE = frozenset({"", "top"})
"""Fragments that exist on every page according to the HTML standard."""


@dataclass(frozen=True)
class Target:
    """The target of a link: a file of this site with fragment and query, or outside."""

    file: str
    fragment: str = ""
    query: str = ""


_OUTSIDE = Target("//")


_Message = tuple[str, str]
"""The code and the message of a finding."""


class Broken(Exception):
    """A link without a target. Has the error code; the message is the reason."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


class Unsafe(Broken):
    """A link with a scheme that may run code."""


def link_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return a finding for every broken link and for everything that is loaded from a third party."""
    pages = (*site.pages.values(), *site.styles.values())
    scripts = [
        Finding(script, "LNK011", f"calls {name} by the name that it had before; it is {site.manifest.files[name]}")
        for script, names in site.unnamed.items()
        for name in sorted(names)
    ]
    return scripts + [
        Finding(page.address, code, message)
        for page in pages
        for link in page.links
        for code, message in _link_messages(site, expected, page, link)
    ]


def safety_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return a finding for everything in *site* that is loaded from a third party or has an unsafe scheme.

    This is for a dated edition, which was checked completely when it was made. Targets of its links are not checked
    again, as they may have changed since.
    """
    pages = (*site.pages.values(), *site.styles.values())
    return [
        Finding(page.address, code, message)
        for page in pages
        for link in page.links
        for code, message in _safety_messages(expected, page, link)
    ]


def _safety_messages(expected: Expected, page: HtmlPage, link: HtmlLink) -> Iterator[_Message]:
    try:
        outside = target_of(expected, page, link) == _OUTSIDE
    except Unsafe as why:
        yield why.code, f"{link.what} «{link.url}» {why}"
    except Broken:
        return
    else:
        if outside and link.loaded and not link.url.startswith("data:"):
            message = f"{link.what} loads «{link.url}» from a third party; readers' browsers contact this site alone"
            yield "LNK009", message


def _link_messages(site: Site, expected: Expected, page: HtmlPage, link: HtmlLink) -> Iterator[_Message]:
    try:
        target = target_of(expected, page, link)
    except Broken as why:
        yield why.code, f"{link.what} «{link.url}» {why}"
        return
    if target == _OUTSIDE:
        yield from _safety_messages(expected, page, link)
    elif target.file.removesuffix("index.html") in expected.kept:
        return
    elif target.file not in site.files:
        yield "LNK006", f"{link.what} «{link.url}» leads to nothing: there is no {target.file}"
    elif link.loaded and not target.file.endswith(".html") and target.file not in site.hashed:
        message = (
            f"{link.what} loads «{link.url}», whose name carries no hash of its content; put the file below assets/"
        )
        yield "LNK010", message
    elif _fragment_is_missing(site, target):
        message = f"{link.what} «{link.url}» leads to a place that {target.file} does not have: #{target.fragment}"
        yield "LNK007", message
    else:
        for name, value in _not_offered(site, target):
            yield "LNK008", f"{link.what} «{link.url}» asks {target.file} for what it does not have: {name}={value}"


def _not_offered(site: Site, target: Target) -> Iterator[tuple[str, str]]:
    """Yield each (name, value) of a link's query that the form of the target page does not accept."""
    page = site.pages.get(target.file)
    if page is None or page.offers is None:
        return
    for name, value in parse_qsl(target.query, keep_blank_values=True):
        known = page.offers.get(name)
        if known is None or (known and value not in known):
            yield name, value


def target_of(expected: Expected, page: HtmlPage, link: HtmlLink) -> Target:
    """Return the target of *link* on *page*; raise Broken if it cannot have one, Unsafe for an unsafe scheme."""
    try:
        parts = urlsplit(link.url)
    except ValueError as error:
        raise Broken("LNK001", f"is not an address: {error}") from error
    if parts.scheme and parts.scheme not in _WEB:
        if parts.scheme in _ELSEWHERE:
            return _OUTSIDE
        raise Unsafe("LNK002", f"is of a kind that a page must not have: {parts.scheme}:")
    if parts.netloc or parts.scheme:
        return _absolute(expected, link, parts)
    if parts.path.startswith("/"):
        return Target(_file(_below(urlsplit(expected.site_url).path, parts.path)), unquote(parts.fragment), parts.query)
    return _relative(page, link, parts)


def _absolute(expected: Expected, link: HtmlLink, parts: SplitResult) -> Target:
    """Return the target of an absolute URL: in this site if below its address or, unless loaded, the production one."""
    for base in (expected.site_url,) if link.loaded else (expected.site_url, expected.canonical):
        ours = urlsplit(base)
        if parts.netloc.lower() == ours.netloc.lower() and f"{parts.path}/".startswith(ours.path.rstrip("/") + "/"):
            return Target(_file(_below(ours.path, parts.path)), unquote(parts.fragment), parts.query)
    return _OUTSIDE


def _below(prefix: str, path: str) -> str:
    root = prefix.rstrip("/") + "/"
    if not f"{path}/".startswith(root):
        raise Broken("LNK003", f"leaves the site, which begins at {root}")
    return path[len(root) :]


def _relative(page: HtmlPage, link: HtmlLink, parts: SplitResult) -> Target:
    if not parts.path:
        if link.loaded and not parts.fragment:
            raise Broken("LNK004", "loads the page itself: the address is empty")
        return Target(page.file, unquote(parts.fragment), parts.query)
    if page.file == NOT_FOUND:
        raise Broken("LNK005", "is relative, but this page is shown at any address; it needs the full path")
    folder = dirname(page.file)
    return Target(_file(f"{folder}/{parts.path}" if folder else parts.path), unquote(parts.fragment), parts.query)


def _file(path: str) -> str:
    """Return the file that a server sends for *path* below the site's root; raise Broken if that leaves the site."""
    plain = unquote(path)
    way = normpath(plain)
    if way.startswith(("..", "/")):
        raise Broken("LNK003", "leaves the site")
    if plain and not f"/{plain}".endswith(("/", "/.", "/..")):
        return way
    return "index.html" if way == "." else f"{way}/index.html"


def _fragment_is_missing(site: Site, target: Target) -> bool:
    name = target.fragment.partition(":~:")[0]
    page = site.pages.get(target.file)
    return page is not None and name not in _EVERYWHERE and name not in page.anchors


# ── Permanent addresses of a finished site, with redirect targets ──
# Permanent are pages, redirects, files, second-level headings, and other anchors that a link of the site leads to. Not
# permanent are files of the theme and of the search, link previews (their name changes with their content), files whose
# address a standard sets (`sitemap.xml`), the engine's own ids, ids of main headings (made from titles), and anchors
# of elements that exist only while they have content.

UNPROMISED_FOLDERS = (*SHARED, "talk/previews/")
UNPROMISED_FILES = frozenset({MARKER, NOT_FOUND, "sitemap.xml", "sitemap.xml.gz", "robots.txt", *HOST_FILES})
ENGINES_OWN = "__"


def published(site: Site, expected: Expected, earlier: Iterable[str] = ()) -> Mapping[str, str]:
    """Return permanent address (`/glossary/#cpu`) -> address that it redirects to, empty if it does not redirect.

    An anchor published *earlier* stays in the result while it exists, whether or not a link still leads there.
    """
    files = {_address(name): _leads_to(site, expected, name) for name in site.files if _is_promised(name)}
    anchors = {f"/{page.address}": page.anchors for page in site.pages.values()}
    existing = (each for each in earlier if "#" in each and _exists(anchors, *each.split("#", 1)))
    return {**dict.fromkeys((*_places(site, expected), *existing), ""), **files}


def _exists(anchors: Mapping[str, frozenset[str]], page: str, name: str) -> bool:
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
        yield from (f"/{page.address}#{name}" for name in page.sections - page.volatile)
        for link in page.links:
            if "#" in link.url and not link.loaded:
                yield from _linked(site, expected, page, link)


def _linked(site: Site, expected: Expected, page: HtmlPage, link: HtmlLink) -> Iterator[str]:
    """Yield the anchor that *link* leads to if it is permanent. Broken links are reported by another check."""
    with suppress(Broken):
        target = target_of(expected, page, link)
        there, name = site.pages.get(target.file), target.fragment
        if there and name in there.anchors - there.title_ids - there.volatile and not name.startswith(ENGINES_OWN):
            yield f"/{there.address}#{name}"


# ── Single pages: one main heading, unique ids, and the metadata that search engines and link previews need ──


def page_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return findings about single pages, independent of other pages."""
    return [
        Finding(page.address, code, message)
        for page in site.pages.values()
        for code, message in (*_body(page, expected), *_head(page, expected), *_robots(page, expected))
    ]


def _body(page: HtmlPage, expected: Expected) -> Iterator[_Message]:
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield "PAG001", f"the id «{name}» appears {count} times; a link to it reaches only the first"
    if page.address not in expected.redirects and page.headings != 1:
        yield "PAG002", f"has {page.headings} main headings (h1) instead of one"
    if page.address in expected.redirects and not page.refresh:
        yield "PAG003", "is a short address that leads nowhere: no redirect in it"


def _head(page: HtmlPage, expected: Expected) -> Iterator[_Message]:
    if not page.title:
        yield "PAG004", "has no title"
    if page.address in expected.redirects or page.file == NOT_FOUND:
        return
    if not any(page.meta_values("description")):
        yield "PAG005", "has no description"
    canonical = expected.canonical + page.address
    if page.canonicals != (canonical,):
        found = ", ".join(page.canonicals) or "none"
        yield "PAG006", f"names as its canonical address {found} instead of {canonical}"
    if any(kind != "website" for kind in page.meta_values("og:type")):
        yield "PAG007", "has an og:type other than «website»"


def _robots(page: HtmlPage, expected: Expected) -> Iterator[_Message]:
    hidden = any("noindex" in value.lower() for value in page.meta_values("robots"))
    if expected.preview and not hidden:
        yield "PAG008", "is a preview that search engines may list: no noindex"
    if hidden and not expected.preview and page.address in expected.pages:
        yield "PAG009", "is hidden from search engines: noindex outside of a preview"


# ── The site as a whole: exactly the expected pages, all in search and sitemap; no symbolic links; size limits ──

SEARCH_INDEX = "search/names.js"
SITEMAP = "sitemap.xml"
MOST_BYTES = 500_000_000
"""Half of GitHub Pages' limit of 1 GB, so that there is time to react."""
MOST_FILES = 20_000
"""The limit of Cloudflare Pages."""


def whole_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return findings about the site as a whole."""
    return [*_files(site, expected), *_search(site, expected), *_sitemap(site, expected)]


def _files(site: Site, expected: Expected) -> Iterator[Finding]:
    wanted = {*expected.pages, *expected.redirects, NOT_FOUND}
    found = {page.address for page in site.pages.values()}
    for address in wanted - found:
        yield Finding(address, "SIT001", "the page is missing")
    for address in found - wanted:
        yield Finding(address, "SIT002", "a page that nobody expects")
    for name in site.symlinks:
        yield Finding(name, "SIT003", "is a symbolic link; a published site has only files of its own")
    sizes = {**site.files, **expected.beside}
    if (size := sum(sizes.values())) >= MOST_BYTES:
        yield Finding("site", "SIT004", f"is {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} MB can be published")
    if len(sizes) > MOST_FILES:
        yield Finding("site", "SIT004", f"has {len(sizes):,} files; at most {MOST_FILES:,} can be published")


def _search(site: Site, expected: Expected) -> Iterator[Finding]:
    try:
        index = site.folder / site.manifest.files.get(SEARCH_INDEX, SEARCH_INDEX)
        places = _search_places(index.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        yield Finding(SEARCH_INDEX, "SIT005", "is missing or unreadable; searching would find nothing")
        return
    found = {address for address, _ in places}
    for address in expected.pages - found:
        yield Finding(address, "SIT006", "search does not know it")
    for address in found - expected.pages:
        yield Finding(address, "SIT006", "search knows it, but it is not a page")
    for address, fragment in sorted(places):
        page = site.pages.get(f"{address}index.html")
        if page is not None and fragment and fragment not in page.anchors:
            yield Finding(address, "SIT007", f"search leads to a place that it does not have: #{fragment}")


def _search_places(script: str) -> set[tuple[str, str]]:
    """Return (address without query, fragment) of every search record; *script* is a function call with JSON."""
    call = json.loads(script[script.index("{") : script.rindex("}") + 1])
    parts = (urlsplit(str(record[1])) for record in call["records"])
    return {(part.path, part.fragment) for part in parts}


def _sitemap(site: Site, expected: Expected) -> Iterator[Finding]:
    if expected.preview or expected.edition:
        for name in (SITEMAP, f"{SITEMAP}.gz"):
            if name in site.files:
                yield Finding(
                    name, "SIT008", f"{'a preview' if expected.preview else 'an edition'} must have no sitemap"
                )
        return
    try:
        found = set(sitemap_addresses((site.folder / SITEMAP).read_bytes()))
    except (OSError, ValueError):
        yield Finding(SITEMAP, "SIT009", "is missing or unreadable")
        return
    wanted = {expected.site_url + address for address in expected.pages}
    for address in wanted - found:
        yield Finding(address, "SIT010", "is not in the sitemap")
    for address in found - wanted:
        yield Finding(address, "SIT010", "is in the sitemap, but is not a page")
