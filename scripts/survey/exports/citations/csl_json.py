"""CSL-JSON for Zotero, pandoc and citation processors (csl-data.json, the schema of Citation Style Language)."""

import json
import re
from collections.abc import Mapping

from ...content.references import Name, Reference, Span, TitleRun, title_runs
from .styles import without_unconfirmed

TAGS = {"sub": "sub", "sup": "sup", "emphasis": "i"}
LANGUAGE = "en"
"""Styles use it to choose capitalisation. The survey and the works that it cites are in English."""
TAG_LIKE = re.compile(r"<(?=[/A-Za-z])")


def csl(reference: Reference) -> str:
    """Return the item of *reference* as JSON, without unconfirmed values."""
    filled = {name: value for name, value in _item(without_unconfirmed(reference)).items() if value}
    return json.dumps(filled, ensure_ascii=False, indent=2)


def _item(reference: Reference) -> Mapping[str, object]:
    first, last = reference.pages
    return {
        "id": reference.key,
        "citation-key": reference.key,
        "type": reference.type.csl,
        "title": "".join(map(_title_run, title_runs(reference.title))),
        "author": [_name(name) for name in reference.authors],
        "container-title": reference.journal,
        "container-title-short": reference.short_journal,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": f"{first}-{last}" if last else first,
        # APA reads an article number from number; AIP, Nature and ACS read it from page.
        "number": "" if last else first,
        "issued": _date(reference),
        "DOI": reference.doi,
        "URL": reference.address,
        "ISSN": reference.issn,
        "publisher": reference.publisher,
        # The type of work (a thesis) or where it was submitted: APA and Chicago print genre; no style prints note.
        "genre": reference.note,
        "language": LANGUAGE,
    }


def _name(name: Name) -> Mapping[str, object]:
    if not (name.given or name.particle or name.suffix):
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    comma = {"comma-suffix": True} if name.suffix else {}
    return {part: text for part, text in parts.items() if text} | comma


def _date(reference: Reference) -> Mapping[str, object]:
    if not reference.year:
        return {}
    month = [reference.month] if reference.month else []
    return {"date-parts": [[int(reference.year), *month]]}


def _title_run(run: TitleRun) -> str:
    """Return a run of a title; protected runs are marked nocase, so that styles do not write LaTeX as «latex»."""
    text = "".join(map(_title_span, run.spans))
    return f'<span class="nocase">{text}</span>' if run.protected else text


def _title_span(span: Span) -> str:
    """Return a span of a title. A `<` that looks like a tag becomes `‹`: the format has no escape for it."""
    text, tag = TAG_LIKE.sub("‹", span.text), TAGS.get(span.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text
