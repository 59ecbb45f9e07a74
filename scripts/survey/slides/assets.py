"""The drawing jobs of a survey, by address on the site."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..files.media_types import media_type
from ..pages import HeadMeta, Page
from . import slide_text
from .drawing_cache import key_of
from .jobs import PREVIEW_HEIGHT, PREVIEW_WIDTH, Imprint, Job, Preview, QrCode, Slide, font_jobs

HASH = 12
"""Digits of the hash in a preview's name: sites cache previews by address, so a changed picture needs a new one."""


@dataclass(frozen=True)
class SlideAssets:
    """The drawing jobs (address -> job), and page -> address of its link preview."""

    jobs: Mapping[str, Job]
    pictures: Mapping[str, str]


def slide_assets(
    catalogue: Catalogue, pages: Iterable[Page], identity: BuildIdentity, logo: bytes | None
) -> SlideAssets:
    """Return the jobs for all slides, codes, decks and link previews; *logo* is the content of the logo file."""
    survey_imprint = slide_text.imprint(catalogue, identity.home, logo)
    cards = {entry.id: slide_text.card(catalogue, entry, identity, survey_imprint) for entry in catalogue.contributions}
    previews = dict(_previews(catalogue, cards, pages, survey_imprint))
    jobs = {**dict(_cards(cards)), **dict(_codes(catalogue, identity.home)), **dict(_decks(catalogue, cards))}
    pictures = {page: addresses.preview(page, key_of(job)[:HASH]) for page, job in previews.items()}
    return SlideAssets({**jobs, **{pictures[page]: job for page, job in previews.items()}}, pictures)


def _cards(cards: Mapping[str, Slide]) -> Iterator[tuple[str, Job]]:
    fonts = font_jobs(tuple(cards.values()))
    for identifier, card in cards.items():
        yield addresses.card(identifier, "svg"), Job(card, "svg", fonts)
        yield addresses.card(identifier, "png"), Job(card, "png")


def _codes(catalogue: Catalogue, home: str) -> Iterator[tuple[str, Job]]:
    """Yield the QR codes of the home page, of each contribution and of each category."""
    targets = {addresses.HOME: addresses.HOME}
    for entry in catalogue.contributions:
        targets[addresses.contribution(entry.id)] = addresses.short(entry.number)
    for category in catalogue.categories:
        targets[addresses.category(category.id)] = addresses.short_category(category.id)
    for page, short in targets.items():
        yield addresses.qr_code(page, "svg"), Job(QrCode(home + short), "svg")
        yield addresses.qr_code(page, "png"), Job(QrCode(home + short), "png")


def _decks(catalogue: Catalogue, cards: Mapping[str, Slide]) -> Iterator[tuple[str, Job]]:
    survey = catalogue.survey
    yield addresses.deck(), Job(slide_text.deck(catalogue, survey.name, tuple(cards.values())), "pptx")
    for category in catalogue.categories:
        inside = tuple(cards[entry.id] for entry in catalogue.members(category))
        title = f"{survey.short_name}: {category.name}"
        yield addresses.deck(category.id), Job(slide_text.deck(catalogue, title, inside), "pptx")


def _previews(
    catalogue: Catalogue, cards: Mapping[str, Slide], pages: Iterable[Page], survey_imprint: Imprint
) -> Iterator[tuple[str, Job]]:
    """Yield the link preview of every page; those of contributions and categories have a layout of their own."""
    own: dict[str, Preview] = {
        addresses.contribution(identifier): slide_text.contribution_preview(card) for identifier, card in cards.items()
    }
    for category in catalogue.categories:
        own[addresses.category(category.id)] = slide_text.category_preview(
            category, catalogue.members(category), survey_imprint
        )
    for page in pages:
        yield page.address, Job(own.get(page.address) or slide_text.page_preview(page, survey_imprint), "png")


# ── Metadata for link previews on other sites: Open Graph (https://ogp.me/) and X cards ──


def with_pictures(
    pages: Iterable[Page], slide_assets: SlideAssets, survey: str, identity: BuildIdentity
) -> tuple[Page, ...]:
    """Return *pages* with the metadata of their link previews; *survey* is the site's name."""
    return tuple(
        replace(
            page, head=replace(page.head, meta=(*page.head.meta, *_preview_meta(page, slide_assets, survey, identity)))
        )
        for page in pages
    )


def _preview_meta(page: Page, slide_assets: SlideAssets, survey: str, identity: BuildIdentity) -> Iterator[HeadMeta]:
    picture = slide_assets.pictures[page.address]
    properties = {
        "og:title": page.title,
        "og:description": page.description,
        "og:url": identity.full(page.address),
        "og:site_name": survey,
        "og:locale": "en_GB",
        "og:image": identity.full(picture),
        "og:image:type": media_type(picture),
        "og:image:width": str(PREVIEW_WIDTH),
        "og:image:height": str(PREVIEW_HEIGHT),
        "og:image:alt": _alt(slide_assets.jobs[picture]),
    }
    for name, content in properties.items():
        yield HeadMeta(name, content, "property")
    yield HeadMeta("twitter:card", "summary_large_image")
    yield HeadMeta("twitter:image:alt", properties["og:image:alt"])


def _alt(job: Job) -> str:
    return f"{job.record.title}. {job.record.text}" if isinstance(job.record, Preview) else ""
