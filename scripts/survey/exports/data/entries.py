"""The contributions as a table: contributions.csv, by RFC 4180 and safe to open in a spreadsheet.

All text stands in quotes, numbers of articles too. What a spreadsheet would take for a formula gets an apostrophe
before it, in the header, too: at the start of a cell, and behind a sign that parts cells where a comma does not (a
semicolon in much of Europe). `templates/theme/assets/explorer/takeaway.js` does alike.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from ... import addresses
from ...content import Catalogue, Person
from ...content.build_identity import BuildIdentity
from ...content.data_models import (
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
from ...content.model import Category, Contribution, Package, Term
from ...content.references import Reference
from ...text.prose import plain

# ── The entries of the data files: from the records of the content to the shapes that programs get ──

Entry = dict[str, object]


def entries(catalogue: Catalogue, identity: BuildIdentity) -> Mapping[str, list[Entry]]:
    """Return the lists of the data files by name: contributions, packages, categories, people, glossary, references."""
    modified = catalogue.days
    contributions = [
        {**_contribution(catalogue, entry, identity, modified[entry.id]).model_dump(mode="json"), **facts}
        for entry in catalogue.contributions
        for facts in [_facts(catalogue, entry)]
    ]
    return {
        "contributions": contributions,
        "packages": _dumped(_package(catalogue, each, identity) for each in catalogue.packages.values()),
        "categories": _dumped(_category(catalogue, each, identity) for each in catalogue.categories),
        "people": _dumped(_person(each, identity) for each in catalogue.people),
        "glossary": _dumped(_term(each, identity) for each in catalogue.glossary.terms),
        "references": _dumped(_reference(each, identity) for each in catalogue.references),
    }


def _dumped(shapes: Iterable[Shape]) -> list[Entry]:
    return [shape.model_dump(mode="json") for shape in shapes]


def _contribution(
    catalogue: Catalogue, entry: Contribution, identity: BuildIdentity, modified: str
) -> ContributionShape:
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
        url=identity.full(addresses.contribution(entry.id)),
        short_url=identity.full(addresses.short(entry.number)),
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


def _package(catalogue: Catalogue, package: Package, identity: BuildIdentity) -> PackageShape:
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
        url=identity.full(addresses.package(package.id)),
        codemeta_url=identity.full(addresses.codemeta(package.id)),
    )


def _runs_in(catalogue: Catalogue, package: Package) -> tuple[NamedValue, ...]:
    programs = (catalogue.programs[identifier] for identifier in package.runs_in)
    return tuple(NamedValue(id=program.id, name=program.name) for program in programs)


def _category(catalogue: Catalogue, category: Category, identity: BuildIdentity) -> CategoryShape:
    return CategoryShape(
        id=category.id,
        name=category.name,
        short=category.short,
        start=category.start,
        contributions=tuple(entry.id for entry in catalogue.members(category)),
        url=identity.full(addresses.category(category.id)),
    )


def _person(person: Person, identity: BuildIdentity) -> PersonShape:
    return PersonShape(
        id=person.id,
        name=person.name,
        names=person.names,
        contributions=person.contributions,
        url=identity.full(addresses.person(person.id)),
    )


def _term(term: Term, identity: BuildIdentity) -> TermShape:
    return TermShape(
        id=term.id,
        term=term.term,
        expansion=term.expansion,
        kind=term.kind,
        definition=plain(term.definition),
        variants=term.variants,
        see=term.see,
        link=term.link.url if term.link else None,
        url=identity.full(addresses.term(term.id)),
    )


def _reference(reference: Reference, identity: BuildIdentity) -> ReferenceShape:
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
        url=identity.full(addresses.reference(number)) if number is not None else None,
    )


FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|[;\t\r\n]) *(?=[=+@-])")
"""What comes before a formula, and white space at the start, which spreadsheets skip."""
COLUMNS: Mapping[str, str] = {
    "number": "Number in the survey; the only column that is not text.",
    "id": "Permanent identifier, as in the address.",
    "name": "The software or subject.",
    "tagline": "Description in one sentence.",
    "title": "The paper's title.",
    "authors": "Full names, in the order of the paper.",
    "journal": "Journal of the paper.",
    "year": "Year of the paper.",
    "volume": "Volume.",
    "issue": "Issue.",
    "article_number": "Article number. Import it as text to keep leading zeros, as in 054701.",
    "doi": "DOI, if confirmed.",
    "categories": "Ids of categories.",
    "packages": "Ids of packages.",
    "url": "Address of the page.",
    "short_url": "Short link to the page.",
}
"""The columns that every survey has, and what they hold; the survey's own vocabularies follow."""


def table(catalogue: Catalogue, identity: BuildIdentity) -> bytes:
    """Return contributions.csv; several values in a cell are separated by a semicolon and a space."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    rows.writerow([*COLUMNS, *(_cell(vocabulary.key) for vocabulary in catalogue.vocabularies.values())])
    for entry in catalogue.contributions:
        rows.writerow([entry.number, *map(_cell, _row(catalogue, entry, identity)[1:])])
    return written.getvalue().encode()


def _row(catalogue: Catalogue, entry: Contribution, identity: BuildIdentity) -> list[str]:
    reference = catalogue.reference(entry.reference)
    known = {
        "number": str(entry.number),
        "id": entry.id,
        "name": entry.name,
        "tagline": plain(entry.tagline),
        "title": reference.plain_title,
        "authors": "; ".join(name.full for name in reference.authors),
        "journal": reference.journal,
        "year": reference.year,
        "volume": reference.volume,
        "issue": reference.issue,
        "article_number": reference.article_number,
        "doi": reference.confirmed_doi,
        "categories": "; ".join(entry.categories),
        "packages": "; ".join(entry.packages),
        "url": identity.full(addresses.contribution(entry.id)),
        "short_url": identity.full(addresses.short(entry.number)),
    }
    facts = [
        "; ".join(plain(value.name) for value in catalogue.values(entry, vocabulary))
        for vocabulary in catalogue.vocabularies
    ]
    return [*(known[column] for column in COLUMNS), *facts]


def _cell(text: str) -> str:
    return FORMULA.sub(r"\g<0>'", text)
