"""Checks on the finished site, before anybody gets to see it: what a reader would stumble over.

Reads only the finished files, so that a mistake of content, templates, theme or engine is found alike.
"""

from collections.abc import Callable

from .findings import Expected, Finding
from .site_checks import MOST_BYTES, link_findings, page_findings, published, safety_findings, whole_findings
from .site_reader import Site, changed, read_site

__all__ = [
    "MOST_BYTES",
    "Expected",
    "Finding",
    "Site",
    "changed",
    "published",
    "read_site",
    "safety_findings",
    "verify",
]

_CHECKS: tuple[Callable[[Site, Expected], list[Finding]], ...] = (whole_findings, page_findings, link_findings)


def verify(site: Site, expected: Expected) -> tuple[Finding, ...]:
    """Return everything that is wrong with the finished *site*, sorted by page; nothing if it is good."""
    return tuple(sorted({finding for check in _CHECKS for finding in check(site, expected)}))
