"""What the survey says: one frozen record for each kind of content.

These classes are the schema. A file in ``content/`` is accepted when, and only when, one of them accepts it; the
docstring under a field is that field's manual and its description in the JSON Schema (`survey schema`). Where else a
field appears (on its page, in tables, data and search), ``Appears`` says in its type.
Every scalar arrives as text (``sources.py`` never guesses a type), so a number or a date is what its field says it is.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from ..text.kinds import Inline, Prose, day, full_day, installable, one_line, web_address
from .asset_checks import DRAWABLE, ENDINGS
from .declared_fields import Appears
from .licences import licence_expression, one_licence

K = TypeVar("K")
V = TypeVar("V")

ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
WAY_PATTERN = r"^(?:/[A-Za-z0-9._/-]*(?:#[A-Za-z0-9._-]+)?|[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)$"
COLOUR_PATTERN = r"^#[0-9a-f]{6}$"
DIGEST_PATTERN = r"^[0-9a-f]{64}$"
FILE_PATTERN = r"^(?:[A-Za-z0-9][A-Za-z0-9_-]{0,63}/){0,3}[A-Za-z0-9][A-Za-z0-9_-]{0,63}\."
"""One dot: to some servers every ending says something, as .gz.svg and .php.png do."""
ASSET_PATTERN = f"{FILE_PATTERN}(?:{'|'.join(ENDINGS)})$"
LOGO_PATTERN = f"{FILE_PATTERN}(?:{'|'.join(DRAWABLE)})$"
DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
"""What Windows takes for a device, whatever its ending."""
RESERVED_IDS = DEVICES | {"index", "404", "search", "assets", "sitemap"}


def _not_reserved(value: str) -> str:
    if value in RESERVED_IDS:
        raise ValueError("is reserved: it would clash with a file of the site or of an operating system")
    return value


def _no_device(value: str) -> str:
    if not DEVICES.isdisjoint(re.split(r"[/.]", value.casefold())):
        raise ValueError("has the name of a device of an operating system")
    return value


def _ascii_digits(value: object) -> object:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise ValueError("must be a whole number, at most nine of the digits 0-9")
    return value


def _true_or_false(value: object) -> object:
    if isinstance(value, str) and value not in {"true", "false"}:
        raise ValueError("must be true or false")
    return value


def _frozen(value: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType(dict(value))


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), AfterValidator(_not_reserved)]
"""A permanent name in addresses: a-z, 0-9 and inner hyphens, 64 characters at most."""

Line = Annotated[str, AfterValidator(one_line)]
"""One line of plain text. Nothing in it is markup."""

Url = Annotated[str, AfterValidator(web_address)]
"""An absolute http or https address."""

Installable = Annotated[str, AfterValidator(installable)]
"""Names of packages, or an address, that a command may be given."""

Spdx = Annotated[str, AfterValidator(licence_expression)]
"""An SPDX licence expression: identifiers of the SPDX list, or LicenseRef-…, joined by AND, OR and WITH."""

SpdxId = Annotated[str, AfterValidator(one_licence)]
"""A single identifier of the SPDX list."""

Way = Annotated[str, StringConstraints(pattern=WAY_PATTERN)]
"""An address from the site's root (`/glossary/#cpu`), or an id."""

Asset = Annotated[str, StringConstraints(pattern=ASSET_PATTERN), AfterValidator(_no_device)]
"""A file of content/assets/: a plain name of letters, digits, - and _, one dot and the ending; / for folders."""

Logo = Annotated[str, StringConstraints(pattern=LOGO_PATTERN)]
"""A picture among the assets that can be drawn into another."""

Count = Annotated[int, BeforeValidator(_ascii_digits), Field(ge=0)]
Some = Annotated[int, BeforeValidator(_ascii_digits), Field(gt=0)]
Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Day = Annotated[str, AfterValidator(day)]
"""A date as precisely as it is known: 2026, 2026-11 or 2026-11-22."""

FullDay = Annotated[str, AfterValidator(full_day)]
"""A date to the day: 2026-11-22."""

Digest = Annotated[str, StringConstraints(pattern=DIGEST_PATTERN)]
"""A SHA-256: 64 hexadecimal digits in lower case."""

Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
Lines = Annotated[Mapping[str, Line], AfterValidator(_frozen)]
Inlines = Annotated[Mapping[str, Inline], AfterValidator(_frozen)]
Proses = Annotated[Mapping[str, Prose], AfterValidator(_frozen)]


class Record(BaseModel):
    """A frozen record that refuses keys which it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ── Provenance ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Check(Record):
    """Something that a person looked at on a day."""

    what: Line
    """What was read, for example: LICENSE of the repository."""
    url: Url | None = None
    """Where it can be read, if it has an address."""
    checked: Day
    """When it was read."""


def _source_kind(value: object) -> str:
    return "check" if isinstance(value, Mapping | Check) else "id"


Source = Annotated[Annotated[Id, Tag("id")] | Annotated[Check, Tag("check")], Discriminator(_source_kind)]
"""Where a fact comes from: the id of a source in survey.yml, `ref-N` for a reference, or a dated check."""


class Correction(Record):
    """A place where the printed survey is wrong, imprecise or overtaken: what it prints and what this site shows."""

    column: Id | None = None
    """The column of the printed table in whose cell it stands: an id of the survey's `columns`. The facts that this
    column states are marked, and its heading is said. Without it the correction is of a place outside of the table."""
    where: Line | None = None
    """The place in print, for example: page 3. Beside `column`, another place that has the same mistake."""
    printed: Inline
    """What stands there, to the letter."""
    shown: Inline
    """What this site shows instead."""
    reason: Inline
    """Why, in one or two sentences."""
    kind: Literal["misprint", "name", "precision", "incomplete", "inconsistent", "changed-since", "unresolved"]
    """misprint: letters lost or wrong · name: how a person or code is called · precision: right but coarse ·
    incomplete · inconsistent: print contradicts itself · changed-since: right when printed · unresolved: suspected."""
    confirmed: Flag
    """true when a source that was read settles it; false is shown as an open question."""
    facts: tuple[Id, ...] = ()
    """The vocabularies that it concerns, where the column feeds several and not all are meant."""
    sources: tuple[Source, ...] = Field(min_length=1)
    """What supports the correction."""


# ── The survey as a whole ────────────────────────────────────────────────────────────────────────────────────────────


class NamedSource(Record):
    """A place that facts are taken from."""

    id: Id
    name: Line
    """How it is called on the pages, for example: Table 1."""
    about: Inline
    """What it is, in one sentence."""


class Column(Record):
    """A column of the survey's printed overview table."""

    id: Id
    heading: Line
    """The printed heading."""


class ProseSection(Record):
    """A section of prose that every contribution has."""

    id: Id
    heading: Line


class Question(Record):
    """A reader's question on the home page. Its answers are computed: views of the explorer, with what each holds."""

    ask: Line
    """The question or the beginning of a sentence; its answers end it."""
    facet: Id
    """What is to be chosen by: the id of a vocabulary, or of a facet that content/facets.py declares, of contributions
    (category, year …) or of packages (state …)."""
    values: tuple[Id, ...] = ()
    """The values that are offered, in this order; without them all that occur."""


class Picture(Record):
    """A picture of the whole survey."""

    id: Id
    kind: Literal["timeline", "matrix", "bars", "map"]
    """timeline: contributions by month · matrix: values against categories · bars: how often each value occurs ·
    map: which contribution has which values."""
    name: Line
    about: Inline
    """What can be seen in it and how to use it, in a sentence or two."""
    of: tuple[Id, ...] = ()
    """The vocabularies that it shows; a timeline shows none. The first of a map stands left, the others right."""
    home: Flag = False
    """Whether it stands on the home page, too."""


class ContentLicence(Record):
    """Under which terms text and data of the survey may be used."""

    name: Line
    """As people call it."""
    spdx: SpdxId
    url: Url


class Survey(Record):
    """content/survey.yml: what the survey is and what its parts are called."""

    id: Id
    name: Line
    """Full name of the survey."""
    short_name: Line
    """Name for tight places: the header, a card."""
    tagline: Line
    """One sentence under the name on the home page."""
    maintainers: Line | None = None
    """Who keeps the survey, as they are cited; without it: The maintainers of, and its name."""
    about: Prose
    """Two or three paragraphs for the home page."""
    contribution: Line
    contributions: Line
    """What one entry and several are called in running text, for example: contribution, contributions."""
    editorial: Line
    """Key in references.bib of the text that is surveyed here."""
    published: FullDay
    """The day that stands for this state of the content where no version control tells a better one."""
    licence: ContentLicence
    numbers: Inline
    """What the number of a contribution means, in one sentence."""
    not_stated: Line
    """Shown wherever the survey does not give a value."""
    sources: tuple[NamedSource, ...]
    table_name: Line | None = None
    """How the printed overview table is called, if there is one."""
    glossary_name: Line | None = None
    """How the printed glossary is called, if there is one."""
    columns: tuple[Column, ...] = ()
    """The columns of the printed overview table, in order."""
    vocabularies: tuple[Id, ...]
    """The vocabularies, in reading order; each is a file in content/vocabularies/."""
    prose: tuple[ProseSection, ...]
    """The sections of prose of each contribution, in reading order."""
    prose_words: tuple[Count, Count]
    """Fewest and most words of a contribution's prose, and of a category's introduction."""
    questions: tuple[Question, ...] = ()
    pictures: tuple[Picture, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Corrections that belong to no single contribution."""
    assets: tuple[Asset, ...] = ()
    """Files of content/assets/ that are published; others stay at home. PNG, JPEG, WebP, SVG or PDF, 2 MB and 8,192
    pixels a side at most; SVG without anything that could run or fetch something."""
    logo: Logo | None = None
    """The one of `assets` (SVG, PNG or JPEG) that stands for the survey on slides and in previews of links."""

    @property
    def author(self) -> str:
        """Who is cited as the author of the site: its maintainers, and nobody whose works it surveys."""
        return self.maintainers or f"The maintainers of {self.name}"

    def cell(self, column: str) -> str:
        """Return how a cell of the printed table is called: Table 1, Language; raise KeyError for no column of it."""
        headings = {each.id: each.heading for each in self.columns}
        return f"{self.table_name}, {headings[column]}"

    def place_in_print(self, correction: Correction) -> str:
        """Return where *correction* applies, in words: Table 1, Language, and page 3."""
        cell = self.cell(correction.column) if correction.column else ""
        return ", and ".join(place for place in (cell, correction.where) if place)


# ── Vocabularies, categories, glossary ───────────────────────────────────────────────────────────────────────────────


class Group(Record):
    """A group of values, for example: permissive licences."""

    id: Id
    name: Line


class Value(Record):
    """One value of a vocabulary."""

    id: Id
    name: Inline
    """As shown."""
    full: Line | None = None
    """Spelt out, where the name is short."""
    aliases: tuple[Line, ...] = ()
    """Other spellings, the printed one included. Letter case never matters."""
    glossary: Id | None = None
    """The glossary term that explains it."""
    group: Id | None = None
    spdx: Spdx | None = None
    """For a licence: its SPDX identifier, only where the print is precise enough to choose one."""


class Vocabulary(Record):
    """content/vocabularies/<id>.yml: the values that a fact of one kind can have."""

    id: Id
    """The file's name; not written in the file."""
    name: Line
    """Singular, as a label: Language."""
    plural: Line
    about: Line
    """What the vocabulary says about a contribution, in one sentence."""
    source: Id
    """Where these facts come from unless a contribution says otherwise."""
    column: Id | None = None
    """The printed column that states these facts."""
    export_as: Line | None = None
    """The key in the data files, where it differs from the id."""
    groups: tuple[Group, ...] = ()
    values: tuple[Value, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        """Its key in the data files."""
        return self.export_as or self.id


class Category(Record):
    """A group of contributions in reading order."""

    id: Annotated[Id, Appears(json="Its permanent name, as in its address.")]
    name: Annotated[Line, Appears(json="As shown.")]
    short: Annotated[Line, Appears(json="What it is, in one sentence.")]
    """One sentence for a card."""
    colour: Colour
    """On white, and in dark mode on near-black: always shown beside the name."""
    colour_dark: Colour
    intro: Prose
    """What the approach is, how it differs from its neighbours, where to start."""
    start: Annotated[Id, Appears(json="Id of the contribution to start with.")]
    """The contribution to start with."""
    start_why: Inline
    """Why that one, in one sentence."""
    order: tuple[Id, ...] = ()
    """The contributions in the survey's own order; those not named here follow by number."""
    sources: tuple[Source, ...] = Field(min_length=1)


class OutsideLink(Record):
    """An outside page."""

    name: Line
    url: Url


class Printed(Record):
    """What a row of the printed glossary says."""

    term: Line
    expansion: Line


class Term(Record):
    """A glossary term."""

    id: Annotated[Id, Appears(json="Its permanent name, as in its address.")]
    """Its address: /glossary/#<id>."""
    term: Annotated[Line, Appears(json="The word or acronym.")]
    expansion: Annotated[Line | None, Appears(json="Spelt out, if it stands for something else.")] = None
    """Spelt out; absent for a name that stands for nothing else."""
    kind: Annotated[Id, Appears(json="What kind of thing it names: an id of the glossary's own.")]
    definition: Annotated[Inline, Appears(json="What it is, in one sentence.")]
    """One sentence."""
    variants: Annotated[tuple[Line, ...], Appears(json="Other forms of the same term.")] = ()
    """Other forms that mean the same in running text: plurals, spellings."""
    see: Annotated[tuple[Id, ...], Appears(json="Ids of related terms.")] = ()
    """Related terms."""
    link: OutsideLink | None = None
    """A stable outside page; only one whose address was confirmed."""
    note: Inline | None = None
    """What a reader should beware of."""
    printed: Printed | None = None
    """The row in the printed glossary, if there is one."""
    autolink: Flag = True
    """Whether running text links to it. False for words with another everyday meaning."""
    sources: tuple[Source, ...] = Field(min_length=1)


class Glossary(Record):
    """content/glossary.yml."""

    kinds: tuple[Group, ...]
    terms: tuple[Term, ...]
    ordinary: tuple[Line, ...] = ()
    """Words that look like acronyms and need no entry: names of firms and files, formulas, numerals."""


# ── Packages and contributions ───────────────────────────────────────────────────────────────────────────────────────


class Registry(Record):
    """A place from which software is installed."""

    id: Id
    name: Line
    command: Line
    """What to type; {name} stands for the package's name there."""
    on_request: Flag = False
    """Whether a person has to be asked: then `command` is a sentence that says how, and nothing to copy."""


class Program(Record):
    """A program that packages run in or couple to: readers who work with it look for those."""

    id: Id
    name: Line
    """As shown."""
    full: Line | None = None
    """Spelt out, where the name is short."""
    aliases: tuple[Line, ...] = ()
    """Other spellings by which readers may look for it."""
    glossary: Id | None = None
    """The glossary term that explains it."""


class Install(Record):
    """One way to install a package."""

    registry: Id
    """A registry of content/registries.yml."""
    name: Installable
    """The package's name there (or several, with spaces), or the address to fetch the source from. It becomes part of
    a command that readers copy, so no sign that means something to a shell is allowed."""
    note: Inline | None = None


class Licence(Record):
    """Under which terms a package is distributed, as last checked."""

    spdx: Spdx | None = None
    """SPDX licence expression; LicenseRef-… for a licence that SPDX does not list; absent if none was found."""
    name: Line
    """In words, for example: MIT, or: no licence file."""
    group: Id | None = None
    """The group of licences that it belongs to, of the vocabulary whose values carry SPDX identifiers; absent if the
    terms are not known or belong to no group."""
    evidence: Line
    """What was read."""
    confirmed: Flag
    note: Inline | None = None

    @property
    def short(self) -> str:
        """As briefly as it can be said, and whether it is confirmed: nobody may rely on it otherwise.

        An identifier that SPDX does not list says nothing to readers.
        """
        name = self.spdx if self.spdx and not self.spdx.startswith("LicenseRef-") else self.name
        return name if self.confirmed else f"{name} (unconfirmed)"


class Citing(Record):
    """How a project asks to be cited."""

    asks: Inline
    """What it asks for, in our words with links."""
    says: Check
    """Where the project says so."""


class Package(Record):
    """content/packages/<id>.yml: one software package (or data repository), as last checked."""

    id: Annotated[Id, Appears(json="Its permanent name, as in its address.")]
    """The file's name; not written in the file."""
    kind: Annotated[Literal["software", "data"], Appears(json="Software, or a repository of data.")] = "software"
    """What it is to programs: software, or data (a repository of data sets)."""
    name: Annotated[Line, Appears(json="As shown.")]
    summary: Annotated[Inline, Appears(json=True)]
    """What it is, in one sentence."""
    aliases: Annotated[tuple[Line, ...], Appears(json="Other spellings.")] = ()
    """Other spellings by which readers may look for it."""
    repository: Annotated[
        Url | None, Appears("Repository", page=True, json="Where its source code is.", search=True)
    ] = None
    documentation: Annotated[
        Url | None, Appears("Documentation", page=True, json="Where it is explained.", search=True)
    ] = None
    homepage: Annotated[
        Url | None,
        Appears("Homepage", page=True, json="Where its project lives, if that is somewhere else.", search=True),
    ] = None
    install: tuple[Install, ...] = ()
    install_note: Inline | None = None
    """Requirements or traps, for example an unrelated package of the same name."""
    licence: Licence
    languages: tuple[Id, ...] = ()
    """Values of the vocabulary `languages`."""
    runs_in: tuple[Id, ...] = ()
    """Programs of content/programs.yml in which it or what it makes runs, or to which it couples by an interface of
    either side. Only what one of `sources` says; what it is merely built with does not count. Empty: none is known."""
    state: Annotated[
        Literal["active", "finished", "dormant", "superseded", "unknown"],
        Appears(
            json="Whether it changed in the last year, was called complete, rests, was replaced, or could not be "
            "checked."
        ),
    ]
    """active: released or changed in the last year · finished: its authors call it complete · dormant: no change for
    over a year · superseded: its authors point to a successor · unknown: could not be checked."""
    state_note: Inline
    """The evidence for the state, with the last activity seen."""
    successor: OutsideLink | None = None
    version: Annotated[Line | None, Appears(json=True)] = None
    """Newest version seen."""
    released: Annotated[Day | None, Appears(json=True)] = None
    """When that version appeared."""
    cite: Citing | None = None
    """How the project asks to be cited; absent unless it was read that it does."""
    checked: Annotated[Day, Appears(json="When the package was looked at: 2026, 2026-11 or 2026-11-22.")]
    sources: tuple[Source, ...] = Field(min_length=1)
    unconfirmed: tuple[Line, ...] = ()
    """What about this package could not be confirmed, a sentence each."""


class Contribution(Record):
    """content/contributions/<id>.yml: one paper of the survey."""

    id: Annotated[Id, Appears(json="Its permanent name, as in its address.", csv="Permanent name, as in the address.")]
    """The file's name; not written in the file."""
    number: Annotated[
        Count,
        Appears(
            json="Its number in the survey; it never changes.",
            csv="Number in the survey; the only column that is no text.",
        ),
    ]
    """Its number in the survey; it never changes and is never used again."""
    reference: Annotated[Line, Appears(json="The paper's key among the references.")]
    """Key in references.bib."""
    name: Annotated[
        Line, Appears(json="The software or subject: the heading of its page.", csv="The software or subject.")
    ]
    """Heading of its page: the software or subject, never the paper's title."""
    aliases: Annotated[tuple[Line, ...], Appears(json="Other spellings.")] = ()
    """Other spellings by which readers may look for it."""
    tagline: Annotated[Inline, Appears(json="What it is, in one sentence.", csv=True)]
    """What it is, in one sentence of at most 140 characters."""
    packages: Annotated[tuple[Id, ...], Appears(json="Ids of packages.", csv=True)] = ()
    categories: Annotated[tuple[Id, ...], Appears(json="Ids of categories.", csv=True)] = Field(min_length=1)
    printed: Annotated[
        Inlines, Appears(json="The row of the printed overview table, to the letter: column and text.")
    ] = Field(default_factory=_nothing)
    """Its row in the printed overview table, to the letter: column id and text; absent if it is not in the table."""
    facts: Annotated[Mapping[str, tuple[Line, ...]], AfterValidator(_frozen)]
    """Vocabulary id and values (id, name or alias), in printed order; an empty list is «not stated»."""
    sources: Annotated[Mapping[str, tuple[Source, ...]], AfterValidator(_frozen)] = Field(default_factory=_nothing)
    """Sources of facts and prose sections, where they are not the default: vocabulary or section id and sources."""
    prose: Proses
    """Section id and text: our own words."""
    related: tuple[OutsideLink, ...] = ()
    """Outside pages worth knowing: data of the paper, a follow-up paper, an archived copy."""
    corrections: tuple[Correction, ...] = ()


# ── Claims ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Selection(Record):
    """Which things a claim counts. Exactly one key."""

    contributions: Literal["all"] | tuple[Id, ...] | None = None
    categories: tuple[Id, ...] | None = None
    """Contributions in at least one of these categories."""
    outside: tuple[Id, ...] | None = None
    """Contributions in none of these categories."""
    packages: tuple[Id, ...] | None = None
    terms: tuple[Id, ...] | None = None
    """Glossary terms."""
    references: Literal["all"] | None = None


class Claim(Record):
    """A number that the survey states, checked against the lists by every build."""

    id: Id
    statement: Line
    """The statement, in our words or as a short quotation."""
    where: Line
    stated: Count
    counts: Selection
    percent_of: Some | None = None
    """The whole, where the statement also gives a share."""
    percent: Count | None = None
    """The share stated, in per cent."""
    differs: Inline | None = None
    """Why the lists give another number. Required when they do, refused when they do not."""


# ── Hand-written pages ───────────────────────────────────────────────────────────────────────────────────────────────


class Section(Record):
    """A section of a hand-written page."""

    id: Id
    heading: Line
    text: Prose
    cite: Line | None = None
    """Key of a reference whose citation stands under the text; `site` for the site itself."""


class TextPage(Record):
    """content/pages/<id>.yml: a page that people write."""

    id: Id
    """The file's name; not written in the file."""
    title: Line
    description: Line
    lead: Inline
    sections: tuple[Section, ...]


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class PersonNames(Record):
    """A person whose name is written in more than one way, or whose derived id would clash: content/people.yml."""

    id: Id
    names: tuple[Line, ...] = Field(min_length=1)
    """Every form of the name in references.bib, the one to show first."""


# ── Addresses that keep working ──────────────────────────────────────────────────────────────────────────────────────


class Alias(Record):
    """What was published once under another address or name, and where it is now: content/aliases.yml."""

    old: Way
    """An address as in addresses.lock (`/glossary/#old-term`), or the id of an entry that was renamed (`old-code`)."""
    new: Way
    """Where it leads; an id stands for the old one in every address that has it."""
    reason: Line
    """Why, in one sentence."""


class Snapshot(Record):
    """content/editions/<date>.yml: a dated edition of the site, kept for ever. Written by `survey edition`."""

    id: FullDay
    """The file's name, the day of the edition; not written in the file."""
    commit: Line
    """The commit that it shows."""
    manifest: Digest | None = None
    """SHA-256 over the list of its files, each with its own, as sha256sum writes them, by path: from then on, only
    these files are published as that edition. `survey edition --adopt` records it for an edition that has none."""
    doi: Line | None = None
    """The DOI under which it is archived, once it is."""
    pages: tuple[Line, ...] = Field(min_length=1)
    """The addresses of its pages."""
