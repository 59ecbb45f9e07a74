"""The parts that pages are made of, where a template could not print what the catalogue says as it is.

Text is printed by its type, so a part carries it as the catalogue has it; see `site/rendering.py`.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from ..addresses import PAGE_KINDS, PageKind


@dataclass(frozen=True)
class HeadLink:
    """A link in a page's head. ``href`` is relative to the page, or a full address."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True)
class HeadMeta:
    """A statement in a page's head: <meta name="…" content="…">, or ``property`` in the place of ``name``."""

    name: str
    content: str
    attribute: Literal["name", "property"] = "name"


@dataclass(frozen=True)
class Head:
    """What a page says of itself to programs, beyond title and description. Plain text; it is escaped when written."""

    links: tuple[HeadLink, ...] = ()
    meta: tuple[HeadMeta, ...] = ()
    json_ld: str = ""
    """One JSON-LD document, or nothing."""


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, and the template that writes it."""

    template: ClassVar[str]
    wide: ClassVar[bool] = False
    """Whether the page needs the room that its table of contents would take."""
    address: str
    title: str
    description: str
    head: Head = field(default=Head(), kw_only=True)
    modified: str = field(default="", kw_only=True)
    """The day of its content; given to every page where all of them are listed."""

    @property
    def kind(self) -> PageKind:
        """What is declared of all pages of its template."""
        return PAGE_KINDS[self.template]


@dataclass(frozen=True)
class Link:
    """Text that may lead somewhere. ``hint`` spells the text out; ``term`` names what explains it.

    A link to a file says its ``type``, and under which name it is ``saved_as``, unless it is to be looked at.
    """

    text: str
    url: str = ""
    hint: str = ""
    term: str = ""
    type: str = ""
    saved_as: str = ""


@dataclass(frozen=True)
class FieldRow:
    """A field that a record says something in. ``id`` is what comparisons call it."""

    id: str
    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class SourceView:
    """Where a fact comes from."""

    text: str
    url: str = ""
    checked: str = ""
