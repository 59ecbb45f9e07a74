"""The addresses of the site, which must not change, and every kind of page.

An address is relative to the site's root: `contributions/abacus/`, `glossary/#cpu`; the home page is the empty string.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from urllib.parse import quote, urlencode

from .problems import EnvironmentProblem

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
CONTRIBUTIONS = "contributions/"
"""The folder of the contributions' pages. Its own address redirects, as does that of the short addresses."""
SHORT = "p/"
"""The folder of short addresses."""
CITE = "cite/"
"""The folder of citation files."""
ASSETS = "assets/"
"""The folder of style sheets, scripts and the survey's own files."""
CATALOGUE = "data/v1/catalogue.json"
BUILD = "build.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
CITE_ALL, CITE_REFERENCES, CITE_EDITORIAL = "all", "references", "editorial"
"""Names of the citation files of all contributions, of the list of references, and of the surveyed paper itself."""
SEARCH_NAMES = "search/names.js"
SEARCH_TEXTS = "search/texts.js"
GLOSSARY_SCRIPTS = ("assets/accents.js", "assets/glossary.js")
ATOM = "feed.atom"
JSON_FEED = "feed.json"
LLMS = "llms.txt"


def contribution(identifier: str) -> str:
    """Return the address of a contribution's page."""
    return f"{CONTRIBUTIONS}{identifier}/"


def category(identifier: str) -> str:
    """Return the address of a category's page."""
    return f"{CATEGORIES}{identifier}/"


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
    """Return the short address of a contribution: easy to type and print, and permanent."""
    return f"{SHORT}{number}/"


EDITIONS = "v/"
"""The folder of dated editions, each in a folder of its own."""


def edition(day: str) -> str:
    """Return the folder of the dated edition of *day* (2026-11-22)."""
    return f"{EDITIONS}{day.replace('-', '.')}/"


def cite_reference(number: int) -> str:
    """Return the name of the citation files of a reference that is not a contribution's paper."""
    return f"ref-{number}"


def citation(name: str, extension: str) -> str:
    """Return the address of a citation file: of a contribution, a category or a collection, in one format."""
    return f"{CITE}{name}.{extension}"


def explore_view(filters: Iterable[tuple[str, str]]) -> str:
    """Return the address of the explorer, filtered by *filters*: pairs of facet id and value id.

    Values of one facet are alternatives; different facets must all match. Every build checks that the values exist.
    """
    return f"{EXPLORE}?{urlencode(tuple(filters))}"


def packages_view(filters: Iterable[tuple[str, str]]) -> str:
    """Return the address of the packages, filtered by *filters* as in `explore_view`."""
    return f"{PACKAGES}?{urlencode(tuple(filters))}"


def comparison(identifiers: Iterable[str]) -> str:
    """Return the address of the page that compares contributions."""
    return f"{COMPARE}?{urlencode([('with', identifier) for identifier in identifiers])}"


def short_category(identifier: str) -> str:
    """Return the short address of a category."""
    return f"{SHORT}{identifier}/"


def card(identifier: str, kind: str) -> str:
    """Return the address of a contribution's slide as an image; *kind* is svg or png."""
    return f"{TALK}contributions/{identifier}-card.{kind}"


def deck(category: str = "") -> str:
    """Return the address of the slides of a category, or of all contributions."""
    return f"{TALK}categories/{category}-cards.pptx" if category else f"{TALK}all-cards.pptx"


def qr_code(page: str, kind: str) -> str:
    """Return the address of the QR code of the page at *page*; *kind* is svg or png."""
    return f"{TALK}{page.rstrip('/') or 'home'}-qr.{kind}"


def preview(page: str, content: str) -> str:
    """Return the address of the image of a link preview of *page*; *content* is a hash of what the image shows."""
    return f"{TALK}previews/{page.rstrip('/').replace('/', '-') or 'home'}-{content}.png"


def source_file(address: str) -> str:
    """Return the path of the Markdown file from which MkDocs makes the page at *address*."""
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


def markdown_page(address: str) -> str:
    """Return the address of the Markdown version of the page at *address*."""
    return f"{address}index.html.md"


@cache
def relative(here: str, there: str) -> str:
    """Return the link from the page at *here* to the address *there*; it works under any prefix and offline."""
    rest, mark, fragment = there.partition("#")
    path, question_mark, query = rest.partition("?")
    if mark and rest == here:
        return f"#{fragment}"
    start, target = here.split("/")[:-1], path.split("/")
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(start, target[:-1], strict=False)))
    link = "../" * (len(start) - shared) + "/".join(target[shared:])
    return quote(link or "./") + question_mark + query + mark + fragment


# ── The kinds of pages, as read by checks of the content, page heads, the menu and tests ──


@dataclass(frozen=True)
class PageKind:
    """A kind of page. Its record class (in pages/) names the template; the template's first line names the class."""

    template: str
    """Its template is templates/<template>.md.jinja."""
    address: str
    """Address of the page; {id} stands for the id of the subject if there are several pages."""
    where: str
    """Where readers find it, as written in messages: in the glossary."""
    ids: str = ""
    """A pattern of the ids that the template itself uses on the page, which the content cannot use there."""
    menu: str = ""
    """Its label in the menu (nav of mkdocs.yml, in this order); empty if it is not in the menu."""
    above: str = HOME
    """The address of its parent page."""
    page_type: str = "WebPage"
    """Type of the page in schema.org."""
    about: str = "WebPage"
    """Type of its subject in schema.org; empty where that depends on the subject."""


PAGE_KINDS = {
    each.template: each
    for each in (
        PageKind(
            "home",
            HOME,
            "on the home page",
            ids="questions|categories|pictures|about|cite",
            menu="Home",
            about="WebSite",
        ),
        PageKind(
            "explore",
            EXPLORE,
            "on the page with the table of all",
            menu="Explore",
            page_type="CollectionPage",
            about="CollectionPage",
        ),
        PageKind("compare", COMPARE, "on the page for comparisons"),
        PageKind(
            "categories",
            CATEGORIES,
            "on the page with all categories",
            menu="Categories",
            page_type="CollectionPage",
            about="CollectionPage",
        ),
        PageKind(
            "category",
            category("{id}"),
            "on the pages of categories",
            ids="contributions|talk|others",
            above=CATEGORIES,
            page_type="CollectionPage",
            about="CollectionPage",
        ),
        PageKind(
            "contribution",
            contribution("{id}"),
            "on the pages of contributions",
            ids="get|cite|talk|near|elsewhere|sources|corrections|(?:fact|get|cite)-.+",
            above=EXPLORE,
            page_type="ItemPage",
            about="",
        ),
        PageKind(
            "packages",
            PACKAGES,
            "on the page of packages",
            ids="packages|what-states-mean",
            menu="Packages",
            page_type="CollectionPage",
            about="CollectionPage",
        ),
        PageKind("pictures", PICTURES, "on the page of pictures", menu="Charts"),
        PageKind(
            "glossary",
            GLOSSARY,
            "in the glossary",
            ids="glossary|sieve|sieve-text|letter-[a-z0-9]",
            menu="Glossary",
            about="DefinedTermSet",
        ),
        PageKind(
            "references",
            REFERENCES,
            "in the list of references",
            menu="References",
            page_type="CollectionPage",
            about="CollectionPage",
        ),
        PageKind(
            "people",
            PEOPLE,
            "on the page of people",
            ids="people|letter-[a-z0-9]",
            menu="People",
            page_type="CollectionPage",
            about="CollectionPage",
        ),
        PageKind(
            "corrections",
            CORRECTIONS,
            "on the page of corrections",
            ids="claims|glossary|open|unconfirmed|settled|survey",
            menu="Corrections",
        ),
        PageKind("talk", TALK, "on the page for talks", menu="Slides"),
        PageKind("data", DATA, "on the page about the data", ids="promise|examples|programs|files|table", menu="Data"),
        PageKind("text", text_page("{id}"), "on any page"),
    )
}
"""Every kind of page, by name of template."""

IDS_EVERYWHERE = "sv-(?:find|find-status|definitions|tip)|page-(?:citation|bibtex)"
"""A pattern of the ids that any page may use."""

_OF_ONE_PAGE = frozenset(each.address for each in PAGE_KINDS.values() if "{id}" not in each.address)
FOLDERS = (_OF_ONE_PAGE - {HOME}) | {CONTRIBUTIONS, SHORT, CITE, EDITIONS, ASSETS}
"""Top-level folders of the site, which the address of a hand-written page must not repeat."""

NAMES_OF_FILES = frozenset(
    name.partition("/")[0].partition(".")[0] for name in ("index.html", "404.html", ASSETS, SEARCH_NAMES, SITEMAP)
)
"""Words that no id may be, since the site's own files have these names, and ids become names of files and folders."""


# ── The address of the published site: parsed, checked and normalised before the build starts ──

_FORM = "write it as https://host/path/"
_LONGEST = 500
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_NOT_IN_A_PATH = re.compile(r"[^A-Za-z0-9._~@+%/-]")
_PAGE = re.compile(r"\.html?/?$", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def site_address(given: str, where: str) -> str:
    """Return *given*, the address of a site, in normalised form; messages begin with *where*, the place it was given.

    Scheme and host become lower case, an international host its ASCII form, a default port is left out, percent
    signs are written as RFC 3986 (6.2.2) requires, and the path gets a ``/`` at its end. The parser follows the WHATWG
    URL standard, so the result is what a browser makes of it. That standard repairs invalid addresses (``\\``, spaces,
    ``https:host``); here, they are refused.

    Raises EnvironmentProblem, in one line that never repeats the address, which may contain a password.
    """
    _check_letters(given, where)
    # Imported late: MkDocs is started before this is needed.
    from pydantic import ValidationError
    from pydantic_core import Url

    try:
        url = Url(given)
    except ValidationError as error:
        why = error.errors(include_input=False)[0]["msg"].removeprefix("Input should be a valid URL, ")
        raise _refused(where, f"has an {why}") from None
    if url.port == 0:
        raise _refused(where, "has the port 0, which nobody can reach")
    host = url.host or ""
    if not host.startswith("[") and not (len(host) <= 253 and all(map(_LABEL.fullmatch, host.split(".")))):
        raise _refused(where, "has a host that is no name of a machine")
    return f"{url.scheme}://{_authority(str(url))}{_path(url.path or '/', where)}"


def _check_letters(given: str, where: str) -> None:
    """Refuse characters that browsers would repair, and parts that every page would publish."""
    if len(given) > _LONGEST:
        raise _refused(where, f"is longer than {_LONGEST} letters")
    for letter in given:
        if not letter.isprintable() or letter in " \u00a0":
            name = unicodedata.name(letter, "a control character").lower()
            raise _refused(where, f"holds U+{ord(letter):04X}, {name}")
    if not _SCHEME.match(given):
        raise _refused(where, "does not begin with http:// or https://")
    rest = given.partition("://")[2]
    if "@" in re.split(r"[/?#\\]", rest)[0]:
        raise _refused(where, "has a user name or password in it, which every page would publish")
    for mark, what in (("?", "a query (?…)"), ("#", "a fragment (#…)")):
        if mark in rest:
            raise _refused(where, f"has {what} in it")
    if strange := re.search(r"""[\\"'<>^`{|}]""", rest):
        raise _refused(where, f"has a {strange[0]} in it")
    if not rest or rest.startswith("/"):
        raise _refused(where, "names no host")


def _refused(where: str, why: str) -> EnvironmentProblem:
    return EnvironmentProblem(f"{where} is not an address that a site can have: it {why}; {_FORM}")


def _authority(url: str) -> str:
    """Return host and port of a parsed address, without a default port."""
    return url.partition("://")[2].partition("/")[0]


def _path(path: str, where: str) -> str:
    plain = _ESCAPE.sub(lambda found: _escape(found[1], where), path)
    if "//" in plain:
        raise _refused(where, "has // in its path")
    if wrong := _NOT_IN_A_PATH.search(plain):
        raise _refused(where, f"has a {wrong[0]} in its path")
    if _PAGE.search(plain):
        raise _refused(where, "ends with the name of a page; give the folder that it is in")
    return f"{plain.removesuffix('/')}/"


def _escape(digits: str | None, where: str) -> str:
    """Return an escaped byte in normalised form: an unreserved character as such, any other with capital digits."""
    if digits is None:
        raise _refused(where, "has a % that is not followed by two hexadecimal digits")
    letter = chr(int(digits, 16))
    if letter in "/\\" or letter < " " or letter == "\x7f":
        raise _refused(where, f"has %{digits.upper()} in its path, which is no part of a name")
    return letter if _UNRESERVED.fullmatch(letter) else f"%{digits.upper()}"
