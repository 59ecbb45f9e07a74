"""LaTeX text to Unicode spans, and Unicode back to LaTeX. The only user of pylatexenc."""

from .reading import Decoded, LatexError, read_latex
from .writing import Writer, spans_to_latex, to_latex, to_unicode_latex

__all__ = ["Decoded", "LatexError", "Writer", "read_latex", "spans_to_latex", "to_latex", "to_unicode_latex"]
