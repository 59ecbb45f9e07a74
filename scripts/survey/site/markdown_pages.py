"""Every page as plain Markdown, at its address with ``index.html.md`` appended (https://llmstxt.org/).

A Markdown page is made from the engine's input for the page, so that both have the same content. It is cached until
its page, a library or the code that makes it changes.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import cast

from lxml import html

from ..files import Cache, recipe
from ..text.markdown import markdown

HEADING = re.compile(r"(?<=\n\n)(#{1,6}) (.+?)(?: \{ #[^ }]+(?: data-volatile)? \})?$", re.MULTILINE)
"""A heading of a generated page. Contributors' text never follows an empty line, so it cannot match."""


ONLY_IN_A_BROWSER = {"nav", "button", "form", "input", "label", "legend", "noscript", "script", "svg"}


def markdown_pages(sources: Mapping[str, bytes], folder: Path, about: str) -> Mapping[str, bytes]:
    """Return the Markdown version of every page by full address.

    *sources* are the Markdown files of the pages by full address; *folder* is the cache. *about* is a line of Markdown
    that is added to the end of each, before the page's address. It is not cached, so that a new version of the survey
    alone does not invalidate the cache.
    """
    cache = Cache(folder)
    names = {page: sha256(page.encode()).hexdigest() for page in sources}
    made: dict[str, bytes] = {}
    for page, source in sources.items():
        key = f"{recipe(__name__)}\n{page}\n{sha256(source).hexdigest()}"
        kept = cache.read(names[page], key)
        made[page] = markdown_page(source, page) if kept is None else kept
        if kept is None:
            cache.keep(names[page], key, made[page])
    cache.clear({*names.values()})
    return {page: content + _end(page, about) for page, content in made.items()}


def _end(page: str, about: str) -> bytes:
    return f"\n---\n\n{about} This page with its links and pictures: <{page}>\n".encode()


def markdown_page(source: bytes, page: str) -> bytes:
    """Return the Markdown version of the page whose Markdown file is *source*; *page* is its full address."""
    _, _, body = source.decode().partition("\n---\n")
    read = html.document_fromstring(HEADING.sub(_heading, f"\n{body}"))
    for element in [each for each in read.iter() if _only_in_a_browser(each)]:
        cast(html.HtmlElement, element).drop_tree()
    return markdown(read, page).encode()


def _only_in_a_browser(element: html.HtmlElement) -> bool:
    without = "sv-without" in element.get("class", "").split()
    return element.tag in ONLY_IN_A_BROWSER or "hidden" in element.attrib or without


def _heading(found: re.Match[str]) -> str:
    level = len(found[1])
    return f"<h{level}>{found[2]}</h{level}>"
