"""What a site is checked against, and what is told when it fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """What the finished site must be.

    ``pages`` and ``redirects`` are addresses (``contributions/abacus/``; the home page is the empty string).
    ``site_url`` is where this build is read; ``production`` is where the survey lives, which canonical addresses
    name, and differs from it only in a preview.
    """

    pages: frozenset[str]
    site_url: str
    redirects: frozenset[str] = frozenset()
    preview: bool = False
    production: str = ""
    edition: bool = False
    """Whether this is a dated edition, which no sitemap lists."""
    kept: frozenset[str] = frozenset()
    """Addresses of dated editions that are published beside this site."""
    beside: Mapping[str, int] = field(default_factory=dict)
    """Files of those editions, with their sizes, that are published with it."""

    @property
    def canonical(self) -> str:
        """The address that canonical links begin with."""
        return self.production or self.site_url


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong with the site: on which page or file, and what, in a reader's words.

    ``code`` names the kind of mistake and never changes its meaning.
    """

    page: str
    code: str
    message: str

    def __str__(self) -> str:
        """Return ``page: CODE message``."""
        return f"{self.page or 'home page'}: {self.code} {self.message}"


@dataclass(frozen=True, order=True)
class HtmlLink:
    """An address in a page. ``loaded``: the browser fetches it with the page; a reader need not follow it."""

    url: str
    what: str
    loaded: bool


@dataclass(frozen=True)
class HtmlPage:
    """What the checks need of one HTML page (of a style sheet: only the links)."""

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
    """What an address of the page may ask for, if it has a form that reads it: name to values; none means any text."""
    sections: frozenset[str] = frozenset()
    """Ids of second-level headings."""
    title_ids: frozenset[str] = frozenset()
    """Ids of main headings, which the engine derives from titles."""
    passing: frozenset[str] = frozenset()
    """Ids of what stands in the page only while there is something to say there."""

    @property
    def address(self) -> str:
        """The page's address in the site: ``glossary/``; other files are their own address."""
        return self.file.removesuffix("index.html") if f"/{self.file}".endswith("/index.html") else self.file

    def meta_values(self, name: str) -> list[str]:
        """Return the content of every ``<meta>`` of that name."""
        return [content for key, content in self.meta if key == name]
