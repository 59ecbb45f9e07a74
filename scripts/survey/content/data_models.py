"""The data files: one record for each kind of entry. These records are the published JSON Schemas.

The text under a field is its description there and on the page that documents the data. Version 1 keeps its keys and
their meanings; new keys may be added. What the survey does not state, or what is not confirmed, is null, never absent.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

State = Literal["committed", "dirty", "unversioned", "unknown"]
"""How a build relates to its commit, in build.json."""


class Shape(BaseModel):
    """An entry of a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NamedValue(Shape):
    """A value of one of the survey's vocabularies, or a program that packages run in."""

    id: str
    """Permanent identifier."""
    name: str
    """Name as shown on the site."""


class ContributionShape(Shape):
    """A contribution: one paper of the survey, and what the survey says about it.

    There is a further key for each of the survey's own vocabularies, with a list of values, or null.
    """

    id: str
    """Permanent identifier, as in the address."""
    number: int
    """Number in the survey; it never changes."""
    name: str
    """The software or subject, which is the heading of the page."""
    aliases: tuple[str, ...]
    """Other spellings."""
    tagline: str
    """Description in one sentence."""
    title: str
    """The paper's title."""
    doi: str | None
    """The paper's DOI; null unless confirmed."""
    year: str
    """The paper's year."""
    authors: tuple[str, ...]
    """Full names, in the order of the paper."""
    people: tuple[str, ...]
    """The same authors, as ids of people."""
    reference: str
    """Key of the paper among the references."""
    categories: tuple[str, ...]
    """Ids of categories."""
    packages: tuple[str, ...]
    """Ids of packages."""
    printed: dict[str, str]
    """The row of the printed overview table, verbatim: column and text."""
    modified: str
    """The latest date on which a statement on the page was checked against its source."""
    url: str
    """Address of the page."""
    short_url: str
    """Short link to the page."""


class InstallShape(Shape):
    """One way to install a package."""

    registry: str
    name: str


class LicenceShape(Shape):
    """The terms under which a package is distributed, as last checked."""

    name: str
    spdx: str | None
    """SPDX licence expression; null unless the licence is confirmed."""
    confirmed: bool
    """Whether the licence was confirmed by reading a licence file."""


class PackageShape(Shape):
    """A software package or data repository, as last checked."""

    id: str
    """Permanent identifier, as in the address."""
    kind: Literal["software", "data"]
    """Software, or a data repository."""
    name: str
    """Name as shown on the site."""
    aliases: tuple[str, ...]
    """Other spellings."""
    summary: str
    """Description in one sentence."""
    repository: str | None
    """Address of the source code."""
    documentation: str | None
    """Address of the documentation."""
    homepage: str | None
    """Address of the project, if different."""
    install: tuple[InstallShape, ...]
    """How to install it: a registry, and the name or address there."""
    license: LicenceShape
    """Licence, as last checked."""
    languages: tuple[str, ...] | None
    """Programming languages, as ids of the vocabulary of languages."""
    runs_in: tuple[NamedValue, ...] | None
    """Programs in which it runs or with which it couples; null if none is known."""
    state: Literal["active", "finished", "dormant", "superseded", "unknown"]
    """Status when checked: active, released or changed in the year before; finished, complete according to its authors;
    dormant, no change seen for more than a year; superseded, replaced by a successor; unknown, could not be checked."""
    version: str | None
    """Latest version seen."""
    released: str | None
    """Release date of that version."""
    checked: str
    """Date on which the package was checked: 2026, 2026-11 or 2026-11-22."""
    contributions: tuple[str, ...]
    """Ids of the contributions that describe it."""
    url: str
    """Address on the page of all packages."""
    codemeta_url: str
    """Address of its codemeta.json."""


class CategoryShape(Shape):
    """A group of contributions."""

    id: str
    """Permanent identifier, as in the address."""
    name: str
    """Name as shown on the site."""
    short: str
    """Description in one sentence."""
    start: str
    """Id of the contribution to start with."""
    contributions: tuple[str, ...]
    """Ids of contributions, in survey order."""
    url: str
    """Address of the page."""


class PersonShape(Shape):
    """An author of a contribution."""

    id: str
    """Permanent identifier, as in the address."""
    name: str
    """Full name as shown on the site."""
    names: tuple[str, ...]
    """Every form of the name; the first is the one shown."""
    contributions: tuple[str, ...]
    """Ids of contributions, by number."""
    url: str
    """Address on the page of all people."""


class TermShape(Shape):
    """A term of the glossary."""

    id: str
    """Permanent identifier, as in the address."""
    term: str
    """The word or acronym."""
    expansion: str | None
    """The term spelt out, if it is an abbreviation."""
    kind: str
    """Kind of term, as an id of the kinds of the glossary."""
    definition: str
    """Description in one sentence."""
    variants: tuple[str, ...]
    """Other forms of the same term."""
    see: tuple[str, ...]
    """Ids of related terms."""
    link: str | None
    """A page elsewhere about the term."""
    url: str
    """Address in the glossary."""


class ReferenceShape(Shape):
    """A work in the survey's list of references."""

    key: str
    """BibTeX key; it never changes."""
    number: int | None
    """Number in the survey's list of references; null if the work is not in it."""
    title: str
    """Title without markup; subscripts and superscripts are plain text."""
    authors: tuple[str, ...]
    """Full names, in the order of the work."""
    journal: str | None
    """Full name of the journal."""
    year: str | None
    """Year."""
    volume: str | None
    """Volume, as text."""
    issue: str | None
    """Issue, as text."""
    article_number: str | None
    """Article number, as text: 054701 keeps its leading zero."""
    doi: str | None
    """DOI; null unless confirmed."""
    arxiv: str | None
    """arXiv identifier; null unless confirmed."""
    unconfirmed: tuple[str, ...]
    """Fields whose printed value could not be confirmed."""
    url: str | None
    """Address in the list of references, if it is in the list."""


class SurveyShape(Shape):
    """The survey that the data are taken from."""

    id: str
    name: str
    url: str
    license: str
    """SPDX identifier of the licence of the data."""


class BuildShape(Shape):
    """The state of the survey that the site shows: build.json."""

    version: str
    """Date of the commit: 2026.11.22, or 2026.11.22+dirty if files have changed since."""
    commit: str | None
    """40 hexadecimal digits; null without version control."""
    state: State
    """committed: the site was built from the commit; dirty: from files that have changed since; unversioned: there is
    no version control; unknown: version control did not answer."""
    date: str
    """Time of the commit, in UTC."""
    content: str
    """SHA-256 over the content files: the same for two commits with the same content."""
    data: str
    """Version of the data files."""


FACT_KEYS_TAKEN = frozenset(ContributionShape.model_fields)
"""Keys that a vocabulary must not have in the data files."""
