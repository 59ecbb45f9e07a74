"""COinS: a reference in the title of an empty span, which Zotero and similar programs read (OpenURL, Z39.88-2004).

Without it, Zotero saves a page as a web page by the site's authors: on a static page, no other metadata takes
precedence (Zotero's translators COinS.js and "Embedded Metadata.js").
"""

from collections.abc import Iterator
from urllib.parse import quote

from ...content.references import Name, Reference
from .styles import without_unconfirmed

PLUS, WIDE_PLUS = "+", "＋"
"""Zotero reads a plus sign as a space even when it is percent-encoded, so the full-width sign replaces it."""


def coins(reference: Reference, referrer: str) -> str:
    """Return the title of the span for *reference*; *referrer* identifies the site: example.org:catalogue."""
    pairs = (*_context(reference, referrer), *_description(without_unconfirmed(reference)))
    return "&".join(f"{key}={quote(text.replace(PLUS, WIDE_PLUS), safe='')}" for key, text in pairs if text)


def _context(reference: Reference, referrer: str) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{reference.type.coins}"
    yield "rfr_id", f"info:sid/{referrer}"


def _description(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "rft_id", f"info:doi/{reference.doi}" if _is_readable(reference.doi) else reference.address
    yield "rft.genre", reference.type.genre
    yield "rft.atitle" if reference.type.in_journal else "rft.title", _title(reference)
    yield "rft.jtitle", reference.journal
    yield "rft.stitle", reference.short_journal
    yield "rft.volume", reference.volume
    yield "rft.issue", reference.issue
    yield "rft.pages", reference.article_number
    yield "rft.date", reference.date
    yield "rft.issn", reference.issn
    yield from (("rft.au", _author(name)) for name in reference.authors)


def _title(reference: Reference) -> str:
    """Return the title, or "" if Zotero would damage it and can look it up by the DOI instead."""
    return "" if PLUS in reference.plain_title and _is_readable(reference.doi) else reference.plain_title


def _is_readable(doi: str) -> bool:
    return bool(doi) and PLUS not in doi


def _author(name: Name) -> str:
    """Return «Family Suffix, Given» with exactly one comma: Zotero has no suffix and splits at the comma."""
    family = f"{name.sorted} {name.suffix}".strip().replace(",", "")
    return f"{family}, {name.given.replace(',', '')}".strip()
