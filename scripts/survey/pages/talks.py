"""What helps to show a page in a talk: its short address, code and slide, and snippets to paste; and all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from .. import addresses
from ..citation import in_one_line
from ..latex import to_latex
from ..markdown import escaped
from ..model import Contribution
from ..prose import plain
from ..safe import Safe, attribute, block
from .desk import Desk, Desks
from .parts import Chip, Link, Page

FRAME = r"""\begin{{frame}}{{{name}}}
  \begin{{columns}}[c]
    \begin{{column}}{{0.62\textwidth}}
      {tagline}\par\medskip
      {{\footnotesize {citation}}}
    \end{{column}}
    \begin{{column}}{{0.34\textwidth}}
      \centering
      \includegraphics[width=\linewidth]{{{file}}}\par
      {{\footnotesize\url{{{url}}}}}
    \end{{column}}
  \end{{columns}}
\end{{frame}}"""

WHOLE_FRAME = r"""\begin{{frame}}[plain]
  \makebox[\linewidth]{{\includegraphics[width=\paperwidth]{{{file}}}}}
\end{{frame}}"""


@dataclass(frozen=True)
class CodeView:
    """The short address of a page and its QR code."""

    url: str
    """In full, as the code holds it."""
    host: str
    path: str
    """As people type it, in two parts."""
    svg: Link
    png: Link


@dataclass(frozen=True)
class SlideView:
    """The slide of a contribution."""

    name: str
    page: str
    svg: Link
    png: Link
    alt: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Snippet:
    """Text to paste elsewhere: as it is shown, and as it is copied."""

    label: str
    text: Safe
    copied: Safe


@dataclass(frozen=True)
class TalkView:
    """What a contribution's page has for a talk."""

    code: CodeView
    slide: SlideView
    citation: str
    snippets: tuple[Snippet, ...]
    decks: tuple[Link, ...]
    all: str


@dataclass(frozen=True)
class DeckView:
    """The slides of a category."""

    chip: Chip
    link: Link
    code: CodeView
    slides: tuple[SlideView, ...]


@dataclass(frozen=True)
class TalkPage(Page):
    """Every slide and deck."""

    template: ClassVar[str] = "talk"
    wide: ClassVar[bool] = True
    home: str
    survey: str
    code: CodeView
    deck: Link
    contributions: str
    decks: tuple[DeckView, ...]


def talk(desk: Desk, entry: Contribution) -> TalkView:
    """Return what the page of *entry* has for a talk."""
    code = _code(desk, addresses.contribution(entry.id), addresses.short(entry.number), entry.id)
    slide = _slide(desk, entry)
    catalogue = desk.catalogue
    citation = in_one_line(catalogue.reference(entry.reference))
    categories = [catalogue.category(identifier) for identifier in entry.categories]
    return TalkView(
        code=code,
        slide=slide,
        citation=citation,
        snippets=(
            _snippet("Markdown", _markdown(desk, entry, code.url, citation)),
            _snippet("LaTeX Beamer, with the QR code (PNG) saved beside it", _beamer(entry, code, citation)),
            _snippet("The slide as it is, in LaTeX Beamer, with its PNG saved beside it", _whole(slide)),
        ),
        decks=tuple(desk.download_of_all(addresses.deck(each.id), each.name) for each in categories),
        all=desk.to(addresses.TALK),
    )


def deck(desk: Desk, identifier: str) -> DeckView:
    """Return the slides of a category."""
    category = desk.catalogue.category(identifier)
    members = desk.catalogue.members(category)
    return DeckView(
        chip=desk.chip(category),
        link=desk.download_of_all(addresses.deck(identifier), f"{len(members)} slides (PowerPoint)"),
        code=_code(desk, addresses.category(identifier), addresses.short_category(identifier), identifier),
        slides=_slides(desk, members),
    )


def page(desks: Desks) -> TalkPage:
    """Return the page with all slides and decks."""
    desk = desks.at(addresses.TALK)
    catalogue, survey = desk.catalogue, desk.catalogue.survey
    return TalkPage(
        address=desk.here,
        title="For your talk",
        description=f"A slide, a QR code and a short address for each {survey.contribution} of {survey.name}.",
        home=desk.to(addresses.HOME),
        survey=survey.name,
        code=_code(desk, addresses.HOME, addresses.HOME, survey.id),
        deck=desk.download_of_all(addresses.deck(), f"All {len(catalogue.contributions)} slides (PowerPoint)"),
        contributions=survey.contributions,
        decks=tuple(deck(desk, category.id) for category in catalogue.categories if catalogue.members(category)),
    )


def _code(desk: Desk, page: str, short: str, file: str) -> CodeView:
    url = desk.edition.full(short)
    files = {kind: desk.file(addresses.qr_code(page, kind), kind.upper()) for kind in ("svg", "png")}
    svg, png = (replace(link, saved_as=f"{file}-qr.{kind}") for kind, link in files.items())
    host, slash, path = url.partition("://")[2].rstrip("/").partition("/")
    return CodeView(url, host, slash + path, svg, png)


def _slides(desk: Desk, entries: Iterable[Contribution]) -> tuple[SlideView, ...]:
    return tuple(_slide(desk, entry) for entry in entries)


def _slide(desk: Desk, entry: Contribution) -> SlideView:
    return SlideView(
        name=entry.name,
        page=desk.to(addresses.contribution(entry.id)),
        svg=desk.download(addresses.card(entry.id, "svg"), "SVG"),
        png=desk.download(addresses.card(entry.id, "png"), "PNG"),
        alt=f"Slide: {entry.name}. {plain(entry.tagline)}",
        chips=desk.chips(entry),
    )


def _snippet(label: str, text: str) -> Snippet:
    return Snippet(label, block(text), attribute(text))


def _markdown(desk: Desk, entry: Contribution, url: str, citation: str) -> str:
    """Return the slide as a picture that leads to the page, and the citation (Markdown)."""
    picture = desk.edition.full(addresses.card(entry.id, "png"))
    name, tagline, cited = (escaped(text) for text in (entry.name, plain(entry.tagline), citation))
    return f"[![{name}]({picture})]({url})\n\n[{name}]({url}): {tagline}\n\n{cited}"


def _beamer(entry: Contribution, code: CodeView, citation: str) -> str:
    """Return a frame of LaTeX Beamer, which shows the QR code from a file beside it."""
    texts: Sequence[str] = [to_latex(text) for text in (entry.name, plain(entry.tagline), citation)]
    name, tagline, cited = texts
    return FRAME.format(name=name, tagline=tagline, citation=cited, file=code.png.saved_as, url=code.url)


def _whole(slide: SlideView) -> str:
    """Return a frame of 16:9 that is the finished slide."""
    return WHOLE_FRAME.format(file=slide.png.saved_as)
