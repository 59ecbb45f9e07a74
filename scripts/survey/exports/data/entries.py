"""The entries of the data files: from the records of the content to the shapes that programs get."""

from collections.abc import Iterable, Mapping

from ... import addresses
from ...catalogue import Catalogue, Person
from ...edition import Edition
from ...model import Category, Contribution, Package, Term
from ...prose import plain
from ...references import Reference
from ...shapes import (
    CategoryShape,
    ContributionShape,
    InstallShape,
    LicenceShape,
    NamedValue,
    PackageShape,
    PersonShape,
    ReferenceShape,
    Shape,
    TermShape,
)

Entry = dict[str, object]


def entries(catalogue: Catalogue, edition: Edition) -> Mapping[str, list[Entry]]:
    """Return the lists of the data files by name: contributions, packages, categories, people, glossary, references."""
    modified = catalogue.days
    contributions = [
        {**_contribution(catalogue, entry, edition, modified[entry.id]).model_dump(mode="json"), **facts}
        for entry in catalogue.contributions
        for facts in [_facts(catalogue, entry)]
    ]
    return {
        "contributions": contributions,
        "packages": _dumped(_package(catalogue, each, edition) for each in catalogue.packages.values()),
        "categories": _dumped(_category(catalogue, each, edition) for each in catalogue.categories),
        "people": _dumped(_person(each, edition) for each in catalogue.people),
        "glossary": _dumped(_term(each, edition) for each in catalogue.glossary.terms),
        "references": _dumped(_reference(each, edition) for each in catalogue.references),
    }


def _dumped(shapes: Iterable[Shape]) -> list[Entry]:
    return [shape.model_dump(mode="json") for shape in shapes]


def _contribution(catalogue: Catalogue, entry: Contribution, edition: Edition, modified: str) -> ContributionShape:
    reference = catalogue.reference(entry.reference)
    return ContributionShape(
        id=entry.id,
        number=entry.number,
        name=entry.name,
        aliases=entry.aliases,
        tagline=plain(entry.tagline),
        title=reference.plain_title,
        doi=reference.confirmed_doi or None,
        year=reference.year,
        authors=tuple(name.full for name in reference.authors),
        people=tuple(person.id for person in catalogue.authors(entry)),
        reference=reference.key,
        categories=entry.categories,
        packages=entry.packages,
        printed={column: plain(text) for column, text in entry.printed.items()},
        modified=modified,
        url=edition.full(addresses.contribution(entry.id)),
        short_url=edition.full(addresses.short(entry.number)),
    )


def _facts(catalogue: Catalogue, entry: Contribution) -> Entry:
    """Return what the survey's own vocabularies say of a contribution, under their keys in the data files."""
    return {
        vocabulary.key: [
            NamedValue(id=value.id, name=plain(value.name)).model_dump()
            for value in catalogue.values(entry, vocabulary.id)
        ]
        or None
        for vocabulary in catalogue.vocabularies.values()
    }


def _package(catalogue: Catalogue, package: Package, edition: Edition) -> PackageShape:
    licence = package.licence
    return PackageShape(
        id=package.id,
        kind=package.kind,
        name=package.name,
        aliases=package.aliases,
        summary=plain(package.summary),
        repository=package.repository,
        documentation=package.documentation,
        homepage=package.homepage,
        install=tuple(InstallShape(registry=each.registry, name=each.name) for each in package.install),
        license=LicenceShape(
            name=licence.name, spdx=licence.spdx if licence.confirmed else None, confirmed=licence.confirmed
        ),
        languages=package.languages or None,
        runs_in=_runs_in(catalogue, package) or None,
        state=package.state,
        version=package.version,
        released=package.released,
        checked=package.checked,
        contributions=tuple(entry.id for entry in catalogue.users(package.id)),
        url=edition.full(addresses.package(package.id)),
        codemeta_url=edition.full(addresses.codemeta(package.id)),
    )


def _runs_in(catalogue: Catalogue, package: Package) -> tuple[NamedValue, ...]:
    programs = (catalogue.programs[identifier] for identifier in package.runs_in)
    return tuple(NamedValue(id=program.id, name=program.name) for program in programs)


def _category(catalogue: Catalogue, category: Category, edition: Edition) -> CategoryShape:
    return CategoryShape(
        id=category.id,
        name=category.name,
        short=category.short,
        start=category.start,
        contributions=tuple(entry.id for entry in catalogue.members(category)),
        url=edition.full(addresses.category(category.id)),
    )


def _person(person: Person, edition: Edition) -> PersonShape:
    return PersonShape(
        id=person.id,
        name=person.name,
        names=person.names,
        contributions=person.contributions,
        url=edition.full(addresses.person(person.id)),
    )


def _term(term: Term, edition: Edition) -> TermShape:
    return TermShape(
        id=term.id,
        term=term.term,
        expansion=term.expansion,
        kind=term.kind,
        definition=plain(term.definition),
        variants=term.variants,
        see=term.see,
        link=term.link.url if term.link else None,
        url=edition.full(addresses.term(term.id)),
    )


def _reference(reference: Reference, edition: Edition) -> ReferenceShape:
    number = reference.number
    return ReferenceShape(
        key=reference.key,
        number=number,
        title=reference.plain_title,
        authors=tuple(name.full for name in reference.authors),
        journal=reference.journal or None,
        year=reference.year or None,
        volume=reference.volume or None,
        issue=reference.issue or None,
        article_number=reference.article_number or None,
        doi=reference.confirmed_doi or None,
        arxiv=reference.confirmed_arxiv or None,
        unconfirmed=tuple(sorted(reference.unconfirmed)),
        url=edition.full(addresses.reference(number)) if number is not None else None,
    )
