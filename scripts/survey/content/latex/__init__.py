"""Conversion of LaTeX to Unicode spans, and of Unicode to LaTeX. The only user of pylatexenc."""

from .decode import Decoded, LatexError, read_latex
from .encode import Writer, name_to_latex, spans_to_latex, to_latex, to_unicode_latex

__all__ = [
    "Decoded",
    "LatexError",
    "Writer",
    "name_to_latex",
    "read_latex",
    "spans_to_latex",
    "to_latex",
    "to_unicode_latex",
]
