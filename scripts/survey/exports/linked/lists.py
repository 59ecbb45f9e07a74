"""Pages that list things, the glossary, the data and the site itself, as schema.org describes them (J6, J11)."""

from collections.abc import Iterable
from hashlib import sha256

from ... import addresses
from ...catalogue import Catalogue
from ...edition import Edition
from ...prose import plain
from .graph import LANGUAGE, Node, Subject, maintainers, spdx


def website(catalogue: Catalogue, edition: Edition) -> Subject:
    """Return what the home page is about: the site."""
    survey = catalogue.survey
    node: Node = {
        "@type": "WebSite",
        "@id": f"{edition.home}#website",
        "url": edition.home,
        "name": survey.name,
        "alternateName": survey.short_name,
        "description": survey.tagline,
        "inLanguage": LANGUAGE,
        "license": spdx(survey.licence.spdx),
        "publisher": maintainers(catalogue, edition),
    }
    return Subject("WebPage", (f"{edition.home}#website",), (node,))


def collection(edition: Edition, address: str, items: Iterable[tuple[str, str]]) -> Subject:
    """Return what a page that lists *items* (names and addresses) is about: the list."""
    identifier = f"{edition.full(address)}#list"
    elements = [
        {"@type": "ListItem", "position": position, "name": name, "url": edition.full(where)}
        for position, (name, where) in enumerate(items, 1)
    ]
    node: Node = {
        "@type": "ItemList",
        "@id": identifier,
        "numberOfItems": len(elements),
        "itemListElement": elements,
    }
    return Subject("CollectionPage", (identifier,), (node,))


def term_set(catalogue: Catalogue, edition: Edition) -> Subject:
    """Return what the glossary is about: its terms. A code is what is spelt out; the name is the spelt-out form."""
    identifier = f"{edition.full(addresses.GLOSSARY)}#terms"
    terms: list[Node] = []
    for term in catalogue.glossary.terms:
        url = edition.full(addresses.term(term.id))
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
    return Subject("WebPage", (identifier,), (node,))


def dataset(catalogue: Catalogue, edition: Edition, files: Iterable[tuple[str, str, bytes]]) -> Subject:
    """Return what the page about the data is about. *files* are addresses, media types and contents."""
    survey = catalogue.survey
    url = edition.full(addresses.DATA)
    node: Node = {
        "@type": "Dataset",
        "@id": f"{url}#dataset",
        "url": url,
        "name": f"{survey.name}: the catalogue as data",
        "description": f"{survey.tagline} Every {survey.contribution} with its paper and its software, every category, "
        "person, glossary term and reference, as JSON, and as a table in CSV.",
        "license": spdx(survey.licence.spdx),
        "creator": maintainers(catalogue, edition),
        "version": edition.version,
        "dateModified": edition.date[: len("2026-11-22")],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": edition.full(address),
                "encodingFormat": media_type,
                "contentSize": f"{len(content)} B",
                "sha256": sha256(content).hexdigest(),
            }
            for address, media_type, content in files
        ],
    }
    return Subject("WebPage", (f"{url}#dataset",), (node,))
