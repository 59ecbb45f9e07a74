"""Slides in programs that set their text anew, in other fonts than ours: LibreOffice shows decks, rsvg shows cards."""

import os
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.content.project import Project
from survey.site.documents import documents
from survey.slides import drawn, fonts, render_job, slide
from survey.slides.assets import SlideAssets
from survey.slides.drawing import BOLD, FACES, PAPER, Code, EmbeddedPicture
from survey.slides.jobs import Deck, Fact, Job, Mark, Slide, font_jobs

ROOT = Path(__file__).resolve().parents[2]
FONTS = {"DejaVu": "/usr/share/fonts/truetype/dejavu", "Liberation": "/usr/share/fonts/truetype/liberation"}
"""The widest fonts that stand in for those of a slide, and those that are as wide as Arial."""
ALIAS = "<alias binding='same'><family>{}</family><prefer><family>{}</family></prefer></alias>"
SECONDS = 240


@dataclass(frozen=True)
class Area:
    """A rectangle on a page, in shares of its width and height, and what is in it."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def meets(self, other: "Area") -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.001
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.001
        )


def test_slides_have_room_for_every_letter_as_wide_as_dejavu_has_it(program):
    if not Path(FONTS["DejaVu"]).is_dir():
        program("fonts-dejavu")
    for face in FACES:
        bold = "-Bold" if face.weight >= BOLD else ""
        (path,) = fonts.files([face])
        known = characters(path)
        for family in ("DejaVuSans", "DejaVuSerif"):
            wide = characters(Path(FONTS["DejaVu"], f"{family}{bold}.ttf"))
            shown = [
                character for character in known.keys() & wide.keys() if unicodedata.category(character)[0] in "LNP"
            ]
            assert len(shown) > 400
            latin = [character for character in shown if character < "\u0250" or "\u2010" <= character <= "\u2027"]
            # A tenth of an em: the caron of ľ stands beside it.
            narrow = {character for character in latin if wide[character] > fonts.widest(character, face, 1) + 0.1}
            assert narrow == set(), f"{family}{bold}"


def characters(path: Path) -> dict[str, float]:
    """Return the width of every character of a font, in em."""
    with TTFont(path) as font:
        unit = font["head"].unitsPerEm
        return {chr(code): font["hmtx"][name][0] / unit for code, name in font.getBestCmap().items()}


# ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def kit(catalogue: Catalogue) -> SlideAssets:
    edition = BuildIdentity("https://survey.example/", None, 0, "")
    return documents(Project.at(ROOT, ROOT / "templates"), catalogue, edition).slide_assets


@pytest.fixture(scope="module")
def files(kit: SlideAssets) -> Mapping[str, bytes]:
    return drawn(kit.jobs, Project.at(ROOT, ROOT / "templates").drawings)


@pytest.fixture(scope="module")
def cards(kit: SlideAssets) -> tuple[Slide, ...]:
    return tuple(job.record for job in kit.jobs.values() if isinstance(job.record, Slide) and job.kind == "svg")


@pytest.fixture(scope="module")
def hard(cards: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Return slides with as much text as they can be given, in wide letters and in narrow ones."""
    return tuple(
        replace(
            cards[0],
            id=f"hard-{index}",
            name=f"{word} {word} and {word}",
            tagline=" ".join([word] * (120 // len(word))),
            authors=f"{word.title()} {word.title()} and {word.title()} {word.title()}, 2031",
            marks=tuple(Mark(f"{word} {colour}", colour) for colour in ("#aa0000", "#00aa00", "#0000aa", "#aaaa00")),
            facts=tuple(Fact(label, f"{word}, {word}, {word} {word}"[:42]) for label in ("One", "Two", word)),
            citation=" ".join([word] * (300 // len(word))),
            small_print=" · ".join([word] * (120 // len(word))),
            url=f"https://{word.lower()}.university.example/software-for-everything/p/9/",
        )
        for index, word in enumerate(("MAMMOTHWORD", "wimmowwimmow", "illicit", "I|I", "GNU-LGPL-3.0-only", "Æœßżő"))
    )


@pytest.fixture(scope="module", params=FONTS)
def environment(request: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which there are no other fonts."""
    folder = tmp_path_factory.mktemp("fonts")
    if not Path(FONTS[request.param]).is_dir():
        request.getfixturevalue("program")(f"fonts-{request.param.lower()}")
    sans, serif = f"{request.param} Sans", f"{request.param} Serif"
    stand_in = {"Arial": sans, "sans-serif": sans, "Georgia": serif, "serif": serif}
    aliases = "".join(ALIAS.format(family, other) for family, other in stand_in.items())
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{FONTS[request.param]}</dir><cachedir>{folder}/cache</cachedir>{aliases}</fontconfig>"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}


# ── Reading pages ────────────────────────────────────────────────────────────────────────────────────────────────────


def run(*command: object, environment: Mapping[str, str]) -> None:
    subprocess.run([*map(str, command)], env=environment, check=True, capture_output=True, timeout=SECONDS)


def words(pdf: Path, pdftotext: str, environment: Mapping[str, str]) -> list[list[Area]]:
    """Return the words of each page: of their boxes, the part between the heights of small letters and the baseline."""
    run(pdftotext, "-bbox", pdf, pdf.with_suffix(".html"), environment=environment)
    root = etree.parse(pdf.with_suffix(".html"), etree.HTMLParser(encoding="utf-8")).getroot()
    return [[area(word, page) for word in page.iter("word")] for page in root.iter("page")]


def area(word: Any, page: Any) -> Area:
    left, top, right, bottom = (float(word.get(key)) for key in ("xmin", "ymin", "xmax", "ymax"))
    wide, high = float(page.get("width")), float(page.get("height"))
    line = bottom - top
    return Area(left / wide, (top + line * 0.3) / high, right / wide, (bottom - line * 0.25) / high, word.text or "")


def collisions(page: list[Area], pictures: list[Area]) -> Iterator[str]:
    for word in page:
        if min(word.left, word.top) < 0 or max(word.right, word.bottom) > 1:
            yield f"«{word.text}» leaves the page"
    for one, other in (*combinations(page, 2), *((word, picture) for word in page for picture in pictures)):
        if one.meets(other):
            yield f"«{one.text}» lies on «{other.text}»"


# ── Decks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def decks(files: Mapping[str, bytes], hard: tuple[Slide, ...], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("decks")
    made = {Path(name).name: file for name, file in files.items() if name.endswith(".pptx")}
    made["hard.pptx"] = render_job.draw(Job(Deck("Hard", "Somebody", "2031-02-03", hard), "pptx"))
    for name, file in made.items():
        (folder / name).write_bytes(file)
    return sorted(folder / name for name in made)


@pytest.fixture(scope="module")
def converted(
    decks: list[Path],
    environment: Mapping[str, str],
    program: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return a folder with every deck as LibreOffice shows it, in PDF."""
    folder = tmp_path_factory.mktemp("converted")
    profile = f"-env:UserInstallation=file://{tmp_path_factory.mktemp('profile')}"
    told = (profile, "--headless", "--convert-to", "pdf", "--outdir", folder)
    run(program("soffice"), *told, *decks, environment=environment)
    return folder


def test_no_text_of_a_deck_lies_on_another_on_a_picture_or_beyond_the_slide(decks, converted, environment, program):
    pages = 0
    for path in decks:
        deck: Any = Presentation(str(path))
        shown = words(converted / f"{path.stem}.pdf", program("pdftotext"), environment)
        assert len(shown) == len(deck.slides)
        for made, page in zip(deck.slides, shown, strict=True):
            assert len(page) > 10, "it has no text that can be read"
            pictures = [place(shape, deck) for shape in made.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
            assert list(collisions(page, pictures)) == [], f"{path.name}: {made.shapes.title.text_frame.text}"
            pages += 1
    assert pages > 60


def place(shape: Any, deck: Any) -> Area:
    left, right = shape.left / deck.slide_width, (shape.left + shape.width) / deck.slide_width
    top, bottom = shape.top / deck.slide_height, (shape.top + shape.height) / deck.slide_height
    return Area(left, top, right, bottom, shape.name)


def test_every_word_of_a_deck_is_shown(decks, converted, environment, program):
    for path in decks:
        shown = words(converted / f"{path.stem}.pdf", program("pdftotext"), environment)
        deck: Any = Presentation(str(path))
        for made, page in zip(deck.slides, shown, strict=True):
            texts = "".join(shape.text_frame.text for shape in made.shapes if shape.has_text_frame)
            assert letters("".join(word.text for word in page)) == letters(texts)


def letters(text: str) -> list[str]:
    """Return the letters of *text* in the order of the alphabet: lines may be broken anywhere."""
    return sorted(re.sub(r"\s", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")))


def test_no_shape_throws_a_shadow(converted, environment, program):
    pdf, png = converted / "all-cards.pdf", converted / "shown"
    run(program("pdftoppm"), "-r", "72", "-png", pdf, png, environment=environment)
    shown = sorted(converted.glob("shown-*.png"))
    assert len(shown) > 20
    paper = tuple(bytes.fromhex(PAPER.removeprefix("#")))
    for path in shown:
        with Image.open(path) as picture:
            wide, high = picture.size
            below = {picture.getpixel((wide * share // 10, round(high * 27 / 1080))) for share in range(1, 10)}
            assert below == {paper}, f"{path.name}: below the stripe"


def test_a_deck_is_what_powerpoint_asks_of_a_file(decks):
    """Parts, relationships, and elements in the order of the schema."""
    for path in decks:
        result = OpenXmlValidator().validate(path)
        assert [str(error) for error in result.errors] == [], path.name


# ── Cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_text_of_a_card_as_svg_lies_on_another_or_on_the_code(files, cards, hard, environment, program, tmp_path):
    fonts = {font: render_job.draw(font) for font in font_jobs(hard)}
    svgs = {card: files[f"talk/contributions/{card.id}-card.svg"] for card in cards}
    svgs |= {card: render_job.draw_with_fonts(Job(card, "svg", tuple(fonts)), fonts) for card in hard}
    for card, svg in svgs.items():
        (tmp_path / f"{card.id}.svg").write_bytes(svg)
        pdf = tmp_path / f"{card.id}.pdf"
        run(program("rsvg-convert"), "-f", "pdf", tmp_path / f"{card.id}.svg", "-o", pdf, environment=environment)
        (page,) = words(pdf, program("pdftotext"), environment)
        assert len(page) > 10
        scene = slide.slide(card)
        pictures = [
            Area(part.x / 1920, part.y / 1080, (part.x + part.size) / 1920, (part.y + part.size) / 1080, part.alt)
            for part in scene.parts
            if isinstance(part, Code | EmbeddedPicture)
        ]
        assert list(collisions(page, pictures)) == [], card.name


def test_the_logo_of_a_card_shows(files, cards, environment, program, tmp_path):
    """Rsvg and Inkscape know only the older name of a picture's address, which SVG 2 replaced."""
    (tmp_path / "card.svg").write_bytes(files[f"talk/contributions/{cards[0].id}-card.svg"])
    run(program("rsvg-convert"), tmp_path / "card.svg", "-o", tmp_path / "card.png", environment=environment)
    (logo,) = (part for part in slide.slide(cards[0]).parts if isinstance(part, EmbeddedPicture))
    with Image.open(tmp_path / "card.png") as picture:
        box = (logo.x, logo.y, logo.x + logo.size, logo.y + logo.size)
        colours = picture.convert("RGB").crop(box).getcolors(100_000)
    assert colours is not None
    assert len(colours) > 20
