"""What the pictures show of the example survey: every length, place and thread follows from what its files say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt

import pytest
from lxml import html

from survey.content import Catalogue
from survey.content.model import Value
from survey.content.references import Reference
from survey.text.kinds import Inline

PICTURES = "pictures/"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def with_facts(
    catalogue: Catalogue, facet: str, values: Sequence[str], facts: Mapping[str, Sequence[str]]
) -> Catalogue:
    """Return *catalogue* with other *values* in a vocabulary, and what contributions say in it."""
    vocabulary = catalogue.vocabularies[facet]
    other = vocabulary.model_copy(
        update={"values": tuple(Value(id=each, name=Inline(each.title())) for each in values)}
    )
    entries = tuple(
        entry.model_copy(update={"facts": {**entry.facts, facet: tuple(facts.get(entry.id, ()))}})
        for entry in catalogue.contributions
    )
    return replace(catalogue, contributions=entries, vocabularies={**catalogue.vocabularies, facet: other})


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def dated(catalogue: Catalogue, *dates: tuple[str, int | None]) -> Catalogue:
    """Return *catalogue* with these years and months of the papers of its contributions, in their order."""
    keys = [entry.reference for entry in catalogue.contributions]
    at = dict(zip(keys, dates, strict=True))
    changed: list[Reference] = []
    for each in catalogue.references:
        year, month = at.get(each.key, (each.year, each.month))
        changed.append(replace(each, year=year, month=month, unconfirmed=each.unconfirmed - {"month"}))
    return replace(catalogue, references=tuple(changed))


def periods(written) -> list[tuple[str, list[str]]]:
    shown = written.page(PICTURES).xpath("//li[contains(@class, 'sv-period')]")
    return [(words(each.find("p")), [link.get("href").split("/")[-2] for link in each.iter("a")]) for each in shown]


def test_years_are_shown_where_most_months_are_unknown(written):
    """Two of five papers have a month."""
    assert periods(written) == [
        ("2029", ["ink"]),
        ("2030", ["ebbtide", "ebbtide-again", "seiche"]),
        ("2031", ["lantern"]),
    ]


def test_months_are_shown_where_more_than_half_are_known_and_what_has_none_stands_last(tides, write_tides):
    made = write_tides(dated(tides, ("2030", 11), ("2031", None), ("2031", 2), ("2030", 12), ("2029", None)))
    assert periods(made) == [
        ("Nov 2030", ["ebbtide"]),
        ("Dec", ["lantern"]),
        ("Jan 2031: none", []),
        ("Feb", ["seiche"]),
        ("no date", ["ebbtide-again", "ink"]),
    ]


def test_exactly_half_of_the_months_are_not_enough(tides, write_tides):
    """A sixth report cites the paper of the fourth."""
    other = tides.contribution("lantern").model_copy(update={"id": "lamp", "name": "Lamp", "number": 6})
    six = dated(tides, ("2030", 11), ("2030", 12), ("2031", 1), ("2031", None), ("2031", None))
    made = write_tides(replace(six, contributions=(*six.contributions, other)))
    assert [label for label, _ in periods(made)] == ["2030", "2031"]


@pytest.mark.parametrize(("last", "shown"), [(("2031", 12), 24), (("2032", 1), 3)])
def test_two_years_of_months_are_shown_and_beyond_them_years(tides, write_tides, last, shown):
    made = write_tides(dated(tides, ("2030", 1), ("2030", 3), ("2030", 3), ("2030", 4), last))
    assert len(periods(made)) == shown
    assert periods(made)[0][0] == ("Jan 2030" if shown == 24 else "2030")


def test_months_that_nobody_confirmed_are_marked_and_counted(tides, write_tides):
    made = dated(tides, ("2030", 1), ("2030", 1), ("2030", 2), ("2030", 2), ("2030", 2))
    doubted = tides.contribution("lantern").reference
    references = tuple(
        replace(each, unconfirmed=frozenset({"month"})) if each.key == doubted else each for each in made.references
    )
    page = write_tides(replace(made, references=references)).page(PICTURES)
    marked = [link for link in page.xpath("//a[contains(@class, 'sv-brick')]") if "not confirmed" in words(link)]
    assert [link.get("href") for link in marked] == ["../contributions/lantern/"]
    assert "unconfirmed" in marked[0].get("class")


def test_a_contribution_shows_all_its_categories_and_the_legend_every_one(written):
    page = written.page(PICTURES)
    (brick,) = page.xpath("//a[@class='sv-brick'][@href='../contributions/seiche/']")
    assert brick.xpath(".//*[@class='sv-stripes']/*/@data-category") == ["analysis", "forecasting"]
    assert page.xpath("//*[@class='sv-legend']//a/@data-category") == ["analysis", "forecasting", "records"]


# ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_area_of_a_square_is_as_the_number_in_it_and_the_largest_category_fills_its_place(written):
    """The largest category has three contributions."""
    squares = written.page(PICTURES).xpath("//*[contains(@style, '--sv-side')]")
    found = {(int(words(each)), int(re.findall(r"\d+", each.get("style"))[0])) for each in squares}
    assert found == {(count, round(100 * sqrt(count / 3))) for count in (1, 2, 3)}
    assert (3, 100) in found


def test_every_number_in_the_matrix_leads_to_what_it_counts(written, tides):
    cells = written.page(PICTURES).xpath("//a[@class='sv-cell']")
    for cell in cells:
        asked = dict(pair.split("=") for pair in cell.get("href").partition("?")[2].split("&"))
        category = asked.pop("category")
        ((facet, value),) = asked.items()
        count = sum(
            category in entry.categories
            and (value in entry.facts[facet] or (value == "not-stated" and not entry.facts[facet]))
            for entry in tides.contributions
        )
        assert words(cell) == str(count)
        assert cell.get("aria-label").startswith(f"{count}: ")
        assert cell.get("data-category") == category
    assert len(cells) == 11
    assert cells[0].get("aria-label") == "2: harmonic (M2 …), Harmonic analysis"


def test_bars_are_as_long_as_what_they_count_in_per_cent_of_the_most_frequent_value(written):
    bars = written.page(PICTURES).xpath("//a[@class='sv-bar']")
    found = {}
    for bar in bars:
        (share,) = bar.xpath(".//@style")
        (count,) = bar.xpath(".//*[@class='sv-bar-count']")
        found[bar.get("href").partition("?")[2]] = (int(words(count)), share)
    assert found == {
        "permissions=mit": (2, "--sv-share: 100"),
        "permissions=harbour": (2, "--sv-share: 100"),
        "permissions=not-stated": (2, "--sv-share: 100"),
        "languages=cpp": (3, "--sv-share: 100"),
        "languages=basic": (2, "--sv-share: 67"),
        "languages=not-stated": (1, "--sv-share: 33"),
    }


def test_the_most_frequent_value_stands_first_whatever_the_order_of_the_vocabulary(tides, write_tides):
    said = {"ebbtide": ("basic",), "seiche": ("basic",), "lantern": ("basic", "cpp")}
    entries = tuple(
        entry.model_copy(update={"facts": {**entry.facts, "languages": said.get(entry.id, ())}})
        for entry in tides.contributions
    )
    made = write_tides(replace(tides, contributions=entries))
    shown = made.page(PICTURES).xpath("//*[@class='sv-bar-name']")
    assert [words(each) for each in shown][3:] == ["BASIC", "The issue does not say", "C++"]


def test_over_a_group_of_licences_stands_how_many_had_it_in_print_and_how_many_have_it_today(written):
    groups = written.page(PICTURES).xpath("//p[@class='sv-bars-group']")
    assert [re.findall(r"\d+", words(each)) for each in groups] == [["2", "3"], ["2", "1"]]
    assert [words(each).startswith(name) for each, name in zip(groups, ("Free for all", "On asking"), strict=True)]
    assert [link.get("href") for link in groups[0].iter("a")] == [
        "../explore/?licence-group=free",
        "../explore/?licence-today=free",
    ]


# ── Threads ──────────────────────────────────────────────────────────────────────────────────────────────────────────


Box = tuple[float, float, float, float]


def boxes(written) -> dict[str, Box]:
    """Return x, y, width and height of each name in the map, by the address to which it leads."""
    found = {}
    for node in written.page(PICTURES).xpath("//a[@class='sv-node']"):
        rect = node.find("rect")
        x, y, width, height = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
        found[node.get("href")] = (x, y, width, height)
    return found


def joined(path: str, places: Mapping[str, Box]) -> list[tuple[str, str]]:
    """Return which two names each thread of *path* joins: from the right edge of one to the left edge of another."""
    right = {(x + width, y + height / 2): name for name, (x, y, width, height) in places.items()}
    left = {(x, y + height / 2): name for name, (x, y, width, height) in places.items()}
    found = []
    for thread in re.findall(r"M([\d.]+) ([\d.]+)C[\d. ]* ([\d.]+) ([\d.]+)(?=M|$)", path):
        x, y, to_x, to_y = map(float, thread)
        found.append((right[x, y], left[to_x, to_y]))
    return found


SAID = {
    "seiche": ["ways=harmonic", "coasts=estuary", "permissions=mit", "permissions=harbour"],
    "ebbtide": ["ways=harmonic", "ways=least-squares", "coasts=open-sea", "permissions=mit"],
    "ebbtide-again": [],
    "lantern": ["ways=guess", "coasts=estuary", "coasts=open-sea", "permissions=harbour"],
    "ink": [],
}
"""What the reports say of their ways, coasts and permissions, in the order of the categories."""


def name_of(href: str) -> str:
    return href.partition("?")[2] or href.split("/")[-2]


def test_the_map_draws_a_thread_from_every_report_to_every_value_that_it_has_and_no_other(written):
    places = boxes(written)
    drawn = written.page(PICTURES).xpath("//*[@class='sv-threads']/path")
    assert [path.get("data-category") for path in drawn] == [
        "analysis",
        "analysis",
        "analysis",
        "forecasting",
        "records",
    ]
    for path, (entry, values) in zip(drawn, SAID.items(), strict=True):
        ends = joined(path.get("d"), places)
        assert {frozenset(map(name_of, pair)) for pair in ends} == {frozenset({entry, value}) for value in values}
        assert len(ends) == len(values)


def test_threads_leave_a_box_and_arrive_level_half_way_between(written):
    (path, *_) = written.page(PICTURES).xpath("//*[@class='sv-threads']/path/@d")
    for x, y, half, y_1, half_2, y_2, to_x, to_y in re.findall(
        r"M(\d+) (\d+)C(\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", path
    ):
        assert half == half_2 == str((int(x) + int(to_x)) // 2)
        assert (y, to_y) == (y_1, y_2)


def test_a_name_that_is_pointed_at_shows_its_threads_and_frames_what_is_at_their_ends(written):
    places = boxes(written)
    for node in written.page(PICTURES).xpath("//a[@class='sv-node']"):
        name, (ties,) = name_of(node.get("href")), node.xpath("path/@d")
        ends = SAID.get(name, [entry for entry, values in SAID.items() if name in values])
        frames = re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z", ties)
        framed = [
            name_of(href) for frame in frames for href, box in places.items() if tuple(map(float, frame[:4])) == box
        ]
        assert sorted(framed) == sorted(ends)
        assert all(across == back for _, _, across, _, back in frames)
        threads = joined(re.sub(r"M\d+ \d+h[^z]*z", "", ties), places)
        assert sorted(name_of(each) for pair in threads for each in pair if name_of(each) != name) == sorted(ends)


def test_in_the_map_reports_stand_in_the_middle_and_values_left_and_right_by_the_height_of_their_reports(written):
    columns: dict[float, list[tuple[float, str]]] = {}
    for href, (x, y, _, _) in boxes(written).items():
        columns.setdefault(x, []).append((y, name_of(href)))
    left, middle, right = ([name for _, name in sorted(columns[x])] for x in sorted(columns))
    assert middle == list(SAID)
    assert left == ["ways=harmonic", "ways=least-squares", "ways=guess"]
    assert right == ["coasts=estuary", "coasts=open-sea", "permissions=mit", "permissions=harbour"]


def test_the_map_is_as_high_as_its_longest_column_and_spreads_the_others_over_it(written):
    """Five reports, and five rows on the right with the heading between two vocabularies, at 27 each below 26."""
    (svg,) = written.page(PICTURES).xpath("//*[@class='sv-map']")
    assert svg.get("viewbox", svg.get("viewBox")) == "0 0 1080 161"
    rows: dict[float, list[float]] = {}
    for x, y, _, height in boxes(written).values():
        rows.setdefault(x, []).append(y)
        assert height == 24
    assert sorted(rows[420.0]) == [26, 53, 80, 107, 134]
    assert sorted(rows[0.0]) == [26, 80, 134]
    assert sorted(rows[830.0]) == [26, 53, 107, 134]


def test_every_column_and_every_vocabulary_in_it_has_its_heading_over_it(written):
    texts = written.page(PICTURES).xpath("//*[@class='sv-map-headings']/text")
    placed = {words(each): (float(each.get("x")), float(each.get("y"))) for each in texts}
    places = {name_of(href): box for href, box in boxes(written).items()}
    assert list(placed) == ["Reports", "Ways", "Coasts", "Permissions"]
    for heading, below in {
        "Reports": "seiche",
        "Ways": "ways=harmonic",
        "Coasts": "coasts=estuary",
        "Permissions": "permissions=mit",
    }.items():
        x, y, _, _ = places[below]
        assert placed[heading][0] == x
        assert y - 24 < placed[heading][1] < y, heading
    above = places["coasts=open-sea"]
    assert placed["Permissions"][1] > above[1] + above[3]


def test_a_short_name_is_spelt_out_in_the_map_if_there_is_room_and_counts_its_reports(written):
    nodes = {name_of(each.get("href")): each for each in written.page(PICTURES).xpath("//a[@class='sv-node']")}
    assert words(nodes["permissions=mit"]) == "MIT MIT License 2"
    assert words(nodes["ways=guess"]) == "guess 1"
    assert words(nodes["seiche"]) == "Seiche++ and TIDE-3"
    assert nodes["seiche"].get("aria-label") == "Seiche++ and TIDE-3: Harmonic analysis, Forecasting"
    assert nodes["permissions=mit"].get("aria-label") is None


@pytest.mark.parametrize(("full", "shown"), [("x" * 31, True), ("x" * 32, False)])
def test_a_name_of_more_than_34_letters_in_all_is_not_spelt_out(tides, write_tides, full, shown):
    permissions = tides.vocabularies["permissions"]
    values = tuple(each.model_copy(update={"full": full}) if each.id == "mit" else each for each in permissions.values)
    changed = {**tides.vocabularies, "permissions": permissions.model_copy(update={"values": values})}
    page = write_tides(replace(tides, vocabularies=changed)).page(PICTURES)
    (node,) = page.xpath("//a[@class='sv-node'][contains(@href, 'permissions=mit')]")
    assert (full in words(node)) is shown


@pytest.mark.parametrize(("count", "alone"), [(12, True), (13, False)])
def test_of_more_than_twelve_values_those_of_a_single_report_are_left_out_as_they_join_nothing(
    tides, write_tides, count, alone
):
    values = [f"way-{number}" for number in range(count)]
    facts = {"ebbtide": values, "seiche": ["way-1"]}
    page = write_tides(with_facts(tides, "ways", values, facts)).page(PICTURES)
    drawn = [name_of(href) for href in page.xpath("//a[@class='sv-node']/@href") if "ways=" in href]
    assert ("ways=way-0" in drawn) is alone
    assert "ways=way-1" in drawn
    assert len(drawn) == (count if alone else 1)
    (row,) = page.xpath("//table[@class='sv-map-table']//tr[th/a[contains(@href, '/ebbtide/')]]")
    assert len(list(row[1].iter("a"))) == count, "the table says all"


def test_the_map_stands_as_a_table_too_which_leaves_nothing_out(written):
    (table,) = written.page(PICTURES).xpath("//table[@class='sv-map-table']")
    assert [words(each) for each in table.find("thead").iter("th")] == ["Name", "Ways", "Coasts", "Permissions"]
    assert [[words(cell) for cell in row] for row in table.find("tbody")] == [
        ["Seiche++ and TIDE-3", "harmonic (M2 …)", "Estuaries", "MIT, Harbour terms"],
        ["Ebbtide", "harmonic (M2 …), LSQ", "Open sea", "MIT"],
        ["Ebbtide, again", *["The issue does not say"] * 3],
        ["Lantern", "guess", "Estuaries, Open sea", "Harbour terms"],
        ["Reading the ink", *["The issue does not say"] * 3],
    ]


# ── Where they stand ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_home_page_opens_with_the_first_picture_for_it_and_names_those_that_stand_elsewhere(written):
    text = written.text("index.md")
    assert text.index("{ #years }") < text.index("{ #questions") < text.index('id="ways-and-tongues"')
    assert '"permissions"' not in text
    assert text.count('class="sv-time"') == text.count('class="sv-matrix"') == 1, "each stands there once"
    (link,) = written.page("").xpath("//*[@class='sv-all-pictures']/a")
    assert link.get("href") == "pictures/"
    named = [name for name in ("When they were written", "Permissions", "Who has what") if name in words(link)]
    assert named == ["Permissions", "Who has what"]


def test_only_pages_with_pictures_have_their_style_sheet(written):
    pages = [name.removesuffix("index.md") for name in written.files if name.endswith("index.md")]
    styled = {page for page in pages if any(each["rel"] == "stylesheet" for each in written.head(page)["links"])}
    assert styled == {"", PICTURES}
