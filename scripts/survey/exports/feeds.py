"""Feeds of contributions: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

An entry is a contribution; its date is the last day on which a fact on its page was checked against its source.
Written with the standard library: feedgen has not changed since 2023 and writes the current time into its feeds.
"""

import codecs
from xml.etree import ElementTree as XML

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.model import Contribution
from ..files.media_types import media_type
from ..text.prose import plain
from .json_writer import json_file

NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(catalogue: Catalogue, identity: BuildIdentity) -> bytes:
    """Return the Atom feed, newest first.

    Every page links to it. Chromium shows it as plain text and ignores the encoding in the XML declaration; the
    byte-order mark, which XML allows (1.0, section 4.3.3), states the encoding in both cases.
    """
    newest_first = _newest_first(catalogue)
    feed = XML.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _text(feed, "id", identity.full(addresses.ATOM))
    _text(feed, "title", catalogue.survey.name)
    _text(feed, "subtitle", catalogue.survey.tagline)
    _text(feed, "updated", _timestamp(catalogue.days[""]))
    _text(XML.SubElement(feed, "author"), "name", catalogue.survey.author)
    XML.SubElement(
        feed, "link", {"rel": "self", "href": identity.full(addresses.ATOM), "type": media_type(addresses.ATOM)}
    )
    XML.SubElement(feed, "link", {"rel": "alternate", "href": identity.home, "type": media_type(".html")})
    for day, entry in newest_first:
        url = identity.full(addresses.contribution(entry.id))
        item = XML.SubElement(feed, "entry")
        _text(item, "id", url)
        _text(item, "title", entry.name)
        _text(item, "updated", _timestamp(day))
        XML.SubElement(item, "link", {"rel": "alternate", "href": url, "type": media_type(".html")})
        _text(item, "summary", plain(entry.tagline))
    XML.indent(feed)
    written: bytes = XML.tostring(feed, encoding="utf-8", xml_declaration=True)
    return codecs.BOM_UTF8 + written + b"\n"


def json_feed(catalogue: Catalogue, identity: BuildIdentity) -> bytes:
    """Return the JSON feed, newest first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": catalogue.survey.name,
        "description": catalogue.survey.tagline,
        "home_page_url": identity.home,
        "feed_url": identity.full(addresses.JSON_FEED),
        "language": "en",
        "authors": [{"name": catalogue.survey.author, "url": identity.home}],
        "items": [_item(catalogue, identity, entry, day) for day, entry in _newest_first(catalogue)],
    }
    return json_file(feed)


def _item(catalogue: Catalogue, identity: BuildIdentity, entry: Contribution, day: str) -> dict[str, object]:
    url = identity.full(addresses.contribution(entry.id))
    doi = catalogue.reference(entry.reference).confirmed_doi_address
    return {
        "id": url,
        "url": url,
        **({"external_url": doi} if doi else {}),
        "title": entry.name,
        "content_text": plain(entry.tagline),
        "date_modified": _timestamp(day),
        "tags": [catalogue.category(identifier).name for identifier in entry.categories],
    }


def _newest_first(catalogue: Catalogue) -> list[tuple[str, Contribution]]:
    days = catalogue.days
    dated = [(days[entry.id], entry) for entry in catalogue.contributions]
    return sorted(dated, key=lambda pair: pair[0], reverse=True)


def _timestamp(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: XML.Element, tag: str, text: str) -> None:
    XML.SubElement(parent, tag).text = text
