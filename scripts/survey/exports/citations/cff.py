"""CITATION.cff: how to cite the survey as a whole (Citation File Format 1.2.0).

Title, message and named authors come from the project's own file; the version, the commit and the papers are added
here. There is no `preferred-citation`, because that would credit another work instead of this one.
"""

import re
from collections.abc import Mapping
from typing import Any

from ...content import Catalogue
from ...content.references import Name, Reference
from .styles import without_unconfirmed

DOI = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9:/_;.()-]+")
"""What the format accepts as a DOI; any other DOI is written as a URL."""
STAMP = ("version", "date-released", "url", "commit")


def citation_data(own: Mapping[str, Any], catalogue: Catalogue, stamp: Mapping[str, str]) -> dict[str, Any]:
    """Return the content of CITATION.cff: the project's *own* file, with the survey and its papers as references.

    *stamp* holds version, date-released, url and commit of an edition; if it is empty, the file's own values are kept.
    """
    survey = catalogue.survey
    works = (survey.editorial, *(entry.reference for entry in catalogue.contributions))
    own_fields = {key: value for key, value in own.items() if key != "references"}
    survey_fields = {"authors": _authors(own, survey.author), "license": survey.licence.spdx, **stamp}
    return {
        **own_fields,
        **survey_fields,
        "references": [_work(without_unconfirmed(catalogue.reference(key))) for key in works],
    }


def _authors(own: Mapping[str, Any], author: str) -> object:
    """Return the authors of the project's *own* file if it names people, otherwise the survey's *author*."""
    named = own.get("authors", ())
    return named if any("family-names" in each for each in named) else [{"name": author}]


def _work(reference: Reference) -> dict[str, Any]:
    doi = reference.doi if DOI.fullmatch(reference.doi) else ""
    fields = {
        "type": reference.type.cff,
        "title": reference.plain_title,
        "authors": [_person(name) for name in reference.authors],
        "journal": reference.journal,
        "volume": reference.volume,
        "issue": reference.issue,
        "start": reference.pages[0],
        "end": reference.pages[1],
        "notes": reference.note,
        "issn": reference.issn,
        "year": int(reference.year) if reference.year else "",
        "month": reference.month,
        "doi": doi,
        "url": "" if doi else reference.address,
    }
    return {key: value for key, value in fields.items() if value}


def _person(name: Name) -> dict[str, str]:
    if not name.given:
        return {"name": name.full}
    parts = {
        "family-names": name.family,
        "given-names": name.given,
        "name-particle": name.particle,
        "name-suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}
