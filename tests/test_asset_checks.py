"""Files of the survey's own: what is published of them, and what is refused where survey.yml names it."""

import random
import re
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image

from survey.content.asset_checks import ENDINGS, LARGEST, LONGEST_SIDE, flaws
from survey.slides.svg import picture_png

ROOT = Path(__file__).resolve().parents[1]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def picture(kind: str, width: int = 40, height: int = 30, mode: str = "RGB") -> bytes:
    file = BytesIO()
    Image.effect_noise((width, height), 50).convert(mode).save(file, kind)
    return file.getvalue()


PICTURES = {"png": picture("PNG"), "jpg": picture("JPEG"), "jpeg": picture("JPEG"), "webp": picture("WEBP")}
GOOD = {
    **PICTURES,
    "pdf": b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n",
    "svg": (ROOT / "content/assets/logo.svg").read_bytes(),
}


def told(name: str, content: bytes) -> list[str]:
    return [f"{flaw.code} {flaw.message}" for flaw in flaws(name, content)]


def drawing(inside: str, attributes: str = "") -> list[str]:
    return told("a.svg", SVG.format(attributes, inside).encode())


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_every_kind_that_is_published_is_good(ending):
    assert told(f"a.{ending}", GOOD[ending]) == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("other", ["png", "jpg", "webp", "svg", "pdf"])
def test_a_file_under_the_ending_of_another_kind_is_refused(ending, other):
    if ENDINGS[ending] != ENDINGS[other]:
        (flaw,) = told(f"a.{ending}", GOOD[other])
        assert flaw.startswith(f"FIL003 is not a{'n' * (ending == 'svg')} {ENDINGS[ending]} file: ")


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "pdf"])
def test_a_file_that_was_cut_off_is_refused(ending):
    whole = GOOD[ending]
    assert told(f"a.{ending}", whole[: len(whole) * 2 // 3])[0].startswith(
        f"FIL003 is not a complete {ENDINGS[ending]} file"
    )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_picture_may_have_any_colours(mode):
    file = BytesIO()
    Image.new(mode, (8, 8)).save(file, "PNG")
    assert told("a.png", file.getvalue()) == []


@pytest.mark.parametrize(("ending", "kind"), [("png", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP")])
def test_a_picture_has_so_many_pixels_a_side_at_most(ending, kind):
    file, larger = BytesIO(), BytesIO()
    Image.new("L", (LONGEST_SIDE, 1)).save(file, kind)
    Image.new("L", (1, LONGEST_SIDE + 1)).save(larger, kind)
    assert told(f"a.{ending}", file.getvalue()) == []
    assert told(f"a.{ending}", larger.getvalue()) == ["FIL004 is more than 8,192 pixels wide or high"]


def test_a_picture_that_says_it_is_enormous_is_refused_by_what_it_says():
    """100,000 × 100,000 pixels would be ten gigabytes."""
    enormous = bytearray(PICTURES["png"])
    enormous[16:24] = (100_000).to_bytes(4, "big") * 2
    assert told("a.png", bytes(enormous))[0].startswith(("FIL004", "FIL003"))


def test_a_file_has_so_many_bytes_at_most():
    padding = b"<!-- " + b"x" * LARGEST + b" -->"
    assert told("a.svg", GOOD["svg"] + padding) == ["FIL004 is larger than 2,000,000 bytes"]


# ── SVG ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<rect fill="url(#g)" width="1" height="1"/><circle style="stroke: url(\'#g\'); opacity: .5" r="2"/>',
        '<style type="text/css"><![CDATA[.a { fill: #fff } *{stroke-linejoin: round}]]></style><path class="a"/>',
        '<symbol id="s"><path d="M0 0L1 1"/></symbol><use xlink:href="#s" transform="translate(1 2) rotate(4)"/>',
        '<clipPath id="c"><rect width="1"/></clipPath><g clip-path="url(#c)"><text x="1">A (b) @c \\ d</text></g>',
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:cc="http://creativecommons.org/ns#"><cc:Work rdf:about=""/></rdf:RDF></metadata>',
        '<g xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="Layer" id="layer (1)"/>',
        '<title>A drawing</title><desc xml:lang="en">Of nothing</desc><g aria-label="url(x)" data-name="a(b)"/>',
    ],
)
def test_what_drawing_programs_write_is_good(inside):
    assert drawing(inside, 'width="32px" height="10in" viewBox="0 0 32 32" role="img"') == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>window.ran = 1</script>",
        '<script xmlns="http://www.w3.org/1999/xhtml">window.ran = 1</script>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">window.ran = 1</x:script>',
        "<SCRIPT/>",
        '<g onload="window.ran = 1"/>',
        '<g ONCLICK="window.ran = 1"/>',
        "<foreignObject/>",
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://elsewhere.example/"/>',
        '<metadata><b xmlns="http://www.w3.org/1999/xhtml" onclick="window.ran = 1"/></metadata>',
        '<a href="#a"/>',
        '<a xlink:href="java&#x73;cript:window.ran=1"/>',
        '<use href="https://elsewhere.example/a.svg#b"/>',
        '<use xlink:href="other.svg#b"/>',
        '<use href=" #b"/>',
        '<linearGradient href="data:image/svg+xml,x#y"/>',
        '<image href="a.png"/>',
        '<feImage href="#a"/>',
        '<g filter="url(#f)"/>',
        '<set attributeName="href" to="#a"/>',
        '<animate attributeName="href"/>',
        '<animateTransform attributeName="transform"/>',
        '<handler type="application/ecmascript"/>',
        '<listener event="click"/>',
        '<rect fill="url(https://elsewhere.example/)"/>',
        '<rect fill="URL( //elsewhere.example/ )"/>',
        '<rect fill="ururl(#a)l(https://elsewhere.example/)"/>',
        '<rect style="fill:u\\72l(https://elsewhere.example/)"/>',
        '<rect style="background:image-set(&quot;https://elsewhere.example/&quot; 1x)"/>',
        "<style>@import '//elsewhere.example/a.css';</style>",
        "<style>@font-face{src:url(a)}</style>",
        "<style>a{fill:url(#a)}</style>",
        "<style>a{fill:src('//elsewhere.example/')}</style>",
        "<style>@impo<![CDATA[rt]]> 'a';</style>",
        "<style>\\40 import 'a';</style>",
        "<style><g/>@import 'a';</style>",
        "<style><style/>@import 'a';</style>",
        '<g xml:base="https://elsewhere.example/"/>',
        '<?xml-stylesheet href="a.css"?>',
        '<discard begin="0s"/>',
        '<view id="a"/>',
        '<cursor href="a.png"/>',
        '<mpath href="#a"/>',
        "<switch/>",
        '<svg:rect xmlns:svg="http://www.w3.org/2000/svgx"/>',
    ],
)
def test_what_could_run_or_fetch_something_is_refused(inside):
    assert [each for each in drawing(inside) if re.fullmatch("FIL005 has .+ in line 1", each)]


@pytest.mark.parametrize("text", ["a\u200bb", "\u202egnp.exe", "a&#x200b;b", "a&#x3164;b"])
def test_letters_that_nobody_sees_are_refused_in_a_drawing_too(text):
    (flaw,) = drawing(f"<text>{text}</text>")
    assert re.fullmatch(r"FIL005 has the invisible character U\+.+ in line 1", flaw)


@pytest.mark.parametrize(
    "kind", ["<!DOCTYPE svg>", '<!DOCTYPE svg [<!ENTITY a "b">]>', '<!DOCTYPE svg SYSTEM "a.dtd">']
)
def test_a_document_type_is_refused_before_anything_is_made_of_it(kind):
    content = f"{kind}{SVG.format('', '<title>&a;</title>')}"
    assert told("a.svg", content.encode()) == ["FIL005 has a document type in line 1"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-7"])
def test_a_drawing_in_another_encoding_is_refused(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{SVG.format("", "<title>ü</title>")}'
    assert told("a.svg", text.encode(encoding))
    assert told("a.svg", text.encode())


def test_a_drawing_that_copies_itself_over_and_over_is_refused_before_it_is_drawn():
    levels = (f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, 15))
    assert drawing('<g id="g0"/>' + "".join(levels)) == ["FIL004 draws more than 20,000 elements"]
    masks = (f'<mask id="m{n}"><rect mask="url(#m{n - 1})"/><rect mask="url(#m{n - 1})"/></mask>' for n in range(1, 15))
    assert drawing('<mask id="m0"/>' + "".join(masks)) == ["FIL004 draws more than 20,000 elements"]
    circle = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    assert drawing(circle) == ["FIL004 draws more than 20,000 elements"]
    assert drawing("<g/>" * 19_999) == []
    assert drawing("<g/>" * 20_000) == ["FIL004 draws more than 20,000 elements"]
    assert drawing("<g>" * 60 + "</g>" * 60) == ["FIL005 has elements nested more than 50 levels deep in line 1"]


@pytest.mark.parametrize(
    "inside",
    [
        f"<style>{'a' * 1_900_000}</style>",
        f"<style>{'a-' * 900_000}(</style>",
        f'<path d="{"(" * 1_900_000}"/>',
        f'<path d="{"url(" * 400_000}"/>',
        f'<path d="url({" " * 1_900_000}"/>',
        f'<path d="url(#{"a" * 1_900_000}"/>',
        f'<svg width="{"1" * 1_900_000}!"/>',
        '<g id="a" fill="url(#a)"/>' * 70_000,
        "<a>" * 600_000,
        "<g/>" * 400_000,
    ],
    ids=lambda inside: inside[:20],
)
def test_the_largest_drawing_is_looked_at_in_bounded_time(inside):
    start = perf_counter()
    drawing(inside, f'width="{"1" * 90_000}!"' if "<svg" in inside else "")
    assert perf_counter() - start < 5


def test_many_flaws_are_told_once_each_and_not_without_end():
    assert len(drawing('<g onload="1"/>' * 1_000)) == 1
    assert len(drawing("".join(f'<g on{n}="1"/>' for n in range(1_000)))) == 21


@pytest.mark.parametrize("ending", ["svg", "png", "jpg"])
def test_whatever_passes_can_be_drawn_on_slides(ending):
    assert picture_png(f"a.{ending}", GOOD[ending], 64).startswith(b"\x89PNG")


# ── Damage ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def accident(content: bytes, dice: random.Random) -> bytes:
    """Return *content* after a few bytes were changed, lost or put in."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(content) + 1)
        lost = dice.choice([0, 1, 4, 50])
        content = content[:at] + dice.randbytes(dice.choice([0, 1, 4])) + content[at + lost :]
    return content


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "pdf", "svg"])
def test_damage_is_a_flaw_or_none_and_never_a_traceback(ending):
    dice = random.Random(ending)
    seen = {bool(told(f"a.{ending}", accident(GOOD[ending], dice))) for _ in range(300)}
    assert True in seen
