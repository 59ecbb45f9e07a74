"""Papers and software as schema.org describes them: SoftwareSourceCode and ScholarlyArticle (J1-J5)."""

import re
from collections.abc import Mapping

from ... import addresses
from ...catalogue import Catalogue
from ...catalogue.vocabulary import LANGUAGES
from ...citation import without_unconfirmed
from ...edition import Edition
from ...model import Contribution, Package
from ...prose import plain
from ...references import Reference
from .graph import Node, Subject, spdx

IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")
PACKAGES = {"software": "SoftwareSourceCode", "data": "DataCatalog"}
KINDS = {"article": "ScholarlyArticle", "unpublished": "ScholarlyArticle", "misc": "CreativeWork"}


def contribution(catalogue: Catalogue, edition: Edition, entry: Contribution) -> Subject:
    """Return what the page of *entry* is about: its software, or, where there is none, its paper."""
    page = edition.full(addresses.contribution(entry.id))
    paper = article(catalogue, edition, entry)
    packages = [catalogue.packages[identifier] for identifier in entry.packages]
    made = [software(catalogue, edition, package) for package in packages]
    for node in made:
        node["citation"] = {"@id": paper["@id"]}
        node["subjectOf"] = {"@id": f"{page}#page"}
    ids = tuple(edition.full(addresses.package(package.id)) for package in packages)
    if ids:
        paper["about"] = [{"@id": each} for each in ids]
    return Subject("ItemPage", ids or (str(paper["@id"]),), (*made, paper))


def software(catalogue: Catalogue, edition: Edition, package: Package) -> Node:
    """Return *package*: software with source code, or a catalogue of data."""
    url = package.homepage or package.documentation or package.repository
    node: Node = {
        "@type": PACKAGES[package.kind],
        "@id": edition.full(addresses.package(package.id)),
        "name": package.name,
        "alternateName": list(package.aliases),
        "description": plain(package.summary),
        "url": url,
        "license": _licence(package),
        "version": package.version,
    }
    if package.kind == "software":
        languages = (catalogue.value(LANGUAGES, identifier) for identifier in package.languages)
        node["codeRepository"] = package.repository
        node["programmingLanguage"] = [
            {"@type": "ComputerLanguage", "name": plain(language.name)} for language in languages
        ]
    return _stated(node)


def article(catalogue: Catalogue, edition: Edition, entry: Contribution) -> Node:
    """Return the paper of *entry* with its authors in order and the journal that it is part of."""
    reference = without_unconfirmed(catalogue.reference(entry.reference))
    doi = reference.doi_address
    people = catalogue.authors(entry)
    return _stated(
        {
            "@type": KINDS[reference.kind],
            "@id": doi or f"{edition.full(addresses.contribution(entry.id))}#cite",
            "url": doi or reference.url,
            "name": reference.plain_title,
            "identifier": _identifier(reference),
            "datePublished": reference.date,
            "pagination": reference.article_number if reference.kind != "misc" else "",
            "pageStart": reference.article_number if reference.kind != "misc" else "",
            "author": [
                _stated(
                    {
                        "@type": "Person",
                        "@id": edition.full(addresses.person(person.id)),
                        "name": name.full,
                        "givenName": name.given,
                        "familyName": name.sorted,
                        "honorificSuffix": name.suffix,
                    }
                )
                for name, person in zip(reference.authors, people, strict=True)
            ],
            "isPartOf": _journal(reference),
            "publisher": {"@type": "Organization", "name": reference.publisher} if reference.publisher else None,
        }
    )


def _identifier(reference: Reference) -> Node | None:
    return {"@type": "PropertyValue", "propertyID": "doi", "value": reference.doi} if reference.doi else None


def _journal(reference: Reference) -> Node | None:
    """Return issue, in volume, in journal, as far as they are known (J3)."""
    if not reference.journal:
        return None
    node: Node = _stated(
        {
            "@type": "Periodical",
            "name": reference.journal,
            "alternateName": reference.short_journal,
            "issn": [reference.issn] if reference.issn else None,
        }
    )
    if reference.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": reference.volume, "isPartOf": node}
    if reference.issue:
        node = {"@type": "PublicationIssue", "issueNumber": reference.issue, "isPartOf": node}
    return node


def _licence(package: Package) -> object:
    """Return the address of an SPDX licence that was read; whatever is not one of these, in words (J5)."""
    licence = package.licence
    known = licence.spdx and licence.confirmed and IDENTIFIER.fullmatch(licence.spdx)
    if licence.spdx and known and not licence.spdx.startswith("LicenseRef-"):
        return spdx(licence.spdx)
    return {"@type": "CreativeWork", "name": licence.name}


def _stated(node: Mapping[str, object]) -> Node:
    """Return *node* without what nobody states."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
