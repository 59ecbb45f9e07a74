"""Dated editions: the address and state to cite, and the links between editions and live pages.

A live page is cited by its latest edition, which does not change (``cite-as``, RFC 8574). A page without an edition is
cited by its own address. An edition is cited by its own address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import addresses
from . import Catalogue
from .build_identity import BuildIdentity
from .model import Snapshot


@dataclass(frozen=True)
class Cited:
    """What to cite for a page: a full address, and the version and commit that it permanently shows."""

    url: str
    version: str
    commit: str
    fixed: bool
    """Whether it is an edition, which does not change."""


def cite_as(catalogue: Catalogue, identity: BuildIdentity, address: str) -> Cited:
    """Return what to cite for the page at *address* (`rel=cite-as`)."""
    if identity.snapshot:
        return Cited(_full(identity, identity.snapshot, address), identity.version, identity.commit or "", fixed=True)
    for snapshot in _editions_with_page(catalogue, identity, address):
        return Cited(_full(identity, snapshot.id, address), version(snapshot.id), snapshot.commit, fixed=True)
    return Cited(identity.full(address), identity.version, identity.commit or "", fixed=False)


def versions(catalogue: Catalogue, identity: BuildIdentity, address: str) -> Iterator[tuple[str, str]]:
    """Yield relation and full address of other versions of an edition's page (RFC 5829); nothing for live pages."""
    if identity.snapshot:
        yield "latest-version", identity.full(address)
        for snapshot in _editions_with_page(catalogue, identity, address):
            yield "predecessor-version", _full(identity, snapshot.id, address)
            return


def kept_pages(catalogue: Catalogue) -> frozenset[str]:
    """Return the addresses of all pages of all editions."""
    return frozenset(
        addresses.edition(snapshot.id) + page[1:] for snapshot in catalogue.snapshots for page in snapshot.pages
    )


def version(day: str) -> str:
    """Return the version of the edition of *day* (2026-11-22): 2026.11.22."""
    return day.replace("-", ".")


def in_words(day: str) -> str:
    """Return 22 November 2026 for 2026-11-22."""
    return f"{int(day[8:])} {date.fromisoformat(day):%B %Y}"


def _editions_with_page(catalogue: Catalogue, identity: BuildIdentity, address: str) -> Iterator[Snapshot]:
    """Yield the editions before this one that have a page at *address*, latest first."""
    for snapshot in reversed(catalogue.snapshots):
        if f"/{address}" in snapshot.pages and (not identity.snapshot or snapshot.id < identity.snapshot):
            yield snapshot


def _full(identity: BuildIdentity, day: str, address: str) -> str:
    return identity.full(addresses.edition(day) + address)
