"""Search records of the catalogue and the pages: names, aliases and text of each.

The rules for the order of results are in tests/search/queries.yml, with example queries.
"""

from collections.abc import Iterable, Iterator, Sequence

from .. import addresses
from ..content import Catalogue, Person
from ..content.declared_fields import search_names
from ..content.facet_index import FacetIndex
from ..content.facets import Facet
from ..content.model import Category, Contribution, Package, Term, TextPage
from ..content.references import Reference
from ..pages import Page
from ..text.prose import plain
from .index import SearchRecord, begins


def search_records(catalogue: Catalogue, pages: Sequence[Page]) -> tuple[SearchRecord, ...]:
    """Return all records; pages that are not about a single entry of the catalogue are found by their title."""
    found = [*_things(catalogue, FacetIndex(catalogue))]
    known = {record.address for record in found}
    return (*found, *(_page(page) for page in pages if page.address not in known))


def _things(catalogue: Catalogue, index: FacetIndex) -> Iterator[SearchRecord]:
    yield from (_contribution(index, entry) for entry in catalogue.contributions)
    yield from (_category(catalogue, category) for category in catalogue.categories)
    yield from (_term(catalogue, term) for term in catalogue.glossary.terms)
    yield from (_package(catalogue, package) for package in catalogue.packages.values())
    yield from (found for facet in index.facets if facet.searched for found in _lists(index, facet))
    yield from (_person(catalogue, person) for person in catalogue.people)
    yield from (_reference(reference) for reference in catalogue.references if reference.number is not None)
    for page in catalogue.pages:
        yield from _sections(page)


def _contribution(index: FacetIndex, entry: Contribution) -> SearchRecord:
    """Return the record of *entry*.

    An alias with which the name begins, such as the name without its version, counts as a name. So do the identifiers
    of its paper.
    """
    catalogue = index.catalogue
    reference = catalogue.reference(entry.reference)
    beginnings = tuple(alias for alias in entry.aliases if begins(entry.name, alias))
    return SearchRecord(
        kind="contribution",
        address=addresses.contribution(entry.id),
        title=entry.name,
        note=plain(entry.tagline),
        names=_distinct((), entry.name, *beginnings, *_identifiers(reference)),
        aliases=_distinct(
            beginnings,
            *entry.aliases,
            reference.plain_title,
            f"{catalogue.survey.contribution} {entry.number}",
            *_unique_names(index, entry),
            *search_names(entry),
        ),
        text=_text(*_full_text(index, entry)),
    )


def _unique_names(index: FacetIndex, entry: Contribution) -> Iterator[str]:
    """Yield the names of values that no other contribution has; they serve as aliases of *entry*."""
    for carried, value in index.searched(entry):
        if len(index.contributions_with(carried)) == 1:
            yield from (*value.names, *value.aliases)


def _full_text(index: FacetIndex, entry: Contribution) -> Iterator[str]:
    """Yield the texts of a contribution: prose, categories, values, packages, authors and year."""
    catalogue = index.catalogue
    reference = catalogue.reference(entry.reference)
    yield from (entry.prose[section.id] for section in catalogue.survey.prose)
    yield from (catalogue.category(identifier).name for identifier in entry.categories)
    yield from (name for _, value in index.searched(entry) for name in value.names)
    yield from (catalogue.packages[identifier].name for identifier in entry.packages)
    yield from (name.full for name in reference.authors)
    yield reference.year


def _category(catalogue: Catalogue, category: Category) -> SearchRecord:
    return SearchRecord(
        kind="category",
        address=addresses.category(category.id),
        title=category.name,
        note=category.short,
        names=(category.name,),
        text=_text(category.intro, *(entry.name for entry in catalogue.members(category))),
    )


def _term(catalogue: Catalogue, term: Term) -> SearchRecord:
    """Return the record of *term*; its printed forms are aliases, since readers of the printed survey look for them."""
    kinds = {kind.id: kind.name for kind in catalogue.glossary.kinds}
    names = tuple(name for name in (term.term, term.expansion, *term.variants) if name)
    printed = (term.printed.term, term.printed.expansion) if term.printed else ()
    return SearchRecord(
        kind="term",
        address=addresses.term(term.id),
        title=term.term,
        note=f"{term.expansion}: {plain(term.definition)}" if term.expansion else plain(term.definition),
        names=names,
        aliases=_distinct(names, *printed),
        text=_text(kinds[term.kind], term.note or ""),
    )


def _package(catalogue: Catalogue, package: Package) -> SearchRecord:
    return SearchRecord(
        kind="package",
        address=addresses.package(package.id),
        title=package.name,
        note=plain(package.summary),
        names=(package.name,),
        aliases=_distinct(
            (package.name,),
            *package.aliases,
            *(install.name for install in package.install),
            *search_names(package),
        ),
        text=_text(
            package.licence.name,
            *(catalogue.programs[identifier].name for identifier in package.runs_in),
            *(entry.name for entry in catalogue.users(package.id)),
        ),
    )


def _lists(index: FacetIndex, facet: Facet[Contribution]) -> Iterator[SearchRecord]:
    """Yield a record for each value that several contributions have; `_unique_names` yields those that only one has."""
    for value in facet.values(index.catalogue):
        found = index.contributions_with((facet.id, value.id))
        if len(found) > 1:
            yield SearchRecord(
                kind="list",
                address=addresses.explore_view([(facet.id, value.id)]),
                title=value.plain_name,
                note=f"{facet.label} of {len(found)} {index.catalogue.survey.contributions}: "
                + ", ".join(entry.name for entry in found),
                names=value.names,
                aliases=_distinct(value.names, *value.aliases),
            )


def _person(catalogue: Catalogue, person: Person) -> SearchRecord:
    """Return the record of *person*, whose names include the family name and the full name in both orders."""
    entries = [catalogue.contribution(identifier) for identifier in person.contributions]
    names = {name for entry in entries for name in catalogue.reference(entry.reference).authors}
    own_names = sorted((name for name in names if name.full in person.names), key=lambda name: name.full)
    families = [name.sorted for name in own_names]
    return SearchRecord(
        kind="person",
        address=addresses.person(person.id),
        title=person.name,
        note=", ".join(entry.name for entry in entries),
        names=_distinct(
            (),
            *person.names,
            *(f"{family} {name.given} {name.suffix}" for family, name in zip(families, own_names, strict=True)),
            *families,
            *(name.family for name in own_names),
        ),
    )


def _identifiers(reference: Reference) -> Iterator[str]:
    """Yield the identifiers of a paper: its number in the survey, DOI, arXiv number, and article number."""
    if reference.number is not None:
        yield from (f"Reference {reference.number}", f"Ref. {reference.number}", str(reference.number))
    doi, article = reference.confirmed_doi, reference.article_number
    yield from (each for each in (doi, doi.partition("/")[2], reference.confirmed_arxiv, article) if each)
    if reference.volume and article:
        yield f"{reference.volume}, {article} {reference.year}"


def _reference(reference: Reference) -> SearchRecord:
    number = str(reference.number)
    families = [name.sorted for name in reference.authors]
    cited = [families[0], f"{families[0]} et al.", " and ".join(families[:2])]
    return SearchRecord(
        kind="reference",
        address=addresses.reference(int(number)),
        title=f"Reference {number}",
        note=f"{families[0]}{' et al.' if len(families) > 1 else ''}, {reference.plain_title} ({reference.year})",
        names=_distinct(
            (),
            *_identifiers(reference),
            reference.key,
            *(f"{who} {reference.year}" for who in cited),
        ),
        aliases=(reference.plain_title,),
        text=_text(*(name.full for name in reference.authors), reference.journal, reference.volume),
    )


def _sections(page: TextPage) -> Iterator[SearchRecord]:
    for section in page.sections:
        yield SearchRecord(
            kind="page",
            address=f"{addresses.text_page(page.id)}#{section.id}",
            title=section.heading,
            note=page.title,
            names=(section.heading,),
            text=_text(section.text),
        )


def _page(page: Page) -> SearchRecord:
    """Return the record of *page*; its address counts as a name, since the navigation may use it as one."""
    return SearchRecord("page", page.address, page.title, page.description, (page.title, page.address))


def _distinct(known: Iterable[str], *names: str) -> tuple[str, ...]:
    """Return *names* without duplicates and without those in *known*."""
    return tuple(dict.fromkeys(name for name in names if name not in set(known)))


def _text(*parts: str) -> str:
    """Return *parts* as one line of plain text, separated by « · »."""
    return " · ".join(plain(part) for part in parts if part)
