"""Slides, codes, decks and link previews, read as others read them: phones, PowerPoint, sites that show links."""

import base64
import hashlib
import io
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from lxml import etree
from markdown_it import MarkdownIt
from PIL import Image, ImageFont
from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from survey import addresses
from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.content.project import Project
from survey.exports.citations.styles import aip_in_short, in_one_line
from survey.pages.contribution import ContributionPage
from survey.site.documents import Documents, documents
from survey.slides import drawing_cache, drawn, fonts, link_preview, qr, render_job, slide, slide_text, svg, text_layout
from survey.slides.assets import SlideAssets
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
    Text,
    WordLine,
)
from survey.slides.jobs import Deck, Imprint, Job, Mark, Preview, QrCode, Slide
from survey.text.prose import plain
from survey.text.safe import attribute

ROOT = Path(__file__).resolve().parents[1]
HOME = "https://survey.example/"
IDENTITY = BuildIdentity(HOME, None, 0, "")
SVG = "{http://www.w3.org/2000/svg}"
SMALLEST_POINTS = 14
HARD = (
    "ænet-PyTorch, Elena Gelžinytė, Emine Küçükbenli, Andreas Møller Slavensky, Sigbjørn Løland Bore, Gábor Csányi, "
    "Martin Vondrák, Zeno Schätzle, Jörg Behler, Böselt, José, Łukasz, Šárka, Ţ, ß, Å, “quoted” – — … × · H₂O α"
)


@pytest.fixture(scope="session")
def project() -> Project:
    return Project.at(ROOT, ROOT / "templates")


@pytest.fixture(scope="session")
def made(project: Project, catalogue: Catalogue) -> Documents:
    return documents(project, catalogue, IDENTITY)


@pytest.fixture(scope="session")
def slide_assets(made: Documents) -> SlideAssets:
    return made.slide_assets


@pytest.fixture(scope="session")
def files(project: Project, slide_assets: SlideAssets) -> Mapping[str, bytes]:
    """Return every drawing of the real survey: drawn once, then kept."""
    return drawn(slide_assets.jobs, project.drawings)


@pytest.fixture(scope="session")
def cards(slide_assets: SlideAssets) -> tuple[Slide, ...]:
    return tuple(
        job.record for job in slide_assets.jobs.values() if isinstance(job.record, Slide) and job.kind == "png"
    )


@pytest.fixture(scope="session")
def scenes(slide_assets: SlideAssets, cards: tuple[Slide, ...]) -> tuple[Drawing, ...]:
    previews = (job.record for job in slide_assets.jobs.values() if isinstance(job.record, Preview))
    pictures = (slide.slide(card, fonts.width) for card in cards)
    return (*map(slide.slide, cards), *pictures, *map(link_preview.preview, previews))


@pytest.fixture(scope="session")
def card(cards: tuple[Slide, ...]) -> Slide:
    return cards[0]


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def select(page: etree._Element, path: str) -> list[str]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(each) for each in found]


def select_text(page: etree._Element) -> str:
    return "".join(select(page, ".//text()"))


def scanned(picture: Image.Image) -> str:
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if found else "nothing that a phone can read"


# ── Codes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def codes(slide_assets: SlideAssets) -> Iterator[tuple[str, Job, str]]:
    yield from (
        (name, job, job.record.url) for name, job in slide_assets.jobs.items() if isinstance(job.record, QrCode)
    )


def test_every_contribution_every_category_and_the_home_page_has_a_code_of_its_short_address(slide_assets, catalogue):
    wanted = {HOME}
    wanted |= {f"{HOME}p/{entry.number}/" for entry in catalogue.contributions}
    wanted |= {f"{HOME}p/{category.id}/" for category in catalogue.categories}
    for kind in ("svg", "png"):
        assert {url for _, job, url in codes(slide_assets) if job.kind == kind} == wanted


def test_every_code_is_read_on_light_and_on_dark_slides(slide_assets, files):
    for name, job, url in codes(slide_assets):
        code = opened(files[name] if job.kind == "png" else svg.rasterised(files[name], (), 400)).resize((200, 200))
        for ground in ("#ffffff", "#141414"):
            slide_picture = Image.new("RGB", (480, 270), ground)
            slide_picture.paste(code, (250, 40))
            assert scanned(slide_picture) == url, f"{name} on {ground}"


def test_codes_are_coarse_enough_for_the_last_row(cards):
    assert {int(qr.code(card.url).version) <= 3 for card in cards} == {True}
    assert {qr.code(card.url).error for card in cards} <= {"M", "Q", "H"}


def test_the_code_of_a_category_is_a_step_finer_at_most(slide_assets):
    """Its id stands in it; see talk/qr.py."""
    finer = {
        url for _, _, url in codes(slide_assets) if int(qr.code(url).version) > 4 or qr.code(url).error not in "MQH"
    }
    assert finer == set()


def test_a_code_as_svg_says_where_it_leads(files, slide_assets):
    for name, job, url in codes(slide_assets):
        if job.kind == "svg":
            assert etree.fromstring(files[name]).findtext(f"{SVG}title") == f"QR code for {url}"


# ── Slides as pictures ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_card_is_a_small_png_whose_code_is_read_from_far_away(cards, files):
    for card in cards:
        content = files[addresses.card(card.id, "png")]
        picture = opened(content)
        assert (picture.size, len(content) < 140_000) == ((1920, 1080), True), card.name
        assert scanned(picture.resize((480, 270), Image.Resampling.BILINEAR)) == card.url, card.name


def test_the_code_is_over_30_per_cent_of_the_slide_and_its_address_stands_below(cards):
    for card in cards:
        parts = slide.slide(card).parts
        (code,) = (part for part in parts if isinstance(part, Code))
        side, _ = qr.outline(card.url)
        assert code.size * (side - 2 * qr.QUIET) / side > 0.30 * 1080
        (address,) = (part for part in parts if isinstance(part, Text) and part.role == "Address")
        assert HOME + "".join(address.lines).partition("/")[2] + "/" == card.url
        assert address.y > code.y + code.size
        assert address.size / 2 >= 18


def test_a_card_as_svg_has_its_text_as_text_its_fonts_with_it_and_nothing_from_elsewhere(cards, files, catalogue):
    for card in cards:
        root = etree.fromstring(files[addresses.card(card.id, "svg")])
        said = " ".join(" ".join(select_text(text).split()) for text in root.iter(f"{SVG}text"))
        reference = catalogue.reference(catalogue.contribution(card.id).reference)
        for text in (card.name, card.tagline, card.authors, aip_in_short(reference), card.typed):
            assert text in said, f"{card.id} lacks {text}"
        for what in (*card.facts,):
            assert what.label in said and what.value in said
        assert root.findtext(f"{SVG}title") == f"{card.name}: {card.tagline}"
        style = root.findtext(f"{SVG}style") or ""
        assert style.count("@font-face") == len(FACES)
        targets = re.findall(r"url\(([^)]{0,15})", style) + select(root, "//@href")
        assert targets
        assert all(target.startswith("data:") for target in targets)
        sizes = {float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")}
        assert min(sizes) / 2 >= SMALLEST_POINTS


def test_the_fonts_that_a_card_carries_have_all_its_letters(files, cards):
    for card in cards:
        style = etree.fromstring(files[addresses.card(card.id, "svg")]).findtext(f"{SVG}style") or ""
        shown = "".join((card.name, card.tagline, card.authors, card.citation, card.imprint.survey))
        for encoded in re.findall(r"base64,([^)]+)\)", style):
            font = TTFont(io.BytesIO(base64.b64decode(encoded)))
            assert {character for character in shown if ord(character) not in font.getBestCmap()} == set()


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.family} {face.weight}")
def test_the_fonts_have_every_letter_of_every_name(face, scenes):
    (path,) = fonts.files([face])
    with TTFont(path) as font:
        known = font.getBestCmap()
    shown = {
        character for scene in scenes for part in scene.parts if isinstance(part, Text) for character in part.lines
    }
    wanted = set("".join(shown)) | set(HARD)
    assert {character for character in wanted if ord(character) not in known} == set()


def test_no_line_is_wider_than_its_column_by_another_program_s_measure(scenes):
    """Pillow sets the text with kerning, as the drawing does; ours is the width without."""
    measured = {}
    for face in FACES:
        measured[face] = ImageFont.truetype(str(fonts.files([face])[0]), 100)
        axes = measured[face].get_variation_axes()
        measured[face].set_variation_by_axes(
            [face.weight if b"eight" in (axis["name"] or b"") else axis["maximum"] or 0 for axis in axes]
        )
    for scene in scenes:
        for part in scene.parts:
            if isinstance(part, Text):
                for line in part.lines:
                    assert measured[part.face].getlength(line) * part.size / 100 <= part.width * 1.005 + 1, line
            elif isinstance(part, WordLine):
                gaps = sum(word.gap for word in part.words) * part.size
                wide = sum(measured[part.face].getlength(word.text) for word in part.words) * part.size / 100
                assert wide + gaps <= part.width * 1.005 + 1, part.text


def bottom_of(part: Text | WordLine) -> float:
    return part.bottom if isinstance(part, Text) else part.y


def test_no_two_texts_lie_on_one_another_and_all_are_inside(scenes):
    for scene in scenes:
        areas = [
            (part, part.x, part.y - part.size * 0.75, part.x + part.width, bottom_of(part) + part.size * 0.22)
            for part in scene.parts
            if isinstance(part, Text | WordLine)
        ] + [
            (part, part.x, part.y, part.x + part.size, part.y + part.size)
            for part in scene.parts
            if isinstance(part, Code)
        ]
        for index, (text, left, top, right, bottom) in enumerate(areas):
            assert left >= 0 and top >= 0 and right <= scene.width and bottom <= scene.height - 20, text
            for other, other_left, other_top, other_right, other_bottom in areas[index + 1 :]:
                apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
                assert apart, f"«{text}» and «{other}»"


def test_a_category_has_its_colour_and_its_word(cards, catalogue):
    for card in cards:
        known = [catalogue.category(each) for each in catalogue.contribution(card.id).categories]
        assert card.marks == tuple(Mark(each.name, each.colour) for each in known)
        parts = slide.slide(card).parts
        (line,) = (part for part in parts if isinstance(part, WordLine))
        fills = [part.fill for part in parts if isinstance(part, Box)]
        dots = [word.colour for word in line.words if word.text == "●"]
        words = f"{card.number} " + " ".join(f"● {mark.word}" for mark in card.marks)
        # Of three or more, the last may not fit; two always do.
        shown = line.text.removesuffix(" …")
        assert line.text == words or (len(card.marks) > 2 and words.startswith(shown))
        assert all(fills.count(mark.colour) == 1 for mark in card.marks)
        assert all(dots.count(mark.colour) == (f"● {mark.word}" in shown) for mark in card.marks)


def texts(scene: Drawing, role: str) -> list[Text]:
    return [part for part in scene.parts if isinstance(part, Text) and part.role == role]


def test_a_card_says_under_which_terms_it_is_and_where_the_paper_is(cards, catalogue):
    for card in cards:
        entry = catalogue.contribution(card.id)
        (shown,) = texts(slide.slide(card), "Terms")
        said = " ".join(shown.lines)
        doi = catalogue.reference(entry.reference).confirmed_doi
        assert "CC BY 4.0" in said
        assert (f"https://doi.org/{doi}" in said) == bool(doi), card.name
        assert card.number == f"Ref. {entry.number}"


def test_a_card_is_as_long_the_same_as_its_content_and_only_an_edition_s_has_its_version(catalogue):
    speaker = slide_text.imprint(catalogue, HOME, None)
    entry = catalogue.contributions[0]
    at = {day: BuildIdentity(HOME, "0" * 40, day * 86_400, "") for day in (1, 2)}
    one, other = (slide_text.card(catalogue, entry, edition, speaker) for edition in at.values())
    assert one == other, "a commit alone draws no card anew"
    dated = slide_text.card(catalogue, entry, replace(at[1], snapshot="2026-11-22"), speaker)
    assert dated.small_print == f"{one.small_print}, version 2026.11.22"


def test_a_card_leaves_out_what_is_not_stated_unless_nothing_is(cards, catalogue):
    for card in cards:
        stated = [fact.value != catalogue.survey.not_stated for fact in card.facts]
        assert all(stated) or not any(stated), card.name
    bare = catalogue.contributions[0].model_copy(
        update={"facts": dict.fromkeys(catalogue.vocabularies, ()), "packages": ()}
    )
    facts = slide_text.card(catalogue, bare, IDENTITY, slide_text.imprint(catalogue, HOME, None)).facts
    assert [fact.value for fact in facts] == [catalogue.survey.not_stated] * 3


def test_a_card_says_when_a_licence_is_not_confirmed(cards, catalogue):
    unsure = {each.id for each in catalogue.packages.values() if not each.licence.confirmed}
    for card in cards:
        entry = catalogue.contribution(card.id)
        (today,) = (fact.value for fact in card.facts if fact.label == "Current licence") if entry.packages else ("",)
        if unsure & set(entry.packages):
            assert "(unconfirmed)" in today or today == "Differs by package", card.name
            shown = " ".join(" ".join(text.lines) for text in texts(slide.slide(card), "Current licence"))
            assert shown == f"Current licence {today}", f"{card.name}: what is cut off is lost"


def test_on_a_preview_nothing_reaches_the_rule(scenes):
    for scene in scenes:
        if scene.width == 1200:
            words = [part for part in scene.parts if isinstance(part, Text) and part.role in {"Text", "Detail"}]
            assert all(text.bottom + text.size * 0.22 < link_preview.RULE for text in words), scene.title


# ── Text that is long, or strange ────────────────────────────────────────────────────────────────────────────────────


def test_a_long_title_is_wrapped_and_smaller_and_never_cut_before_it_must():
    size, lines = text_layout.fitted("Short", SERIF, 1000, range(100, 50, -10), 2, fonts.width)
    assert (size, lines) == (100, ("Short",))
    size, lines = text_layout.fitted(
        "A title of quite some length that needs room " * 2, SERIF, 1000, range(100, 50, -10), 2, fonts.width
    )
    assert size < 100
    assert len(lines) == 2
    assert max(map(len, lines)) - min(map(len, lines)) < 12, "about one length"
    size, lines = text_layout.fitted("endless " * 60, SERIF, 1000, (60, 50), 2, fonts.width)
    assert (size, len(lines), lines[-1][-1]) == (50, 2, "…")


def test_a_word_that_is_wider_than_the_column_is_cut_and_only_such_a_word():
    _, lines = text_layout.fitted("x" * 200, SANS, 500, (40,), 20, fonts.width)
    assert "".join(lines) == "x" * 200
    assert max(fonts.width(line, SANS, 40) for line in lines) <= 500
    _, lines = text_layout.fitted("extraordinarily accelerated things", SANS, 330, (40,), 4, fonts.width)
    assert " ".join(lines) == "extraordinarily accelerated things"


def test_letters_that_the_font_lacks_are_spelt():
    assert fonts.spelt("Weinan 鄂 🜁", STRONG) == "Weinan E ?" or "鄂" not in fonts.spelt("Weinan 鄂", STRONG)
    assert fonts.spelt(HARD, STRONG) == HARD


def test_hostile_text_is_text(card):
    bad = "</text> <script> alert(1) </script> & \"quotes' ]]> {{7*7}}"
    marked = replace(card, name=bad, tagline=bad, citation=bad, marks=(Mark(bad, "#ff0000"),), url=HOME + "p/9/")
    root = etree.fromstring(svg.svg(slide.slide(marked)))
    assert root.findall(f".//{SVG}script") == []
    said = " ".join(select_text(text) for text in root.iter(f"{SVG}text"))
    assert "</text> <script> alert(1) </script>" in " ".join(said.split())
    (made,) = Presentation(io.BytesIO(render_job.draw(Job(Deck(bad, bad, "2026-11-22", (marked,)), "pptx")))).slides
    assert made.shapes.title.text_frame.text.split() == bad.split()


def test_a_long_address_is_broken_after_a_slash_and_stays_one_word(card):
    far = replace(card, url="https://institute.university.example/software-for-everything/p/9/")
    (address,) = (part for part in slide.slide(far).parts if isinstance(part, Text) and part.role == "Address")
    assert address.lines == ("institute.university.example/", "software-for-everything/p/9")
    (made,) = Presentation(io.BytesIO(render_job.draw(Job(Deck("", "", "2026-11-22", (far,)), "pptx")))).slides
    assert far.typed in {shape.text_frame.text for shape in made.shapes if shape.has_text_frame}


def test_a_survey_without_a_logo_and_a_page_without_categories_can_be_drawn(card):
    bare = Imprint("Survey", "survey.example", None)
    page = Preview("Title", "Text", (), "", bare)
    assert opened(render_job.draw(Job(page, "png"))).size == (1200, 630)
    assert opened(render_job.draw(Job(replace(card, imprint=bare, facts=()), "png"))).size == (1920, 1080)


def test_the_palette_is_that_of_the_pages():
    css = (ROOT / "templates/theme/assets/survey.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--sv-([a-z-]+): (#[0-9a-f]{6});", css.partition("@media screen")[0]))
    assert [light[name] for name in ("paper", "card", "ink", "soft", "line", "accent")] == [
        PAPER, CARD, INK, SOFT, LINE, ACCENT,
    ]  # fmt: skip


# ── Decks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_a_deck_of_all_and_one_for_each_category(catalogue, files):
    def names(deck: bytes) -> list[str]:
        return [each.shapes.title.text_frame.text for each in Presentation(io.BytesIO(deck)).slides]

    assert names(files[addresses.deck()]) == [entry.name for entry in catalogue.contributions]
    for category in catalogue.categories:
        assert names(files[addresses.deck(category.id)]) == [entry.name for entry in catalogue.members(category)]


def test_a_slide_has_real_text_alternative_texts_and_notes_with_citation_and_key(catalogue, files, cards):
    deck = Presentation(io.BytesIO(files[addresses.deck()]))
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.001
    assert deck.core_properties.title == catalogue.survey.name
    for made, card, entry in zip(deck.slides, cards, catalogue.contributions, strict=True):
        texts = [shape for shape in made.shapes if shape.has_text_frame and shape.text_frame.text]
        said = [line.text for shape in texts for line in shape.text_frame.paragraphs]
        for text in (card.name, card.tagline, card.authors, card.citation, card.small_print, card.typed):
            assert text in said
        assert made.shapes[0] == made.shapes.title, "who hears a slide hears its title first"
        assert {run.font.language_id for each in texts for line in each.text_frame.paragraphs for run in line.runs} == {
            MSO_LANGUAGE_ID.ENGLISH_UK
        }
        assert [shape.name for shape in texts][1:] == [
            "Categories", "Tagline", *(fact.label for fact in card.facts), "Survey", "Address", "Citation",
        ]  # fmt: skip
        pictures = [shape._element.nvPicPr.cNvPr.get("descr") for shape in made.shapes if shape.shape_type == 13]
        assert sorted(pictures) == [f"Logo of {catalogue.survey.short_name}", f"QR code for {card.url}"]
        points = [run.font.size.pt for each in texts for line in each.text_frame.paragraphs for run in line.runs]
        assert min(points) >= SMALLEST_POINTS
        notes = made.notes_slide.notes_text_frame.text.split("\n")
        reference = catalogue.reference(entry.reference)
        assert f"BibTeX key: {reference.key}" in notes
        assert notes[0].endswith(f"({reference.year}).")
        assert all(name.family in notes[0] for name in reference.authors)


def test_a_shape_without_words_is_marked_as_decoration_and_throws_no_shadow(files):
    for made in Presentation(io.BytesIO(files[addresses.deck()])).slides:
        panels = [shape for shape in made.shapes if shape.name == "Panel"]
        assert panels
        for shape in panels:
            assert [str(each) for each in shape._element.xpath(".//*[local-name()='decorative']/@val")] == ["1"]
            assert shape._element.xpath("./p:style | .//a:effectLst/*") == []


def test_every_slide_of_a_deck_has_a_title_of_its_own(files):
    for name, file in files.items():
        if name.endswith(".pptx"):
            titles = [made.shapes.title.text_frame.text for made in Presentation(io.BytesIO(file)).slides]
            assert sorted(set(titles)) == sorted(titles), name


def test_nothing_in_a_deck_lies_on_anything_else_or_leaves_the_slide(files):
    for name, file in files.items():
        if not name.endswith(".pptx"):
            continue
        deck: Any = Presentation(io.BytesIO(file))
        for made in deck.slides:
            shapes = [shape for shape in made.shapes if shape.has_text_frame and shape.text_frame.text]
            shapes += [shape for shape in made.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
            areas = [(shape, *edges(shape)) for shape in shapes]
            for index, (shape, left, top, right, bottom) in enumerate(areas):
                assert left >= 0 and top >= 0 and right <= deck.slide_width and bottom <= deck.slide_height, shape.name
                for other, x, y, beyond, below in areas[index + 1 :]:
                    apart = right <= x or beyond <= left or bottom <= y or below <= top
                    assert apart, f"{name}: {shape.name} and {other.name}"


def edges(shape: Any) -> tuple[int, int, int, int]:
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


# ── Link previews ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_page_has_a_picture_for_links_of_the_right_size(made, slide_assets, files):
    pages = made.pages
    assert slide_assets.pictures.keys() == {page.address for page in pages}
    for address in slide_assets.pictures.values():
        assert opened(files[address]).size == (1200, 630)
        assert len(files[address]) < 100_000, address


def test_a_picture_s_name_is_new_when_it_shows_something_else(project, catalogue, slide_assets):
    first, *others = catalogue.contributions
    changed = replace(catalogue, contributions=(first.model_copy(update={"tagline": "Something else."}), *others))
    after = documents(project, changed, IDENTITY).slide_assets
    differ = {page for page, name in slide_assets.pictures.items() if after.pictures[page] != name}
    assert differ == {addresses.contribution(first.id)}
    assert re.fullmatch(r"talk/previews/contributions-[a-z0-9-]+-[0-9a-f]{12}\.png", after.pictures[differ.pop()])


def test_every_page_says_to_other_sites_what_a_link_to_it_looks_like(made, slide_assets):
    pages = made.pages
    for page in pages:
        said = [(meta.attribute, meta.name) for meta in page.head.meta]
        assert len(said) == len(set(said)), page.address
        meta = {each.name: each.content for each in page.head.meta}
        assert meta["og:title"] == page.title
        assert (meta["og:url"], meta["og:image"]) == (HOME + page.address, HOME + slide_assets.pictures[page.address])
        assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
        assert meta["og:image:type"] == "image/png"
        assert meta["og:image:alt"] == meta["twitter:image:alt"] != ""
        assert meta["twitter:card"] == "summary_large_image"
        assert all(each.attribute == "property" for each in page.head.meta if each.name.startswith("og:"))
        assert (len(meta["og:title"]) <= 70, len(meta["og:description"]) <= 200) == (True, True), page.address


# ── Drawn once, the same for ever ────────────────────────────────────────────────────────────────────────────────────


AGAIN = """
import hashlib, json, pickle, sys
from survey.slides import render_job
jobs = pickle.load(sys.stdin.buffer)
print(json.dumps([hashlib.sha256(render_job.draw(job)).hexdigest() for job in jobs]))
"""


def test_whoever_draws_it_and_whenever_the_bytes_are_the_same(slide_assets, files, cards):
    names = [addresses.card(cards[6].id, "png"), next(iter(slide_assets.pictures.values()))]
    names += [min(name for name in files if name.endswith(kind)) for kind in ("-qr.svg", "-qr.png", "-cards.pptx")]
    told = subprocess.run(
        [sys.executable, "-c", AGAIN],
        input=pickle.dumps([slide_assets.jobs[name] for name in names]),
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"},
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert json.loads(told.stdout) == [hashlib.sha256(files[name]).hexdigest() for name in names]


WARM = """
import sys
from pathlib import Path
from survey.content.build_identity import BuildIdentity
from survey.site.documents import documents
from survey.content.project import Project, read
from survey.slides import drawn
project = Project.at(Path(sys.argv[1]), Path(sys.argv[1]) / "templates")
slide_assets = documents(project, read(project), BuildIdentity("https://survey.example/", None, 0, "")).slide_assets
drawn(slide_assets.jobs, project.drawings)
print(*sorted({"PIL", "pptx", "fontTools", "resvg_py", "segno", "fontpkg"} & set(sys.modules)))
"""


def test_what_is_drawn_already_costs_no_library(files):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    told = subprocess.run(
        [sys.executable, "-c", WARM, str(ROOT)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout.split() == []


def test_only_what_changed_is_drawn_again(tmp_path):
    jobs = {name: Job(QrCode(f"{HOME}{name}"), "svg") for name in ("one", "two")}
    before = drawn(jobs, tmp_path)
    one, two = (tmp_path / drawing_cache.key_of(job) for job in jobs.values())
    os.utime(one, (0, 0))
    told: list[object] = []
    after = drawn(
        {"one": jobs["one"], "two": Job(QrCode(f"{HOME}new"), "svg")}, tmp_path, lambda *progress: told.append(progress)
    )
    assert after["one"] == before["one"]
    assert one.stat().st_mtime == 0
    assert after["two"] != before["two"]
    assert two.is_file()
    assert told == [("Drawing pictures", 0, 1), ("Drawing pictures", 1, 1)]


# ── What the pages say ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def views(made: Documents) -> Mapping[str, ContributionPage]:
    return {page.entry.id: page for page in made.pages if isinstance(page, ContributionPage)}


def snippet(page: ContributionPage, label: str) -> str:
    (found,) = (text for name, text in page.snippets if name.startswith(label))
    return select(etree.HTML(f'<p title="{attribute(found)}"></p>'), "//@title")[0]


def test_the_markdown_shows_the_slide_and_leads_to_the_page(views, catalogue):
    for entry in catalogue.contributions:
        html = etree.HTML(MarkdownIt().render(snippet(views[entry.id], "Markdown")))
        assert select(html, "//a/@href") == [f"{HOME}p/{entry.number}/"] * 2
        assert select(html, "//a/img/@src") == [f"{HOME}{addresses.card(entry.id, 'png')}"]
        assert select(html, "//a/img/@alt") == [entry.name]
        said = " ".join(" ".join(select(html, "//p[position()>1]//text()")).split()).replace(" :", ":")
        citation = in_one_line(catalogue.reference(entry.reference))
        assert said == f"{entry.name}: {plain(entry.tagline)} {citation}"


def test_the_frame_for_beamer_is_ascii_and_says_the_same(views, catalogue):
    for entry in catalogue.contributions:
        latex = snippet(views[entry.id], "LaTeX")
        assert latex.isascii()
        assert latex.count("{") == latex.count("}")
        assert f"\\url{{{HOME}p/{entry.number}/}}" in latex
        assert f"{{{entry.id}-qr.png}}" in latex
        body = latex.partition("\n    ")[2]
        said = " ".join(LatexNodes2Text().latex_to_text(body.replace("\\par\\medskip", "")).split())
        assert plain(entry.tagline).replace("–", "-") in said.replace("–", "-")


def test_a_citation_in_short_names_the_first_of_many_authors(catalogue):
    known = {reference.number: reference for reference in catalogue.references}
    assert in_one_line(known[18]) == "J. Zeng et al., J. Chem. Phys. 159(5), 054801 (2023)"
    assert aip_in_short(known[18]).startswith("J. Zeng et al., “DeePMD-kit v2: A software package for")
    assert in_one_line(known[14]).startswith("D.F. Thomas du Toit and V.L. Deringer, J. Chem. Phys.")
