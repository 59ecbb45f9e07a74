"""Every page on its own: one heading, unique ids, and the head that search engines and previews rely on."""

from collections import Counter
from collections.abc import Iterator

from .links import NOT_FOUND
from .reading import Site
from .record import Expected, Finding, Page


def page_findings(site: Site, expected: Expected) -> list[Finding]:
    """Return what is wrong with single pages, whichever site they belong to."""
    return [
        Finding(page.address, message)
        for page in site.pages.values()
        for message in (*_body(page, expected), *_head(page, expected), *_robots(page, expected))
    ]


def _body(page: Page, expected: Expected) -> Iterator[str]:
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield f"the id «{name}» stands {count} times; a link to it reaches only the first"
    if page.address not in expected.redirects and page.headings != 1:
        yield f"has {page.headings} main headings (h1) instead of one"
    if page.address in expected.redirects and not page.refresh:
        yield "is a short address that leads nowhere: no redirect in it"


def _head(page: Page, expected: Expected) -> Iterator[str]:
    if not page.title:
        yield "has no title"
    if page.address in expected.redirects or page.file == NOT_FOUND:
        return
    if not any(page.meta_values("description")):
        yield "has no description"
    canonical = expected.canonical + page.address
    if page.canonicals != (canonical,):
        found = ", ".join(page.canonicals) or "none"
        yield f"names as its canonical address {found} instead of {canonical}"
    if any(kind != "website" for kind in page.meta_values("og:type")):
        yield "has an og:type other than «website»"


def _robots(page: Page, expected: Expected) -> Iterator[str]:
    hidden = any("noindex" in value.lower() for value in page.meta_values("robots"))
    if expected.preview and not hidden:
        yield "is a preview that search engines may list: no noindex"
    if hidden and not expected.preview and page.address in expected.pages:
        yield "is hidden from search engines: noindex outside of a preview"
