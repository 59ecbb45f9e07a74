"""Read HTML, style sheets and sitemaps with lxml."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml import etree

from .findings import HtmlLink, HtmlPage

_LINKS = etree.XPath("//@href | //@src | //@srcset | //@poster | //@action | //object/@data")
_SVG_LINKS = etree.XPath("//use/@*[name()='xlink:href'] | //image/@*[name()='xlink:href']")
_STYLES = etree.XPath("//@style | //style/text()")
_REFRESH = etree.XPath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
_META = etree.XPath("//meta[@name or @property]")
_IDS = etree.XPath("//@id")
_NAMES = etree.XPath("//a/@name")
_TITLE = etree.XPath("string(//head/title)")
_CANONICAL = etree.XPath("//link[@rel='canonical']/@href")
_CONTROLS = etree.XPath("//form[@data-view]//*[@name]")
_VALUES = etree.XPath("@value | option/@value")
_HEADINGS = etree.XPath("count(//h1)")
_SECTIONS = etree.XPath("//h2/@id")
_TITLE_IDS = etree.XPath("//h1/@id")
_VOLATILE = etree.XPath("//*[@data-volatile]/@id")

_URL_IN_CSS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_BETWEEN_SOURCES = re.compile(r",\s+|(?<=[wx]),")
_URL_IN_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)

_DORMANT = re.compile(rb'<script type="text/html"[^>]*>(.*?)</script>', re.DOTALL)
"""Markup that scripts insert into the page; it is checked as part of the page."""

REDIRECT = "redirect"
"""``what`` of the link in a redirect."""

_FOLLOWED = frozenset({"a", "area", "form"})
_STATED = frozenset({"canonical", "alternate", "next", "prev", "author", "license", "help", "me", "search"})
_SIGNPOSTS = frozenset(
    {"cite-as", "describedby", "item", "collection", "type", "related", "latest-version", "predecessor-version"}
)


def read_page(name: str, data: bytes) -> HtmlPage:
    """Return the HTML in *data* as a page; an empty or broken file is a page without content."""
    root = _parsed(_DORMANT.sub(rb"\1", data))
    if root is None:
        return HtmlPage(name)
    refresh = "".join(_strings(_REFRESH(root)))
    ids = _strings(_IDS(root))
    return HtmlPage(
        file=name,
        links=tuple(sorted({*_html_links(root), *_refresh_links(refresh)})),
        ids=ids,
        anchors=frozenset(ids) | frozenset(_strings(_NAMES(root))),
        meta=frozenset(_meta(root)),
        title=str(_TITLE(root)).strip(),
        canonicals=_strings(_CANONICAL(root)),
        headings=int(float(str(_HEADINGS(root)))),
        refresh=refresh,
        offers=_offers(root),
        sections=frozenset(_strings(_SECTIONS(root))),
        title_ids=frozenset(_strings(_TITLE_IDS(root))),
        volatile=frozenset(_strings(_VOLATILE(root))),
    )


def read_style_sheet(name: str, data: bytes) -> HtmlPage:
    """Return the style sheet in *data* as a page that has only links."""
    return HtmlPage(name, links=tuple(sorted(_css_links(data.decode("utf-8", "replace")))))


def sitemap_addresses(data: bytes) -> list[str]:
    """Return the addresses in a sitemap. Raises ValueError if it is not one."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    return [str(place.text).strip() for place in root.iter("{*}loc")]


def _parsed(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def _strings(values: Any) -> tuple[str, ...]:
    return tuple(map(str, values))


def _html_links(root: etree._Element) -> Iterator[HtmlLink]:
    for value in chain(_values(_LINKS(root)), _values(_SVG_LINKS(root))):
        element = value.getparent()
        loaded = not _followed(element)
        for url in _urls(value.attrname, str(value)):
            yield HtmlLink(url, f"<{element.tag} {value.attrname}>", loaded)
    for style in _strings(_STYLES(root)):
        yield from _css_links(style)


def _values(found: Any) -> Any:
    """Return XPath results as Any: the type stubs lack their element and attribute name."""
    return found


def _followed(element: etree._Element) -> bool:
    """Return whether browsers do not load this element's link: readers follow it, or it is metadata."""
    if element.tag == "link":
        return set((element.get("rel") or "").lower().split()) <= _STATED | _SIGNPOSTS
    return element.tag in _FOLLOWED


def _urls(attribute: str, value: str) -> list[str]:
    if attribute != "srcset":
        return [value.strip()]
    return [candidate.split()[0] for candidate in _BETWEEN_SOURCES.split(value) if candidate.strip()]


def _refresh_links(refresh: str) -> Iterator[HtmlLink]:
    if target := _URL_IN_REFRESH.search(refresh):
        yield HtmlLink(target[1].strip(), REDIRECT, loaded=False)


def _css_links(css: str) -> Iterator[HtmlLink]:
    for match in _URL_IN_CSS.finditer(css):
        url = next(filter(None, match.groups()), "")
        if not url.startswith("data:"):
            yield HtmlLink(url, "url() in a style", loaded=True)


def _offers(root: etree._Element) -> dict[str, frozenset[str]] | None:
    """Return the query parameters that the page's forms accept: name to values; None without such a form."""
    offers: dict[str, frozenset[str]] = {}
    for control in _values(_CONTROLS(root)):
        name = str(control.get("name"))
        offers[name] = offers.get(name, frozenset()) | frozenset(_strings(_VALUES(control)))
    return offers or None


def _meta(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in _values(_META(root)):
        yield str(element.get("name") or element.get("property")).lower(), (element.get("content") or "").strip()
