"""The parts of a drawing: shapes, lines of text, QR codes. Lengths are pixels; y of a text is its first baseline."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Face:
    """A font: family and weight, and its substitutes where it is not installed."""

    family: str
    weight: int
    generic: str
    """CSS fallback families."""
    office: str
    """A font that is available to office programs on every system."""


SERIF = Face("Source Serif 4", 600, "Georgia, serif", "Georgia")
SANS = Face("Source Sans 3", 400, "Arial, sans-serif", "Arial")
STRONG = Face("Source Sans 3", 600, "Arial, sans-serif", "Arial")
FACES = (SERIF, SANS, STRONG)
BOLD = 600
"""The least weight that programs with only regular and bold show in bold."""

# The palette of the light scheme in assets/survey.css.
PAPER = "#faf9f6"
CARD = "#ffffff"
INK = "#1c252e"
SOFT = "#4f5b66"
LINE = "#dcdad2"
ACCENT = "#0e6672"


@dataclass(frozen=True)
class Box:
    """A filled rectangle with an optional edge."""

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
    """The name of the text for editors and screen readers: Title, Authors …"""
    leading: float = 1.3
    align: Literal["left", "centre", "right"] = "left"
    joint: str = " "
    """The text between two lines when they are joined."""
    follows: bool = False
    """Whether it continues the box of the text before it as a new paragraph, in formats that lay out text again."""

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
    """Words on one line: in a wider font, each word is moved by those before it."""

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
        """The alternative text."""
        return f"QR code for {self.url}"


@dataclass(frozen=True)
class EmbeddedPicture:
    """A picture from a file of the survey, unchanged."""

    x: float
    y: float
    size: float
    name: str
    """The file's name; its extension gives the format."""
    content: bytes
    alt: str


Part = Box | Text | WordLine | Code | EmbeddedPicture


@dataclass(frozen=True)
class Drawing:
    """A drawing: its size, title and description, and its parts from back to front."""

    width: int
    height: int
    title: str
    description: str
    parts: tuple[Part, ...]
