"""Every key of the data files and every column of their table, each declared once.

Keys that copy a field are declared with that field, in `model.py`; only their order is given here, and those not listed
come last. Version 1 keeps its keys and their meanings; new keys may be added. Values that the survey does not state, or
that are unconfirmed, are null, never absent.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from .. import addresses
from .build_identity import BuildIdentity, State
from .catalogue import Catalogue, Person
from .declared_fields import DeclaredField, declared, plain_value
from .model import Category, Contribution, Package, Record, Term
from .references import Reference

T = TypeVar("T")


class Shape(BaseModel):
    """An object in a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NamedValue(Shape):
    """A value of one of the survey's vocabularies, or a program that packages run in."""

    id: str
    """Permanent identifier."""
    name: str
    """Name as shown on the site."""


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


# ── Keys ──


@dataclass(frozen=True)
class DataContext:
    """The input of the data files."""

    catalogue: Catalogue
    identity: BuildIdentity

    def full(self, address: str) -> str:
        """Return the absolute form of an address of the site."""
        return self.identity.full(address)

    def paper(self, entry: Contribution) -> Reference:
        """Return the paper of a contribution."""
        return self.catalogue.reference(entry.reference)


@dataclass(frozen=True)
class Key(Generic[T]):
    """A key of an entry in the data files, or a column of their table."""

    name: str
    kind: Any
    """The type of its values."""
    text: str | Callable[[], str]
    """Its description, or a function that returns it."""
    value: Callable[[DataContext, T], object]

    @property
    def meaning(self) -> str:
        """Its description."""
        return self.text if isinstance(self.text, str) else self.text()


@dataclass(frozen=True)
class EntryList(Generic[T]):
    """A list in the data files: its entries, and their keys."""

    name: str
    shape: str
    """The name of an entry in the schemas."""
    about: str
    keys: tuple[Key[T], ...]
    things: Callable[[Catalogue], Iterable[T]]


def keys_of(record: type[Record], *order: str | Key[T]) -> tuple[Key[T], ...]:
    """Return the keys of a record: those of *order*, field names or keys, then its remaining fields for data files.

    Raises ValueError if a field has the name of a key that is computed.
    """
    copied = {name: _copied(field) for name, field in declared(record).items() if field.appears.json}
    return tuple(_in_order(copied, order))


def columns_of(record: type[Record], *order: str | Key[T]) -> tuple[Key[T], ...]:
    """Return the columns of a table of records, ordered as in `keys_of`."""
    fields = {name: field for name, field in declared(record).items() if field.appears.csv}
    return tuple(_in_order({name: _copied(field, in_table=True) for name, field in fields.items()}, order))


def _in_order(copied: dict[str, Key[Any]], order: Iterable[str | Key[T]]) -> Iterator[Key[T]]:
    rest = dict(copied)
    for each in order:
        if not isinstance(each, str) and each.name in rest:
            raise ValueError(f"the field '{each.name}' has the name of a key that is computed; name it differently")
        yield rest.pop(each) if isinstance(each, str) else each
    yield from rest.values()


def _copied(field: DeclaredField, *, in_table: bool = False) -> Key[Any]:
    def text() -> str:
        return field.meaning_in_table if in_table else field.meaning

    return Key(field.name, field.kind, text, lambda _, record: plain_value(getattr(record, field.name)))


# ── The lists ──


def _named(values: Iterable[NamedValue]) -> tuple[NamedValue, ...] | None:
    return tuple(values) or None


CONTRIBUTIONS: EntryList[Contribution] = EntryList(
    "contributions",
    "ContributionShape",
    "A contribution: one paper of the survey, and what the survey says about it.\n\n"
    "There is a further key for each of the survey's own vocabularies, with a list of values, or null.",
    keys_of(
        Contribution,
        "id",
        "number",
        "name",
        "aliases",
        "tagline",
        Key("title", str, "The paper's title.", lambda context, entry: context.paper(entry).plain_title),
        Key(
            "doi",
            str | None,
            "The paper's DOI; null unless confirmed.",
            lambda context, entry: context.paper(entry).confirmed_doi or None,
        ),
        Key("year", str, "The paper's year.", lambda context, entry: context.paper(entry).year),
        Key(
            "authors",
            tuple[str, ...],
            "Full names, in the order of the paper.",
            lambda context, entry: tuple(name.full for name in context.paper(entry).authors),
        ),
        Key(
            "people",
            tuple[str, ...],
            "The same authors, as ids of people.",
            lambda context, entry: tuple(person.id for person in context.catalogue.authors(entry)),
        ),
        "reference",
        "categories",
        "packages",
        "printed",
        Key(
            "modified",
            str,
            "The latest date on which a statement on the page was checked against its source.",
            lambda context, entry: context.catalogue.days[entry.id],
        ),
        Key("url", str, "Address of the page.", lambda context, entry: context.full(addresses.contribution(entry.id))),
        Key(
            "short_url",
            str,
            "Short link to the page.",
            lambda context, entry: context.full(addresses.short(entry.number)),
        ),
    ),
    lambda catalogue: catalogue.contributions,
)

PACKAGES: EntryList[Package] = EntryList(
    "packages",
    "PackageShape",
    "A software package or data repository, as last checked.",
    keys_of(
        Package,
        "id",
        "kind",
        "name",
        "aliases",
        "summary",
        "repository",
        "documentation",
        "homepage",
        Key(
            "install",
            tuple[InstallShape, ...],
            "How to install it: a registry, and the name or address there.",
            lambda _, package: tuple(InstallShape(registry=each.registry, name=each.name) for each in package.install),
        ),
        Key(
            "license",
            LicenceShape,
            "Licence, as last checked.",
            lambda _, package: LicenceShape(
                name=package.licence.name,
                spdx=package.licence.spdx if package.licence.confirmed else None,
                confirmed=package.licence.confirmed,
            ),
        ),
        Key(
            "languages",
            tuple[str, ...] | None,
            "Programming languages, as ids of the vocabulary of languages.",
            lambda _, package: package.languages or None,
        ),
        Key(
            "runs_in",
            tuple[NamedValue, ...] | None,
            "Programs in which it runs or with which it couples; null if none is known.",
            lambda context, package: _named(
                NamedValue(id=program.id, name=program.name)
                for program in map(context.catalogue.programs.__getitem__, package.runs_in)
            ),
        ),
        "state",
        "version",
        "released",
        "checked",
        Key(
            "contributions",
            tuple[str, ...],
            "Ids of the contributions that describe it.",
            lambda context, package: tuple(entry.id for entry in context.catalogue.users(package.id)),
        ),
        Key(
            "url",
            str,
            "Address on the page of all packages.",
            lambda context, package: context.full(addresses.package(package.id)),
        ),
        Key(
            "codemeta_url",
            str,
            "Address of its codemeta.json.",
            lambda context, package: context.full(addresses.codemeta(package.id)),
        ),
    ),
    lambda catalogue: catalogue.packages.values(),
)

CATEGORIES: EntryList[Category] = EntryList(
    "categories",
    "CategoryShape",
    "A group of contributions.",
    keys_of(
        Category,
        "id",
        "name",
        "short",
        "start",
        Key(
            "contributions",
            tuple[str, ...],
            "Ids of contributions, in survey order.",
            lambda context, category: tuple(entry.id for entry in context.catalogue.members(category)),
        ),
        Key(
            "url", str, "Address of the page.", lambda context, category: context.full(addresses.category(category.id))
        ),
    ),
    lambda catalogue: catalogue.categories,
)

PEOPLE: EntryList[Person] = EntryList(
    "people",
    "PersonShape",
    "An author of a contribution.",
    (
        Key("id", str, "Permanent identifier, as in the address.", lambda _, person: person.id),
        Key("name", str, "Full name as shown on the site.", lambda _, person: person.name),
        Key(
            "names",
            tuple[str, ...],
            "Every form of the name; the first is the one shown.",
            lambda _, person: person.names,
        ),
        Key(
            "contributions", tuple[str, ...], "Ids of contributions, by number.", lambda _, person: person.contributions
        ),
        Key(
            "url",
            str,
            "Address on the page of all people.",
            lambda context, person: context.full(addresses.person(person.id)),
        ),
    ),
    lambda catalogue: catalogue.people,
)

GLOSSARY: EntryList[Term] = EntryList(
    "glossary",
    "TermShape",
    "A term of the glossary.",
    keys_of(
        Term,
        "id",
        "term",
        "expansion",
        "kind",
        "definition",
        "variants",
        "see",
        Key(
            "link", str | None, "A page elsewhere about the term.", lambda _, term: term.link.url if term.link else None
        ),
        Key("url", str, "Address in the glossary.", lambda context, term: context.full(addresses.term(term.id))),
    ),
    lambda catalogue: catalogue.glossary.terms,
)

REFERENCES: EntryList[Reference] = EntryList(
    "references",
    "ReferenceShape",
    "A work in the survey's list of references.",
    (
        Key("key", str, "BibTeX key; it never changes.", lambda _, work: work.key),
        Key(
            "number",
            int | None,
            "Number in the survey's list of references; null if the work is not in it.",
            lambda _, work: work.number,
        ),
        Key(
            "title",
            str,
            "Title without markup; subscripts and superscripts are plain text.",
            lambda _, work: work.plain_title,
        ),
        Key(
            "authors",
            tuple[str, ...],
            "Full names, in the order of the work.",
            lambda _, work: tuple(name.full for name in work.authors),
        ),
        Key("journal", str | None, "Full name of the journal.", lambda _, work: work.journal or None),
        Key("year", str | None, "Year.", lambda _, work: work.year or None),
        Key("volume", str | None, "Volume, as text.", lambda _, work: work.volume or None),
        Key("issue", str | None, "Issue, as text.", lambda _, work: work.issue or None),
        Key(
            "article_number",
            str | None,
            "Article number, as text: 054701 keeps its leading zero.",
            lambda _, work: work.article_number or None,
        ),
        Key("doi", str | None, "DOI; null unless confirmed.", lambda _, work: work.confirmed_doi or None),
        Key(
            "arxiv",
            str | None,
            "arXiv identifier; null unless confirmed.",
            lambda _, work: work.confirmed_arxiv or None,
        ),
        Key(
            "unconfirmed",
            tuple[str, ...],
            "Fields whose printed value could not be confirmed.",
            lambda _, work: tuple(sorted(work.unconfirmed)),
        ),
        Key(
            "url",
            str | None,
            "Address in the list of references, if it is in the list.",
            lambda context, work: None if work.number is None else context.full(addresses.reference(work.number)),
        ),
    ),
    lambda catalogue: catalogue.references,
)

LISTS: tuple[EntryList[Any], ...] = (CONTRIBUTIONS, PACKAGES, CATEGORIES, PEOPLE, GLOSSARY, REFERENCES)
"""The lists of the data files, in their order."""

FACT_KEYS_TAKEN = frozenset(key.name for key in CONTRIBUTIONS.keys)
"""Keys of the data files that a vocabulary must not have."""

# ── The table of contributions ──

_OF_CONTRIBUTIONS = {key.name: key for key in CONTRIBUTIONS.keys}
_OF_REFERENCES = {key.name: key for key in REFERENCES.keys}


def _as_in_list(name: str, text: str) -> Key[Contribution]:
    return replace(_OF_CONTRIBUTIONS[name], text=text)


def _of_paper(name: str, text: str) -> Key[Contribution]:
    key = _OF_REFERENCES[name]
    return Key(name, key.kind, text, lambda context, entry: key.value(context, context.paper(entry)))


TABLE: tuple[Key[Contribution], ...] = columns_of(
    Contribution,
    "number",
    "id",
    "name",
    "tagline",
    _as_in_list("title", "The paper's title."),
    _as_in_list("authors", "Full names, in the order of the paper."),
    _of_paper("journal", "Journal of the paper."),
    _of_paper("year", "Year of the paper."),
    _of_paper("volume", "Volume."),
    _of_paper("issue", "Issue."),
    _of_paper(
        "article_number",
        "Article number. Import it as text to keep leading zeros, as in 054701.",
    ),
    _of_paper("doi", "DOI, if confirmed."),
    "categories",
    "packages",
    _as_in_list("url", "Address of the page."),
    _as_in_list("short_url", "Short link to the page."),
)
"""The columns that every survey has; the survey's own vocabularies follow."""
