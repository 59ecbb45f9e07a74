"""What pages say of themselves to programs: JSON-LD, signposts, feeds, COinS, held against the example survey."""

from dataclasses import replace
from hashlib import sha256
from urllib.parse import parse_qsl

import pytest

from survey.content import Catalogue

HOME = "https://example.org/tides/"
SPDX = "https://spdx.org/licenses/CC0-1.0"
FORMATS = ["bib", "biblatex.bib", "ris", "csl.json", "enw", "txt"]
EBBTIDE, AGAIN, SEICHE, LANTERN, INK = (
    f"contributions/{name}/" for name in ("ebbtide", "ebbtide-again", "seiche", "lantern", "ink")
)


def links(written, address: str, rel: str) -> list[str]:
    return [each["href"] for each in written.head(address)["links"] if each["rel"] == rel]


def pages(written) -> list[str]:
    return [name.removesuffix("index.md") for name in written.files if name.endswith("index.md")]


# ── Papers and software ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_paper_is_dated_to_the_month_if_somebody_confirmed_it_and_else_to_the_year(written):
    papers = {
        EBBTIDE: "https://doi.org/10.5555/ebb(2030)1",
        SEICHE: f"{SEICHE}#cite",
        LANTERN: "https://doi.org/10.5555/pier.4",
    }
    dates = {address: written.nodes(address)[paper]["datePublished"] for address, paper in papers.items()}
    assert dates == {EBBTIDE: "2030-11", SEICHE: "2030", LANTERN: "2031"}


def test_the_suffix_of_a_name_is_none_of_its_family_name(written):
    first, second, third = written.nodes(SEICHE)[f"{SEICHE}#cite"]["author"]
    assert first == {
        "@type": "Person",
        "@id": f"{HOME}people/#okonkwo-iii-chidi",
        "name": "Chidi Okonkwo III",
        "givenName": "Chidi",
        "familyName": "Okonkwo",
        "honorificSuffix": "III",
    }
    assert "honorificSuffix" not in second
    assert (third["givenName"], third["familyName"]) == ("Åse-Marie", "Møller Sørensen")
    assert written.nodes(EBBTIDE)["https://doi.org/10.5555/ebb(2030)1"]["author"][0]["familyName"] == "van der Meer"


def test_a_paper_says_where_it_is_and_in_which_issue_of_which_volume_of_which_journal(written):
    paper = written.nodes(EBBTIDE)["https://doi.org/10.5555/ebb(2030)1"]
    journal = {
        "@type": "Periodical",
        "name": "Journal of Coastal Reckoning",
        "alternateName": "J. Coast. Reckon.",
        "issn": ["1234-5679"],
    }
    volume = {"@type": "PublicationVolume", "volumeNumber": "7", "isPartOf": journal}
    assert paper["isPartOf"] == {"@type": "PublicationIssue", "issueNumber": "2", "isPartOf": volume}
    assert (paper["pageStart"], paper["pagination"]) == ("054701", "054701")
    assert paper["identifier"] == {"@type": "PropertyValue", "propertyID": "doi", "value": "10.5555/ebb(2030)1"}
    assert paper["publisher"] == {"@type": "Organization", "name": "Quay & Sons"}
    assert paper["about"] == [{"@id": f"{HOME}packages/#ebbtide"}]
    without = written.nodes(SEICHE)[f"{SEICHE}#cite"]
    assert without["isPartOf"]["@type"] == "Periodical", "neither volume nor issue is known"
    assert without["url"] == "https://example.org/jcr/7/3?x=1&y=2"
    assert not {"identifier", "pageStart", "publisher"} & set(without)


def test_what_is_no_article_has_no_pages_in_a_journal(tides: Catalogue, write_tides):
    references = tuple(replace(each, article_number="12") if each.number == 5 else each for each in tides.references)
    paper = write_tides(replace(tides, references=references)).nodes(INK)[f"{INK}#cite"]
    assert not {"pageStart", "pagination"} & set(paper)


def test_a_paper_without_software_is_what_its_page_is_about(written):
    nodes = written.nodes(INK)
    page, paper = nodes[f"{INK}#page"], nodes[f"{INK}#cite"]
    assert (page["@type"], page["mainEntity"]) == ("ItemPage", {"@id": f"{HOME}{INK}#cite"})
    assert paper["@type"] == "CreativeWork"
    assert "about" not in paper
    assert [each["name"] for each in paper["author"]] == ["Office of Tides and Bells"]
    assert "pagination" not in paper


def test_software_has_a_licence_with_an_address_only_if_it_was_read_and_has_one(written, tides):
    def software(package: str) -> dict[str, object]:
        at = next(entry.id for entry in tides.contributions if package in entry.packages)
        node: dict[str, object] = written.nodes(f"contributions/{at}/")[f"packages/#{package}"]
        return node

    ebbtide = software("ebbtide")
    assert ebbtide["license"] == "https://spdx.org/licenses/MIT"
    assert (ebbtide["codeRepository"], ebbtide["url"]) == ("https://example.org/ebbtide", "https://example.org/")
    assert (ebbtide["version"], ebbtide["alternateName"]) == ("2.10", ["ebb", "EBBTIDE"])
    assert [each["name"] for each in ebbtide["programmingLanguage"]] == ["C++", "BASIC"]  # type: ignore[attr-defined]
    assert ebbtide["citation"] == {"@id": "https://doi.org/10.5555/ebb(2030)1"}
    assert ebbtide["subjectOf"] == {"@id": f"{HOME}{EBBTIDE}#page"}
    assert software("tide-3")["license"] == {"@type": "CreativeWork", "name": "Harbour terms"}
    assert software("seiche-plus-plus")["url"] == "https://example.org/seiche"


@pytest.mark.parametrize(("spdx", "confirmed"), [("MIT", False), ("LicenseRef-Harbour", True), ("MIT OR Zlib", True)])
def test_what_is_no_single_confirmed_spdx_licence_is_said_in_words(tides: Catalogue, write_tides, spdx, confirmed):
    package = tides.packages["seiche-plus-plus"]
    licence = package.licence.model_copy(update={"spdx": spdx, "confirmed": confirmed})
    packages = {**tides.packages, package.id: package.model_copy(update={"licence": licence})}
    node = write_tides(replace(tides, packages=packages)).nodes(SEICHE)["packages/#seiche-plus-plus"]
    assert node["license"] == {"@type": "CreativeWork", "name": "MIT License"}


def test_codemeta_says_which_paper_describes_a_package_and_who_wrote_the_file_and_when(written):
    told = written.data("data/v1/packages/ebbtide/codemeta.json")
    assert told["@context"] == "https://w3id.org/codemeta/3.0"
    assert (told["name"], told["license"]) == ("Ebbtide", "https://spdx.org/licenses/MIT")
    assert [each["name"] for each in told["referencePublication"]] == [
        "Ebbtide: a program for M2 and the neap tide",
        "Ebbtide, again: 100% more H2O?",
    ]
    assert told["sdDatePublished"] == "2031-03-01", "the day on which the package was looked at"
    assert "The keepers of the tides" in told["sdPublisher"]["name"]
    days = {
        name: written.data(f"data/v1/packages/{name}/codemeta.json")["sdDatePublished"] for name in ("buoy", "tide-3")
    }
    assert days == {"buoy": "2031-03", "tide-3": "2031"}, "as exactly as it is known"
    assert written.data("data/v1/packages/buoy/codemeta.json")["referencePublication"] == []


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_page_says_its_day_its_licence_and_who_keeps_it(written):
    for address in pages(written):
        page = written.nodes(address)[f"{address}#page"]
        assert page["dateModified"] == "2031-03-01"
        assert page["license"] == SPDX
        assert page["inLanguage"] == "en"
        assert page["isPartOf"] == {"@id": f"{HOME}#website"}
        assert page["author"] == {
            "@type": "Organization",
            "@id": f"{HOME}#maintainers",
            "name": "The keepers of the tides",
            "url": HOME,
        }


def test_a_page_of_a_contribution_has_the_newest_day_on_which_it_or_its_packages_were_looked_at(tides, write_tides):
    package = tides.packages["lantern"].model_copy(update={"checked": "2031-04-05"})
    made = write_tides(replace(tides, packages={**tides.packages, "lantern": package}))
    days = {
        address: made.nodes(address)[f"{address}#page"]["dateModified"]
        for address in ("", LANTERN, EBBTIDE, "explore/")
    }
    assert days == {"": "2031-04-05", LANTERN: "2031-04-05", EBBTIDE: "2031-03-01", "explore/": "2031-04-05"}
    items = {each["title"]: each["date_modified"] for each in made.data("feed.json")["items"]}
    assert items["Lantern"] == "2031-04-05T00:00:00Z"
    assert list(items) == ["Lantern", "Ebbtide", "Ebbtide, again", "Seiche++ and TIDE-3", "Reading the ink"]
    assert f"<loc>{HOME}{LANTERN}</loc><lastmod>2031-04-05</lastmod>" in made.text("sitemap.xml")
    assert f"<loc>{HOME}{EBBTIDE}</loc><lastmod>2031-03-01</lastmod>" in made.text("sitemap.xml")
    assert f"<loc>{HOME}</loc><lastmod>2031-04-05</lastmod>" in made.text("sitemap.xml")
    assert made.text("feed.atom").count("2031-04-05T00:00:00Z") == 2, "the feed's own day, and that of one entry"


def test_breadcrumbs_lead_home_and_over_the_page_above(written):
    def trail(address: str) -> list[tuple[int, str, str]]:
        crumbs = written.nodes(address)[f"{address}#page"].get("breadcrumb", {"itemListElement": []})
        return [(each["position"], each["name"], each["item"].removeprefix(HOME)) for each in crumbs["itemListElement"]]

    assert trail("") == []
    assert trail("glossary/") == [(1, "Home", ""), (2, "Glossary", "glossary/")]
    assert trail(LANTERN) == [(1, "Home", ""), (2, "Reports", "explore/"), (3, "Lantern", LANTERN)]
    assert trail("categories/records/")[1:] == [
        (2, "Categories", "categories/"),
        (3, "Old records", "categories/records/"),
    ]


def test_pages_that_list_things_list_them_for_programs_in_their_order(written):
    def listed(address: str) -> list[tuple[str, str]]:
        node = written.nodes(address)[f"{address}#list"]
        assert [each["position"] for each in node["itemListElement"]] == list(range(1, node["numberOfItems"] + 1))
        assert written.nodes(address)[f"{address}#page"]["@type"] == "CollectionPage"
        assert written.nodes(address)[f"{address}#page"]["mainEntity"] == {"@id": f"{HOME}{address}#list"}
        return [(each["name"], each["url"].removeprefix(HOME)) for each in node["itemListElement"]]

    assert [address for _, address in listed("explore/")] == [EBBTIDE, AGAIN, SEICHE, LANTERN, INK]
    assert listed("categories/analysis/") == [
        ("Seiche++ and TIDE-3", SEICHE),
        ("Ebbtide", EBBTIDE),
        ("Ebbtide, again", AGAIN),
    ]
    assert listed("categories/")[0] == ("Harmonic analysis", "categories/analysis/")
    assert [name for name, _ in listed("packages/")] == ["Buoy", "Ebbtide", "Lantern", "Seiche++", "TIDE-3"]
    assert listed("packages/")[3][1] == "packages/#seiche-plus-plus"
    assert [address for _, address in listed("references/")] == [f"references/#ref-{number}" for number in range(1, 8)]
    assert len(listed("people/")) == 10


def test_the_glossary_is_a_set_of_terms_and_an_acronym_is_the_code_of_what_it_stands_for(written):
    terms = {each["url"]: each for each in written.nodes("glossary/")["glossary/#terms"]["hasDefinedTerm"]}
    assert len(terms) == 6
    lsq, gauge = terms[f"{HOME}glossary/#lsq"], terms[f"{HOME}glossary/#gauge"]
    assert (lsq["name"], lsq["termCode"]) == ("Least Squares", "LSQ")
    assert gauge["name"] == "gauge"
    assert "termCode" not in gauge
    assert lsq["description"] == "The choice of numbers that makes the sum of squared errors smallest."
    assert lsq["inDefinedTermSet"] == {"@id": f"{HOME}glossary/#terms"}


def test_the_site_and_its_data_say_what_they_are(written):
    site = written.nodes("")["#website"]
    assert (site["@type"], site["name"], site["url"]) == ("WebSite", "Software for Tide Prediction", HOME)
    data = written.nodes("data/")["data/#dataset"]
    assert (data["@type"], data["license"], data["version"]) == ("Dataset", SPDX, "2031.03.01")
    assert data["dateModified"] == "2031-03-01", "the day of the commit"
    assert data["isAccessibleForFree"] is True
    offered = {each["contentUrl"].removeprefix(HOME) for each in data["distribution"]}
    table = next(each for each in data["distribution"] if each["contentUrl"].endswith(".csv"))
    content = written.files["data/v1/contributions.csv"]
    assert (table["contentSize"], table["sha256"]) == (f"{len(content)} B", sha256(content).hexdigest())
    assert (table["@type"], table["encodingFormat"]) == ("DataDownload", "text/csv")
    assert {"data/v1/catalogue.json", "data/v1/contributions.csv", "data/v1/people.json"} <= offered
    assert {f"cite/all.{kind}" for kind in FORMATS} <= offered
    assert not [name for name in offered if name.endswith(".schema.json")]
    assert not [name for name in offered if name.startswith("cite/") and not name.startswith("cite/all.")]


# ── Signposts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_is_cited_by_the_newest_edition_that_has_it_and_else_by_itself(written):
    edition = f"{HOME}v/2031.02.01/"
    assert {address: links(written, address, "cite-as") for address in ("", SEICHE, LANTERN, "glossary/")} == {
        "": [edition],
        SEICHE: [f"{edition}{SEICHE}"],
        LANTERN: [f"{HOME}{LANTERN}"],
        "glossary/": [f"{edition}glossary/"],
    }


def test_every_page_names_its_licence_and_what_kind_of_thing_it_is(written):
    kinds = {address: links(written, address, "type") for address in pages(written)}
    assert all(found[0] == "https://schema.org/AboutPage" for found in kinds.values())
    lists = ["explore/", "categories/", "categories/analysis/", "packages/", "references/", "people/"]
    expected = {
        "": "WebSite",
        "glossary/": "DefinedTermSet",
        "about/": "WebPage",
        INK: "ScholarlyArticle",
        EBBTIDE: "SoftwareSourceCode",
        **dict.fromkeys(lists, "CollectionPage"),
    }
    assert {address: kinds[address][1].removeprefix("https://schema.org/") for address in expected} == expected
    assert {tuple(links(written, address, "license")) for address in pages(written)} == {(SPDX,)}


def test_of_a_contribution_paper_citation_files_and_overview_are_signposted(written):
    assert links(written, EBBTIDE, "related") == ["https://doi.org/10.5555/ebb(2030)1"]
    assert links(written, AGAIN, "related") == [], "its DOI is not confirmed"
    assert links(written, EBBTIDE, "collection") == ["../../explore/"]
    described = links(written, EBBTIDE, "describedby")
    assert described == [
        "../../data/v1/packages/ebbtide/codemeta.json",
        *(f"../../cite/ebbtide.{kind}" for kind in FORMATS),
    ]
    assert len(links(written, SEICHE, "describedby")) == 2 + len(FORMATS)


def test_the_overview_signposts_its_items_and_a_category_its_citation_files(written):
    assert links(written, "explore/", "item") == [f"../{each}" for each in (EBBTIDE, AGAIN, SEICHE, LANTERN, INK)]
    assert {address for address in pages(written) if links(written, address, "item")} == {"explore/"}
    assert links(written, "categories/records/", "describedby") == [f"../../cite/records.{kind}" for kind in FORMATS]
    assert {address for address in pages(written) if links(written, address, "describedby")} == {
        *(f"categories/{name}/" for name in ("analysis", "forecasting", "records")),
        *(EBBTIDE, AGAIN, SEICHE, LANTERN, INK),
    }


def test_every_page_leads_to_its_markdown_and_to_both_feeds(written):
    for address in pages(written):
        up = "../" * address.count("/")
        assert links(written, address, "alternate") == ["index.html.md", f"{up}feed.atom", f"{up}feed.json"], address


# ── Previews of links ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_link_to_a_page_shows_title_text_and_a_picture_with_its_words(written):
    said = {each["name"]: each["content"] for each in written.head(SEICHE)["meta"]}
    picture = said.pop("og:image")
    assert picture.startswith(f"{HOME}talk/previews/contributions-seiche-")
    assert len(picture.rpartition("-")[2].removesuffix(".png")) == 12
    assert said == {
        "og:title": "Seiche++ and TIDE-3",
        "og:description": "Two programs in one paper.",
        "og:url": f"{HOME}{SEICHE}",
        "og:site_name": "Software for Tide Prediction",
        "og:locale": "en&#95;GB",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Seiche++ and TIDE-3. Two programs in one paper.",
        "twitter:card": "summary&#95;large&#95;image",
        "twitter:image:alt": "Seiche++ and TIDE-3. Two programs in one paper.",
    }
    kinds = {each["name"].partition(":")[0]: each["attribute"] for each in written.head(SEICHE)["meta"]}
    assert kinds == {"og": "property", "twitter": "name"}


# ── COinS ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def coins(written, address: str) -> list[list[tuple[str, str]]]:
    return [parse_qsl(each) for each in written.page(address).xpath("//*[@class='Z3988']/@title")]


def test_pages_that_name_papers_carry_a_span_for_each_and_no_other_page_does(written):
    carried = {address: len(coins(written, address)) for address in pages(written)}
    assert {address: count for address, count in carried.items() if count} == {
        "explore/": 5,
        "references/": 7,
        "categories/analysis/": 3,
        "categories/forecasting/": 2,
        "categories/records/": 1,
        **dict.fromkeys((EBBTIDE, AGAIN, SEICHE, LANTERN, INK), 1),
    }


def test_a_span_says_everything_that_is_known_of_a_paper(written):
    ((*said,),) = coins(written, EBBTIDE)
    assert said == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rfr_id", "info:sid/example.org:tide-software"),
        ("rft_id", "info:doi/10.5555/ebb(2030)1"),
        ("rft.genre", "article"),
        ("rft.atitle", "Ebbtide: a program for M2 and the neap tide"),
        ("rft.jtitle", "Journal of Coastal Reckoning"),
        ("rft.stitle", "J. Coast. Reckon."),
        ("rft.volume", "7"),
        ("rft.issue", "2"),
        ("rft.pages", "054701"),
        ("rft.date", "2030-11"),
        ("rft.issn", "1234-5679"),
        ("rft.au", "van der Meer, Ilse"),
        ("rft.au", "Ó Dálaigh, Caoimhe"),
        ("rft.au", "Müller, Ana"),
    ]


def test_a_span_of_what_is_in_no_journal_describes_a_document(written):
    ((*said,),) = coins(written, INK)
    told = dict(said)
    assert told["rft_val_fmt"] == "info:ofi/fmt:kev:mtx:book"
    assert (told["rft.genre"], told["rft.title"]) == ("document", "Reading the ink")
    assert (told["rft.date"], told["rft.au"]) == ("2029", "Office of Tides and Bells,")


def test_a_plus_sign_arrives_wide_and_a_suffix_behind_the_family_name(written):
    ((*said,),) = coins(written, SEICHE)
    told = dict(said)
    assert told["rft.atitle"] == "Two programs, Seiche＋＋ and TIDE-3"
    assert told["rft_id"] == "https://example.org/jcr/7/3?x=1&y=2"
    assert next(text for key, text in said if key == "rft.au") == "Okonkwo III, Chidi"
    assert told["rft.date"] == "2030"
