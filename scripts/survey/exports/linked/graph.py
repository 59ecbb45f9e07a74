"""The graph of one page: the page itself, the way to it, and what it is about."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ...catalogue import Catalogue
from ...edition import Edition

Node = dict[str, object]
LANGUAGE = "en"


@dataclass(frozen=True)
class Subject:
    """What a page is about: its kind of page, the ids of its main entities, and the nodes that describe them."""

    kind: str = "WebPage"
    main: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class PageFacts:
    """What is known of a page beside its subject. ``trail`` is the way to it: names and addresses, itself last."""

    address: str
    title: str
    description: str
    modified: str
    trail: Sequence[tuple[str, str]]


def graph(catalogue: Catalogue, edition: Edition, page: PageFacts, subject: Subject) -> str:
    """Return the JSON-LD document of a page."""
    url = edition.full(page.address)
    node: Node = {
        "@type": subject.kind,
        "@id": f"{url}#page",
        "url": url,
        "name": page.title,
        "description": page.description,
        "isPartOf": {"@id": f"{edition.home}#website"},
        "inLanguage": LANGUAGE,
        "dateModified": page.modified,
        "license": spdx(catalogue.survey.licence.spdx),
        "author": maintainers(catalogue, edition),
        **({"mainEntity": one_or_all([{"@id": each} for each in subject.main])} if subject.main else {}),
        **({"breadcrumb": _breadcrumb(edition, page.trail)} if len(page.trail) > 1 else {}),
    }
    return json.dumps({"@context": "https://schema.org", "@graph": [node, *subject.nodes]}, ensure_ascii=False)


def maintainers(catalogue: Catalogue, edition: Edition) -> Node:
    """Return those who keep the survey: authors of its pages, never of the works that it surveys (J1)."""
    return {
        "@type": "Organization",
        "@id": f"{edition.home}#maintainers",
        "name": catalogue.survey.author,
        "url": edition.home,
    }


def spdx(identifier: str) -> str:
    """Return the address by which a licence of the SPDX list is named (J5)."""
    return f"https://spdx.org/licenses/{identifier}"


def one_or_all(values: Sequence[Node]) -> Node | list[Node]:
    """Return the only one of *values*, or all of them."""
    return values[0] if len(values) == 1 else list(values)


def _breadcrumb(edition: Edition, trail: Sequence[tuple[str, str]]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": edition.full(address)}
            for position, (name, address) in enumerate(trail, 1)
        ],
    }
