"""Where things are: the addresses of the site, which are promises.

An address is relative to the site's root: `contributions/abacus/`, `glossary/#cpu`, and the empty string for home.
"""

from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from urllib.parse import quote, urlencode

HOME = ""
EXPLORE = "explore/"
COMPARE = "compare/"
CATEGORIES = "categories/"
PACKAGES = "packages/"
GLOSSARY = "glossary/"
REFERENCES = "references/"
PEOPLE = "people/"
CORRECTIONS = "corrections/"
PICTURES = "pictures/"
DATA = "data/"
TALK = "talk/"
CATALOGUE = "data/v1/catalogue.json"
BUILD = "build.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
CITE_ALL, CITE_REFERENCES, CITE_EDITORIAL = "all", "references", "editorial"
"""Names of the citation files of all contributions, of the list of references, and of the text that is surveyed."""
SEARCH_NAMES = "search/names.js"
SEARCH_TEXTS = "search/texts.js"
GLOSSARY_SCRIPTS = ("assets/accents.js", "assets/glossary.js")
ATOM = "feed.atom"
JSON_FEED = "feed.json"
LLMS = "llms.txt"


def contribution(identifier: str) -> str:
    """Return the address of a contribution's page."""
    return f"contributions/{identifier}/"


def category(identifier: str) -> str:
    """Return the address of a category's page."""
    return f"categories/{identifier}/"


def text_page(identifier: str) -> str:
    """Return the address of a hand-written page."""
    return f"{identifier}/"


def package(identifier: str) -> str:
    """Return the address of a package."""
    return f"{PACKAGES}#{identifier}"


def term(identifier: str) -> str:
    """Return the address of a glossary term."""
    return f"{GLOSSARY}#{identifier}"


def reference(number: int) -> str:
    """Return the address of an entry in the list of references."""
    return f"{REFERENCES}#ref-{number}"


def person(identifier: str) -> str:
    """Return the address of a person."""
    return f"{PEOPLE}#{identifier}"


def short(number: int) -> str:
    """Return the short address of a contribution: typable, printable, the same for ever."""
    return f"p/{number}/"


EDITIONS = "v/"
"""Where dated editions live, each in a folder of its own."""


def edition(day: str) -> str:
    """Return where the dated edition of a *day* (2026-11-22) lives."""
    return f"{EDITIONS}{day.replace('-', '.')}/"


def cite_reference(number: int) -> str:
    """Return the name of the citation files of a reference that is no contribution's."""
    return f"ref-{number}"


def citation(name: str, extension: str) -> str:
    """Return the address of a citation file: of a contribution, a category or a collection, in one format."""
    return f"cite/{name}.{extension}"


def explore_view(filters: Iterable[tuple[str, str]]) -> str:
    """Return the address of the overview, narrowed to *filters*: pairs of facet id and value id.

    Several values of one facet mean any of them, several facets all of them. Every build checks that they exist.
    """
    return f"{EXPLORE}?{urlencode(tuple(filters))}"


def packages_view(filters: Iterable[tuple[str, str]]) -> str:
    """Return the address of the packages, narrowed to *filters* as in `explore_view`."""
    return f"{PACKAGES}?{urlencode(tuple(filters))}"


def comparison(identifiers: Iterable[str]) -> str:
    """Return the address at which contributions stand side by side."""
    return f"{COMPARE}?{urlencode([('with', identifier) for identifier in identifiers])}"


def short_category(identifier: str) -> str:
    """Return the short address of a category."""
    return f"p/{identifier}/"


def card(identifier: str, kind: str) -> str:
    """Return the address of a contribution's slide as a picture; *kind* is svg or png."""
    return f"{TALK}contributions/{identifier}-card.{kind}"


def deck(category: str = "") -> str:
    """Return the address of the slides of a category, or of all."""
    return f"{TALK}categories/{category}-cards.pptx" if category else f"{TALK}all-cards.pptx"


def qr_code(page: str, kind: str) -> str:
    """Return the address of the QR code of the page at *page*; *kind* is svg or png."""
    return f"{TALK}{page.rstrip('/') or 'home'}-qr.{kind}"


def preview(page: str, content: str) -> str:
    """Return the address of the picture that a link to *page* is shown with; *content* is a hash of what it shows."""
    return f"{TALK}previews/{page.rstrip('/').replace('/', '-') or 'home'}-{content}.png"


def source_file(address: str) -> str:
    """Return the Markdown file from which the engine makes the page at *address*."""
    return f"{address}index.md"


def data(name: str) -> str:
    """Return the address of a data file."""
    return f"{DATA}v1/{name}"


def data_schema(name: str) -> str:
    """Return the address of the JSON Schema of a data file."""
    return data(f"schemas/{name}.schema.json")


def codemeta(package: str) -> str:
    """Return the address of a package's CodeMeta file."""
    return data(f"packages/{package}/codemeta.json")


def twin(address: str) -> str:
    """Return the address of the Markdown twin of the page at *address*."""
    return f"{address}index.html.md"


@cache
def relative(here: str, there: str) -> str:
    """Return the link from the page at *here* to the address *there*; works under any prefix and from files."""
    rest, mark, fragment = there.partition("#")
    path, asks, query = rest.partition("?")
    if mark and rest == here:
        return f"#{fragment}"
    start, goal = here.split("/")[:-1], path.split("/")
    together = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(start, goal[:-1], strict=False)))
    way = "../" * (len(start) - together) + "/".join(goal[together:])
    return quote(way or "./") + asks + query + mark + fragment
