"""Everything that is to be drawn for a survey, by its address on the site."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .. import addresses
from ..catalogue import Catalogue
from ..edition import Edition
from ..pages import Page
from . import wording
from .jobs import Job, font_jobs
from .kept import key_of
from .records import Card, Imprint, Preview, QrCode

HASH = 12
"""Digits of the hash in a preview's name: sites keep a preview under its address, so another picture needs another."""


@dataclass(frozen=True)
class Kit:
    """What is to be drawn: address -> job; and page -> address of its link preview."""

    jobs: Mapping[str, Job]
    pictures: Mapping[str, str]


def talk_kit(catalogue: Catalogue, pages: Iterable[Page], edition: Edition, logo: bytes | None) -> Kit:
    """Return every slide, code, deck and link preview of the survey in this *edition*, which has this *logo*."""
    speaker = wording.imprint(catalogue, edition.home, logo)
    cards = {entry.id: wording.card(catalogue, entry, edition, speaker) for entry in catalogue.contributions}
    previews = dict(_previews(catalogue, cards, pages, speaker))
    jobs = {**dict(_cards(cards)), **dict(_codes(catalogue, edition.home)), **dict(_decks(catalogue, cards))}
    pictures = {page: addresses.preview(page, key_of(job)[:HASH]) for page, job in previews.items()}
    return Kit({**jobs, **{pictures[page]: job for page, job in previews.items()}}, pictures)


def _cards(cards: Mapping[str, Card]) -> Iterator[tuple[str, Job]]:
    fonts = font_jobs(tuple(cards.values()))
    for identifier, card in cards.items():
        yield addresses.card(identifier, "svg"), Job(card, "svg", fonts)
        yield addresses.card(identifier, "png"), Job(card, "png")


def _codes(catalogue: Catalogue, home: str) -> Iterator[tuple[str, Job]]:
    """Yield the codes of the home page, of each contribution and of each category."""
    targets = {addresses.HOME: addresses.HOME}
    for entry in catalogue.contributions:
        targets[addresses.contribution(entry.id)] = addresses.short(entry.number)
    for category in catalogue.categories:
        targets[addresses.category(category.id)] = addresses.short_category(category.id)
    for page, short in targets.items():
        yield addresses.qr_code(page, "svg"), Job(QrCode(home + short), "svg")
        yield addresses.qr_code(page, "png"), Job(QrCode(home + short), "png")


def _decks(catalogue: Catalogue, cards: Mapping[str, Card]) -> Iterator[tuple[str, Job]]:
    survey = catalogue.survey
    yield addresses.deck(), Job(wording.deck(catalogue, survey.name, tuple(cards.values())), "pptx")
    for category in catalogue.categories:
        inside = tuple(cards[entry.id] for entry in catalogue.members(category))
        title = f"{survey.short_name}: {category.name}"
        yield addresses.deck(category.id), Job(wording.deck(catalogue, title, inside), "pptx")


def _previews(
    catalogue: Catalogue, cards: Mapping[str, Card], pages: Iterable[Page], speaker: Imprint
) -> Iterator[tuple[str, Job]]:
    """Yield the link preview of every page; contributions and categories have their own."""
    own: dict[str, Preview] = {
        addresses.contribution(identifier): wording.contribution_preview(card) for identifier, card in cards.items()
    }
    for category in catalogue.categories:
        own[addresses.category(category.id)] = wording.category_preview(category, catalogue.members(category), speaker)
    for page in pages:
        yield page.address, Job(own.get(page.address) or wording.page_preview(page, speaker), "png")
