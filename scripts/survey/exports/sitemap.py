"""For crawlers: robots.txt, and the sitemap with the dates of the content (https://www.sitemaps.org/protocol.html)."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from ..addresses import SITEMAP
from ..content.build_identity import BuildIdentity


def sitemap(modified: Mapping[str, str], identity: BuildIdentity) -> bytes:
    """Return the sitemap of the pages in *modified*: address to the day of its content."""
    urls = "".join(
        f"  <url><loc>{escape(identity.full(address))}</loc><lastmod>{day}</lastmod></url>\n"
        for address, day in sorted(modified.items())
    )
    opening = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{opening}{urls}</urlset>\n".encode()


def robots(identity: BuildIdentity) -> bytes:
    """Return robots.txt: everything may be read, and here is the list of it."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {identity.full(SITEMAP)}\n".encode()
