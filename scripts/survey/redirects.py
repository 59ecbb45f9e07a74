"""Addresses that lead on: short addresses, and the folders of pages that have no page of their own.

A refresh forgets what stands behind ``?`` and ``#``, so a script leads on where there is one. It takes the way from the
link, so that it is the same on every page, and works from a folder on disk, too.
"""

from collections.abc import Mapping

from . import addresses
from .catalogue import Catalogue
from .safe import escape

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="description" content="This address leads to {title}.">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<link rel="icon" href="data:,">
<noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>
</head>
<body><main><h1>{title}</h1><p>This address leads to <a href="{way}">{title}</a>.</p></main>
<script>
const way = new URL(document.querySelector("a").href);
way.search ||= location.search;
way.hash ||= location.hash;
if (way.protocol === "file:" && way.pathname.endsWith("/")) way.pathname += "index.html";
location.replace(way);
</script>
</body>
</html>
"""


def targets(catalogue: Catalogue) -> Mapping[str, tuple[str, str]]:
    """Return the address of every redirect to where it leads and what is there."""
    overview = (addresses.EXPLORE, catalogue.survey.contributions.capitalize())
    short = {
        addresses.short(entry.number): (addresses.contribution(entry.id), entry.name)
        for entry in catalogue.contributions
    }
    groups = {
        addresses.short_category(category.id): (addresses.category(category.id), category.name)
        for category in catalogue.categories
    }
    return {**short, **groups, "contributions/": overview, "p/": overview}


def redirects(catalogue: Catalogue, canonical_root: str) -> Mapping[str, bytes]:
    """Return address -> HTML of every redirect. *canonical_root* is where the survey lives (with a / at its end)."""
    return {here: page(here, there, title, canonical_root) for here, (there, title) in targets(catalogue).items()}


def page(here: str, there: str, title: str, canonical_root: str) -> bytes:
    """Return the page at *here* that leads to *there*, where *title* is. *canonical_root* is where the survey lives."""
    way = escape(addresses.relative(here, there))
    return PAGE.format(title=escape(title), way=way, canonical=escape(canonical_root + there)).encode()
