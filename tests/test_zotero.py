"""What Zotero makes of the pages: its decision, imitated by its observed behaviour, on the finished site."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree
from pybtex.database import parse_string  # type: ignore[import-untyped]

from survey.content import Catalogue
from survey.content.references import Name, Reference, Span
from survey.exports.citations import FORMATS
from survey.exports.citations.coins import coins
from survey.exports.citations.styles import without_unconfirmed

DOI = re.compile(r"\b10\.[0-9]{4,}/[^\s&\"']*[^\s&\"'.,]")
PREFIXES = frozenset({"og", "dc", "dcterms", "article", "prism", "bibo", "eprints", "bepress", "citation"})
KINDS = {"journal": "journalArticle", "book": "book", "dc": "webpage"}


@dataclass(frozen=True, order=True)
class Candidate:
    """What one of the four generic translators would save; the lowest priority number wins."""

    priority: int
    translator: str
    kind: str


def candidates(page: etree._Element) -> Iterator[Candidate]:
    if select(page, "//link[@rel='unapi-server']/@href") and select(page, "//abbr[contains(@class,'unapi-id')]/@title"):
        yield Candidate(300, "unAPI", "unknown")
    spans = titles(page)
    if spans:
        yield Candidate(310, "COinS", KINDS[kind_of(spans[0])] if len(spans) == 1 else "multiple")
    names = [
        name for each in select(page, "//meta[@content]/@name | //meta[@content]/@property") for name in each.split()
    ]
    if "citation_journal_title" in names:
        yield Candidate(320, "Embedded Metadata", "journalArticle")
    elif any(re.split(r"[.:_]", name)[0] in PREFIXES for name in names):
        types = select(page, "//meta[@property='og:type']/@content")
        yield Candidate(320, "Embedded Metadata", "journalArticle" if "article" in types else "webpage")
    text = " ".join(select(page, "//text()[not(parent::script or parent::style)] | //a/@href"))
    if DOI.search(unquote(text)):
        yield Candidate(400, "DOI", "multiple")


def titles(page: etree._Element) -> list[str]:
    return select(page, "//span[contains(concat(' ', @class, ' '), ' Z3988 ')]/@title")


def kind_of(title: str) -> str:
    return parsed(title)["rft_val_fmt"][0].rpartition(":")[2]


def parsed(title: str) -> dict[str, list[str]]:
    """Return keys and values as Zotero reads them: every plus sign, however written, is a space to it."""
    found: dict[str, list[str]] = {}
    for part in title.split("&"):
        key, value = part.split("=")
        found.setdefault(key, []).append(unquote(re.sub(r"\+|%2[bB]", " ", value)))
    return found


def select(page: etree._Element, path: str) -> list[str]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(each) for each in found]


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, etree._Element]:
    paths = sorted(real_site.rglob("*.html"))
    return {path.relative_to(real_site).as_posix(): etree.HTML(path.read_bytes()) for path in paths}


def test_zotero_saves_the_paper_from_every_page_of_a_paper(
    catalogue: Catalogue, pages: dict[str, etree._Element]
) -> None:
    for entry in catalogue.contributions:
        page = pages[f"contributions/{entry.id}/index.html"]
        assert min(candidates(page)) == Candidate(310, "COinS", "journalArticle"), entry.id
        (title,) = titles(page)
        item, reference = parsed(title), catalogue.reference(entry.reference)
        shown = without_unconfirmed(reference)
        assert item.get("rft_id", []) == ([f"info:doi/{shown.doi}"] if shown.doi else [shown.url] if shown.url else [])
        assert item.get("rft.atitle", []) == ([] if "+" in shown.plain_title else [shown.plain_title])
        assert item.get("rft.pages") == [shown.article_number]
        authors = item["rft.au"]
        assert [author.count(",") for author in authors] == [1] * len(shown.authors)
        for author, name in zip(authors, shown.authors, strict=True):
            family, given = author.split(", ")
            assert family == " ".join(part for part in (name.particle, name.family, name.suffix) if part)
            assert given == name.given


def test_zotero_offers_every_paper_of_a_list_and_nothing_elsewhere(
    catalogue: Catalogue, pages: dict[str, etree._Element]
) -> None:
    lists = {"explore/index.html": [entry.reference for entry in catalogue.contributions]}
    lists["references/index.html"] = [each.key for each in catalogue.references if each.number is not None]
    for category in catalogue.categories:
        lists[f"categories/{category.id}/index.html"] = [entry.reference for entry in catalogue.members(category)]
    for name, page in pages.items():
        found = [parsed(title).get("rft_id", [""])[0] for title in titles(page)]
        if name in lists:
            shown = [without_unconfirmed(catalogue.reference(key)) for key in lists[name]]
            assert found == [f"info:doi/{each.doi}" if each.doi else each.url for each in shown], name
            assert min(candidates(page)) == Candidate(310, "COinS", "multiple"), name
        elif not re.fullmatch(r"contributions/[^/]+/index\.html", name):
            assert found == [], f"{name} offers papers to Zotero"


def test_the_title_of_a_span_is_encoded_once_and_fully(pages: dict[str, etree._Element]) -> None:
    for name, page in pages.items():
        for title in titles(page):
            assert all(re.fullmatch(r"[a-z_.]+=[^=&]+", part) for part in title.split("&")), (name, title)
            assert not re.search(r"amp;|\+|%2b", title, re.IGNORECASE), (name, title)


def test_a_page_is_a_website_and_imitates_no_paper(catalogue: Catalogue, pages: dict[str, etree._Element]) -> None:
    for name, page in pages.items():
        names = select(page, "//meta/@name | //meta/@property")
        assert not [each for each in names if re.match(r"citation_|bepress|eprints|prism|dc\b|dcterms", each, re.I)], (
            name
        )
        assert not select(page, "//*[contains(@class, 'citation_')]/@class"), name
        if not select(page, "//meta[@http-equiv='refresh']/@content"):
            assert select(page, "//meta[@property='og:type']/@content") == ["website"], name
    for entry in catalogue.contributions:
        (heading,) = select(pages[f"contributions/{entry.id}/index.html"], "//h1/text()")
        assert heading.strip() != catalogue.reference(entry.reference).plain_title


def test_what_to_cite_stands_in_three_blocks_in_this_order(
    catalogue: Catalogue, pages: dict[str, etree._Element]
) -> None:
    for entry in catalogue.contributions:
        page = pages[f"contributions/{entry.id}/index.html"]
        wanted = ["cite-paper", "cite-software", "cite-page"] if entry.packages else ["cite-paper", "cite-page"]
        software = "".join(select(page, "//section[@id='cite-software']//text()"))
        asks = any(catalogue.packages[identifier].cite for identifier in entry.packages)
        assert ("No statement by the project" in software) == bool(entry.packages and not asks), entry.id
        assert select(page, "//section[starts-with(@id, 'cite-')]/@id") == wanted, entry.id
        for identifier in wanted[:-1]:
            text = "".join(select(page, f"//*[@id='{identifier}']//text()"))
            assert catalogue.survey.name not in text, (entry.id, identifier)
        (address,) = select(page, "//link[@rel='canonical']/@href")
        cited = "".join(select(page, "//*[@id='page-citation']//text()"))
        assert address in cited
        assert re.search(r", version \d{4}\.\d\d\.\d\d(\+dirty)?( \(commit [0-9a-f]{7}\))?, ", cited)
        assert "accessed [date of access]." in cited


def test_the_entry_of_a_page_has_an_author_and_an_address_that_every_style_prints(
    catalogue: Catalogue, pages: dict[str, etree._Element]
) -> None:
    """The styles plain, abbrv and alpha know no url and sort by author (btxdoc)."""
    shown = {name: "".join(select(page, "//*[@id='page-bibtex']//text()")) for name, page in pages.items()}
    entries = {name: text for name, text in shown.items() if text}
    assert {"about/index.html", "contributions/agox/index.html"} <= entries.keys()
    for name, text in entries.items():
        ((_, entry),) = parse_string(text, "bibtex").entries.items()
        (cited,) = select(pages[name], "//*[@id='page-citation']//a/@href")
        assert [str(each).strip("{}") for each in entry.persons["author"]] == [catalogue.survey.author], name
        assert entry.fields["howpublished"] == f"\\url{{{cited}}}", name
        assert entry.fields["url"] == cited, name


def test_every_download_says_what_it_is_and_is_what_is_shown(
    catalogue: Catalogue, pages: dict[str, etree._Element], real_site: Path
) -> None:
    for entry in catalogue.contributions:
        page = pages[f"contributions/{entry.id}/index.html"]
        links = select(page, "//*[@id='cite-paper']//a[@download]/@href")
        types = select(page, "//*[@id='cite-paper']//a[@download]/@type")
        assert [(link.removeprefix("../../cite/"), kind) for link, kind in zip(links, types, strict=True)] == [
            (f"{entry.id}.{kind.extension}", kind.media_type) for kind in FORMATS
        ]
        on_page = [kind for kind in FORMATS if kind.on_page]
        assert on_page
        for kind in on_page:
            shown = "".join(select(page, f"//*[@id='cite-paper']//code[@data-format='{kind.name}']//text()"))
            file = (real_site / kind.address(entry.id)).read_bytes().decode()
            assert f"{shown}\n" == file.replace("\r\n", "\n"), (entry.id, kind.name)
            copied = select(page, f"//*[@id='cite-paper']//*[@data-label='Copy {kind.name}']/@data-clipboard-text")
            assert copied == [file.replace("\r\n", "\n")], (entry.id, kind.name)


# ── The spans themselves ─────────────────────────────────────────────────────────────────────────────────────────────

SCHNETPACK = (
    "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&rfr_id=info%3Asid%2Fexample.org%3Acatalogue"
    "&rft_id=info%3Adoi%2F10.1063%2F5.0138367&rft.genre=article&rft.atitle=SchNetPack%202.0%3A%20A%20neural%20network"
    "%20toolbox%20for%20atomistic%20machine%20learning&rft.jtitle=The%20Journal%20of%20Chemical%20Physics&rft.stitle="
    "J.%20Chem.%20Phys.&rft.volume=158&rft.issue=14&rft.pages=144801&rft.date=2023-04&rft.issn=0021-9606&rft.au=Sch"
    "%C3%BCtt%2C%20Kristof%20T.&rft.au=Hessmann%2C%20Stefaan%20S.%20P.&rft.au=Gebauer%2C%20Niklas%20W.%20A.&rft.au="
    "Lederer%2C%20Jonas&rft.au=Gastegger%2C%20Michael"
)


def numbered(catalogue: Catalogue, number: int) -> Reference:
    return next(reference for reference in catalogue.references if reference.number == number)


def test_the_span_of_reference_7_to_the_byte(catalogue: Catalogue) -> None:
    assert coins(numbered(catalogue, 7), "example.org:catalogue") == SCHNETPACK


def test_a_plus_sign_makes_zotero_look_the_title_up(catalogue: Catalogue) -> None:
    item = parsed(coins(numbered(catalogue, 23), "example.org:x"))
    assert "rft.atitle" not in item
    assert item["rft_id"] == ["info:doi/10.1063/5.0156620"]


def test_without_a_doi_a_plus_sign_arrives_by_its_twin(catalogue: Catalogue) -> None:
    reference = replace(numbered(catalogue, 23), doi="", url="https://example.org/")
    item = parsed(coins(reference, "example.org:x"))
    assert item["rft.atitle"][0].endswith("the SISSO＋＋ code")
    assert item["rft_id"] == ["https://example.org/"]


def test_a_doi_that_zotero_would_damage_arrives_as_an_address(catalogue: Catalogue) -> None:
    item = parsed(coins(replace(numbered(catalogue, 23), doi="10.1/a+b<c"), "example.org:x"))
    assert item["rft_id"] == ["https://doi.org/10.1/a%2Bb%3Cc"]
    assert item["rft.atitle"][0].endswith("the SISSO＋＋ code")


def test_all_47_authors_arrive(catalogue: Catalogue) -> None:
    authors = parsed(coins(numbered(catalogue, 18), "example.org:x"))["rft.au"]
    assert len(authors) == 47
    assert {"E, Weinan", "Huang, Li’ang", "Bore, Sigbjørn Løland"} <= set(authors)


@pytest.mark.parametrize(
    ("name", "arrives"),
    [
        (Name("Schaefer", "Henry F.", "", "III"), "Schaefer III, Henry F."),
        (Name("Lilienfeld", "O. Anatole", "von"), "von Lilienfeld, O. Anatole"),
        (Name("Thomas du Toit", "Daniel F."), "Thomas du Toit, Daniel F."),
        (Name("Office of Tides, Bells & Co"), "Office of Tides Bells & Co,"),
    ],
)
def test_an_author_arrives_with_one_comma(catalogue: Catalogue, name: Name, arrives: str) -> None:
    assert parsed(coins(replace(numbered(catalogue, 7), authors=(name,)), "x:y"))["rft.au"] == [arrives]


def test_what_is_in_no_journal_arrives_as_a_document(catalogue: Catalogue) -> None:
    editorial = catalogue.reference(catalogue.survey.editorial)
    item = parsed(coins(replace(editorial, title=(Span("Preface"),)), "x:y"))
    assert item["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"]
    assert item["rft.genre"] == ["document"]
    assert item["rft.title"] == ["Preface"]
