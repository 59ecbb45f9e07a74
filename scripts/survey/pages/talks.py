"""What helps to show a page in a talk: its short address, code and slide, and snippets to paste; and all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from .. import addresses
from ..content.latex import to_latex
from ..content.model import Contribution
from ..exports.citations.styles import in_one_line
from ..text.markdown import escaped
from ..text.prose import plain
from ..text.safe import Safe, attribute, block
from .page_context import PageContext, PageContexts
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


def talk(context: PageContext, entry: Contribution) -> TalkView:
    """Return what the page of *entry* has for a talk."""
    code = _code(context, addresses.contribution(entry.id), addresses.short(entry.number), entry.id)
    slide = _slide(context, entry)
    catalogue = context.catalogue
    citation = in_one_line(catalogue.reference(entry.reference))
    categories = [catalogue.category(identifier) for identifier in entry.categories]
    return TalkView(
        code=code,
        slide=slide,
        citation=citation,
        snippets=(
            _snippet("Markdown", _markdown(context, entry, code.url, citation)),
            _snippet("LaTeX Beamer (save the QR code as PNG in the same folder)", _beamer(entry, code, citation)),
            _snippet("Whole slide in LaTeX Beamer (save its PNG in the same folder)", _whole(slide)),
        ),
        decks=tuple(context.download_of_all(addresses.deck(each.id), each.name) for each in categories),
        all=context.to(addresses.TALK),
    )


def deck(context: PageContext, identifier: str) -> DeckView:
    """Return the slides of a category."""
    category = context.catalogue.category(identifier)
    members = context.catalogue.members(category)
    return DeckView(
        chip=context.chip(category),
        link=context.download_of_all(
            addresses.deck(identifier), f"{len(members)} slide{'s' if len(members) != 1 else ''} (PowerPoint)"
        ),
        code=_code(context, addresses.category(identifier), addresses.short_category(identifier), identifier),
        slides=_slides(context, members),
    )


def page(contexts: PageContexts) -> TalkPage:
    """Return the page with all slides and decks."""
    context = contexts.at(addresses.TALK)
    catalogue, survey = context.catalogue, context.catalogue.survey
    return TalkPage(
        address=context.here,
        title="Slides for talks",
        description=f"A slide, a QR code and a short link for each {survey.contribution} of {survey.name}.",
        home=context.to(addresses.HOME),
        survey=survey.name,
        code=_code(context, addresses.HOME, addresses.HOME, survey.id),
        deck=context.download_of_all(addresses.deck(), f"All {len(catalogue.contributions)} slides (PowerPoint)"),
        contributions=survey.contributions,
        decks=tuple(deck(context, category.id) for category in catalogue.categories if catalogue.members(category)),
    )


def _code(context: PageContext, page: str, short: str, file: str) -> CodeView:
    url = context.identity.full(short)
    files = {kind: context.file(addresses.qr_code(page, kind), kind.upper()) for kind in ("svg", "png")}
    svg, png = (replace(link, saved_as=f"{file}-qr.{kind}") for kind, link in files.items())
    host, slash, path = url.partition("://")[2].rstrip("/").partition("/")
    return CodeView(url, host, slash + path, svg, png)


def _slides(context: PageContext, entries: Iterable[Contribution]) -> tuple[SlideView, ...]:
    return tuple(_slide(context, entry) for entry in entries)


def _slide(context: PageContext, entry: Contribution) -> SlideView:
    return SlideView(
        name=entry.name,
        page=context.to(addresses.contribution(entry.id)),
        svg=context.download(addresses.card(entry.id, "svg"), "SVG"),
        png=context.download(addresses.card(entry.id, "png"), "PNG"),
        alt=f"Slide: {entry.name}. {plain(entry.tagline)}",
        chips=context.chips(entry),
    )


def _snippet(label: str, text: str) -> Snippet:
    return Snippet(label, block(text), attribute(text))


def _markdown(context: PageContext, entry: Contribution, url: str, citation: str) -> str:
    """Return the slide as a picture that leads to the page, and the citation (Markdown)."""
    picture = context.identity.full(addresses.card(entry.id, "png"))
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
