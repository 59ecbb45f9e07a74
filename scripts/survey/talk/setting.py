"""Text into lines that fit: wrapped by width, smaller when there is too much of it, never beyond its column."""

from collections.abc import Iterator, Sequence

from .faces import spelt, width
from .scene import Face

SMALLEST = 32
"""Pixels on a slide of 1920 × 1080: 16 points on a slide of 13.33 inches."""


def fitted(text: str, face: Face, column: float, sizes: Sequence[int], most_lines: int) -> tuple[int, tuple[str, ...]]:
    """Return the largest of *sizes* at which *text* fits into *most_lines* of a *column*, and its lines.

    What does not fit at the smallest size ends in an ellipsis.
    """
    return first_fitting(text, face, column, [(size, most_lines) for size in sizes])


def first_fitting(
    text: str, face: Face, column: float, choices: Sequence[tuple[int, int]]
) -> tuple[int, tuple[str, ...]]:
    """Return the first of *choices*, each a size and a number of lines, into which *text* fits, as `fitted` does."""
    known = spelt(" ".join(text.split()), face)
    for size, most_lines in choices:
        lines = tuple(_wrapped(known, face, column, size))
        if len(lines) <= most_lines:
            return size, _balanced(known, face, column, size, lines)
    return size, (*lines[: most_lines - 1], _ended(lines[most_lines - 1], face, column, size))


def _wrapped(text: str, face: Face, column: float, size: float) -> Iterator[str]:
    line = ""
    for word in _words(text, face, column, size):
        longer = f"{line} {word}".strip()
        if line and width(longer, face, size) > column:
            yield line
            line = word
        else:
            line = longer
    yield line


def _words(text: str, face: Face, column: float, size: float) -> Iterator[str]:
    """Yield the words of *text*; one that is wider than the column comes in pieces."""
    for word in text.split():
        piece = ""
        for character in word:
            if width(piece + character, face, size) > column:
                yield piece
                piece = ""
            piece += character
        yield piece


def _balanced(text: str, face: Face, column: float, size: float, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many lines, of about one length: no single word is left over at the end."""
    narrower, best = column, lines
    narrowest = max([column / 2, *(width(word, face, size) for word in text.split())])
    while len(lines) > 1 and narrower - column / 40 > narrowest:
        narrower -= column / 40
        tried = tuple(_wrapped(text, face, narrower, size))
        if len(tried) > len(lines):
            break
        best = tried
    return best


def _ended(line: str, face: Face, column: float, size: float) -> str:
    while line and width(f"{line} …", face, size) > column:
        line = line[:-1].rstrip()
    return f"{line} …"
