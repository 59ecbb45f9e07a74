"""What a site is checked against, the findings, and the pages and links that checks read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """The expected properties of the finished site.

    ``pages`` and ``redirects`` are addresses (``contributions/abacus/``; the home page is the empty string).
    ``site_url`` is the address of this build; ``production`` is the survey's address, with which canonical addresses
    begin. They differ only in previews and editions.
    """

    pages: frozenset[str]
    site_url: str
    redirects: frozenset[str] = frozenset()
    preview: bool = False
    production: str = ""
    edition: bool = False
    """Whether this is a dated edition, which must have no sitemap."""
    kept: frozenset[str] = frozenset()
    """Addresses of dated editions that are published beside this site."""
    beside: Mapping[str, int] = field(default_factory=dict)
    """Files of those editions, with their sizes, that are published with it."""

    @property
    def canonical(self) -> str:
        """The beginning of canonical addresses."""
        return self.production or self.site_url


@dataclass(frozen=True, order=True)
class Finding:
    """An error in the site: the page or file, the error code, and a message.

    The meaning of a code never changes.
    """

    page: str
    code: str
    message: str

    def __str__(self) -> str:
        """Return ``page: CODE message``."""
        return f"{self.page or 'home page'}: {self.code} {self.message}"


@dataclass(frozen=True, order=True)
class HtmlLink:
    """A link in a page: its URL, its kind (``what``), and whether the browser loads it with the page (``loaded``)."""

    url: str
    what: str
    loaded: bool


@dataclass(frozen=True)
class HtmlPage:
    """The parts of an HTML page that the checks need; for a style sheet, only the links."""

    file: str
    links: tuple[HtmlLink, ...] = ()
    ids: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    meta: frozenset[tuple[str, str]] = frozenset()
    title: str = ""
    canonicals: tuple[str, ...] = ()
    headings: int = 0
    refresh: str = ""
    offers: Mapping[str, frozenset[str]] | None = None
    """Query parameters that the page's form accepts: name to values, empty for any text; None without such a form."""
    sections: frozenset[str] = frozenset()
    """Ids of second-level headings."""
    title_ids: frozenset[str] = frozenset()
    """Ids of main headings, which the engine derives from titles."""
    volatile: frozenset[str] = frozenset()
    """Ids of elements that the page has only while they have content (``data-volatile``)."""

    @property
    def address(self) -> str:
        """The page's address in the site: ``glossary/``; other files are their own address."""
        return self.file.removesuffix("index.html") if f"/{self.file}".endswith("/index.html") else self.file

    def meta_values(self, name: str) -> list[str]:
        """Return the content of every ``<meta>`` of that name."""
        return [content for key, content in self.meta if key == name]
