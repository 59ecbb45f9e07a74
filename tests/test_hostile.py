"""Text of content is data: whatever stands in any field shows literally and changes nothing around it.

The example survey is built with a tame word in every field, and several times with hostile text in every field, of all
files. Both must be the same pages but for the words. Fields are found through the schema, so that a new one is tested
from its first day.
"""

import json
import re
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from lxml import etree

from survey.content import model, strict_yaml
from survey.content.bibtex import read_bibliography
from survey.content.build_identity import BuildIdentity
from survey.content.declared_fields import Appears
from survey.content.latex import read_latex
from survey.content.model import Line, Record, Url
from survey.content.project import Project, read
from survey.content.reader import FOLDERS, LISTS, SINGLE
from survey.content.references import Reference
from survey.content.strict_yaml import Data
from survey.files import files_in
from survey.pipeline import Settings, build
from survey.problems import ContentError
from survey.site import documents as made
from survey.text import prose
from survey.text.kinds import Inline, Prose
from test_markdown import acting, check_twins  # type: ignore[import-not-found]
from test_markdown import read as read_markdown

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests" / "example" / "content"
KINDS: Mapping[str, type[Record]] = {**SINGLE, **LISTS}

ANYWHERE = (
    """"'><img src=x onerror=1><script>1</script>{{7*7}} {{ ''.__class__ }} {% include 'x' %} {# x #} """
    """</script><script>alert(1)</script> </article></main></title> a <![ b --> <!-- ]]> {onclick=alert(1)} """
    """{: .x onclick=1 } | \\| ` &lt; &#60; \\< \\# [x](javascript:alert) <a:b> %20 <https://x.example>"""
)
AT_START = (
    "", "# x", "1. x", "7) x", "- x", "+ x", "> x", "```x", "~~~ x", ": x", "!!! note", "??? x", "| a | b |", "=== x",
    '--8<-- "mkdocs.yml"', "[x]: javascript:alert(1)", "*[HTML]: x", "[^1]: x", "{: .x }", "{.x}", "<div>",
    "</div>", "---", "a <![ b", "</article></main>", "<!--", "<?php", "<![CDATA[", "[TOC]", "\\1", "&", "$$", "%",
    "@x{", "=HYPERLINK(1)",
)  # fmt: skip
INSIDE = "</i><b onclick=1>'\"{{7}}"
WRAPPED = """ ````…```` [**…**](https://example.org/?q="x'&copy=<y>&#34;onclick=1)"""
"""What follows in every field with small markup: … is the text inside of code and of a link."""

BUILDS = 2
"""Each gives every field another start."""

IDENTITY = BuildIdentity("https://example.org/", None, 0, "")

NAMES = frozenset(
    {
        "Contribution.reference",
        "Contribution.facts",
        "Survey.editorial",
        "Survey.assets",
        "Survey.logo",
        "Section.cite",
    }
)
"""Fields that name something: other text in them is refused."""

UNSEEN = frozenset(
    {
        "Contribution.aliases", "Package.aliases", "Value.aliases", "Program.aliases", "Value.spdx", "Group.name",
        "NamedSource.about", "Survey.contribution", "Survey.short_name", "Vocabulary.about", "Vocabulary.plural",
        "Vocabulary.export_as", "Glossary.ordinary", "Alias.reason", "Snapshot.commit", "Snapshot.doi",
        "Snapshot.pages",
        "PersonNames.names", "Contribution.printed", "Registry.name", "Registry.command", "Column.heading",
    }
)  # fmt: skip
"""Fields of which no page need show every instance."""

SORTED = frozenset({"Term.term", "Package.name"})
"""Fields by which pages are sorted and grouped: all of them begin alike."""

SMALL_MARKUP = re.compile(r"[*_]|\\(?=[|<1#])|(?<=\])\((?=javascript)|^[-+](?= )")
MARKER = re.compile(r"q[0-9]{4}z")
BIB_TEXTS = "title|journal|shortjournal|volume|number|pages|publisher|note|evidence"


# ── Content with other text in every field ───────────────────────────────────────────────────────────────────────────


class Texts:
    """Makes the text of each field and remembers what must be shown: marker -> field and literal text."""

    def __init__(self, start: Callable[[str, int], str], anywhere: str, inside: str) -> None:
        self.start, self.anywhere, self.inside = start, anywhere, inside
        self.made: dict[str, tuple[str, str]] = {}

    def __call__(self, field: str, longest: int = 1_500) -> str:
        """Return the next text for *field*, as it must be shown."""
        number = len(self.made)
        marker = f"q{number:04}z"
        # People's ids are made from the beginning of their names.
        start = f"p{number:04}p" if field == "author" else self.start(field, number)
        text = f"{start} {self.anywhere}".strip()[: longest - len(marker) - 1]
        self.made[marker] = (field, " ".join(f"{text} {marker}".split()))
        return self.made[marker][1]


def tame(_field: str, _number: int) -> str:
    return "tame"


def rotated(turn: int) -> Callable[[str, int], str]:
    return lambda field, number: AT_START[(turn if field in SORTED else turn + number) % len(AT_START)]


Make = Callable[[str, object, str], str]
"""Takes a field, its type and its old text, returns new text."""


def changed(hint: Any, data: Data, field: str, make: Make) -> Data:
    """Return *data* with new text wherever the schema *hint* says that text stands."""
    if isinstance(data, str):
        kind = next((kind for kind in (Line, Inline, Prose, Url) if kind in alternatives(hint)), None)
        return data if kind is None or field in NAMES else make(field, kind, data)
    if isinstance(data, list):
        inner = next(get_args(each)[0] for each in alternatives(hint) if get_origin(each) is tuple)
        return [changed(inner, item, field, make) for item in data]
    record = next((each for each in alternatives(hint) if isinstance(each, type) and issubclass(each, Record)), None)
    if record is None:
        inner = next(get_args(each)[1] for each in alternatives(hint) if len(get_args(each)) == 2)
        return {key: changed(inner, value, field, make) for key, value in data.items()}
    hints = get_type_hints(record, include_extras=True)
    return {key: changed(hints[key], value, f"{record.__name__}.{key}", make) for key, value in data.items()}


def alternatives(hint: Any) -> list[Any]:
    """Return what *hint* may be, with names such as Line kept and other wrappings taken off."""
    if hint in (Line, Url):
        return [hint]
    if get_origin(hint) is Annotated:
        kind, *more = get_args(hint)
        # Where a field appears says nothing of what it may be: Annotated[Line, Appears(…)] is a Line.
        others = [each for each in more if not isinstance(each, Appears)]
        if len(others) < len(more):
            return alternatives(Annotated[kind, *others] if others else kind)
        return alternatives(kind)
    if get_origin(hint) in (Union, types.UnionType):
        return [each for part in get_args(hint) for each in alternatives(part)]
    return [hint]


def documents() -> Iterator[tuple[str, type[Record], Data]]:
    """Yield every YAML file of the example: path, record, data."""
    for path in sorted(EXAMPLE.rglob("*.yml")):
        name = path.relative_to(EXAMPLE).as_posix()
        kind = KINDS.get(name) or FOLDERS[path.parent.name]
        document = strict_yaml.read(name, path.read_bytes(), list if name in LISTS else dict)
        assert isinstance(document, strict_yaml.Document)
        yield name, kind, document.data


def content(make: Make) -> dict[str, str]:
    """Return the example's YAML files with new text in every field."""
    files = {}
    for name, kind, data in documents():
        hint = tuple[kind, ...] if name in LISTS else kind  # type: ignore[valid-type]
        files[name] = json.dumps(adjusted(name, changed(hint, data, "", make)), ensure_ascii=False, indent=1)
    return files


def adjusted(name: str, data: Any) -> Any:
    """Say by id what the example says by names that have changed now, and let any length of prose pass."""
    if name == "survey.yml":
        data["prose_words"] = ["0", "9999"]
    if name.startswith("contributions/"):
        ids = {"LSQ": "least-squares", "Expat": "mit"}
        data["facts"] = {kind: [ids.get(each, each) for each in values] for kind, values in data["facts"].items()}
        # A correction of a column quotes its cell.
        quoted = {each["column"]: each["printed"] for each in data.get("corrections", ()) if "column" in each}
        if quoted:
            data["printed"] = {**data["printed"], **quoted}
    if name == "registries.yml":
        for registry in data:
            registry["command"] += " {name}"
    return data


def writing(texts: Texts, people: Mapping[str, str]) -> Make:
    def make(field: str, kind: object, old: str) -> str:
        if kind == Url:
            return old
        if field == "PersonNames.names":
            return people[old]
        shown = texts(field, 60 if field == "Contribution.tagline" else 1_500)
        if kind == Line:
            return shown
        return SMALL_MARKUP.sub(lambda found: f"\\{found[0]}", shown) + WRAPPED.replace("…", texts.inside)

    return make


def bibliography(texts: Texts) -> str:
    """Return references.bib with new text in every field that is text, and in the authors' family names."""

    def text(found: re.Match[str]) -> str:
        return f"  {found[1]} = {{{latex(texts, found[1])}}},"

    def authors_of(found: re.Match[str]) -> str:
        names = (f"{{{latex(texts, 'author')}}}, {found[1]}." for _ in range(next(counts)))
        return f"  author = {{{' and '.join(names)}}},"

    bib = (EXAMPLE / "references.bib").read_text(encoding="utf-8")
    counts = (len(reference.authors) for reference in references(bib))
    bib = re.sub(rf"^  ({BIB_TEXTS}) += .*,$", text, bib, flags=re.MULTILINE)
    return re.sub(r"^  author += \{+.*?([A-Z]).*,$", authors_of, bib, flags=re.MULTILINE)


def latex(texts: Texts, field: str) -> str:
    """Return the next text in LaTeX; what must be shown of it is what LaTeX makes of it (“--” becomes a dash)."""
    names = {"\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
    names |= {"~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
    text = texts(field)
    written = re.sub(r"[%&#_$]", r"\\\g<0>", "".join(names.get(sign, sign) for sign in text))
    marker = MARKER.findall(text)[-1]
    texts.made[marker] = (field, " ".join(read_latex(written).text.split()))
    return written


def put(folder: Path, texts: Texts) -> None:
    """Replace the content in *folder* by one with new text in every field."""
    bib = bibliography(texts)
    people = dict(zip(authors((EXAMPLE / "references.bib").read_text(encoding="utf-8")), authors(bib), strict=True))
    files = content(writing(texts, people)) | {"references.bib": bib}
    for name, text in files.items():
        (folder / "content" / name).write_text(text, encoding="utf-8")


def references(bib: str) -> tuple[Reference, ...]:
    found, problems = read_bibliography("references.bib", bib)
    assert not [problem for problem in problems if not problem.note], problems
    return found


def authors(bib: str) -> list[str]:
    return [name.full for reference in references(bib) for name in reference.authors]


# ── The sites ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Site:
    """A built site, and the texts that were put into it."""

    folder: Path
    texts: Texts

    def pages(self) -> dict[str, bytes]:
        names = sorted(name for name in files_in(self.folder) if name.endswith(".html"))
        return {name: (self.folder / name).read_bytes() for name in names}

    def names(self) -> set[str]:
        """Return the names of all files, without the hashes of what is in them."""
        return {re.sub(r"[.-][0-9a-f]{12}(?=\.\w+$)", "", name) for name in files_in(self.folder)}

    def search(self, part: str) -> list[Any]:
        """Return the records of a file of the search: all of it but the call of a function must be JSON."""
        (path,) = (self.folder / "search").glob(f"{part}.*.js")
        script = path.read_text(encoding="utf-8")
        assert script.startswith(f'surveySearch.take("{part}", {{\n')
        assert script.endswith("\n]});\n")
        return list(json.loads(script[script.index("{") : -3])["records"])


def built(folder: Path, copy_example: Callable[[Path], Path], texts: Texts) -> Site:
    project = copy_example(folder / "project")
    put(project, texts)
    (project / "content/addresses.lock").unlink()  # other people have other addresses
    build(Project.at(project, ROOT / "templates"), Settings(folder / "site"))
    return Site(folder / "site", texts)


@pytest.fixture(scope="module")
def clean(tmp_path_factory, copy_example) -> Site:
    return built(tmp_path_factory.mktemp("tame"), copy_example, Texts(tame, "", "tame"))


@pytest.fixture(scope="module", params=range(BUILDS))
def hostile(request, tmp_path_factory, copy_example) -> Site:
    first = request.param * len(AT_START) // BUILDS
    return built(tmp_path_factory.mktemp("hostile"), copy_example, Texts(rotated(first), ANYWHERE, INSIDE))


def test_every_file_and_every_kind_of_text_is_attacked(clean):
    fields = {field for field, _ in clean.texts.made.values()}
    assert len(clean.texts.made) > 250
    for name, record in vars(model).items():
        if isinstance(record, type) and issubclass(record, Record) and record is not Record:
            hints = get_type_hints(record, include_extras=True)
            wanted = {f"{name}.{key}" for key, hint in hints.items() if holds_text(hint)}
            assert wanted <= fields | NAMES | {"PersonNames.names"}
    assert set(BIB_TEXTS.split("|")) | {"author"} <= fields


def holds_text(hint: Any) -> bool:
    if any(each in (Line, Inline, Prose) for each in alternatives(hint)):
        return True
    containers = [each for each in alternatives(hint) if get_origin(each) is not None]
    return any(holds_text(inner) for each in containers for inner in get_args(each) if inner is not Ellipsis)


def test_the_pages_are_the_same_but_for_the_words(hostile, clean):
    assert hostile.names() == clean.names()
    before = clean.pages()
    for name, page in hostile.pages().items():
        assert skeleton(page) == skeleton(before[name]), name


def test_not_one_tag_more_by_any_reading(hostile, clean):
    """Counted in the bytes, so that it does not matter how forgiving a parser is."""
    before = clean.pages()
    for name, page in hostile.pages().items():
        assert tags(page) == tags(before[name]), name


def test_nothing_in_a_page_can_run(hostile):
    for name, page in hostile.pages().items():
        root = etree.HTML(page)
        for element in root.iter(etree.Element):
            events = [key for key in map(str, element.attrib) if key.startswith("on")]
            assert not events, f"{name}: <{element.tag}> has {events}"
            for key in ("href", "src", "action"):
                scheme = (element.get(key) or "").strip().lower().partition(":")[0]
                assert scheme not in {"javascript", "vbscript"}, name
                assert scheme != "data" or element.tag == "link", name
        drawn = re.compile(r"(?:\.\./)*(?:[a-z]+/)*[a-z0-9-]+-(?:card|qr)\.[0-9a-f]{12}\.svg")
        assert not [src for src in select(root, "//img[not(@alt='logo')]/@src") if not drawn.fullmatch(src)], name


def test_a_link_leads_where_it_says(hostile):
    pages = map(etree.HTML, hostile.pages().values())
    found = [link for page in pages for link in select(page, "//a[contains(@href, '?q=')]/@href")]
    assert len(found) > 50
    assert set(found) == {"https://example.org/?q=%22x'&copy=%3Cy%3E%22onclick=1"}


def test_every_text_shows_literally(hostile):
    seen = set()
    for name, page in hostile.pages().items():
        for text in shown(page):
            seen |= literal(text, hostile.texts, name)
    wanted = {marker for marker, (field, _) in hostile.texts.made.items() if field not in UNSEEN and "." in field}
    missing = sorted(hostile.texts.made[marker][0] for marker in wanted - seen)
    assert not missing


def test_each_row_of_a_table_has_the_cells_of_its_head(hostile):
    rows = 0
    for name, page in hostile.pages().items():
        for table in etree.HTML(page).iter("table"):
            head, *body = table.iter("tr")
            for row in body:
                rows += 1
                assert sum(int(cell.get("colspan", 1)) for cell in row) == len(head), name
    assert rows > 25


def test_every_twin_says_in_markdown_what_its_page_says(hostile):
    assert check_twins(hostile.folder, "https://example.org/tides/") > 10


def test_the_page_for_programs_has_the_links_and_headings_of_a_tame_one(hostile, clean):
    back, before = (read_markdown((site.folder / "llms.txt").read_text(encoding="utf-8")) for site in (hostile, clean))
    assert acting(back) == []
    assert [each.tag for each in back.iter()] == [each.tag for each in before.iter()]
    assert [each.get("href") for each in back.iter("a")] == [each.get("href") for each in before.iter("a")]


def test_a_snippet_for_talks_has_the_pictures_and_links_of_a_tame_one(hostile, clean):
    before = clean.pages()
    snippets = 0
    for name, page in hostile.pages().items():
        for text, tame_text in zip(*(pasted(each) for each in (page, before[name])), strict=True):
            back, tame_back = read_markdown(text), read_markdown(tame_text)
            assert acting(back) == [], name
            assert [each.tag for each in back.iter()] == [each.tag for each in tame_back.iter()], name
            snippets += 1
    assert snippets >= 5


def pasted(page: bytes) -> list[str]:
    """Return the Markdown that a page offers to paste."""
    copied = select(etree.HTML(page), "//@data-clipboard-text")
    return [text for text in copied if text.startswith("[![")]


def test_search_keeps_text_as_it_is_and_never_makes_markup_of_it(hostile, clean):
    names, texts = hostile.search("names"), hostile.search("texts")
    assert (len(names), len(texts)) == (len(clean.search("names")), len(clean.search("texts")))
    titles = {title for _, _, title, *_ in names}
    assert len(titles & {text for _, text in hostile.texts.made.values()}) > 20
    seen = set()
    for _, address, title, note, *_ in names:
        for part in (title, note):
            seen |= literal(part, hostile.texts, f"search {address}")
    assert len(seen) > 40
    for script in sorted((ROOT / "templates/theme/assets/search").glob("*.js")):
        assert not re.search(r"(?:inner|outer|Adjacent)HTML|document\.write|eval\(", script.read_text(encoding="utf-8"))


def test_data_keep_the_text_as_it_is(hostile):
    data = json.loads((hostile.folder / "data/v1/catalogue.json").read_bytes())
    texts = {text for _, text in hostile.texts.made.values()}
    for kind, keys in {"contributions": ["name", "title"], "packages": ["name"], "glossary": ["term"]}.items():
        assert {each[key] for each in data[kind] for key in keys} <= texts


def test_bibtex_can_be_read_back(hostile):
    titles = {text.replace('"', "”") for field, text in hostile.texts.made.values() if field == "title"}
    read_back = set()
    for page in hostile.pages().values():
        root = etree.HTML(page)
        copied = select(root, "//*[@data-label='Copy BibTeX']/@data-clipboard-text")
        for block in select(root, "//code[@data-format='BibTeX']"):
            assert copied == [text_of(block) + "\n"]
            found = references(text_of(block))
            read_back |= {" ".join(reference.plain_title.split()) for reference in found}
    assert len(read_back) == 6
    assert read_back <= titles


# ── Reading pages ────────────────────────────────────────────────────────────────────────────────────────────────────

WORDED = frozenset({"title", "alt", "content", "aria-label", "data-label", "data-clipboard-text"})
"""Attributes whose values are words."""


FORMATS = ("@", "TY  -", "[![", "\\begin{frame}")
"""How BibTeX, RIS and the snippets for talks begin."""


def skeleton(page: bytes) -> Counter[str]:
    """Return every element with the way to it and its attributes; words, and what is made from them, left out."""
    root = etree.HTML(page)
    return Counter(
        "/".join([*(str(each.tag) for each in reversed(list(element.iterancestors()))), signature(element)])
        for element in root.iter(etree.Element)
    )


def signature(element: etree._Element) -> str:
    attributes = (f"{key!s}={'…' if key in WORDED else marked(value)}" for key, value in sorted(element.attrib.items()))
    return f"{element.tag!s}[{' '.join(attributes)}]"


def marked(value: object) -> str:
    """Return an attribute's value; of an id that is made from words only the marker, of a letter none."""
    found = re.search("[pq][0-9]{4}[pz]", str(value))
    return f"…{found[0]}" if found else re.sub(r"(?<=letter-)\w$|(?<=\.)[0-9a-f]{12}(?=\.\w+$)", "…", str(value))


def tags(page: bytes) -> Counter[bytes]:
    return Counter(re.findall(rb"</?[a-zA-Z][a-zA-Z0-9-]*|<[!?]", page))


def shown(page: bytes) -> Iterator[str]:
    """Yield all text of a page, and the attributes that are words; formats with ways of their own left out."""
    root = etree.HTML(re.sub(rb'<script type="text/html"[^>]*>(.*?)</script>', rb"\1", page, flags=re.DOTALL))
    for block in select(root, "//code[@class='sv-verbatim'] | //span[@class='Z3988']"):
        block.clear()
    for carried in select(root, "//script[@id='sv-definitions']"):
        yield from chain.from_iterable(json.loads(carried.text).values())
        carried.clear()
    for carried in select(root, "//script[@type='application/ld+json']"):
        yield from strings(json.loads(carried.text))
        carried.clear()
    yield text_of(root)
    for key in sorted(WORDED):
        yield from (str(value) for value in select(root, f"//@{key}") if not value.startswith(FORMATS))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from strings(each)


def literal(text: str, texts: Texts, where: str) -> set[str]:
    """Return the markers in *text*, each of which must stand at the end of its whole literal text."""
    flat = " ".join(text.split()).casefold()
    found = set()
    for marker in MARKER.finditer(flat):
        field, expected = texts.made[marker[0]]
        found_text = flat[: marker.end()]
        assert found_text.endswith(expected.casefold()), f"{where}: {field}: {found_text[-400:]}"
        found.add(marker[0])
    return found


def fragment(html: str) -> etree._Element:
    return etree.HTML(f"<body>{html}</body>")


def select(root: etree._Element, path: str) -> list[Any]:
    found = root.xpath(path)
    assert isinstance(found, list)
    return found


def text_of(root: etree._Element) -> str:
    return "".join(map(str, root.itertext()))


def markup(doc: Mapping[str, str]) -> Counter[str]:
    return Counter(
        signature(element) for part in (doc["title"], doc["text"]) for element in fragment(part).iter(etree.Element)
    )


# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────────────────

BAD_LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(2)", "javascript&colon;alert(3)", "java&#x09;script:alert(4)",
    "&#106;avascript:alert(5)", "<java script:alert(6)>", "vbscript:x", "data:text/html,x", "//evil.org", "/\\evil.org",
    "https:/evil.org", "https:evil.org", "http://[::1", "http://me@evil.org", "file:///etc/passwd", "index.md",
    "#x", "",
)  # fmt: skip
BAD_ADDRESSES = (
    "javascript:alert(1)",
    "//evil.org",
    'https://e.org/"onmouseover="x',
    "https://e.org/<x>",
    "https://e.org/a b",
)


def refused(folder: Path, make: Make) -> list[str]:
    """Return the codes of all that is wrong with content whose fields *make* has written."""
    for name, text in content(make).items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(Project.at(folder, ROOT / "templates"))
    return [problem.code for problem in caught.value.problems if not problem.note]


def test_links_that_are_not_allowed_are_refused_in_every_field(example):
    fields = []

    def make(field: str, kind: object, old: str) -> str:
        if kind in (Line, Url) or field == "Contribution.tagline":
            return old
        fields.append(field)
        return " ".join(f"[x]({link})" for link in BAD_LINKS)

    assert refused(example, make) == ["PRO001"] * len(fields) * len(BAD_LINKS)
    assert len(fields) > 80


@pytest.mark.parametrize("link", BAD_LINKS)
def test_none_of_these_is_an_address_outside(link):
    (target,) = prose.links(Inline(f"See [this]({link})."))
    assert not prose.is_outside(target)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_that_is_not_one_is_refused_in_every_field(example, address):
    fields = []

    def make(field: str, kind: object, old: str) -> str:
        if kind == Url:
            fields.append(field)
        return address if kind == Url else old

    codes = refused(example, make)
    assert codes.count("SCH003") == len(fields) > 10


DEEP = "\n".join(f"{'  ' * level}- x" for level in range(90))
HEAVY = {"[" * 5_000: set(), "*a" * 5_000: set(), "`" * 5_001: set(), "- " * 300 + "x": {"PRO003"}, DEEP: {"PRO003"}}


@pytest.mark.parametrize(("heavy", "codes"), HEAVY.items(), ids=lambda given: repr(given)[:12])
def test_heavy_markup_costs_little_and_loses_nothing(example, heavy, codes):
    about = json.loads(content(lambda field, kind, old: heavy if field == "Section.text" else old)["pages/about.yml"])
    (example / "content/pages/about.yml").write_text(json.dumps(about), encoding="utf-8")
    started = perf_counter()
    assert codes_of(example) == codes
    assert perf_counter() - started < 30  # a hang, not a matter of speed


def codes_of(folder: Path) -> set[str]:
    """Return the codes of what is wrong with the content; if it is good, write all its pages."""
    project = Project.at(folder, ROOT / "templates")
    try:
        catalogue = read(project)
    except ContentError as error:
        return {problem.code for problem in error.problems if not problem.note}
    made.documents(project, catalogue, IDENTITY)
    return set()
