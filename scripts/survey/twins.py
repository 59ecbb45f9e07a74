"""Markdown twins: every page as plain Markdown, for readers that are programs (llmstxt.org; CITING A2).

Made from the page that the engine is given, so that both say the same. The only user of markdownify and Beautiful Soup.
"""

import re
from urllib.parse import urljoin

HEADING = re.compile(r"(?<=\n\n)(#{1,6}) (.+?)(?: \{ #[^ }]+ \})?$", re.MULTILINE)
"""A heading of a generated page. No line of a contributor's text stands behind an empty one."""


ONLY_IN_A_BROWSER = ["nav", "button", "form", "input", "label", "legend", "script", "svg"]


def twin(source: bytes, page: str) -> bytes:
    """Return the twin of the page whose Markdown file is *source*; *page* is its full address, which ends it."""
    # Loaded only while MkDocs is at work, when it costs no time.
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    _, _, body = source.decode().partition("\n---\n")
    soup = BeautifulSoup(HEADING.sub(_heading, body), "html.parser")
    for element in soup(ONLY_IN_A_BROWSER):
        element.decompose()
    for link in soup("a", href=True):
        link["href"] = urljoin(page, str(link["href"]))
    made = MarkdownConverter(heading_style="atx", sub_symbol="~", sup_symbol="^").convert_soup(soup)
    return f"{made.strip()}\n\n---\n\nThis page with its links and pictures: <{page}>\n".encode()


def _heading(found: re.Match[str]) -> str:
    level = len(found[1])
    return f"<h{level}>{found[2]}</h{level}>"
