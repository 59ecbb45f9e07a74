"""Markdown twins: every page as plain Markdown, for readers that are programs (llmstxt.org; CITING A2).

Made from the page that the engine is given, so that both say the same. The only user of markdownify and Beautiful Soup.
A twin is kept under a hash of its page, of this module and of the libraries' versions.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

from .files import clear, disk, put

LIBRARIES = ("beautifulsoup4", "markdownify")
HEADING = re.compile(r"(?<=\n\n)(#{1,6}) (.+?)(?: \{ #[^ }]+(?: data-passing)? \})?$", re.MULTILINE)
"""A heading of a generated page. No line of a contributor's text stands behind an empty one."""


ONLY_IN_A_BROWSER = ["nav", "button", "form", "input", "label", "legend", "noscript", "script", "svg"]


def twins(sources: Mapping[str, bytes], folder: Path, about: str) -> Mapping[str, bytes]:
    """Return full address -> twin of every page; *sources* are their Markdown files. What *folder* keeps is read.

    *about* ends every twin, before the page's address: what is true of all of them, in a line of Markdown. It is not
    kept: a new version of the survey alone makes no twin anew.
    """
    with disk(f"write {folder}"):
        folder.mkdir(parents=True, exist_ok=True)
        there = {path.name for path in folder.iterdir()}
        keys = {page: _key(page, source) for page, source in sources.items()}
        for page, key in keys.items():
            if key not in there:
                put(folder / key, twin(sources[page], page))
        clear(folder, there, set(keys.values()))
        return {page: (folder / key).read_bytes() + _end(page, about) for page, key in keys.items()}


def _end(page: str, about: str) -> bytes:
    return f"\n---\n\n{about} This page with its links and pictures: <{page}>\n".encode()


def _key(page: str, source: bytes) -> str:
    return sha256(b"\0".join((_recipe(), page.encode(), source))).hexdigest()


@cache
def _recipe() -> bytes:
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return sha256(Path(__file__).read_bytes() + libraries.encode()).digest()


def twin(source: bytes, page: str) -> bytes:
    """Return the text of the twin of the page whose Markdown file is *source*; *page* is its full address."""
    # Here and not above: a build that finds every twin kept does without them.
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    _, _, body = source.decode().partition("\n---\n")
    soup = BeautifulSoup(HEADING.sub(_heading, body), "lxml")
    for element in soup(ONLY_IN_A_BROWSER) + soup.select(".sv-without"):
        element.decompose()
    for element in soup(["a", "img"]):
        for name in {"href", "src"} & element.attrs.keys():
            element[name] = urljoin(page, str(element[name]))
    # Markdown has no signs for what is lowered or raised; what is preformatted stays to the letter.
    made = MarkdownConverter(heading_style="atx", sub_symbol="<sub>", sup_symbol="<sup>", strip_pre=None)
    return f"{made.convert_soup(soup).strip()}\n".encode()


def _heading(found: re.Match[str]) -> str:
    level = len(found[1])
    return f"<h{level}>{found[2]}</h{level}>"
