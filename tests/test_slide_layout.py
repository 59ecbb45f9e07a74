"""Where everything stands on a slide and on the preview of a link, with text whose width is easy to reckon."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from survey.content.build_identity import BuildIdentity
from survey.pages.parts import Page
from survey.slides import deck, fonts, link_preview, qr, slide_text, svg, text_layout
from survey.slides.assets import slide_assets
from survey.slides.drawing import (
    ACCENT,
    CARD,
    FACES,
    INK,
    LINE,
    PAPER,
    SANS,
    SERIF,
    SOFT,
    STRONG,
    Box,
    Code,
    Drawing,
    EmbeddedPicture,
    Face,
    Text,
    Word,
    WordLine,
)
from survey.slides.jobs import Deck, Fact, Imprint, Job, LogoFile, Mark, Preview, Slide, font_jobs
from survey.slides.slide import imprint, marks, slide
from survey.slides.slide_text import _authors

WAVE, INKY = Mark("Waves", "#111111"), Mark("Ink", "#222222")
SPEAKER = Imprint("Tides", "example.org", None)
SHORT = Slide(
    id="lantern",
    number="Ref. 4",
    name="Lantern",
    tagline="A light that says when.",
    authors="M. Reyes, 2031",
    marks=(WAVE, INKY),
    facts=(Fact("Way", "Guess"), Fact("Language", "BASIC"), Fact("Coast", "Open sea")),
    citation="M. Reyes, “A light,” Pier (2031).",
    small_print="doi.org/10.5555/pier.4",
    url="https://example.org/p/4/",
    notes="Notes.",
    imprint=SPEAKER,
)
MOON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'


def half(text: str, face: Face, size: float) -> float:
    """Return the width of *text* if every letter is half as wide as it is high."""
    return len(text) * size / 2


def texts(drawing: Drawing) -> dict[str, list[Text]]:
    found: dict[str, list[Text]] = {}
    for part in drawing.parts:
        if isinstance(part, Text):
            found.setdefault(part.role, []).append(part)
    return found


def place(text: Text) -> tuple[float, float, float, float, tuple[str, ...]]:
    return (text.x, round(text.y, 2), text.width, text.size, text.lines)


# ── A slide: margins of 96, on the left a column of 1128, on the right a code of 512 ─────────────────────────────────


def test_short_texts_stand_at_their_largest_one_below_the_other():
    found = texts(slide(SHORT, half))
    (title,), (tagline,), (authors,) = found["Title"], found["Tagline"], found["Authors"]
    # The first baseline is 0.84 of the size below 186; then 40 and 36 are left between texts.
    assert place(title) == (96, 280.08, 1128, 112, ("Lantern",))
    assert place(tagline) == (96, 280.08 + 40 + 46, 1128, 46, ("A light that says when.",))
    assert place(authors) == (96, 280.08 + 40 + 46 + 36 + 38, 1128, 38, ("M. Reyes, 2031",))
    assert [(each.face, each.colour, each.leading) for each in (title, tagline, authors)] == [
        (SERIF, INK, 1.06),
        (SANS, INK, 1.28),
        (STRONG, SOFT, 1.3),
    ]
    assert [each.follows for each in (title, tagline, authors)] == [False, False, True]


@pytest.mark.parametrize(
    ("letters", "size", "lines"),
    [
        (20, 112, 1),  # 20 × 56 = 1120
        (21, 104, 1),  # 21 × 54 = 1134 is more than 1128, 21 × 52 is not
        (31, 72, 1),  # 31 × 36 = 1116
        (32, 96, 2),  # 32 × 36 = 1152: two lines of up to 23 letters at 96
        (46, 96, 2),
    ],
)
def test_a_name_is_set_in_one_line_down_to_72_and_then_in_two_of_96_and_less(letters, size, lines):
    half_a_name = "x" * (letters // 2)
    name = f"{half_a_name} {'y' * (letters - len(half_a_name) - 1)}"
    (title,) = texts(slide(replace(SHORT, name=name), half))["Title"]
    assert (title.size, len(title.lines)) == (size, lines)


def test_a_very_long_name_ends_in_two_lines_of_48():
    (title,) = texts(slide(replace(SHORT, name="endless " * 30), half))["Title"]
    assert (title.size, len(title.lines)) == (48, 2)
    assert title.lines[1].endswith("…")


def test_a_long_tagline_has_three_lines_of_36_at_least():
    (tagline,) = texts(slide(replace(SHORT, tagline="word " * 60), half))["Tagline"]
    assert (tagline.size, len(tagline.lines)) == (36, 3)
    assert tagline.lines[2].endswith("…")


def test_long_authors_are_set_smaller_and_at_28_in_two_lines():
    sizes = {}
    for count in (11, 13, 14, 16, 30):
        (authors,) = texts(slide(replace(SHORT, authors=" ".join(["name"] * count)), half))["Authors"]
        sizes[count] = (authors.size, len(authors.lines))
    # 11 names are 54 letters, 54 × 19 = 1026; 13 are 64, 64 × 17 = 1088; 14 are 69, 69 × 16 = 1104; 16 are 79.
    assert sizes == {11: (38, 1), 13: (34, 1), 14: (32, 1), 16: (28, 1), 30: (28, 2)}


def test_facts_stand_in_columns_of_equal_width_with_32_between_them():
    found = texts(slide(SHORT, half))
    assert {role: [place(each) for each in found[role]] for role in ("Way", "Language", "Coast")} == {
        "Way": [(96, 716, 344, 32, ("Way",)), (96, 762, 344, 36, ("Guess",))],
        "Language": [(472, 716, 344, 32, ("Language",)), (472, 762, 344, 36, ("BASIC",))],
        "Coast": [(848, 716, 344, 32, ("Coast",)), (848, 762, 344, 36, ("Open sea",))],
    }
    label, value = found["Way"]
    assert (label.face, label.colour, label.follows) == (SANS, SOFT, False)
    assert (value.face, value.colour, value.leading, value.follows) == (STRONG, INK, 1.2, True)


def test_one_fact_has_the_whole_column_and_none_takes_no_room():
    found = texts(slide(replace(SHORT, facts=(Fact("Way", "Guess"),)), half))
    assert [place(each)[:3] for each in found["Way"]] == [(96, 716, 1096), (96, 762, 1096)]
    assert "Way" not in texts(slide(replace(SHORT, facts=()), half))


def test_a_long_fact_has_two_lines_and_three_where_it_is_small():
    def shown(value: str) -> tuple[float, int]:
        _, text = texts(slide(replace(SHORT, facts=(SHORT.facts[0], SHORT.facts[1], Fact("Coast", value))), half))[
            "Coast"
        ]
        return text.size, len(text.lines)

    # A column of 344 has 19 letters of 36, 20 of 34, 21 of 32, 22 of 30, 24 of 28.
    assert shown("x" * 19) == (36, 1)
    assert shown(f"{'x' * 19} {'x' * 19}") == (36, 2)
    assert shown(f"{'x' * 20} {'x' * 20}") == (34, 2)
    assert shown(f"{'x' * 21} {'x' * 21} {'x' * 21}") == (32, 3)
    assert shown(f"{'x' * 22} {'x' * 22} {'x' * 22}") == (30, 3)
    assert shown(f"{'x' * 24} {'x' * 24} {'x' * 24}") == (28, 3)


def test_the_code_stands_on_the_right_in_a_frame_with_the_address_below_it():
    drawing = slide(SHORT, half)
    assert [part for part in drawing.parts if isinstance(part, Code)] == [Code(1312, 190, 512, SHORT.url)]
    assert Box(1311, 189, 514, 514, CARD, LINE) in drawing.parts
    (address,) = texts(drawing)["Address"]
    # 624 wide around the middle of the code; its first baseline is 28 and its size below the code.
    assert place(address) == (1256, 190 + 512 + 28 + 44, 624, 44, ("example.org/p/4",))
    assert (address.align, address.joint, address.colour, address.leading) == ("centre", "", ACCENT, 1.15)
    (survey,) = texts(drawing)["Survey"]
    assert place(survey) == (1312, 118, 512, 36, ("Tides",))
    assert (survey.colour, survey.face) == (SOFT, STRONG)


def test_a_longer_address_is_smaller_and_then_broken_after_a_slash():
    def shown(host: str) -> tuple[float, tuple[str, ...]]:
        (address,) = texts(slide(replace(SHORT, url=f"https://{host}/p/4/"), half))["Address"]
        return address.size, address.lines

    # 624 has 28 letters of 44, and the space after which a line may end is reckoned with.
    assert shown("x" * 22) == (44, (f"{'x' * 22}/p/4",))
    assert shown("x" * 26) == (44, (f"{'x' * 26}/", "p/4"))
    assert shown("x" * 43)[0] == 28


def test_the_citation_stands_below_a_rule_and_the_small_print_below_it():
    drawing = slide(SHORT, half)
    assert Box(96, 856, 1728, 2, LINE) in drawing.parts
    (citation,), (terms,) = texts(drawing)["Citation"], texts(drawing)["Terms"]
    assert place(citation) == (96, 856 + 34 + 36, 1728, 36, ("M. Reyes, “A light,” Pier (2031).",))
    assert place(terms) == (96, 856 + 34 + 36 + 16 + 32, 1728, 32, ("doi.org/10.5555/pier.4",))
    assert (citation.follows, terms.follows, citation.colour) == (False, True, SOFT)
    long = texts(slide(replace(SHORT, citation="word " * 39), half))
    # 194 letters: two lines of 96 at 36 hold them; small print follows one line further down, at 1.3 of the size.
    assert (long["Citation"][0].size, len(long["Citation"][0].lines)) == (34, 2)
    assert long["Terms"][0].y == pytest.approx(856 + 34 + 34 + 34 * 1.3 + 16 + 32)


def test_a_very_long_citation_has_three_lines_of_28():
    (citation,) = texts(slide(replace(SHORT, citation="word " * 120), half))["Citation"]
    assert (citation.size, len(citation.lines), citation.lines[2][-1]) == (28, 3, "…")


def test_the_paper_lies_under_everything_and_the_colours_of_the_categories_along_the_upper_edge():
    drawing = slide(SHORT, half)
    assert drawing.parts[:3] == (
        Box(0, 0, 1920, 1080, PAPER),
        Box(0.0, 0, 960, 20, "#111111"),
        Box(960.0, 0, 960, 20, "#222222"),
    )
    assert (drawing.width, drawing.height) == (1920, 1080)
    assert drawing.title == "Lantern: A light that says when."
    assert drawing.description == "M. Reyes, “A light,” Pier (2031). https://example.org/p/4/"


def test_number_and_categories_share_a_line_each_behind_a_dot_of_its_colour():
    (line,) = (part for part in slide(SHORT, half).parts if isinstance(part, WordLine))
    assert (line.x, line.y, line.width, line.size, line.face) == (96, 118, 1128, 36, STRONG)
    assert line.words == (
        Word("Ref. 4", SOFT),
        Word("●", "#111111", 0.9),
        Word("Waves", INK, 0.35),
        Word("●", "#222222", 0.9),
        Word("Ink", INK, 0.35),
    )
    assert line.text == "Ref. 4 ● Waves ● Ink"


def test_without_a_number_the_first_dot_begins_the_line():
    line = marks((WAVE,), 10, 20, 36, 1000, half)
    assert line.words == (Word("●", "#111111", 0), Word("Waves", INK, 0.35))


@pytest.mark.parametrize(("room", "size"), [(121, 36), (120, 35), (117, 34), (94, 28)])
def test_the_line_of_categories_is_set_smaller_down_to_three_quarters_until_it_fits(room, size):
    """A dot, a gap of 0.35 and five letters are 3.35 em: 120.6 at 36, 117.25 at 35, 93.8 at 28."""
    assert marks((WAVE,), 0, 0, 36, room, half).size == size


def test_categories_for_which_there_is_no_room_are_left_out_from_the_end():
    many = tuple(Mark(f"Group {number}", "#333333") for number in range(9))
    line = marks(many, 0, 0, 36, 500, half)
    # A group is 5.25 em with its gaps, and the ellipsis 0.85; the first dot has no gap. At 28, three groups and the
    # ellipsis are 439.6, and one more is 147 more.
    assert [word.text for word in line.words if word.text != "●"] == ["Group 0", "Group 1", "Group 2", "…"]
    assert sum(half(word.text, STRONG, line.size) + word.gap * line.size for word in line.words) <= 500
    assert line.size == 31, "as large as it can be: 15.7 times 31 is 486.7, and 32 would be 502.4"


def test_a_logo_stands_before_the_name_of_the_survey():
    picture, text = imprint(replace(SPEAKER, logo=LogoFile("moon.svg", MOON)), 100, 200, 30, 400, half)
    assert isinstance(picture, EmbeddedPicture)
    # 1.6 times as high as the letters, of which 0.72 lie above the baseline.
    assert (picture.x, round(picture.y, 2), picture.size, picture.alt) == (100, 200 - 34.56, 48, "Logo of Tides")
    assert isinstance(text, Text)
    assert (text.x, text.y, round(text.width, 2)) == (100 + 62.4, 200, 400 - 62.4)


def test_a_long_name_of_a_survey_is_set_smaller_down_to_two_thirds_and_then_cut():
    (fits,) = imprint(replace(SPEAKER, survey="x" * 25), 0, 0, 36, 400, half)
    (cut,) = imprint(replace(SPEAKER, survey="x " * 40), 0, 0, 36, 400, half)
    assert isinstance(fits, Text)
    assert isinstance(cut, Text)
    assert (fits.size, cut.size, cut.lines[0][-1]) == (32, 25, "…")


# ── A link preview: 1200 × 630, margins of 76 ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def letters_are_half_as_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_preview, "width", half)


@pytest.mark.usefixtures("letters_are_half_as_wide")
def test_the_preview_of_a_page_has_title_text_and_detail_below_a_stripe():
    drawing = link_preview.preview(Preview("Title", "Text", (), "Detail", SPEAKER))
    assert (drawing.width, drawing.height) == (1200, 630)
    assert drawing.parts[:2] == (Box(0, 0, 1200, 630, PAPER), Box(0, 0, 1200, 16, ACCENT))
    assert Box(76, 524, 1048, 2, LINE) in drawing.parts
    found = {role: place(each) for role, (each,) in texts(drawing).items()}
    assert found == {
        "Title": (76, 108 + 76.8, 1048, 96, ("Title",)),
        "Text": (76, 108 + 76.8 + 30 + 42, 1048, 42, ("Text",)),
        "Detail": (76, 108 + 76.8 + 30 + 42 + 26 + 32, 1048, 32, ("Detail",)),
        "Survey": (76, 580, 524, 30, ("Tides",)),
        "Address": (600, 580, 524, 30, ("example.org",)),
    }
    parts = {role: each for role, (each,) in texts(drawing).items()}
    assert (parts["Address"].align, parts["Address"].colour) == ("right", ACCENT)
    assert [(parts[role].face, parts[role].colour) for role in ("Title", "Text", "Detail")] == [
        (SERIF, INK),
        (SANS, INK),
        (STRONG, SOFT),
    ]
    assert [parts[role].leading for role in ("Title", "Text")] == [1.08, 1.28]
    assert (drawing.title, drawing.description) == ("Title", "Text example.org")


@pytest.mark.usefixtures("letters_are_half_as_wide")
def test_the_preview_of_a_contribution_names_its_categories_over_the_title_and_that_of_a_category_does_not():
    entry = link_preview.preview(Preview("Lantern", "Text", (WAVE, INKY), "", SPEAKER))
    (line,) = (part for part in entry.parts if isinstance(part, WordLine))
    assert (line.x, line.y, line.size, line.width) == (76, 104, 30, 1048)
    assert texts(entry)["Title"][0].y == pytest.approx(150 + 76.8)
    assert [part.fill for part in entry.parts[1:3] if isinstance(part, Box)] == ["#111111", "#222222"]
    assert [part.width for part in entry.parts[1:3] if isinstance(part, Box)] == [600, 600]
    category = link_preview.preview(Preview("Waves", "Text", (WAVE,), "", SPEAKER))
    assert not [part for part in category.parts if isinstance(part, WordLine)]
    assert texts(category)["Title"][0].y == pytest.approx(108 + 76.8)
    assert category.parts[1] == Box(0, 0, 1200, 16, "#111111")
    assert "Detail" not in texts(category)


@pytest.mark.usefixtures("letters_are_half_as_wide")
@pytest.mark.parametrize("text", ["word " * 8, "word " * 30, "word " * 90])
@pytest.mark.parametrize("title", ["Title", "A title of some length in words", "word " * 20])
def test_on_a_preview_everything_is_as_large_as_lets_it_end_above_the_rule(title, text):
    drawing = link_preview.preview(Preview(title, text, (WAVE, INKY), "word " * 15, SPEAKER))
    found = texts(drawing)
    (detail,) = found["Detail"]
    assert detail.bottom + detail.size <= 524
    assert 44 <= found["Title"][0].size <= 96
    assert 30 <= found["Text"][0].size <= 42
    assert 28 <= detail.size <= 32
    assert len(found["Title"][0].lines) <= 2
    assert len(found["Text"][0].lines) <= 3
    assert len(detail.lines) <= 2


@pytest.mark.usefixtures("letters_are_half_as_wide")
def test_a_text_that_is_too_long_for_a_preview_is_set_at_30_in_three_lines_and_ends_in_an_ellipsis():
    (text,) = texts(link_preview.preview(Preview("Title", "word " * 90, (), "", SPEAKER)))["Text"]
    assert (text.size, len(text.lines), text.lines[2][-1]) == (30, 3, "…")


@pytest.mark.usefixtures("letters_are_half_as_wide")
@pytest.mark.parametrize("title", ["Title", "A title of some length in words", "word " * 20])
def test_for_each_four_pixels_that_a_title_gives_way_a_text_gives_one_and_a_detail_a_half(title):
    """The first step is taken in which everything ends above the rule, at 524."""
    drawing = link_preview.preview(Preview(title, "word " * 22, (WAVE, INKY), "word " * 15, SPEAKER))
    taken = {role: found[0].size for role, found in texts(drawing).items() if role in {"Title", "Text", "Detail"}}
    for step in range(14):
        top = 150.0
        titles, smaller = range(96 - 4 * step, 43, -4), range(42 - 2 * (step // 2), 29, -2)
        details = range(32 - 2 * (step // 4), 27, -2) or range(28, 27, -2)
        name, lines = text_layout.fitted(title, SERIF, 1048, titles, 2, half)
        last = top + name * 0.8 + (len(lines) - 1) * name * 1.08
        text, lines = text_layout.fitted("word " * 22, SANS, 1048, smaller, 3, half)
        last += 30 + text + (len(lines) - 1) * text * 1.28
        detail, lines = text_layout.fitted("word " * 15, STRONG, 1048, details, 2, half)
        last += 26 + detail + (len(lines) - 1) * detail * 1.3
        if last + detail <= 524:
            break
    assert taken == {"Title": name, "Text": text, "Detail": detail}


# ── Text into lines ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_text_takes_the_first_choice_into_which_it_fits():
    choices = ((40, 1), (20, 2), (10, 3))
    assert text_layout.first_fitting("12345", SANS, 100, choices, half) == (40, ("12345",))
    assert text_layout.first_fitting("123456", SANS, 100, choices, half) == (20, ("123456",))
    assert text_layout.first_fitting("123456789 123456789", SANS, 100, choices, half) == (
        20,
        ("123456789", "123456789"),
    )


def test_lines_are_about_as_long_as_each_other():
    """Of a column of 20 letters: «aaaa bbbb cccc dddd» fits whole, with «eeee» it would stand alone."""
    size, lines = text_layout.fitted("aaaa bbbb cccc dddd eeee", SANS, 200, (20,), 2, half)
    assert (size, lines) == (20, ("aaaa bbbb cccc", "dddd eeee"))


def test_no_word_is_broken_to_make_lines_as_long_as_each_other():
    assert text_layout.fitted("xxxxxxxxx y", SANS, 100, (20,), 2, half) == (20, ("xxxxxxxxx", "y"))


def test_what_does_not_fit_at_the_smallest_size_ends_in_an_ellipsis_within_the_column():
    size, lines = text_layout.fitted("aaaa bbbb cccc dddd eeee ffff", SANS, 100, (24, 20), 2, half)
    assert (size, lines) == (20, ("aaaa bbbb", "cccc ddd …"))
    assert all(half(line, SANS, size) <= 100 for line in lines)


def test_white_space_is_one_space_and_a_word_is_broken_only_at_the_last_choice():
    assert text_layout.fitted(" a \n b ", SANS, 1000, (20,), 1, half) == (20, ("a b",))
    size, lines = text_layout.fitted("x" * 12, SANS, 100, (20, 16), 2, half)
    assert (size, lines) == (16, ("x" * 12,))
    size, lines = text_layout.fitted("x" * 12, SANS, 100, (24, 20), 2, half)
    assert size == 20
    assert "".join(lines) == "x" * 12
    assert len(lines) == 2


# ── As SVG ───────────────────────────────────────────────────────────────────────────────────────────────────────────

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*parts: Any) -> Any:
    return etree.fromstring(svg.svg(Drawing(800, 600, "Title", "Description", parts)))


def test_an_svg_has_its_size_title_and_description_and_brings_its_style_if_there_is_one():
    root = drawn()
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("800", "600", "0 0 800 600")
    assert root.get("role") == "img"
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == ("Title", "Description")
    assert root.find(f"{SVG}style") is None
    styled = etree.fromstring(svg.svg(Drawing(8, 8, "", "", ()), "a{}"))
    assert styled.findtext(f"{SVG}style") == "a{}"


def test_a_box_is_filled_and_has_an_edge_only_if_it_is_given_one():
    plain, edged = drawn(Box(1, 2.5, 3, 4, "#ffffff"), Box(1, 2, 3, 4, "#ffffff", "#000000")).findall(f"{SVG}rect")
    assert {str(key): plain.get(key) for key in plain.attrib} == {
        "x": "1",
        "y": "2.5",
        "width": "3",
        "height": "4",
        "fill": "#ffffff",
    }
    assert (edged.get("stroke"), edged.get("stroke-width")) == ("#000000", "2")


@pytest.mark.parametrize(
    ("align", "x", "anchor"), [("left", "10", None), ("centre", "110", "middle"), ("right", "210", "end")]
)
def test_a_text_stands_at_the_edge_to_which_it_is_aligned_line_below_line(align, x, anchor):
    text = Text(10, 50, 200, ("one", "two", "three"), 20, STRONG, INK, "Title", 1.5, align, "+")
    (found,) = drawn(text).findall(f"{SVG}text")
    assert found.get("text-anchor") == anchor
    assert (found.get("font-size"), found.get("font-weight"), found.get("fill")) == ("20", "600", INK)
    assert found.get("font-family") == "'Source Sans 3', Arial, sans-serif"
    assert [(each.get("x"), each.get("y"), each.text) for each in found] == [
        (x, "50", "one+"),
        (x, "80", "two+"),
        (x, "110", "three"),
    ]
    assert text.bottom == 110


def test_words_of_a_line_have_their_own_colours_and_gaps():
    (found,) = drawn(WordLine(10, 50, 200, (Word("a", INK), Word("b", SOFT, 0.5)), 20, STRONG, "")).findall(
        f"{SVG}text"
    )
    assert (found.get("x"), found.get("y")) == ("10", "50")
    assert [(each.get("fill"), each.get("dx"), each.text) for each in found] == [(INK, None, "a"), (SOFT, "10", "b")]


def test_a_code_is_as_large_as_it_is_told_and_says_what_it_is():
    root = drawn(Code(10, 20, 330, "https://example.org/p/4/"))
    (under,), (path,) = root.findall(f"{SVG}rect"), root.findall(f"{SVG}path")
    assert (under.get("x"), under.get("y"), under.get("width"), under.get("fill")) == ("10", "20", "330", CARD)
    side, outline = qr.outline("https://example.org/p/4/")
    assert path.get("transform") == f"translate(10 20) scale({330 / side:.6g})"
    assert (path.get("d"), path.get("fill")) == (outline, INK)
    assert path.findtext(f"{SVG}title") == "QR code for https://example.org/p/4/"


def test_a_picture_is_carried_along_with_its_type():
    (image,) = drawn(EmbeddedPicture(1, 2, 3, "moon.SVG", MOON, "Moon")).findall(f"{SVG}image")
    assert image.get("href") == image.get("{http://www.w3.org/1999/xlink}href")
    assert str(image.get("href")).startswith("data:image/svg+xml;base64,PHN2Zy")
    assert (image.get("x"), image.get("y"), image.get("width"), image.get("height")) == ("1", "2", "3", "3")


def test_as_pixels_a_text_is_drawn_in_the_fonts_that_come_along():
    """Whatever fonts this machine has, none of them is used."""
    text = Text(10, 50, 200, ("Tides",), 40, STRONG, "#000000", "Title")
    picture = Image.open(io.BytesIO(svg.png(Drawing(200, 60, "", "", (text,)), fonts.files(FACES))))
    assert picture.size == (200, 60)
    alpha = picture.convert("RGBA").getchannel("A")
    left, top, right, bottom = alpha.getbbox() or (0, 0, 0, 0)
    assert 8 <= left <= 16
    assert right - left == pytest.approx(fonts.width("Tides", STRONG, 40), abs=6)
    assert top < 30 < bottom <= 54


# ── As a code ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_outline_of_a_code_is_its_dark_modules_inside_a_quiet_zone_of_four():
    url = "https://example.org/p/4/"
    side, path = qr.outline(url)
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        dark |= {(int(x) + offset, int(y)) for offset in range(int(length))}
    matrix = qr.code(url).matrix
    assert dark == {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert side == len(matrix) + 8
    assert re.sub(r"M\d+ \d+h(\d+)v1h-\1z", "", path) == ""


def test_a_code_as_a_file_says_its_address_and_has_its_quiet_zone():
    root = etree.fromstring(qr.svg("https://example.org/p/4/"))
    assert root.findtext(f"{SVG}title") == "QR code for https://example.org/p/4/"
    side, _ = qr.outline("https://example.org/p/4/")
    assert (root.get("width"), root.get("height")) == (str(10 * side), str(10 * side))


def test_room_is_left_for_the_widest_font_which_is_wider_in_bold():
    """DejaVu, whose capital W is 1.03 em wide, and 1.13 in bold."""
    assert fonts.widest("W", SANS, 100) == pytest.approx(103)
    assert fonts.widest("WW", STRONG, 100) == pytest.approx(226)
    assert fonts.widest("Ŵ", SANS, 100) == pytest.approx(103), "an accent takes no room"
    assert fonts.width("W", SANS, 100) < 103
    assert fonts.widest("“", SANS, 100) == pytest.approx(2.1 * fonts.width("“", SANS, 100))


# ── As PowerPoint: pixels are 6350 units, letters half as many points ────────────────────────────────────────────────


@pytest.fixture(scope="module")
def shapes() -> dict[str, Any]:
    made = Presentation(io.BytesIO(deck.pptx(Deck("Slides", "Tides", "2031-03-01", (SHORT,)))))
    found: dict[str, Any] = {}
    for shape in made.slides[0].shapes:
        found.setdefault(shape.name, shape)
    return {"": made, **found}


def test_a_deck_says_what_it_is_and_of_which_day(shapes):
    about = shapes[""].core_properties
    assert (about.title, about.author, about.last_modified_by, about.language) == ("Slides", "Tides", "Tides", "en-GB")
    assert (f"{about.created:%Y-%m-%d}", f"{about.modified:%Y-%m-%d}") == ("2031-03-01", "2031-03-01")
    assert (shapes[""].slide_width, shapes[""].slide_height) == (1920 * 6350, 1080 * 6350)
    assert shapes[""].slides[0].notes_slide.notes_text_frame.text == "Notes."


def test_a_long_title_of_a_deck_is_cut_where_programs_stop_reading():
    made = Presentation(io.BytesIO(deck.pptx(Deck("x" * 300, "y" * 300, "2031-03-01", ()))))
    assert (len(made.core_properties.title), len(made.core_properties.author)) == (255, 255)


def test_what_new_slides_are_made_from_is_as_wide_as_the_slides(shapes):
    """The library's own layouts are four by three: their titles begin at half an inch and are nine inches wide."""
    title = next(each for each in shapes[""].slide_master.placeholders if each.placeholder_format.type == 1)
    inch = 914_400
    assert (title.left, title.width) == (round(0.5 * inch * 4 / 3), round(9 * inch * 4 / 3))
    assert title.top + title.height < shapes[""].slide_height / 4


def test_a_title_stands_where_it_stands_in_the_picture_and_stays_with_its_tagline(shapes):
    (text,) = texts(slide(SHORT))["Title"]
    title = shapes["Title"]
    # 0.8 of a line is above its baseline; a box is 4 pixels wider than its text.
    top = text.y - text.size * 1.06 * 0.8
    assert (title.left, title.top) == (96 * 6350, round(top * 6350))
    assert (title.width, title.height) == (1132 * 6350, round(text.size * 1.06 * 6350))
    (paragraph,) = title.text_frame.paragraphs
    assert paragraph.line_spacing.pt == pytest.approx(text.size * 1.06 / 2, abs=0.01)
    (run,) = paragraph.runs
    assert (run.text, run.font.name, run.font.bold) == ("Lantern", "Georgia", True)
    assert (run.font.size.pt, str(run.font.color.rgb)) == (text.size / 2, INK[1:].upper())
    assert title.text_frame.vertical_anchor == MSO_ANCHOR.BOTTOM
    assert title.text_frame.word_wrap is True


def test_texts_below_one_another_are_paragraphs_of_one_box(shapes):
    found = texts(slide(SHORT))
    (tagline,), (authors,) = found["Tagline"], found["Authors"]
    box = shapes["Tagline"]
    first, second = box.text_frame.paragraphs
    assert (first.text, second.text) == ("A light that says when.", "M. Reyes, 2031")
    above = tagline.y + tagline.size * 1.28 * 0.2
    assert second.space_before.pt == pytest.approx((authors.y - authors.size * 1.3 * 0.8 - above) / 2, abs=0.01)
    end = authors.y - authors.size * 1.3 * 0.8 + authors.size * 1.3
    assert box.top + box.height == pytest.approx(end * 6350, abs=2)
    assert box.text_frame.vertical_anchor == MSO_ANCHOR.TOP
    assert (box.text_frame.margin_left, box.text_frame.margin_top) == (0, 0)
    assert (first.runs[0].font.bold, second.runs[0].font.bold) == (False, True)


def test_the_line_of_categories_does_not_wrap_and_has_hard_spaces_for_its_gaps(shapes):
    line = shapes["Categories"]
    (paragraph,) = line.text_frame.paragraphs
    hard = "\u00a0"
    assert [run.text for run in paragraph.runs] == [
        "Ref. 4",
        f"{hard * 3}●",
        f"{hard}Waves",
        f"{hard * 3}●",
        f"{hard}Ink",
    ]
    assert [str(run.font.color.rgb) for run in paragraph.runs][1] == "111111"
    assert line.text_frame.word_wrap is False
    assert (line.left, line.top, line.width) == (96 * 6350, round((118 - 36 * 0.8) * 6350), 1128 * 6350)
    assert paragraph.line_spacing.pt == 18


def test_the_address_is_in_the_middle_and_in_one_piece(shapes):
    (paragraph,) = shapes["Address"].text_frame.paragraphs
    assert (paragraph.text, paragraph.alignment) == ("example.org/p/4", PP_ALIGN.CENTER)


def test_panels_say_nothing_and_have_an_edge_only_if_it_is_drawn(shapes):
    page = shapes[""].slides[0]
    panels = [shape for shape in page.shapes if shape.name == "Panel"]
    assert [(shape.left, shape.top, shape.width, shape.height) for shape in panels] == [
        (0, 0, 960 * 6350, 20 * 6350),
        (960 * 6350, 0, 960 * 6350, 20 * 6350),
        (1311 * 6350, 189 * 6350, 514 * 6350, 514 * 6350),
        (96 * 6350, 856 * 6350, 1728 * 6350, 2 * 6350),
    ]
    assert [str(shape.fill.fore_color.rgb) for shape in panels] == [
        "111111",
        "222222",
        CARD[1:].upper(),
        LINE[1:].upper(),
    ]
    assert str(panels[2].line.color.rgb) == LINE[1:].upper()
    assert panels[0].line.fill.type == 5, "no line"
    for shape in panels:
        assert b"decorative" in etree.tostring(shape._element)
    assert str(page.background.fill.fore_color.rgb) == PAPER[1:].upper()


def test_the_code_is_a_picture_with_its_words(shapes):
    (picture,) = (shape for shape in shapes[""].slides[0].shapes if shape.shape_type == 13)
    assert (picture.left, picture.top, picture.width, picture.height) == tuple(
        6350 * each for each in (1312, 190, 512, 512)
    )
    assert picture._element.nvPicPr.cNvPr.get("descr") == "QR code for https://example.org/p/4/"


# ── What has to be drawn ─────────────────────────────────────────────────────────────────────────────────────────────


def test_fonts_carry_every_character_of_every_slide_once_and_ascii_and_an_ellipsis():
    jobs = font_jobs((SHORT, replace(SHORT, name="Ænet", citation="“Ж”", marks=(Mark("Ω", INK),))))
    assert [job.face for job in jobs] == list(FACES)
    assert len({job.characters for job in jobs}) == 1
    characters = jobs[0].characters
    assert list(characters) == sorted(set(characters))
    assert set(characters) >= {*"ÆЖΩ“”…●", *map(chr, range(32, 127))}


@pytest.fixture
def jobs(tides) -> dict[str, Job]:
    identity = BuildIdentity("https://example.org/tides/", None, 1_930_089_600, "")
    pages = [
        Page(address, "Title", "Text") for address in ("", "contributions/seiche/", "categories/analysis/", "about/")
    ]
    return dict(slide_assets(tides, pages, identity, MOON).jobs)


def test_every_contribution_has_a_slide_whose_svg_carries_the_fonts_of_all(jobs):
    slides = {name: job for name, job in jobs.items() if isinstance(job.record, Slide)}
    names = ("ebbtide", "ebbtide-again", "seiche", "lantern", "ink")
    assert set(slides) == {f"talk/contributions/{name}-card.{kind}" for name in names for kind in ("svg", "png")}
    assert {len(job.fonts) for job in slides.values() if job.kind == "svg"} == {3}
    assert {len(job.fonts) for job in slides.values() if job.kind == "png"} == {0}


def test_a_slide_says_what_the_survey_says(jobs):
    record = jobs["talk/contributions/seiche-card.png"].record
    assert isinstance(record, Slide)
    assert (record.number, record.name, record.tagline) == (
        "Ref. 3",
        "Seiche++ and TIDE-3",
        "Two programs in one paper.",
    )
    assert record.authors == "Chidi Okonkwo III et al., 2030"
    assert record.marks == (Mark("Harmonic analysis", "#1f4e79"), Mark("Forecasting", "#7a3b00"))
    assert record.facts[:2] == (Fact("Way", "Harmonic analysis"), Fact("Language", "C++"))
    (today,) = record.facts[2:]
    assert today.value == "MIT, Harbour terms (unconfirmed)", "of licences, what the packages have today"
    assert record.citation == (
        "C. Okonkwo III, W. E, and Å.-M. Møller Sørensen, “Two programs, Seiche++ and TIDE-3,” "
        "J. Coast. Reckon. (2030)."
    )
    assert record.small_print == "Slide: CC0 1.0", "its DOI is not known, and the site is live"
    assert (record.url, record.typed) == ("https://example.org/tides/p/3/", "example.org/tides/p/3")
    assert record.imprint == Imprint("Tide Software", "example.org/tides", LogoFile("moon.svg", MOON))
    assert record.notes.split("\n")[1:] == [
        "BibTeX key: Okonkwo2030Seiche",
        "Seiche++ and TIDE-3: https://example.org/tides/p/3/",
    ]
    lantern = jobs["talk/contributions/lantern-card.png"].record
    assert isinstance(lantern, Slide)
    assert lantern.authors == "Marisol Reyes Santos, 2031"
    assert lantern.small_print == "https://doi.org/10.5555/pier.4 · Slide: CC0 1.0"
    assert lantern.facts[0] == Fact("Way", "Guess")
    ink = jobs["talk/contributions/ink-card.png"].record
    assert isinstance(ink, Slide)
    assert [fact.value for fact in ink.facts] == ["The issue does not say"] * 3
    assert [fact.label for fact in ink.facts] == ["Way", "Language", "Permission"]


def test_a_slide_of_a_dated_edition_says_which_and_that_of_the_live_site_does_not(tides):
    speaker = slide_text.imprint(tides, "https://example.org/tides/", None)
    for day, version in (("2031-02-01", ", version 2031.02.01"), ("", "")):
        identity = BuildIdentity("https://example.org/tides/", None, 0, "", snapshot=day)
        made = slide_text.card(tides, tides.contribution("lantern"), identity, speaker)
        assert made.small_print == f"https://doi.org/10.5555/pier.4 · Slide: CC0 1.0{version}"


def test_values_are_spelt_out_where_there_is_room_for_42_letters(tides):
    def said(full: str) -> str:
        ways = tides.vocabularies["ways"]
        values = tuple(each.model_copy(update={"full": full}) if each.id == "guess" else each for each in ways.values)
        changed = {**tides.vocabularies, "ways": ways.model_copy(update={"values": values})}
        speaker = slide_text.imprint(tides, "https://example.org/tides/", None)
        made = slide_text.card(
            replace(tides, vocabularies=changed),
            tides.contribution("lantern"),
            BuildIdentity("https://example.org/tides/", None, 0, ""),
            speaker,
        )
        return made.facts[0].value

    assert said("x" * 42) == f"X{'x' * 41}"
    assert said("x" * 43) == "Guess"


def test_two_authors_are_both_named_and_of_three_the_first(tides, write_tides):
    names = tides.reference("Meer2030Ebbtide").authors
    assert _authors(names[:1], "2030") == "Ilse van der Meer, 2030"
    assert _authors(names[:2], "2030") == "Ilse van der Meer and Caoimhe Ó Dálaigh, 2030"
    assert _authors(names, "") == "Ilse van der Meer et al."


def test_every_page_has_a_preview_and_contributions_and_categories_have_their_own(jobs):
    previews = {name: job.record for name, job in jobs.items() if isinstance(job.record, Preview)}
    by_page = {re.sub(r"-[0-9a-f]{12}\.png$", "", name): record for name, record in previews.items()}
    assert set(by_page) == {
        f"talk/previews/{name}" for name in ("home", "contributions-seiche", "categories-analysis", "about")
    }
    speaker = Imprint("Tide Software", "example.org/tides", LogoFile("moon.svg", MOON))
    assert by_page["talk/previews/about"] == Preview("Title", "Text", (), "", speaker)
    entry = by_page["talk/previews/contributions-seiche"]
    assert (entry.title, entry.text, entry.detail) == (
        "Seiche++ and TIDE-3",
        "Two programs in one paper.",
        "Chidi Okonkwo III et al., 2030",
    )
    assert [mark.word for mark in entry.marks] == ["Harmonic analysis", "Forecasting"]
    category = by_page["talk/previews/categories-analysis"]
    assert (category.title, category.text) == ("Harmonic analysis", "Programs that take old readings apart.")
    assert category.detail == "Seiche++ and TIDE-3, Ebbtide, Ebbtide, again"
    assert category.marks == (Mark("Harmonic analysis", "#1f4e79"),)


def test_decks_are_of_all_in_order_of_number_and_of_categories_in_their_own(jobs):
    decks = {name: job.record for name, job in jobs.items() if isinstance(job.record, Deck)}
    told = {name: (record.title, [card.id for card in record.cards]) for name, record in decks.items()}
    assert told == {
        "talk/all-cards.pptx": (
            "Software for Tide Prediction",
            ["ebbtide", "ebbtide-again", "seiche", "lantern", "ink"],
        ),
        "talk/categories/analysis-cards.pptx": (
            "Tide Software: Harmonic analysis",
            ["seiche", "ebbtide", "ebbtide-again"],
        ),
        "talk/categories/forecasting-cards.pptx": ("Tide Software: Forecasting", ["seiche", "lantern"]),
        "talk/categories/records-cards.pptx": ("Tide Software: Old records", ["ink"]),
    }
    assert {(record.publisher, record.day) for record in decks.values()} == {
        ("Software for Tide Prediction", "2031-03-01")
    }
