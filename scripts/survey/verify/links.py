"""Every address in the final HTML and CSS: it leads somewhere, and nothing is loaded from third parties."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, normpath
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from .reading import Site
from .record import Expected, Finding, Link, Page

NOT_FOUND = "404.html"

_WEB = ("http", "https")
_ELSEWHERE = frozenset({"mailto", "tel", "data"})
_EVERYWHERE = frozenset({"", "top"})
"""Fragments that every page has, by the HTML standard."""


@dataclass(frozen=True)
class Target:
    """Where a link leads: a file of this site and a fragment in it, or outside."""

    file: str
    fragment: str = ""
    query: str = ""


_OUTSIDE = Target("//")


class Broken(Exception):
    """A link that leads nowhere; the message says why."""


class Unsafe(Broken):
    """A link of a kind that may do anything."""


def link_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return a finding for every link that leads nowhere and for everything that is loaded from elsewhere."""
    pages = (*site.pages.values(), *site.styles.values())
    scripts = [
        Finding(script, f"calls {name} by the name that it had before; it is {site.manifest.files[name]}")
        for script, names in site.unnamed.items()
        for name in sorted(names)
    ]
    return scripts + [
        Finding(page.address, message)
        for page in pages
        for link in page.links
        for message in _link_messages(site, expected, page, link)
    ]


def safety_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return a finding for everything in *site* that is loaded from elsewhere or is of a kind that may do anything.

    For a site that was checked when it was made, and that nobody makes again: where its links lead may have changed.
    """
    pages = (*site.pages.values(), *site.styles.values())
    return [
        Finding(page.address, message)
        for page in pages
        for link in page.links
        for message in _safety_messages(expected, page, link)
    ]


def _safety_messages(expected: Expected, page: Page, link: Link) -> Iterator[str]:
    try:
        outside = target_of(expected, page, link) == _OUTSIDE
    except Unsafe as why:
        yield f"{link.what} «{link.url}» {why}"
    except Broken:
        return
    else:
        if outside and link.loaded and not link.url.startswith("data:"):
            yield f"{link.what} loads «{link.url}» from a third party; readers' browsers contact this site alone"


def _link_messages(site: Site, expected: Expected, page: Page, link: Link) -> Iterator[str]:
    try:
        target = target_of(expected, page, link)
    except Broken as why:
        yield f"{link.what} «{link.url}» {why}"
        return
    if target == _OUTSIDE:
        yield from _safety_messages(expected, page, link)
    elif target.file.removesuffix("index.html") in expected.kept:
        return
    elif target.file not in site.files:
        yield f"{link.what} «{link.url}» leads to nothing: there is no {target.file}"
    elif link.loaded and not target.file.endswith(".html") and target.file not in site.hashed:
        yield f"{link.what} loads «{link.url}», whose name carries no hash of its content; put the file below assets/"
    elif _fragment_is_missing(site, target):
        yield f"{link.what} «{link.url}» leads to a place that {target.file} does not have: #{target.fragment}"
    else:
        for name, value in _not_offered(site, target):
            yield f"{link.what} «{link.url}» asks {target.file} for what it does not have: {name}={value}"


def _not_offered(site: Site, target: Target) -> Iterator[tuple[str, str]]:
    """Yield what a link asks of a page that reads its address, and that the page does not know."""
    page = site.pages.get(target.file)
    if page is None or page.offers is None:
        return
    for name, value in parse_qsl(target.query, keep_blank_values=True):
        known = page.offers.get(name)
        if known is None or (known and value not in known):
            yield name, value


def target_of(expected: Expected, page: Page, link: Link) -> Target:
    """Return where *link* on *page* leads; raise Broken if that is nowhere."""
    try:
        parts = urlsplit(link.url)
    except ValueError as error:
        raise Broken(f"is not an address: {error}") from error
    if parts.scheme and parts.scheme not in _WEB:
        if parts.scheme in _ELSEWHERE:
            return _OUTSIDE
        raise Unsafe(f"is of a kind that a page must not have: {parts.scheme}:")
    if parts.netloc or parts.scheme:
        return _absolute(expected, link, parts)
    if parts.path.startswith("/"):
        return Target(_file(_below(urlsplit(expected.site_url).path, parts.path)), unquote(parts.fragment), parts.query)
    return _relative(page, link, parts)


def _absolute(expected: Expected, link: Link, parts: SplitResult) -> Target:
    """Follow a full address: ours if it begins like this build's address or, unless loaded, production's."""
    for base in (expected.site_url,) if link.loaded else (expected.site_url, expected.canonical):
        ours = urlsplit(base)
        if parts.netloc.lower() == ours.netloc.lower() and f"{parts.path}/".startswith(ours.path.rstrip("/") + "/"):
            return Target(_file(_below(ours.path, parts.path)), unquote(parts.fragment), parts.query)
    return _OUTSIDE


def _below(prefix: str, path: str) -> str:
    root = prefix.rstrip("/") + "/"
    if not f"{path}/".startswith(root):
        raise Broken(f"leaves the site, which begins at {root}")
    return path[len(root) :]


def _relative(page: Page, link: Link, parts: SplitResult) -> Target:
    if not parts.path:
        if link.loaded and not parts.fragment:
            raise Broken("loads the page itself: the address is empty")
        return Target(page.file, unquote(parts.fragment), parts.query)
    if page.file == NOT_FOUND:
        raise Broken("is relative, but this page is shown at any address; it needs the full path")
    folder = dirname(page.file)
    return Target(_file(f"{folder}/{parts.path}" if folder else parts.path), unquote(parts.fragment), parts.query)


def _file(path: str) -> str:
    """Return the file that a server shows at *path* below the site's root."""
    plain = unquote(path)
    way = normpath(plain)
    if way.startswith(("..", "/")):
        raise Broken("leaves the site")
    if plain and not f"/{plain}".endswith(("/", "/.", "/..")):
        return way
    return "index.html" if way == "." else f"{way}/index.html"


def _fragment_is_missing(site: Site, target: Target) -> bool:
    name = target.fragment.partition(":~:")[0]
    page = site.pages.get(target.file)
    return page is not None and name not in _EVERYWHERE and name not in page.anchors
