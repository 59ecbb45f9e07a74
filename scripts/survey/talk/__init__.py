"""What readers show in talks: slide cards, QR codes and decks of slides; and how links to the pages look elsewhere.

catalogue ─► wording ─► records ─► jobs ─► kept ─► files
                           (drawn when new: slide or preview ─► scene ─► svg ─► raster, deck; qr)
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from .. import addresses
from ..catalogue import Catalogue
from . import wording
from .jobs import Job, font_jobs
from .kept import drawn
from .records import Card, QrCode

__all__ = ["talk_kit"]


def talk_kit(catalogue: Catalogue, home: str, logo: bytes | None, cache: Path) -> Mapping[str, bytes]:
    """Return address -> file of every card, code and deck.

    *home* is the full address of the survey; *logo* the content of its logo; *cache* the folder that keeps drawings.
    Raises EnvironmentProblem if *cache* cannot be written.
    """
    speaker = wording.imprint(catalogue, home, logo)
    cards = {entry.id: wording.card(catalogue, entry, home, speaker) for entry in catalogue.contributions}
    jobs = {**dict(_cards(cards)), **dict(_codes(catalogue, home)), **dict(_decks(catalogue, cards))}
    return drawn(jobs, cache)


def _cards(cards: Mapping[str, Card]) -> Iterator[tuple[str, Job]]:
    fonts = font_jobs(tuple(cards.values()))
    for identifier, card in cards.items():
        yield addresses.card(identifier, "svg"), Job(card, "svg", fonts)
        yield addresses.card(identifier, "png"), Job(card, "png")


def _codes(catalogue: Catalogue, home: str) -> Iterator[tuple[str, Job]]:
    """Yield the codes of the home page, of each contribution and of each category."""
    pages = {addresses.HOME: home}
    for entry in catalogue.contributions:
        pages[addresses.contribution(entry.id)] = home + addresses.short(entry.number)
    for category in catalogue.categories:
        pages[addresses.category(category.id)] = home + addresses.short_category(category.id)
    for page, url in pages.items():
        yield addresses.qr_code(page, "svg"), Job(QrCode(url), "svg")
        yield addresses.qr_code(page, "png"), Job(QrCode(url), "png")


def _decks(catalogue: Catalogue, cards: Mapping[str, Card]) -> Iterator[tuple[str, Job]]:
    survey = catalogue.survey
    yield addresses.deck(), Job(wording.deck(catalogue, survey.name, tuple(cards.values())), "pptx")
    for category in catalogue.categories:
        inside = tuple(cards[entry.id] for entry in catalogue.members(category))
        if inside:
            title = f"{survey.short_name}: {category.name}"
            yield addresses.deck(category.id), Job(wording.deck(catalogue, title, inside), "pptx")
