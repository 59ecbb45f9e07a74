"""The catalogue for programs: data/v1/catalogue.json.

Keys of version 1 keep their names and meanings; new keys may come. What the survey does not state is null,
never absent.
"""

import json
from collections.abc import Mapping
from urllib.parse import urljoin

from .. import addresses
from ..catalogue import Catalogue
from ..model import Category, Contribution, Package, Term, Value
from ..prose import plain
from ..references import Reference

VERSION = "1.0"
Json = Mapping[str, object]


def catalogue_json(catalogue: Catalogue, site_url: str) -> bytes:
    """Return the whole catalogue as JSON (UTF-8, two spaces, keys in order of meaning)."""
    data = {
        "version": VERSION,
        "survey": {"id": catalogue.survey.id, "name": catalogue.survey.name, "url": site_url},
        "contributions": [_contribution(catalogue, entry, site_url) for entry in catalogue.contributions],
        "packages": [_package(catalogue, package, site_url) for package in catalogue.packages.values()],
        "categories": [_category(catalogue, category, site_url) for category in catalogue.categories],
        "glossary": [_term(term, site_url) for term in catalogue.glossary.terms],
        "references": [_reference(reference, site_url) for reference in catalogue.references],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _contribution(catalogue: Catalogue, entry: Contribution, site_url: str) -> Json:
    reference = catalogue.reference(entry.reference)
    facts = {
        vocabulary.export_as or vocabulary.id: [_value(value) for value in catalogue.values(entry, vocabulary.id)]
        or None
        for vocabulary in catalogue.vocabularies.values()
    }
    return {
        "id": entry.id,
        "number": entry.number,
        "name": entry.name,
        "tagline": plain(entry.tagline),
        "title": reference.plain_title,
        "doi": _confirmed(reference, "doi", reference.doi),
        "year": reference.year,
        "authors": [name.full for name in reference.authors],
        "categories": list(entry.categories),
        "packages": list(entry.packages),
        **facts,
        "printed": {column: plain(text) for column, text in entry.printed.items()},
        "url": urljoin(site_url, addresses.contribution(entry.id)),
        "short_url": urljoin(site_url, addresses.short(entry.number)),
    }


def _value(value: Value) -> Json:
    return {"id": value.id, "name": plain(value.name)}


def _package(catalogue: Catalogue, package: Package, site_url: str) -> Json:
    return {
        "id": package.id,
        "name": package.name,
        "summary": plain(package.summary),
        "repository": package.repository,
        "documentation": package.documentation,
        "homepage": package.homepage,
        "install": [{"registry": install.registry, "name": install.name} for install in package.install],
        "license": {
            "name": package.licence.name,
            "spdx": package.licence.spdx,
            "confirmed": package.licence.confirmed,
        },
        "languages": list(package.languages) or None,
        "state": package.state,
        "version": package.version,
        "released": package.released,
        "checked": package.checked,
        "contributions": [entry.id for entry in catalogue.users(package.id)],
        "url": urljoin(site_url, addresses.package(package.id)),
    }


def _category(catalogue: Catalogue, category: Category, site_url: str) -> Json:
    return {
        "id": category.id,
        "name": category.name,
        "short": category.short,
        "start": category.start,
        "contributions": [entry.id for entry in catalogue.members(category)],
        "url": urljoin(site_url, addresses.category(category.id)),
    }


def _term(term: Term, site_url: str) -> Json:
    return {
        "id": term.id,
        "term": term.term,
        "expansion": term.expansion,
        "kind": term.kind,
        "definition": plain(term.definition),
        "variants": list(term.variants),
        "see": list(term.see),
        "link": term.link.url if term.link else None,
        "url": urljoin(site_url, addresses.term(term.id)),
    }


def _reference(reference: Reference, site_url: str) -> Json:
    return {
        "key": reference.key,
        "number": reference.number,
        "title": reference.plain_title,
        "authors": [name.full for name in reference.authors],
        "journal": reference.journal or None,
        "year": reference.year or None,
        "volume": reference.volume or None,
        "issue": reference.issue or None,
        "article_number": reference.article_number or None,
        "doi": _confirmed(reference, "doi", reference.doi),
        "arxiv": _confirmed(reference, "eprint", reference.arxiv),
        "unconfirmed": sorted(reference.unconfirmed),
        "url": urljoin(site_url, addresses.reference(reference.number)) if reference.number is not None else None,
    }


def _confirmed(reference: Reference, field: str, value: str) -> str | None:
    return value if value and reference.confirmed(field) else None
