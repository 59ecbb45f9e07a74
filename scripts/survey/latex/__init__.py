"""LaTeX text to Unicode spans, and Unicode back to ASCII LaTeX. The only user of pylatexenc."""

from .reading import Decoded, LatexError, read_latex
from .writing import spans_to_latex, to_latex

__all__ = ["Decoded", "LatexError", "read_latex", "spans_to_latex", "to_latex"]
