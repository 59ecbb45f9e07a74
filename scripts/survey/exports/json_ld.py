"""Pages and packages described in the vocabulary of schema.org, as JSON-LD nodes (https://schema.org/)."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..content.model import Contribution, Package
from ..content.references import Reference
from ..content.synonyms import LANGUAGES
from ..text.prose import plain
from .citations.styles import without_unconfirmed
from .json_writer import json_file

__all__ = [
    "Node",
    "Subject",
    "codemeta_json",
    "collection",
    "contribution",
    "dataset",
    "graph",
    "term_set",
    "website",
]


# ── The graph of one page: the page itself, the way to it, and what it is about ──

Node = dict[str, object]
LANGUAGE = "en"


@dataclass(frozen=True)
class Subject:
    """What a page is about: the ids of its main entities, and the nodes that describe them."""

    main: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class PageFacts:
    """What is known of a page beside its subject. ``trail`` is the way to it: names and addresses, itself last."""

    type: str
    """What it is, in the words of schema.org."""
    address: str
    title: str
    description: str
    modified: str
    trail: Sequence[tuple[str, str]]


def graph(catalogue: Catalogue, identity: BuildIdentity, page: PageFacts, subject: Subject) -> str:
    """Return the JSON-LD document of a page."""
    url = identity.full(page.address)
    node: Node = {
        "@type": page.type,
        "@id": f"{url}#page",
        "url": url,
        "name": page.title,
        "description": page.description,
        "isPartOf": {"@id": f"{identity.home}#website"},
        "inLanguage": LANGUAGE,
        "dateModified": page.modified,
        "license": spdx(catalogue.survey.licence.spdx),
        "author": maintainers(catalogue, identity),
        **({"mainEntity": one_or_all([{"@id": each} for each in subject.main])} if subject.main else {}),
        **({"breadcrumb": _breadcrumb(identity, page.trail)} if len(page.trail) > 1 else {}),
    }
    return json.dumps({"@context": "https://schema.org", "@graph": [node, *subject.nodes]}, ensure_ascii=False)


def maintainers(catalogue: Catalogue, identity: BuildIdentity) -> Node:
    """Return those who keep the survey: authors of its pages, never of the works that it surveys (J1)."""
    return {
        "@type": "Organization",
        "@id": f"{identity.home}#maintainers",
        "name": catalogue.survey.author,
        "url": identity.home,
    }


def spdx(identifier: str) -> str:
    """Return the address by which a licence of the SPDX list is named (J5)."""
    return f"https://spdx.org/licenses/{identifier}"


def one_or_all(values: Sequence[Node]) -> Node | list[Node]:
    """Return the only one of *values*, or all of them."""
    return values[0] if len(values) == 1 else list(values)


def _breadcrumb(identity: BuildIdentity, trail: Sequence[tuple[str, str]]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": identity.full(address)}
            for position, (name, address) in enumerate(trail, 1)
        ],
    }


# ── Papers and software as schema.org describes them: SoftwareSourceCode and ScholarlyArticle (J1-J5) ──

IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")
PACKAGES = {"software": "SoftwareSourceCode", "data": "DataCatalog"}


def contribution(catalogue: Catalogue, identity: BuildIdentity, entry: Contribution) -> Subject:
    """Return what the page of *entry* is about: its software, or, where there is none, its paper."""
    page = identity.full(addresses.contribution(entry.id))
    paper = article(catalogue, identity, entry)
    packages = [catalogue.packages[identifier] for identifier in entry.packages]
    made = [software(catalogue, identity, package) for package in packages]
    for node in made:
        node["citation"] = {"@id": paper["@id"]}
        node["subjectOf"] = {"@id": f"{page}#page"}
    ids = tuple(identity.full(addresses.package(package.id)) for package in packages)
    if ids:
        paper["about"] = [{"@id": each} for each in ids]
    return Subject(ids or (str(paper["@id"]),), (*made, paper))


def software(catalogue: Catalogue, identity: BuildIdentity, package: Package) -> Node:
    """Return *package*: software with source code, or a catalogue of data."""
    url = package.homepage or package.documentation or package.repository
    node: Node = {
        "@type": PACKAGES[package.kind],
        "@id": identity.full(addresses.package(package.id)),
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


def article(catalogue: Catalogue, identity: BuildIdentity, entry: Contribution) -> Node:
    """Return the paper of *entry* with its authors in order and the journal that it is part of."""
    reference = without_unconfirmed(catalogue.reference(entry.reference))
    doi = reference.doi_address
    people = catalogue.authors(entry)
    return _stated(
        {
            "@type": reference.type.schema_org,
            "@id": doi or f"{identity.full(addresses.contribution(entry.id))}#cite",
            "url": doi or reference.url,
            "name": reference.plain_title,
            "identifier": _identifier(reference),
            "datePublished": reference.date,
            "pagination": reference.article_number if reference.type.has_pages else "",
            "pageStart": reference.article_number if reference.type.has_pages else "",
            "author": [
                _stated(
                    {
                        "@type": "Person",
                        "@id": identity.full(addresses.person(person.id)),
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


# ── Pages that list things, the glossary, the data and the site itself, as schema.org describes them (J6, J11) ──


def website(catalogue: Catalogue, identity: BuildIdentity) -> Subject:
    """Return what the home page is about: the site."""
    survey = catalogue.survey
    node: Node = {
        "@type": "WebSite",
        "@id": f"{identity.home}#website",
        "url": identity.home,
        "name": survey.name,
        "alternateName": survey.short_name,
        "description": survey.tagline,
        "inLanguage": LANGUAGE,
        "license": spdx(survey.licence.spdx),
        "publisher": maintainers(catalogue, identity),
    }
    return Subject((f"{identity.home}#website",), (node,))


def collection(identity: BuildIdentity, address: str, items: Iterable[tuple[str, str]]) -> Subject:
    """Return what a page that lists *items* (names and addresses) is about: the list."""
    identifier = f"{identity.full(address)}#list"
    elements = [
        {"@type": "ListItem", "position": position, "name": name, "url": identity.full(where)}
        for position, (name, where) in enumerate(items, 1)
    ]
    node: Node = {
        "@type": "ItemList",
        "@id": identifier,
        "numberOfItems": len(elements),
        "itemListElement": elements,
    }
    return Subject((identifier,), (node,))


def term_set(catalogue: Catalogue, identity: BuildIdentity) -> Subject:
    """Return what the glossary is about: its terms. A code is what is spelt out; the name is the spelt-out form."""
    identifier = f"{identity.full(addresses.GLOSSARY)}#terms"
    terms: list[Node] = []
    for term in catalogue.glossary.terms:
        url = identity.full(addresses.term(term.id))
        named: Node = {"name": term.expansion, "termCode": term.term} if term.expansion else {"name": term.term}
        terms.append(
            {
                "@type": "DefinedTerm",
                "@id": url,
                "url": url,
                **named,
                "description": plain(term.definition),
                "inDefinedTermSet": {"@id": identifier},
            }
        )
    node: Node = {
        "@type": "DefinedTermSet",
        "@id": identifier,
        "name": f"Glossary of {catalogue.survey.name}",
        "hasDefinedTerm": terms,
    }
    return Subject((identifier,), (node,))


def dataset(catalogue: Catalogue, identity: BuildIdentity, files: Iterable[tuple[str, str, bytes]]) -> Subject:
    """Return what the page about the data is about. *files* are addresses, media types and contents."""
    survey = catalogue.survey
    url = identity.full(addresses.DATA)
    node: Node = {
        "@type": "Dataset",
        "@id": f"{url}#dataset",
        "url": url,
        "name": f"{survey.name}: the catalogue as data",
        "description": f"{survey.tagline} Every {survey.contribution} with its paper and software, and every category, "
        "person, glossary term and reference, as JSON, and as a table in CSV.",
        "license": spdx(survey.licence.spdx),
        "creator": maintainers(catalogue, identity),
        "version": identity.version,
        "dateModified": identity.date[: len("2026-11-22")],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": identity.full(address),
                "encodingFormat": media_type,
                "contentSize": f"{len(content)} B",
                "sha256": sha256(content).hexdigest(),
            }
            for address, media_type, content in files
        ],
    }
    return Subject((f"{url}#dataset",), (node,))


# ── A codemeta.json for each package (https://codemeta.github.io/), which says that it is not the project's own file ──


def codemeta_json(catalogue: Catalogue, identity: BuildIdentity, package: Package) -> bytes:
    """Return the CodeMeta 3.0 file of *package*, with the papers of the survey that describe it."""
    node = software(catalogue, identity, package)
    described = {
        "@context": "https://w3id.org/codemeta/3.0",
        **node,
        "referencePublication": [article(catalogue, identity, entry) for entry in catalogue.users(package.id)],
        "sdPublisher": maintainers(catalogue, identity),
        "sdDatePublished": package.checked,
    }
    return json_file(described)
