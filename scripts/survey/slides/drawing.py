"""What a picture is made of: shapes, lines of text, codes. Lengths are pixels; y of a text is its first baseline."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Face:
    """A font: family and weight, and what stands in for it where it is not installed."""

    family: str
    weight: int
    generic: str
    """CSS families to fall back on."""
    office: str
    """A font that office programs have on every system."""


SERIF = Face("Source Serif 4", 600, "Georgia, serif", "Georgia")
SANS = Face("Source Sans 3", 400, "Arial, sans-serif", "Arial")
STRONG = Face("Source Sans 3", 600, "Arial, sans-serif", "Arial")
FACES = (SERIF, SANS, STRONG)
BOLD = 600
"""The weight from which on a face is shown in bold by programs that know no other weights."""

# The palette of assets/survey.css, in light.
PAPER = "#faf9f6"
CARD = "#ffffff"
INK = "#1c252e"
SOFT = "#4f5b66"
LINE = "#dcdad2"
ACCENT = "#0e6672"


@dataclass(frozen=True)
class Box:
    """A filled rectangle, perhaps with an edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str = ""


@dataclass(frozen=True)
class Text:
    """Lines of text in one face and size, set into a column of the given width."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    size: float
    face: Face
    colour: str
    role: str
    """What the text is, for those who edit or hear the slide: Title, Authors …"""
    leading: float = 1.3
    align: Literal["left", "centre", "right"] = "left"
    joint: str = " "
    """What stands between two lines when they are one."""
    follows: bool = False
    """Whether it is the next paragraph of the text before it, where a program sets the text anew."""

    @property
    def bottom(self) -> float:
        """The last baseline."""
        return self.y + (len(self.lines) - 1) * self.size * self.leading


@dataclass(frozen=True)
class Word:
    """A word of a line."""

    text: str
    colour: str
    gap: float = 0
    """The space before it, in em."""


@dataclass(frozen=True)
class WordLine:
    """Words one behind the other: in a wider font, each moves on with those before it."""

    x: float
    y: float
    width: float
    words: tuple[Word, ...]
    size: float
    face: Face
    role: str

    @property
    def text(self) -> str:
        """All words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Code:
    """A QR code with its quiet zone, dark on white."""

    x: float
    y: float
    size: float
    url: str

    @property
    def alt(self) -> str:
        """What the code is, in words."""
        return f"QR code for {self.url}"


@dataclass(frozen=True)
class EmbeddedPicture:
    """A picture of the survey's own, as it is in the file."""

    x: float
    y: float
    size: float
    name: str
    """The file's name; its ending tells the kind."""
    content: bytes
    alt: str


Part = Box | Text | WordLine | Code | EmbeddedPicture


@dataclass(frozen=True)
class Drawing:
    """A picture: its size, what it shows in words, and its parts from back to front."""

    width: int
    height: int
    title: str
    description: str
    parts: tuple[Part, ...]
