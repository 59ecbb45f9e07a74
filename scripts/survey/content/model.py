"""The schema of the content: one frozen record for each kind of content.

A file in ``content/`` is valid if and only if one of these classes accepts it. The docstring of a field is its manual
and its description in the JSON Schema (`survey schema`). ``Appears``, in the type of a field, says where else it
appears: on its page, in tables, data and search. Every scalar is read as text (``strict_yaml`` never guesses a type)
and converted to the type of its field.
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

from ..addresses import NAMES_OF_FILES
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
"""One dot, since some servers interpret every ending, as in .gz.svg and .php.png."""
ASSET_PATTERN = f"{FILE_PATTERN}(?:{'|'.join(ENDINGS)})$"
LOGO_PATTERN = f"{FILE_PATTERN}(?:{'|'.join(DRAWABLE)})$"
DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
"""Names that are devices on Windows, with any ending."""
RESERVED_IDS = DEVICES | NAMES_OF_FILES


def _not_reserved(value: str) -> str:
    if value in RESERVED_IDS:
        raise ValueError("is reserved: it would clash with a file of the site or of an operating system")
    return value


def _no_device(value: str) -> str:
    if not DEVICES.isdisjoint(re.split(r"[/.]", value.casefold())):
        raise ValueError("contains a name that an operating system reserves for a device")
    return value


def _ascii_digits(value: object) -> object:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise ValueError("must be a whole number of at most nine digits from 0 to 9")
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
"""A permanent identifier, used in addresses: a-z, 0-9 and inner hyphens, 64 characters at most."""

Line = Annotated[str, AfterValidator(one_line)]
"""One line of plain text, without markup."""

Url = Annotated[str, AfterValidator(web_address)]
"""An absolute http or https address."""

Installable = Annotated[str, AfterValidator(installable)]
"""Names of packages, or an address, safe to use in a shell command."""

Spdx = Annotated[str, AfterValidator(licence_expression)]
"""An SPDX licence expression: identifiers of the SPDX list, or LicenseRef-…, joined by AND, OR and WITH."""

SpdxId = Annotated[str, AfterValidator(one_licence)]
"""A single identifier of the SPDX list."""

Way = Annotated[str, StringConstraints(pattern=WAY_PATTERN)]
"""An address from the site's root (`/glossary/#cpu`), or an id."""

Asset = Annotated[str, StringConstraints(pattern=ASSET_PATTERN), AfterValidator(_no_device)]
"""A file of content/assets/: a plain name of letters, digits, - and _, one dot and the ending; / for folders."""

Logo = Annotated[str, StringConstraints(pattern=LOGO_PATTERN)]
"""An image among the assets that can be drawn on slides."""

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
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ── Provenance ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Check(Record):
    """Something that a person checked on a given date."""

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
    """A place where the printed survey is wrong, imprecise or outdated: what it prints and what this site shows."""

    column: Id | None = None
    """The column of the printed table in whose cell it stands: an id of the survey's `columns`. The facts that this
    column states are marked, and its heading is said. Without it the correction is of a place outside of the table."""
    where: Line | None = None
    """The place in print, for example: page 3. Beside `column`, another place that has the same mistake."""
    printed: Inline
    """What is printed there, verbatim."""
    shown: Inline
    """What this site shows instead."""
    reason: Inline
    """Why, in one or two sentences."""
    kind: Literal["misprint", "name", "precision", "incomplete", "inconsistent", "changed-since", "unresolved"]
    """misprint: missing or wrong letters · name: name of a person or code · precision: right but imprecise ·
    incomplete · inconsistent: the survey contradicts itself · changed-since: right when printed · unresolved:
    suspected."""
    confirmed: Flag
    """true if a source that was read confirms it; otherwise it is shown as an open question."""
    facts: tuple[Id, ...] = ()
    """The vocabularies that it concerns, where the column feeds several and not all are meant."""
    sources: tuple[Source, ...] = Field(min_length=1)
    """What supports the correction."""


# ── The survey as a whole ────────────────────────────────────────────────────────────────────────────────────────────


class NamedSource(Record):
    """A source of facts."""

    id: Id
    name: Line
    """Its name on the pages, for example: Table 1."""
    about: Inline
    """Description in one sentence."""


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
    """A reader's question on the home page. Its answers are computed: views of the explorer with their numbers."""

    ask: Line
    """The question, or the beginning of a sentence that its answers complete."""
    facet: Id
    """What is to be chosen by: the id of a vocabulary, or of a facet that content/facets.py declares, of contributions
    (category, year …) or of packages (state …)."""
    values: tuple[Id, ...] = ()
    """The values that are offered, in this order; if empty, all that occur."""


class Picture(Record):
    """A chart of the whole survey."""

    id: Id
    kind: Literal["timeline", "matrix", "bars", "map"]
    """timeline: contributions by month · matrix: values against categories · bars: how often each value occurs ·
    map: which contribution has which values."""
    name: Line
    about: Inline
    """What it shows and how to use it, in one or two sentences."""
    of: tuple[Id, ...] = ()
    """The vocabularies that it shows; a timeline shows none. In a map, the first is on the left, the others are on the
    right."""
    home: Flag = False
    """Whether it is also on the home page."""


class ContentLicence(Record):
    """The terms under which text and data of the survey may be used."""

    name: Line
    """As people call it."""
    spdx: SpdxId
    url: Url


class Survey(Record):
    """content/survey.yml: the survey as a whole, and the names of its parts."""

    id: Id
    name: Line
    """Full name of the survey."""
    short_name: Line
    """Short name, for example for the header and slides."""
    tagline: Line
    """One sentence under the name on the home page."""
    maintainers: Line | None = None
    """Who maintains the survey, as cited; if absent, “The maintainers of” and the name of the survey."""
    about: Prose
    """Two or three paragraphs for the home page."""
    contribution: Line
    contributions: Line
    """The words for one entry and for several in running text, for example: contribution, contributions."""
    editorial: Line
    """Key in references.bib of the printed survey."""
    published: FullDay
    """The date of this state of the content, used if there is no version control."""
    licence: ContentLicence
    numbers: Inline
    """What the number of a contribution means, in one sentence."""
    not_stated: Line
    """Shown wherever the survey does not give a value."""
    sources: tuple[NamedSource, ...]
    table_name: Line | None = None
    """The name of the printed overview table, if there is one."""
    glossary_name: Line | None = None
    """The name of the printed glossary, if there is one."""
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
    """Files of content/assets/ that are published; others are not. PNG, JPEG, WebP, SVG or PDF, at most 2 MB and 8,192
    pixels a side; SVG without scripts and without references to other files."""
    logo: Logo | None = None
    """The one of `assets` (SVG, PNG or JPEG) that is shown as the logo of the survey on slides and in link previews."""

    @property
    def author(self) -> str:
        """The author of the site in citations: its maintainers, not the authors of the works that it surveys."""
        return self.maintainers or f"The maintainers of {self.name}"

    def cell(self, column: str) -> str:
        """Return the name of a cell of the printed table: Table 1, Language; raise KeyError for an unknown column."""
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
    """Name as shown on the site."""
    full: Line | None = None
    """The name spelt out, if it is short."""
    aliases: tuple[Line, ...] = ()
    """Other spellings, including the printed one. Case is ignored."""
    glossary: Id | None = None
    """The glossary term that explains it."""
    group: Id | None = None
    spdx: Spdx | None = None
    """For a licence: its SPDX identifier, only if what is printed is precise enough to choose one."""


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
    """The source of these facts, unless a contribution gives another."""
    column: Id | None = None
    """The column of the printed table that states these facts."""
    export_as: Line | None = None
    """The key in the data files, if it differs from the id."""
    groups: tuple[Group, ...] = ()
    values: tuple[Value, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        """Its key in the data files."""
        return self.export_as or self.id


class Category(Record):
    """A group of contributions in reading order."""

    id: Annotated[Id, Appears(json="Permanent identifier, as in the address.")]
    name: Annotated[Line, Appears(json="Name as shown on the site.")]
    short: Annotated[Line, Appears(json="Description in one sentence.")]
    """Description in one sentence."""
    colour: Colour
    """Colour on white; in dark mode, `colour_dark` is used on near-black. It is always shown beside the name."""
    colour_dark: Colour
    intro: Prose
    """What the approach is, how it differs from its neighbours, where to start."""
    start: Annotated[Id, Appears(json="Id of the contribution to start with.")]
    """The contribution to start with."""
    start_why: Inline
    """Why that one, in one sentence."""
    order: tuple[Id, ...] = ()
    """The contributions in survey order; any that are not listed follow by number."""
    sources: tuple[Source, ...] = Field(min_length=1)


class OutsideLink(Record):
    """A page on another site."""

    name: Line
    url: Url


class Printed(Record):
    """A row of the printed glossary."""

    term: Line
    expansion: Line


class Term(Record):
    """A glossary term."""

    id: Annotated[Id, Appears(json="Permanent identifier, as in the address.")]
    """Its address: /glossary/#<id>."""
    term: Annotated[Line, Appears(json="The word or acronym.")]
    expansion: Annotated[Line | None, Appears(json="The term spelt out, if it is an abbreviation.")] = None
    """The term spelt out; absent for a name that is no abbreviation."""
    kind: Annotated[Id, Appears(json="Kind of term, as an id of the kinds of the glossary.")]
    definition: Annotated[Inline, Appears(json="Description in one sentence.")]
    """One sentence."""
    variants: Annotated[tuple[Line, ...], Appears(json="Other forms of the same term.")] = ()
    """Other forms that mean the same in running text: plurals, spellings."""
    see: Annotated[tuple[Id, ...], Appears(json="Ids of related terms.")] = ()
    """Related terms."""
    link: OutsideLink | None = None
    """A stable page on another site, with a confirmed address."""
    note: Inline | None = None
    """A caution for readers."""
    printed: Printed | None = None
    """The row in the printed glossary, if there is one."""
    autolink: Flag = True
    """Whether running text links to it; false for words that also have an everyday meaning."""
    sources: tuple[Source, ...] = Field(min_length=1)


class Glossary(Record):
    """content/glossary.yml."""

    kinds: tuple[Group, ...]
    terms: tuple[Term, ...]
    ordinary: tuple[Line, ...] = ()
    """Words that look like acronyms but need no entry: names of companies and files, formulas, numerals."""


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
    """A program in which packages run or with which they couple, by which readers can filter."""

    id: Id
    name: Line
    """Name as shown on the site."""
    full: Line | None = None
    """The name spelt out, if it is short."""
    aliases: tuple[Line, ...] = ()
    """Other spellings that readers may search for."""
    glossary: Id | None = None
    """The glossary term that explains it."""


class Install(Record):
    """One way to install a package."""

    registry: Id
    """A registry of content/registries.yml."""
    name: Installable
    """The package's name there (or several, with spaces), or the address to fetch the source from. It becomes part of
    a command that readers copy, so characters with a meaning in a shell are not allowed."""
    note: Inline | None = None


class Licence(Record):
    """The terms under which a package is distributed, as last checked."""

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
        """The licence in brief, marked if it is not confirmed, so that nobody relies on it.

        An identifier that SPDX does not list would mean nothing to readers, so its name is used.
        """
        name = self.spdx if self.spdx and not self.spdx.startswith("LicenseRef-") else self.name
        return name if self.confirmed else f"{name} (unconfirmed)"


class Citing(Record):
    """How a project asks to be cited."""

    asks: Inline
    """What it asks for, in our words, with links."""
    says: Check
    """Where the project says so."""


class Package(Record):
    """content/packages/<id>.yml: one software package (or data repository), as last checked."""

    id: Annotated[Id, Appears(json="Permanent identifier, as in the address.")]
    """The file's name; not written in the file."""
    kind: Annotated[Literal["software", "data"], Appears(json="Software, or a data repository.")] = "software"
    """software, or data (a repository of data sets)."""
    name: Annotated[Line, Appears(json="Name as shown on the site.")]
    summary: Annotated[Inline, Appears(json=True)]
    """Description in one sentence."""
    aliases: Annotated[tuple[Line, ...], Appears(json="Other spellings.")] = ()
    """Other spellings that readers may search for."""
    repository: Annotated[
        Url | None, Appears("Repository", page=True, json="Address of the source code.", search=True)
    ] = None
    documentation: Annotated[
        Url | None, Appears("Documentation", page=True, json="Address of the documentation.", search=True)
    ] = None
    homepage: Annotated[
        Url | None,
        Appears("Homepage", page=True, json="Address of the project, if different.", search=True),
    ] = None
    install: tuple[Install, ...] = ()
    install_note: Inline | None = None
    """Requirements or pitfalls, for example an unrelated package of the same name."""
    licence: Licence
    languages: tuple[Id, ...] = ()
    """Values of the vocabulary `languages`."""
    runs_in: tuple[Id, ...] = ()
    """Programs of content/programs.yml in which it or its output runs, or with which it couples by an interface of
    either. Only what one of `sources` says; what it is merely built with does not count. Empty if none is known."""
    state: Annotated[
        Literal["active", "finished", "dormant", "superseded", "unknown"],
        Appears(
            json="Status when checked: active, released or changed in the year before; finished, complete according "
            "to its authors; dormant, no change seen for more than a year; superseded, replaced by a successor; "
            "unknown, could not be checked."
        ),
    ]
    """active: released or changed in the last year · finished: its authors consider it complete · dormant: no change
    seen for over a year · superseded: its authors point to a successor · unknown: could not be checked."""
    state_note: Inline
    """Evidence for the status, with the last activity seen."""
    successor: OutsideLink | None = None
    version: Annotated[Line | None, Appears(json=True)] = None
    """Latest version seen."""
    released: Annotated[Day | None, Appears(json=True)] = None
    """Release date of that version."""
    cite: Citing | None = None
    """How the project asks to be cited; absent if no such request was found."""
    checked: Annotated[Day, Appears(json="Date on which the package was checked: 2026, 2026-11 or 2026-11-22.")]
    sources: tuple[Source, ...] = Field(min_length=1)
    unconfirmed: tuple[Line, ...] = ()
    """What could not be confirmed about this package, one sentence each."""


class Contribution(Record):
    """content/contributions/<id>.yml: one paper of the survey."""

    id: Annotated[
        Id, Appears(json="Permanent identifier, as in the address.", csv="Permanent identifier, as in the address.")
    ]
    """The file's name; not written in the file."""
    number: Annotated[
        Count,
        Appears(
            json="Number in the survey; it never changes.",
            csv="Number in the survey; the only column that is not text.",
        ),
    ]
    """Number in the survey; it never changes and is never reused."""
    reference: Annotated[Line, Appears(json="Key of the paper among the references.")]
    """Key in references.bib."""
    name: Annotated[
        Line, Appears(json="The software or subject, which is the heading of the page.", csv="The software or subject.")
    ]
    """Heading of its page: the software or subject, never the paper's title."""
    aliases: Annotated[tuple[Line, ...], Appears(json="Other spellings.")] = ()
    """Other spellings that readers may search for."""
    tagline: Annotated[Inline, Appears(json="Description in one sentence.", csv=True)]
    """What it is, in one sentence of at most 140 characters."""
    packages: Annotated[tuple[Id, ...], Appears(json="Ids of packages.", csv=True)] = ()
    categories: Annotated[tuple[Id, ...], Appears(json="Ids of categories.", csv=True)] = Field(min_length=1)
    printed: Annotated[Inlines, Appears(json="The row of the printed overview table, verbatim: column and text.")] = (
        Field(default_factory=_nothing)
    )
    """Its row in the printed overview table, verbatim: column id and text; absent if it is not in the table."""
    facts: Annotated[Mapping[str, tuple[Line, ...]], AfterValidator(_frozen)]
    """Vocabulary id and values (id, name or alias), in printed order; an empty list means “not stated”."""
    sources: Annotated[Mapping[str, tuple[Source, ...]], AfterValidator(_frozen)] = Field(default_factory=_nothing)
    """Sources of facts and prose sections, if they differ from the default: vocabulary or section id, and sources."""
    prose: Proses
    """Section id and text: our own words."""
    related: tuple[OutsideLink, ...] = ()
    """Related pages on other sites: data of the paper, a follow-up paper, an archived copy."""
    corrections: tuple[Correction, ...] = ()


# ── Claims ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Selection(Record):
    """What a claim counts. Exactly one key."""

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
    """The total, if the statement also gives a percentage."""
    percent: Count | None = None
    """The stated percentage."""
    differs: Inline | None = None
    """Why the lists give another number; required if they do, not allowed otherwise."""


# ── Hand-written pages ───────────────────────────────────────────────────────────────────────────────────────────────


class Section(Record):
    """A section of a hand-written page."""

    id: Id
    heading: Line
    text: Prose
    cite: Line | None = None
    """Key of a reference whose citation is shown below the text; `site` for the site itself."""


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
    """A person whose name is written in several ways, or whose derived id would clash: content/people.yml."""

    id: Id
    names: tuple[Line, ...] = Field(min_length=1)
    """Every form of the name in references.bib; the first is the one shown."""


# ── Addresses that keep working ──────────────────────────────────────────────────────────────────────────────────────


class Alias(Record):
    """An address or id that was published and has changed: content/aliases.yml."""

    old: Way
    """An address as in addresses.lock (`/glossary/#old-term`), or the id of an entry that was renamed (`old-code`)."""
    new: Way
    """The new address; or the new id, which replaces the old one in every address."""
    reason: Line
    """Why, in one sentence."""


class Snapshot(Record):
    """content/editions/<date>.yml: a dated edition of the site, kept permanently. Written by `survey edition`."""

    id: FullDay
    """The file's name, the day of the edition; not written in the file."""
    commit: Line
    """The commit that it shows."""
    manifest: Digest | None = None
    """SHA-256 over the list of its files, each with its own, as sha256sum writes them, by path: from then on, only
    these files are published as that edition. `survey edition --adopt` records it for an edition that has none."""
    doi: Line | None = None
    """The DOI of its archived copy, if there is one."""
    pages: tuple[Line, ...] = Field(min_length=1)
    """The addresses of its pages."""
