"""Text layout: lines wrapped by width, in a smaller size if the text is long, never wider than the column."""

from collections.abc import Callable, Iterator, Sequence

from .drawing import Face
from .fonts import spelt

SMALLEST = 28
"""Pixels on a slide of 1920 × 1080: 14 points on a slide of 13.33 inches."""

Measure = Callable[[str, Face, float], float]
"""Returns the width of a text in a face at a size."""


def fitted(
    text: str, face: Face, column: float, sizes: Sequence[int], most_lines: int, width: Measure
) -> tuple[int, tuple[str, ...]]:
    """Return the largest of *sizes* at which *text* fits into *most_lines* of a *column*, and its lines.

    Text that does not fit at the smallest size is cut and ends in an ellipsis.
    """
    return first_fitting(text, face, column, [(size, most_lines) for size in sizes], width)


def first_fitting(
    text: str, face: Face, column: float, choices: Sequence[tuple[int, int]], width: Measure
) -> tuple[int, tuple[str, ...]]:
    """Return the first size of *choices* (size, most lines) at which *text* fits, and its lines, as `fitted` does.

    With the last of them, a word that is wider than the column is broken.
    """
    known = spelt(" ".join(text.split()), face)
    for size, most_lines in choices:
        lines = tuple(_wrapped(known, face, column, size, width))
        whole = all(width(word, face, size) <= column for word in known.split())
        if len(lines) <= most_lines and (whole or (size, most_lines) == choices[-1]):
            return size, _balanced(known, face, column, size, lines, width)
    return size, (*lines[: most_lines - 1], _with_ellipsis(lines[most_lines - 1], face, column, size, width))


def _wrapped(text: str, face: Face, column: float, size: float, width: Measure) -> Iterator[str]:
    line = ""
    for word in _words(text, face, column, size, width):
        longer = f"{line} {word}".strip()
        if line and width(longer, face, size) > column:
            yield line
            line = word
        else:
            line = longer
    yield line


def _words(text: str, face: Face, column: float, size: float, width: Measure) -> Iterator[str]:
    """Yield the words of *text*; a word wider than the column is split into pieces."""
    for word in text.split():
        piece = ""
        for character in word:
            if width(piece + character, face, size) > column:
                yield piece
                piece = ""
            piece += character
        yield piece


def _balanced(
    text: str, face: Face, column: float, size: float, lines: tuple[str, ...], width: Measure
) -> tuple[str, ...]:
    """Return the text in the same number of lines, of about equal length, so that no single word ends up alone."""
    narrower, best = column, lines
    narrowest = max([column / 2, *(width(word, face, size) for word in text.split())])
    while len(lines) > 1 and narrower - column / 40 > narrowest:
        narrower -= column / 40
        tried = tuple(_wrapped(text, face, narrower, size, width))
        if len(tried) > len(lines):
            break
        best = tried
    return best


def _with_ellipsis(line: str, face: Face, column: float, size: float, width: Measure) -> str:
    while line and width(f"{line} …", face, size) > column:
        line = line[:-1].rstrip()
    return f"{line} …"
