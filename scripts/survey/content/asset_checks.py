"""Checks of the content of the survey's own files: images and PDF that cannot run code or load anything.

They are published on the site's own origin, so a script in one would run with the rights of the site. Raster images
cannot run anything. An SVG file can do everything that a page can; it may have only the few elements and attributes
that drawings need. A PDF is accepted as it is: its scripts run, if at all, in the reader's viewer, which browsers
isolate from the site; and since everything in a PDF may be compressed, no check could exclude them.
"""

import re
import struct
import warnings
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from io import BytesIO
from string import ascii_lowercase
from xml.parsers import expat

from ..text.characters import named, unseen

LARGEST = 2_000_000
"""Maximum file size in bytes."""
LONGEST_SIDE = 8_192
"""Maximum width and height in pixels."""
MOST_DRAWN = 20_000
"""Maximum number of drawn elements of an SVG file, counted at each use: a file of few lines can ask for billions."""
DEEPEST = 50
"""Maximum depth of nested elements in an SVG file."""
MOST_FLAWS = 20
"""Maximum number of problems reported at once for one SVG file."""

ENDINGS: Mapping[str, str] = {
    "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WebP", "svg": "SVG", "pdf": "PDF",
}  # fmt: skip
"""File ending to the required type: servers tell browsers the type by the ending."""
DRAWABLE = tuple(ending for ending, kind in ENDINGS.items() if kind in {"PNG", "JPEG", "SVG"})
"""Endings of images that can be drawn on slides and in link previews."""

BEGINNINGS: Mapping[str, re.Pattern[bytes]] = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "WebP": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    "PDF": re.compile(rb"%PDF-[12]\.[0-9]"),
    "SVG": re.compile(rb"(?:\xef\xbb\xbf)?\s*<"),
}
"""Beginning of each type; for SVG, only whether it is XML at all."""

DAMAGES = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, struct.error, zlib.error,
)  # fmt: skip
"""Exceptions of Pillow for truncated or corrupted files, including those that it catches itself in places."""


@dataclass(frozen=True)
class Flaw:
    """A reason not to publish a file: code, what is wrong, what to do."""

    code: str
    message: str
    hint: str


def flaws(name: str, content: bytes) -> Iterator[Flaw]:
    """Yield every problem of the file *name*, whose ending is one of ENDINGS."""
    wanted = ENDINGS[name.rpartition(".")[2]]
    found = next((kind for kind, pattern in BEGINNINGS.items() if pattern.match(content)), "")
    if len(content) > LARGEST:
        yield Flaw("FIL004", f"is larger than {LARGEST:,} bytes", "publish large files elsewhere, and link to them")
    elif wanted != found:
        known = f"its content is {found}" if found and found != "SVG" else "its content is something else"
        hint = f"only {', '.join(dict.fromkeys(ENDINGS.values()))} are published, each with its own file extension"
        yield Flaw(
            "FIL003",
            f"is not {'an' if wanted == 'SVG' else 'a'} {wanted} file: {known}" if content else "is empty",
            hint,
        )
    elif wanted == "SVG":
        yield from _flaws_of_svg(content)
    elif wanted == "PDF":
        if b"%%EOF" not in content[-1024:]:
            yield Flaw("FIL003", "is not a complete PDF file: its end is missing", "copy it again")
    else:
        yield from _flaws_of_picture(content, wanted)


def _flaws_of_picture(content: bytes, kind: str) -> Iterator[Flaw]:
    from PIL import Image  # imported late: most surveys have drawings only, and the import would slow every build

    too_large = Flaw("FIL004", f"is more than {LONGEST_SIDE:,} pixels wide or high", "make it smaller")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=[kind.upper()]) as picture:
                if max(picture.size) > LONGEST_SIDE:
                    yield too_large
                else:
                    picture.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            yield too_large
        except DAMAGES:
            yield Flaw("FIL003", f"is not a complete {kind} file: it cannot be drawn", "copy it again")


# ── SVG ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
NOTES = (
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
    "http://inkscape.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.serif.com/",
)
"""Namespaces of drawing programs' own notes, in elements and attributes that browsers ignore."""

ELEMENTS = frozenset(
    """
    svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon text tspan
    linearGradient radialGradient stop clipPath mask
    """.split()  # noqa: SIM905
)
"""Allowed elements. Patterns, markers and filters are not allowed: their cost cannot be computed beforehand."""

ATTRIBUTES = frozenset(
    """
    x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate d points width height viewBox preserveAspectRatio transform
    gradientUnits gradientTransform spreadMethod offset clipPathUnits maskUnits maskContentUnits pathLength textLength
    lengthAdjust version baseProfile enable-background type media style

    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-rendering direction display
    dominant-baseline fill fill-opacity fill-rule font-family font-size font-size-adjust font-stretch font-style
    font-variant font-weight image-rendering isolation letter-spacing mask mask-type mix-blend-mode opacity overflow
    paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
    unicode-bidi vector-effect visibility white-space word-spacing writing-mode
    """.split()  # noqa: SIM905
)
"""Allowed attributes: dimensions and appearance."""

FREE = re.compile(r"id|class|role|lang|aria-[a-z]+|data-[a-z0-9-]+")
"""Attributes with any value."""

FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx", "skewy"})
"""Functions allowed in values: colours and transformations."""

WITHIN = re.compile(r"""url\(\s*(["']?)#([\w.-]+)\1\s*\)""", re.IGNORECASE)
"""A reference to another element of the same file."""

PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
LENGTH = re.compile(r"\s*((?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\s*([a-z]*)\s*")


class _TooManyElements(Exception):
    """There is too much to draw."""


class _StopReading(Exception):
    """Stop reading: after a document type, which can redefine all that follows, or after too many problems."""


@dataclass
class _Drawing:
    """The state while an SVG file is read; used only inside `_flaws_of_svg`."""

    parser: expat.XMLParserType
    flaws: dict[str, Flaw] = field(default_factory=dict)
    """The first flaw of each kind."""
    open: list[int] = field(default_factory=list)
    """The elements that enclose the current position, by their number in file order."""
    inside: dict[int, list[int]] = field(default_factory=dict)
    """The children of each element."""
    named: dict[str, int] = field(default_factory=dict)
    uses: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The ids to which each element refers."""
    refused: int = 0
    """Depth of the refused element that encloses the current position; 0 if there is none."""
    style: list[str] | None = None
    """The text so far of the current style sheet; None outside of one."""

    def refuse(self, what: str, hint: str = "save it as plain SVG: shapes, text, gradients, colours") -> None:
        """Record something that is not allowed in a drawing."""
        self.flaws.setdefault(what, Flaw("FIL005", f"has {what} in line {self.parser.CurrentLineNumber}", hint))
        if len(self.flaws) > MOST_FLAWS:
            raise _StopReading

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Check the start of an element."""
        number = len(self.inside)
        if number >= MOST_DRAWN:
            raise _TooManyElements
        self.inside[number] = []
        if self.open:
            self.inside[self.open[-1]].append(number)
        self.open.append(number)
        if self.refused:
            return
        space, _, local = name.rpartition(" ")
        if number and space in NOTES and self.style is None and len(self.open) <= DEEPEST:
            return
        if self.style is not None:
            self.refuse(f"the element <{local}> within a style sheet")
        elif number == 0 and name != f"{SVG} svg":
            self.refuse(f"the root <{local}>", "the root of an SVG file is <svg> in the SVG namespace")
        elif space != SVG or local not in ELEMENTS:
            self.refuse(f"the element <{local}>")
        elif len(self.open) > DEEPEST:
            self.refuse(f"elements nested more than {DEEPEST} levels deep")
        else:
            self.style = [] if local == "style" else self.style
            for key, value in attributes.items():
                self.attribute(number, local, key, value)
            if number == 0:
                self.measure(attributes)
            return
        self.refused = len(self.open)

    def attribute(self, number: int, element: str, name: str, value: str) -> None:
        """Check an attribute."""
        self.letters(value)
        space, _, local = name.rpartition(" ")
        if space in NOTES or (space == XML and local in {"space", "lang"}):
            return
        if local == "href" and space in {"", XLINK}:
            if re.fullmatch(r"#[\w.-]+", value):
                self.uses[number].add(value[1:])
            else:
                self.refuse(f"the link '{value[:60]}' in <{element}>", "a drawing may refer only to its own parts")
        elif not space and FREE.fullmatch(local):
            if local == "id" and self.named.setdefault(value, number) != number:
                self.refuse(f"the id '{value[:60]}' twice", "give each element an id of its own")
        elif not space and local in ATTRIBUTES:
            self.uses[number] |= {target for _, target in WITHIN.findall(value)}
            if not _harmless(WITHIN.sub(" ", value)):
                self.refuse(f"'{value[:60]}' as {local}", "a drawing may refer only to its own parts")
        else:
            self.refuse(f"the attribute {local}")

    def measure(self, attributes: Mapping[str, str]) -> None:
        """Check the size of the drawing."""
        for side in ("width", "height"):
            length = LENGTH.fullmatch(attributes.get(side, ""))
            if length and float(length[1]) * PIXELS.get(length[2], 0) > LONGEST_SIDE:
                what = f"is more than {LONGEST_SIDE:,} pixels wide or high"
                self.flaws[side] = Flaw("FIL004", what, "give it a smaller size")

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        if len(self.open) == self.refused:
            self.refused = 0
        self.open.pop()
        if self.style is not None and name == f"{SVG} style":
            if not _harmless("".join(self.style)):
                hint = "write colours and gradients as attributes; a style sheet may not import or refer to anything"
                self.refuse("a style sheet that could fetch something", hint)
            self.style = None

    def text(self, text: str) -> None:
        """Check text."""
        if self.style is not None:
            self.style.append(text)
        elif not self.refused:
            self.letters(text)

    def letters(self, text: str) -> None:
        """Refuse invisible characters."""
        for _, sign in unseen(text):
            self.refuse(f"the invisible character {named(sign)}", "delete it")

    def doctype(self, *_: object) -> None:
        """Refuse a document type: it can define entities."""
        self.refuse("a document type", "delete <!DOCTYPE …>; SVG does not need it")
        raise _StopReading

    def instruction(self, target: str, _data: str) -> None:
        """Refuse a processing instruction, which can load a style sheet or a program."""
        self.refuse(f"the instruction <?{target}?>", "delete it")

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Refuse any encoding but UTF-8: two parsers could read different texts."""
        if encoding and encoding.casefold() not in {"utf-8", "us-ascii", "ascii"}:
            self.refuse(f"the encoding {encoding}", "save it as UTF-8")

    def count(self) -> None:
        """Raise _TooManyElements if too much is drawn, counted at each use, or CycleError if one uses itself."""
        needs = {
            number: [*inside, *(self.named[name] for name in self.uses.get(number, ()) if name in self.named)]
            for number, inside in self.inside.items()
        }
        drawn: dict[int, int] = {}
        for number in TopologicalSorter(needs).static_order():
            drawn[number] = 1 + sum(drawn[each] for each in needs[number])
            if drawn[number] > MOST_DRAWN:
                raise _TooManyElements


def _flaws_of_svg(content: bytes) -> Iterator[Flaw]:
    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    parser.buffer_text = True  # whether a joiner is allowed depends on the adjacent letters
    drawing = _Drawing(parser)
    handlers: Mapping[str, Callable[..., object]] = {
        "StartElementHandler": drawing.begin,
        "EndElementHandler": drawing.end,
        "CharacterDataHandler": drawing.text,
        "StartDoctypeDeclHandler": drawing.doctype,
        "ProcessingInstructionHandler": drawing.instruction,
        "XmlDeclHandler": drawing.declaration,
    }
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    try:
        parser.Parse(content, True)
        drawing.count()
    except _StopReading:
        pass
    except (_TooManyElements, CycleError):
        yield Flaw("FIL004", f"draws more than {MOST_DRAWN:,} elements", "make it simpler; no element may use itself")
    except expat.ExpatError as error:
        what = f"is not an SVG file: line {error.lineno} is not well-formed XML ({expat.errors.messages[error.code]})"
        yield Flaw("FIL003", what, "save it as SVG again")
    yield from dict.fromkeys(drawing.flaws.values())


def _harmless(style: str) -> bool:
    """Return whether attribute values or a style sheet load nothing, judged by the functions that they use."""
    before = (part.rstrip() for part in style.casefold().split("(")[:-1])
    called = {part[len(part.rstrip(f"{ascii_lowercase}-")) :] for part in before}
    return called <= FUNCTIONS and not set(style) & set("\\@")
