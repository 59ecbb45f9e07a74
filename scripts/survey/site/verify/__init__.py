"""Checks of the finished site before it is published: broken links, missing pages, files from third parties.

They read only the finished files, so that errors of content, templates, theme and engine are all found.
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
    """Return all findings about the finished *site*, sorted by page; an empty tuple if there are none."""
    return tuple(sorted({finding for check in _CHECKS for finding in check(site, expected)}))
