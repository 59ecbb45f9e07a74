"""What programs get: one record for each kind of entry in the data files. These records are the published JSON Schemas.

The text under a field is its description there and on the page that documents the data. Version 1 keeps its keys and
their meanings; new keys may come. What the survey does not state, or nobody confirmed, is null, never absent.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

State = Literal["committed", "dirty", "unversioned", "unknown"]
"""What the commit says of a build, in build.json."""


class Shape(BaseModel):
    """An entry of a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NamedValue(Shape):
    """A value of one of the survey's vocabularies, or a program that packages run in."""

    id: str
    """Its permanent name."""
    name: str
    """As shown."""


class ContributionShape(Shape):
    """A contribution: one paper of the survey, and what the survey says of it.

    Between these keys stand those of the survey's own vocabularies, each with a list of values, or null.
    """

    id: str
    """Its permanent name, as in its address."""
    number: int
    """Its number in the survey; it never changes."""
    name: str
    """The software or subject: the heading of its page."""
    aliases: tuple[str, ...]
    """Other spellings."""
    tagline: str
    """What it is, in one sentence."""
    title: str
    """The paper's title."""
    doi: str | None
    """The paper's DOI, if it is confirmed."""
    year: str
    """The paper's year."""
    authors: tuple[str, ...]
    """Names in reading order, as the paper has them."""
    people: tuple[str, ...]
    """The same authors as ids of people."""
    reference: str
    """The paper's key among the references."""
    categories: tuple[str, ...]
    """Ids of categories."""
    packages: tuple[str, ...]
    """Ids of packages."""
    printed: dict[str, str]
    """The row of the printed overview table, to the letter: column and text."""
    modified: str
    """The newest day on which something on its page was compared with its source."""
    url: str
    """Its page."""
    short_url: str
    """The short address of its page, to type or to print."""


class InstallShape(Shape):
    """One way to install a package."""

    registry: str
    name: str


class LicenceShape(Shape):
    """Under which terms a package is distributed, as last checked."""

    name: str
    spdx: str | None
    """SPDX licence expression; null unless the licence is confirmed."""
    confirmed: bool
    """Whether a licence file was read that settles it."""


class PackageShape(Shape):
    """A software package or data repository, as last checked."""

    id: str
    """Its permanent name, as in its address."""
    kind: Literal["software", "data"]
    """Software, or a repository of data."""
    name: str
    """As shown."""
    aliases: tuple[str, ...]
    """Other spellings."""
    summary: str
    """What it is, in one sentence."""
    repository: str | None
    """Where its source code is."""
    documentation: str | None
    """Where it is explained."""
    homepage: str | None
    """Where its project lives, if that is somewhere else."""
    install: tuple[InstallShape, ...]
    """Where it can be installed from: a registry, and its name or address there."""
    license: LicenceShape
    """Its licence, as last checked."""
    languages: tuple[str, ...] | None
    """Ids of values of the vocabulary of languages."""
    runs_in: tuple[NamedValue, ...] | None
    """Programs in which it runs or to which it couples; null where none is known."""
    state: Literal["active", "finished", "dormant", "superseded", "unknown"]
    """Whether it changed in the last year, was called complete, rests, was replaced, or could not be checked."""
    version: str | None
    """Newest version seen."""
    released: str | None
    """When that version appeared."""
    checked: str
    """When the package was looked at: 2026, 2026-11 or 2026-11-22."""
    contributions: tuple[str, ...]
    """Ids of the contributions that describe it."""
    url: str
    """Its place on the page of all packages."""
    codemeta_url: str
    """Where its codemeta.json is."""


class CategoryShape(Shape):
    """A group of contributions."""

    id: str
    """Its permanent name, as in its address."""
    name: str
    """As shown."""
    short: str
    """What it is, in one sentence."""
    start: str
    """Id of the contribution to start with."""
    contributions: tuple[str, ...]
    """Ids, in the survey's order."""
    url: str
    """Its page."""


class PersonShape(Shape):
    """Someone who wrote a contribution."""

    id: str
    """Their permanent name, as in their address."""
    name: str
    """As shown, in reading order."""
    names: tuple[str, ...]
    """Every form of the name, the shown one first."""
    contributions: tuple[str, ...]
    """Ids, by number."""
    url: str
    """Their place on the page of all people."""


class TermShape(Shape):
    """A term of the glossary."""

    id: str
    """Its permanent name, as in its address."""
    term: str
    """The word or acronym."""
    expansion: str | None
    """Spelt out, if it stands for something else."""
    kind: str
    """What kind of thing it names: an id of the glossary's own."""
    definition: str
    """What it is, in one sentence."""
    variants: tuple[str, ...]
    """Other forms of the same term."""
    see: tuple[str, ...]
    """Ids of related terms."""
    link: str | None
    """An outside page about it."""
    url: str
    """Its place in the glossary."""


class ReferenceShape(Shape):
    """A work in the survey's list of references."""

    key: str
    """Its key in BibTeX, which never changes."""
    number: int | None
    """Its number in the survey's list; null for a work outside of it."""
    title: str
    """Without markup: sub- and superscripts run on."""
    authors: tuple[str, ...]
    """Names in reading order."""
    journal: str | None
    """Full name of the journal."""
    year: str | None
    """Year."""
    volume: str | None
    """Volume, as text."""
    issue: str | None
    """Issue, as text."""
    article_number: str | None
    """Text: 054701 is not a number."""
    doi: str | None
    """DOI, if it is confirmed."""
    arxiv: str | None
    """arXiv number, if it is confirmed."""
    unconfirmed: tuple[str, ...]
    """Fields of which nobody could confirm what the survey prints."""
    url: str | None
    """Its place in the list of references, if it has one."""


class SurveyShape(Shape):
    """The survey that the data are taken from."""

    id: str
    name: str
    url: str
    license: str
    """SPDX identifier of the licence of the data."""


class BuildShape(Shape):
    """Which state of the survey the site shows: build.json."""

    version: str
    """The commit's day: 2026.11.22; 2026.11.22+dirty if something has changed since."""
    commit: str | None
    """40 hexadecimal digits; null outside of version control."""
    state: State
    """committed: the site is made of the commit; dirty: of files that have changed since; unversioned: there is no
    version control; unknown: it gave no answer."""
    date: str
    """The commit's time, UTC."""
    content: str
    """SHA-256 over the files of the content: equal for two commits that say the same."""
    data: str
    """Version of the data files."""


FACT_KEYS_TAKEN = frozenset(ContributionShape.model_fields)
"""What a vocabulary cannot be called in the data files."""
