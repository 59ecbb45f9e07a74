"""Material for talks: short addresses, QR codes, slides and snippets to paste, and the page that lists all slides."""

from dataclasses import dataclass, replace
from typing import ClassVar

from .. import addresses
from ..content.latex import to_latex
from ..content.model import Category, Contribution
from ..exports.citations.styles import in_one_line
from ..text.markdown import escaped
from ..text.prose import plain
from .page_context import PageContext, PageContexts
from .parts import Link, Page

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
class QrView:
    """The short address of a page and its QR code."""

    url: str
    """The full URL, as encoded in the QR code."""
    host: str
    path: str
    """The rest of the address as typed, after ``host``."""
    svg: Link
    png: Link


@dataclass(frozen=True)
class TalkPage(Page):
    """The page of all slides and decks."""

    template: ClassVar[str] = "talk"
    wide: ClassVar[bool] = True
    code: QrView
    deck: Link
    decks: tuple[tuple[Category, Link], ...]
    """The decks of categories that have contributions."""


def snippets(context: PageContext, entry: Contribution) -> tuple[tuple[str, str], ...]:
    """Return texts to paste into slides about *entry*: label and text."""
    url = context.identity.full(addresses.short(entry.number))
    citation = in_one_line(context.catalogue.reference(entry.reference))
    slide = context.download(addresses.card(entry.id, "png")).saved_as
    return (
        ("Markdown", _markdown(context, entry, url, citation)),
        ("LaTeX Beamer (save the QR code as PNG in the same folder)", _beamer(entry, url, citation)),
        ("Whole slide in LaTeX Beamer (save its PNG in the same folder)", WHOLE_FRAME.format(file=slide)),
    )


def deck(context: PageContext, category: Category) -> Link:
    """Return the link to the deck of a category."""
    count = len(context.catalogue.members(category))
    return context.download_of_all(
        addresses.deck(category.id), f"{count} slide{'s' if count != 1 else ''} (PowerPoint)"
    )


def page(contexts: PageContexts) -> TalkPage:
    """Return the page with all slides and decks."""
    context = contexts.at(addresses.TALK)
    catalogue, survey = context.catalogue, context.catalogue.survey
    return TalkPage(
        address=context.here,
        title="Slides for talks",
        description=f"A slide, a QR code and a short link for each {survey.contribution} of {survey.name}.",
        code=code(context, addresses.HOME, addresses.HOME, survey.id),
        deck=context.download_of_all(addresses.deck(), f"All {len(catalogue.contributions)} slides (PowerPoint)"),
        decks=tuple((each, deck(context, each)) for each in catalogue.categories if catalogue.members(each)),
    )


def code(context: PageContext, page: str, short: str, file: str) -> QrView:
    """Return the *short* address of *page* and its QR code; downloads of the code are named after *file*."""
    url = context.identity.full(short)
    files = {kind: context.file(addresses.qr_code(page, kind), kind.upper()) for kind in ("svg", "png")}
    svg, png = (replace(link, saved_as=f"{file}-qr.{kind}") for kind, link in files.items())
    host, slash, path = url.partition("://")[2].rstrip("/").partition("/")
    return QrView(url, host, slash + path, svg, png)


def _markdown(context: PageContext, entry: Contribution, url: str, citation: str) -> str:
    """Return Markdown with the slide as a picture that links to the page, and the citation."""
    picture = context.identity.full(addresses.card(entry.id, "png"))
    name, tagline, cited = (escaped(text) for text in (entry.name, plain(entry.tagline), citation))
    return f"[![{name}]({picture})]({url})\n\n[{name}]({url}): {tagline}\n\n{cited}"


def _beamer(entry: Contribution, url: str, citation: str) -> str:
    """Return a LaTeX Beamer frame that includes the QR code from a file in the same folder."""
    name, tagline, cited = (to_latex(text) for text in (entry.name, plain(entry.tagline), citation))
    return FRAME.format(name=name, tagline=tagline, citation=cited, file=f"{entry.id}-qr.png", url=url)
