"""Feeds, llms.txt, robots.txt and the style sheet of the categories, made of the example survey."""

from xml.etree import ElementTree

HOME = "https://example.org/tides/"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_item_of_the_json_feed_is_tagged_with_the_names_of_its_categories(written):
    items = {each["title"]: each["tags"] for each in written.data("feed.json")["items"]}
    assert items == {
        "Ebbtide": ["Harmonic analysis"],
        "Ebbtide, again": ["Harmonic analysis"],
        "Seiche++ and TIDE-3": ["Harmonic analysis", "Forecasting"],
        "Lantern": ["Forecasting"],
        "Reading the ink": ["Old records"],
    }


def test_an_item_of_the_json_feed_leads_to_its_page_and_to_a_confirmed_doi(written):
    items = {each["title"]: each for each in written.data("feed.json")["items"]}
    assert items["Lantern"] == {
        "id": f"{HOME}contributions/lantern/",
        "url": f"{HOME}contributions/lantern/",
        "external_url": "https://doi.org/10.5555/pier.4",
        "title": "Lantern",
        "content_text": "A light that says when.",
        "date_modified": "2031-03-01T00:00:00Z",
        "tags": ["Forecasting"],
    }
    assert "external_url" not in items["Ebbtide, again"]


def test_both_feeds_say_what_they_are_of_and_who_writes_them(written):
    feed = written.data("feed.json")
    assert feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Software for Tide Prediction",
        "description": "Five invented papers on programs that say when the water comes.",
        "home_page_url": HOME,
        "feed_url": f"{HOME}feed.json",
        "language": "en",
        "authors": [{"name": "The keepers of the tides", "url": HOME}],
    }
    atom = ElementTree.fromstring(written.text("feed.atom"))
    assert atom.findtext(f"{ATOM}id") == f"{HOME}feed.atom"
    assert atom.findtext(f"{ATOM}title") == "Software for Tide Prediction"
    assert atom.findtext(f"{ATOM}subtitle") == "Five invented papers on programs that say when the water comes."
    assert atom.findtext(f"{ATOM}updated") == "2031-03-01T00:00:00Z"
    assert atom.findtext(f"{ATOM}author/{ATOM}name") == "The keepers of the tides"
    assert [each.attrib for each in atom.findall(f"{ATOM}link")] == [
        {"rel": "self", "href": f"{HOME}feed.atom", "type": "application/atom+xml"},
        {"rel": "alternate", "href": HOME, "type": "text/html"},
    ]
    first = atom.find(f"{ATOM}entry")
    assert first is not None
    assert [(each.tag.removeprefix(ATOM), each.text) for each in first if each.text] == [
        ("id", f"{HOME}contributions/ebbtide/"),
        ("title", "Ebbtide"),
        ("updated", "2031-03-01T00:00:00Z"),
        ("summary", "Finds M2 and its friends in a list of heights, by least squares."),
    ]
    link = first.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib == {"rel": "alternate", "href": f"{HOME}contributions/ebbtide/", "type": "text/html"}


def test_llms_txt_lists_every_page_in_markdown_and_the_data_in_four_sections(written):
    text = written.text("llms.txt")
    assert text.startswith("# Software for Tide Prediction\n\n> Five invented papers")
    sections = {part.split("\n")[0]: part.split("\n")[2:-1] for part in text.split("\n## ")[1:]}
    assert list(sections) == ["Reports", "Categories", "Lists", "Data"]
    assert len(sections["Reports"]) == 5
    assert f"- [Lantern]({HOME}contributions/lantern/index.html.md): A light that says when." in sections["Reports"]
    assert sections["Categories"][2] == (
        f"- [Old records]({HOME}categories/records/index.html.md): Papers about ink and water stains."
    )
    assert any(f"({HOME}glossary/index.html.md)" in line for line in sections["Lists"])
    assert not any("contributions/" in line for line in sections["Lists"])
    data = [line.partition("](")[2].partition(")")[0].removeprefix(HOME) for line in sections["Data"]]
    kinds = ["bib", "biblatex.bib", "ris", "csl.json", "enw", "txt"]
    assert data == [
        "data/v1/catalogue.json",
        "data/v1/schemas/catalogue.schema.json",
        "data/v1/contributions.csv",
        *(f"cite/all.{kind}" for kind in kinds),
    ]


def test_crawlers_may_read_everything_and_find_the_list_of_all_pages_in_order(written):
    robots = written.text("robots.txt").split("\n")
    assert robots[:2] == ["User-agent: *", "Allow: /"]
    assert f"Sitemap: {HOME}sitemap.xml" in robots
    root = ElementTree.fromstring(written.text("sitemap.xml"))
    listed = [str(url[0].text) for url in root]
    pages = {HOME + name.removesuffix("index.md") for name in written.files if name.endswith("index.md")}
    assert listed == sorted(pages)
    assert {url[1].text for url in root} == {"2031-03-01"}


def test_every_category_has_its_colour_by_day_and_by_night_and_prints_that_of_the_day(written):
    screen, printed = written.text("assets/categories.css").split("@media print")
    assert '[data-category="records"] { --sv-category: #4b4b4b; }' in screen
    assert '[data-md-color-scheme="slate"] [data-category="records"] { --sv-category: #c8c8c8; }' in screen
    assert '[data-category="records"] { --sv-category: #4b4b4b; }' in printed
    assert "#c8c8c8" not in printed
    assert screen.count('.sv-brick:not([data-categories~="') == 3
