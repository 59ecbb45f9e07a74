"""The parts that pages are made of. Text of type `Safe` is finished; `str` is escaped when a template shows it."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from ..addresses import PAGE_KINDS, PageKind
from ..text.safe import Safe


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

    text: Safe
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
class Chip:
    """A category's name; its colour comes from the style sheet by id."""

    id: str
    name: str
    url: str


@dataclass(frozen=True)
class SourceView:
    """Where a fact comes from."""

    text: Safe
    url: str = ""
    checked: str = ""


@dataclass(frozen=True)
class ReferenceView:
    """A reference as it is shown."""

    number: int | None
    formatted: Safe
    doi: str
    """If it is confirmed."""
    doi_address: str
    doi_unconfirmed: bool
    """Whether one is known that nobody could confirm; it is not shown, since what is shown gets cited."""
    arxiv: str
    publisher_url: str
    when: str
    as_printed: tuple[str, ...]
    """What only the survey vouches for."""
    left_out: tuple[str, ...]
    """What is known, but nobody could confirm, and is therefore not shown."""
    evidence: str

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """Everything that is not confirmed."""
        return tuple(sorted((*self.as_printed, *self.left_out)))


@dataclass(frozen=True)
class FactRow:
    """One kind of fact about a contribution: what is shown, what is printed, and where it comes from."""

    id: str
    label: str
    values: tuple[Link, ...]
    """As shown, each leading to everything that carries it."""
    explained: tuple[Link, ...]
    """The same, each leading to the glossary where that explains it."""
    printed: Safe
    sources: tuple[SourceView, ...]
    mark: Link | None
    """Leads to the corrections of this fact, if there are any."""


@dataclass(frozen=True)
class CorrectionView:
    """A correction as it is shown."""

    where: str
    printed: Safe
    label: str
    """How what is shown relates to the print."""
    shown: Safe
    reason: Safe
    kind: str
    confirmed: bool
    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class Command:
    """One way to install a package."""

    registry: str
    text: str
    note: Safe
    is_command: bool
    url: str = ""


@dataclass(frozen=True)
class LicenceView:
    """Under which terms a package is distributed."""

    name: str
    spdx: str
    """Its SPDX identifier, where that says more than the name."""
    evidence: str
    confirmed: bool
    note: Safe


@dataclass(frozen=True)
class StateView:
    """How alive a package is, in a word, and what the word means."""

    id: str
    name: str
    meaning: str


@dataclass(frozen=True)
class PackageView:
    """A package: what it is, how to get it, under which terms, and how alive it is."""

    id: str
    name: str
    summary: Safe
    url: str
    commands: tuple[Command, ...]
    install_note: Safe
    links: tuple[Link, ...]
    fields: tuple[FieldRow, ...]
    licence: LicenceView
    languages: tuple[Link, ...]
    runs_in: tuple[Link, ...]
    state: StateView
    state_note: Safe
    successor: Link | None
    version: str
    cite: Safe
    cite_source: SourceView | None
    checked: str
    sources: tuple[SourceView, ...]
    unconfirmed: tuple[str, ...]
    contributions: tuple[Link, ...]


@dataclass(frozen=True)
class CategoryCard:
    """A category in short."""

    chip: Chip
    short: str
    contributions: tuple[Link, ...]
