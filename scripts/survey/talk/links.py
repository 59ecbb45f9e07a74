"""What pages say of themselves to sites that show links to them: Open Graph and its like (CITING O1)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..edition import Edition
from ..media_types import media_type
from ..pages import HeadMeta, Page
from .jobs import Job
from .kit import Kit
from .records import PREVIEW_HEIGHT, PREVIEW_WIDTH, Preview


def with_pictures(pages: Iterable[Page], kit: Kit, survey: str, edition: Edition) -> tuple[Page, ...]:
    """Return *pages* with what a link to each looks like; *survey* is the site's name."""
    return tuple(
        replace(page, head=replace(page.head, meta=(*page.head.meta, *_statements(page, kit, survey, edition))))
        for page in pages
    )


def _statements(page: Page, kit: Kit, survey: str, edition: Edition) -> Iterator[HeadMeta]:
    picture = kit.pictures[page.address]
    said = {
        "og:title": page.title,
        "og:description": page.description,
        "og:url": edition.full(page.address),
        "og:site_name": survey,
        "og:locale": "en_GB",
        "og:image": edition.full(picture),
        "og:image:type": media_type(picture),
        "og:image:width": str(PREVIEW_WIDTH),
        "og:image:height": str(PREVIEW_HEIGHT),
        "og:image:alt": _alt(kit.jobs[picture]),
    }
    for name, content in said.items():
        yield HeadMeta(name, content, "property")
    yield HeadMeta("twitter:card", "summary_large_image")
    yield HeadMeta("twitter:image:alt", said["og:image:alt"])


def _alt(job: Job) -> str:
    return f"{job.record.title}. {job.record.text}" if isinstance(job.record, Preview) else ""
