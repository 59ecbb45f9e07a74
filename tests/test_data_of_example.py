"""The data files of the example survey, entry by entry, held against its content."""

import csv
import io
from typing import Any

import pytest
from jsonschema import Draft202012Validator

HOME = "https://example.org/tides/"
LISTS = ("contributions", "packages", "categories", "people", "glossary", "references")


def entries(written, name: str) -> dict[str, Any]:
    return {str(each.get("id", each.get("key"))): each for each in written.data("data/v1/catalogue.json")[name]}


def says(entry: dict[str, Any], **expected: object) -> bool:
    """Tell whether *entry* has these keys with these values; it may have others."""
    assert {key: entry.get(key, "absent") for key in expected} == expected
    return True


def test_a_contribution_says_what_its_file_and_its_reference_say(written):
    known = entries(written, "contributions")
    assert list(known) == ["ebbtide", "ebbtide-again", "seiche", "lantern", "ink"]
    assert says(
        known["ebbtide"],
        number=1,
        name="Ebbtide",
        aliases=["Ebb", "EBBTIDE"],
        tagline="Finds M2 and its friends in a list of heights, by least squares.",
        title="Ebbtide: a program for M2 and the neap tide",
        doi="10.5555/ebb(2030)1",
        year="2030",
        authors=["Ilse van der Meer", "Caoimhe Ó Dálaigh", "Ana Müller"],
        people=["van-der-meer-ilse", "odalaigh", "muller-ana"],
        reference="Meer2030Ebbtide",
        categories=["analysis"],
        packages=["ebbtide"],
        printed={"program": "Ebbtide", "way": "harmonic, LSQ", "tongue": "C++ / BASIC", "terms": "MIT"},
        modified="2031-03-01",
        url=f"{HOME}contributions/ebbtide/",
        short_url=f"{HOME}p/1/",
    )


def test_what_vocabularies_say_stands_under_their_keys_and_is_null_if_nobody_states_it(written):
    known = entries(written, "contributions")
    assert says(
        known["ebbtide"],
        methods=[{"id": "harmonic", "name": "harmonic (M2 …)"}, {"id": "least-squares", "name": "LSQ"}],
        license=[{"id": "mit", "name": "MIT"}],
    )
    assert says(known["ebbtide-again"], methods=None, license=None, coasts=None, doi=None)
    assert "ways" not in known["ebbtide"], "it is exported as methods"


def test_a_package_says_how_to_get_it_and_only_what_was_confirmed_of_its_licence(written):
    known = entries(written, "packages")
    assert says(
        known["ebbtide"],
        kind="software",
        aliases=["ebb", "EBBTIDE"],
        summary="Turns a list of heights into constituents by LSQ.",
        repository="https://example.org/ebbtide",
        documentation="https://example.org/ebbtide/manual/",
        homepage="https://example.org/",
        install=[
            {"registry": "shelf", "name": "ebbtide"},
            {"registry": "source", "name": "https://example.org/ebbtide.git"},
        ],
        license={"name": "MIT", "spdx": "MIT", "confirmed": True},
        languages=["cpp", "basic"],
        runs_in=[{"id": "chart-table", "name": "Chart Table"}],
        state="active",
        version="2.10",
        released="2031-02",
        checked="2031-03-01",
        contributions=["ebbtide", "ebbtide-again"],
        url=f"{HOME}packages/#ebbtide",
        codemeta_url=f"{HOME}data/v1/packages/ebbtide/codemeta.json",
    )
    assert says(known["tide-3"], license={"name": "Harbour terms", "spdx": None, "confirmed": False})
    assert says(known["buoy"], kind="data", languages=None, runs_in=None, version=None, contributions=[])


def test_categories_people_terms_and_references_say_where_they_are(written):
    assert says(
        entries(written, "categories")["analysis"],
        name="Harmonic analysis",
        short="Programs that take old readings apart.",
        start="ebbtide",
        contributions=["seiche", "ebbtide", "ebbtide-again"],
        url=f"{HOME}categories/analysis/",
    )
    assert says(
        entries(written, "people")["odalaigh"],
        name="Caoimhe Ó Dálaigh",
        names=["Caoimhe Ó Dálaigh", "C. Ó Dálaigh"],
        contributions=["ebbtide", "ebbtide-again"],
        url=f"{HOME}people/#odalaigh",
    )
    assert says(
        entries(written, "glossary")["lsq"],
        term="LSQ",
        expansion="Least Squares",
        kind="idea",
        definition="The choice of numbers that makes the sum of squared errors smallest.",
        variants=["LSQs", "least-squares"],
        see=["m2", "gauge"],
        link="https://example.org/wiki/Least_squares",
        url=f"{HOME}glossary/#lsq",
    )
    assert says(entries(written, "glossary")["gauge"], expansion=None, link=None)


def test_a_reference_shows_what_is_confirmed_and_names_what_is_not(written):
    known = entries(written, "references")
    assert says(
        known["Meer2030Ebbtide"],
        number=1,
        title="Ebbtide: a program for M2 and the neap tide",
        authors=["Ilse van der Meer", "Caoimhe Ó Dálaigh", "Ana Müller"],
        journal="Journal of Coastal Reckoning",
        year="2030",
        volume="7",
        issue="2",
        article_number="054701",
        doi="10.5555/ebb(2030)1",
        arxiv="3011.01234",
        unconfirmed=[],
        url=f"{HOME}references/#ref-1",
    )
    assert says(
        known["ODalaigh2030Again"], doi=None, issue=None, article_number="001–009", unconfirmed=["author", "doi"]
    )
    assert says(known["Halloran2031Editorial"], number=None, url=None, year=None, journal=None, volume=None)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_its_own_says_the_same_as_the_whole_catalogue(written, name):
    whole, own = written.data("data/v1/catalogue.json"), written.data(f"data/v1/{name}.json")
    assert own[name] == whole[name]
    assert own["$schema"] == f"{HOME}data/v1/schemas/{name}.schema.json"
    assert own["survey"] == {
        "id": "tide-software",
        "name": "Software for Tide Prediction",
        "url": HOME,
        "license": "CC0-1.0",
    }


@pytest.mark.parametrize("name", [*LISTS, "catalogue", "build"])
def test_every_file_keeps_to_its_schema_which_allows_nothing_else(written, name):
    data = written.data("build.json" if name == "build" else f"data/v1/{name}.json")
    schema = written.data(f"data/v1/schemas/{name}.schema.json")
    assert (schema["$id"], schema["title"]) == (data["$schema"], name)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert not list(validator.iter_errors(data))
    assert list(validator.iter_errors({**data, "more": 1}))
    assert list(validator.iter_errors({key: value for key, value in data.items() if key != "$schema"}))
    if name in LISTS:
        for key in data[name][0]:
            lacking = [{other: value for other, value in data[name][0].items() if other != key}]
            assert list(validator.iter_errors({**data, name: lacking})), f"{key} may be absent"
        assert list(validator.iter_errors({**data, "version": "2.0"}))


def test_the_schema_describes_what_the_surveys_own_vocabularies_say(written):
    contribution = written.data("data/v1/schemas/contributions.schema.json")["$defs"]["ContributionShape"]["properties"]
    assert contribution["methods"]["description"] == "How the program arrives at a height."
    assert contribution["methods"]["anyOf"][0] == {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/NamedValue"},
    }
    assert contribution["methods"]["anyOf"][1] == {"type": "null"}
    assert contribution["number"]["description"].endswith("umber in the survey; it never changes.")


def test_build_json_names_the_build(written):
    assert written.data("build.json") == {
        "$schema": f"{HOME}data/v1/schemas/build.schema.json",
        "version": "2031.03.01",
        "commit": "0123456789abcdef0123456789abcdef01234567",
        "state": "committed",
        "date": "2031-03-01T00:00:00Z",
        "content": "0" * 64,
        "data": written.data("data/v1/catalogue.json")["version"],
    }


def test_the_table_says_a_contribution_in_one_row_with_several_values_in_a_cell(written):
    text = written.text("data/v1/contributions.csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["seiche"] == {
        "number": "3",
        "id": "seiche",
        "name": "Seiche++ and TIDE-3",
        "tagline": "Two programs in one paper.",
        "title": "Two programs, Seiche++ and TIDE-3",
        "authors": "Chidi Okonkwo III; Wen E; Åse-Marie Møller Sørensen",
        "journal": "Journal of Coastal Reckoning",
        "year": "2030",
        "volume": "",
        "issue": "",
        "article_number": "",
        "doi": "",
        "categories": "analysis; forecasting",
        "packages": "seiche-plus-plus; tide-3",
        "url": f"{HOME}contributions/seiche/",
        "short_url": f"{HOME}p/3/",
        "methods": "harmonic (M2 …)",
        "languages": "C++",
        "license": "MIT; Harbour terms",
        "coasts": "Estuaries",
    }
    assert {row["doi"] for row in rows.values()} == {"10.5555/ebb(2030)1", "", "10.5555/pier.4"}
    assert (rows["ebbtide"]["volume"], rows["ebbtide"]["issue"]) == ("7", "2")
    assert text.endswith('""\r\n')
    assert '\r\n1,"ebbtide","Ebbtide"' in text, "numbers are no text, and everything else is"


# ── The page that explains them ──────────────────────────────────────────────────────────────────────────────────────


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_page_of_the_data_explains_every_key_of_every_file(written):
    page = written.page("data/")
    for name in LISTS:
        (shown,) = page.xpath(f"//*[@class='sv-file'][@id='{name}']")
        rows = [[words(cell) for cell in row] for row in shown.xpath(".//tbody/tr")]
        assert {key for key, _, _ in rows} == set(written.data(f"data/v1/{name}.json")[name][0])
        assert all(kind and text for _, kind, text in rows), name
        assert words(shown.find(".//summary")) == f"{len(rows)} keys"
    kinds = {words(row[0]): words(row[1]) for row in page.xpath("//*[@id='contributions']//tbody/tr")}
    assert (kinds["number"], kinds["id"], kinds["doi"]) == ("number", "text", "text, or null")
    assert kinds["authors"] == "list of text"
    assert kinds["methods"] == "list of object with id, name, or null"
    assert kinds["printed"] == "object"
    kinds = {words(row[0]): words(row[1]) for row in page.xpath("//*[@id='packages']//tbody/tr")}
    assert kinds["kind"] == "one of software, data"
    assert kinds["license"].startswith("object with name, spdx, confirmed")


def test_the_page_of_the_data_says_how_large_files_are(written):
    page = written.page("data/")
    for name in (*LISTS, "table"):
        (shown,) = page.xpath(f"//*[@class='sv-file'][@id='{name}']")
        file = "data/v1/contributions.csv" if name == "table" else f"data/v1/{name}.json"
        size = len(written.files[file])
        assert size > 1000
        assert f"{size / 1000:.0f} kB" in words(shown), name


def test_the_columns_of_the_table_are_explained_and_only_the_number_is_no_text(written):
    (shown,) = written.page("data/").xpath("//*[@class='sv-file'][@id='table']")
    rows = [[words(cell) for cell in row] for row in shown.xpath(".//tbody/tr")]
    assert [row[0] for row in rows] == written.text("data/v1/contributions.csv").split("\r\n")[0].replace(
        '"', ""
    ).split(",")
    assert {name for name, kind, _ in rows if kind == "number"} == {"number"}
    assert rows[-1][:2] == ["coasts", "text"]
    assert rows[-1][2].startswith("Where it was tried. Names")


def test_the_page_of_the_data_says_version_and_licence_and_leads_to_everything(written):
    page = written.page("data/")
    told = [words(each) for each in page.xpath("//*[@class='sv-glance']//dl/div/dd")]
    assert told[:3] == ["CC0 1.0", written.data("data/v1/catalogue.json")["version"], "2031.03.01"]
    assert "https://example.org/tides/cite/ID.bib" in words(page)
    saved = {link.get("href"): link.get("download") for link in page.xpath("//a[@download]")}
    assert saved["v1/catalogue.json"] == "tide-software-catalogue.json"
    assert saved["../cite/all.bib"] == "tide-software-all.bib"
    assert {"../llms.txt", "../feed.atom", "../feed.json", "../build.json"} <= set(page.xpath("//a/@href"))


def test_examples_name_the_files_of_this_survey_and_can_be_copied(written):
    shown = written.page("data/").xpath("//*[@class='sv-sample']")
    copied = [each.xpath("string(.//@data-clipboard-text)") for each in shown]
    assert [each.find("pre").text_content() for each in shown] == copied
    *_, rows, copy = copied
    assert rows == f"curl -fsSL {HOME}data/v1/contributions.csv | sed -n 1,5p"
    assert copy.split("\n") == [
        f"curl -fsSLO {HOME}data/v1/catalogue.json",
        f"curl -fsSLO {HOME}data/v1/schemas/catalogue.schema.json",
    ]
    assert all(f'urlopen("{HOME}data/v1/' in each for each in copied[:3])
