"""Files for crawlers: robots.txt, and the sitemap (https://www.sitemaps.org/protocol.html)."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from ..addresses import SITEMAP
from ..content.build_identity import BuildIdentity


def sitemap(modified: Mapping[str, str], identity: BuildIdentity) -> bytes:
    """Return the sitemap of the pages in *modified*: address -> date of the page's content (2026-11-22)."""
    urls = "".join(
        f"  <url><loc>{escape(identity.full(address))}</loc><lastmod>{day}</lastmod></url>\n"
        for address, day in sorted(modified.items())
    )
    opening = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{opening}{urls}</urlset>\n".encode()


def robots(identity: BuildIdentity) -> bytes:
    """Return robots.txt, which allows everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {identity.full(SITEMAP)}\n".encode()
