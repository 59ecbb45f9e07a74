"""JSON-LD descriptions of pages and packages in the vocabulary of https://schema.org/."""

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


# ── The graph of one page: the page itself, its breadcrumb, and its subject ──

Node = dict[str, object]
LANGUAGE = "en"


@dataclass(frozen=True)
class Subject:
    """The subject of a page: the ids of its main entities, and the nodes that describe them."""

    main: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class PageFacts:
    """Metadata of a page. ``trail`` is its breadcrumb: names and addresses, ending with the page itself."""

    type: str
    """Its schema.org type."""
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
    """Return the node of the survey's maintainers: the authors of its pages, not of the works that it surveys."""
    return {
        "@type": "Organization",
        "@id": f"{identity.home}#maintainers",
        "name": catalogue.survey.author,
        "url": identity.home,
    }


def spdx(identifier: str) -> str:
    """Return the URL that identifies a licence of the SPDX list."""
    return f"https://spdx.org/licenses/{identifier}"


def one_or_all(values: Sequence[Node]) -> Node | list[Node]:
    """Return *values*, or its only item if there is just one."""
    return values[0] if len(values) == 1 else list(values)


def _breadcrumb(identity: BuildIdentity, trail: Sequence[tuple[str, str]]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": identity.full(address)}
            for position, (name, address) in enumerate(trail, 1)
        ],
    }


# ── Papers and software: ScholarlyArticle and SoftwareSourceCode ──

IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")
PACKAGES = {"software": "SoftwareSourceCode", "data": "DataCatalog"}


def contribution(catalogue: Catalogue, identity: BuildIdentity, entry: Contribution) -> Subject:
    """Return the subject of the page of *entry*: its software, or its paper if it has none."""
    page = identity.full(addresses.contribution(entry.id))
    paper = article(catalogue, identity, entry)
    packages = [catalogue.packages[identifier] for identifier in entry.packages]
    software_nodes = [software(catalogue, identity, package) for package in packages]
    for node in software_nodes:
        node["citation"] = {"@id": paper["@id"]}
        node["subjectOf"] = {"@id": f"{page}#page"}
    ids = tuple(identity.full(addresses.package(package.id)) for package in packages)
    if ids:
        paper["about"] = [{"@id": each} for each in ids]
    return Subject(ids or (str(paper["@id"]),), (*software_nodes, paper))


def software(catalogue: Catalogue, identity: BuildIdentity, package: Package) -> Node:
    """Return the node of *package*: SoftwareSourceCode or DataCatalog."""
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
    return _without_empty(node)


def article(catalogue: Catalogue, identity: BuildIdentity, entry: Contribution) -> Node:
    """Return the node of the paper of *entry*, with its authors in order and its journal."""
    reference = without_unconfirmed(catalogue.reference(entry.reference))
    doi = reference.doi_address
    people = catalogue.authors(entry)
    return _without_empty(
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
                _without_empty(
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
    """Return the issue, nested in the volume, nested in the journal, as far as these are known."""
    if not reference.journal:
        return None
    node: Node = _without_empty(
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
    """Return the URL of a confirmed SPDX licence, or a CreativeWork with the name of any other licence."""
    licence = package.licence
    known = licence.spdx and licence.confirmed and IDENTIFIER.fullmatch(licence.spdx)
    if licence.spdx and known and not licence.spdx.startswith("LicenseRef-"):
        return spdx(licence.spdx)
    return {"@type": "CreativeWork", "name": licence.name}


def _without_empty(node: Mapping[str, object]) -> Node:
    """Return *node* without empty values."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


# ── List pages, the glossary, the data and the site itself ──


def website(catalogue: Catalogue, identity: BuildIdentity) -> Subject:
    """Return the subject of the home page: the site."""
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
    """Return the subject of a page that lists *items* (names and addresses): the list."""
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
    """Return the subject of the glossary: its terms. For an acronym, termCode is the acronym, name its expansion."""
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
    """Return the subject of the data page. *files* are addresses, media types and contents."""
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


# ── A codemeta.json for each package (https://codemeta.github.io/); sdPublisher says who wrote it: the survey ──


def codemeta_json(catalogue: Catalogue, identity: BuildIdentity, package: Package) -> bytes:
    """Return the CodeMeta 3.0 file of *package*, with the papers of the survey that describe the package."""
    node = software(catalogue, identity, package)
    described = {
        "@context": "https://w3id.org/codemeta/3.0",
        **node,
        "referencePublication": [article(catalogue, identity, entry) for entry in catalogue.users(package.id)],
        "sdPublisher": maintainers(catalogue, identity),
        "sdDatePublished": package.checked,
    }
    return json_file(described)
