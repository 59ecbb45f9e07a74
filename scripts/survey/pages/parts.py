"""Records used by several pages, for values that a template cannot print straight from the catalogue.

Text keeps the type that it has in the catalogue, because it is printed by its type; see `site/rendering.py`.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from ..addresses import PAGE_KINDS, PageKind


@dataclass(frozen=True)
class HeadLink:
    """A link in a page's head. ``href`` is relative to the page, or a full URL."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True)
class HeadMeta:
    """A <meta name="…" content="…"> element in a page's head; ``attribute`` may be ``property`` instead of ``name``."""

    name: str
    content: str
    attribute: Literal["name", "property"] = "name"


@dataclass(frozen=True)
class Head:
    """Metadata of a page for programs, besides title and description. Plain text; it is escaped when written."""

    links: tuple[HeadLink, ...] = ()
    meta: tuple[HeadMeta, ...] = ()
    json_ld: str = ""
    """A JSON-LD document, or empty."""


@dataclass(frozen=True)
class Page:
    """A page: its address, title and template."""

    template: ClassVar[str]
    wide: ClassVar[bool] = False
    """Whether the page uses the space of the table of contents for its content."""
    address: str
    title: str
    description: str
    head: Head = field(default=Head(), kw_only=True)
    modified: str = field(default="", kw_only=True)
    """The date of its content (2026-11-22); set for all pages by `head.with_heads`."""

    @property
    def kind(self) -> PageKind:
        """The declaration shared by all pages with its template."""
        return PAGE_KINDS[self.template]


@dataclass(frozen=True)
class Link:
    """Text with an optional link. ``hint`` spells the text out; ``term`` is the id of a glossary term.

    A link to a file has its media ``type``; ``saved_as`` is the file name of a download, empty if it is displayed.
    """

    text: str
    url: str = ""
    hint: str = ""
    term: str = ""
    type: str = ""
    saved_as: str = ""


@dataclass(frozen=True)
class FieldRow:
    """A field for which a record has values. ``id`` identifies the row in comparisons."""

    id: str
    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class SourceView:
    """The source of a fact."""

    text: str
    url: str = ""
    checked: str = ""
