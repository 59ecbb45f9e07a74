"""Conversion of Unicode to LaTeX for BibTeX, as pdfLaTeX prints it and readers of .bib files support it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from pylatexenc.latexencode import get_builtin_uni2latex_dict  # type: ignore[import-untyped]

from ..references import Span, title_runs
from .decode import COMBINING, MISREAD, WRITTEN

Writer = Callable[[str], str]
"""Function from text to LaTeX."""

GREEK = 0x370
LATIN_1 = "\u00ff"
WORD = re.compile(r"(\W*)(\w{,3})(\w*)")
"""A word and its first three letters: BibTeX counts bytes; `abbrv` takes a name's first letter, `alpha` three."""
PLAIN = re.compile(r"[A-Za-z0-9 .,:;()/+?!-]*")
"""Text that LaTeX prints unchanged; most text matches, and looking up every letter is slow."""


def to_latex(text: str) -> str:
    """Return *text* as LaTeX: each accent in its own braces, ’ as a plain apostrophe.

    Without the braces, BibTeX and other readers split a name at the space after an accent command.
    """
    if PLAIN.fullmatch(text):
        return text
    return "".join(map(_spelt, unicodedata.normalize("NFC", text)))


def name_to_latex(text: str) -> str:
    """Return a name as LaTeX; where BibTeX may cut it, letters that it would cut in two are written as commands."""
    if PLAIN.fullmatch(text):
        return text
    return WORD.sub(
        lambda word: (
            to_latex(word[1]) + "".join(MISREAD.get(letter, _spelt(letter)) for letter in word[2]) + to_latex(word[3])
        ),
        unicodedata.normalize("NFC", text),
    )


def to_unicode_latex(text: str) -> str:
    """Return *text* as LaTeX in UTF-8: only characters with a meaning in LaTeX become commands."""
    return re.sub(r"[\x00-\x7f]+", lambda run: to_latex(run[0]), unicodedata.normalize("NFC", text))


def spans_to_latex(spans: Iterable[Span], write: Writer = to_latex) -> str:
    """Return a title as LaTeX: one pair of braces around each protected or mathematical run.

    BibTeX styles convert the other letters of a title to lower case (btxdoc, field ``title``).
    """
    written = ((run.protected, "".join(_written(span, write) for span in run.spans)) for run in title_runs(spans))
    return "".join(f"{{{latex}}}" if braced else latex for braced, latex in written)


def _written(span: Span, write: Writer) -> str:
    latex = write(span.text)
    if span.kind == "text":
        return latex
    if span.kind == "emphasis":
        return f"\\emph{{{latex}}}"
    if re.fullmatch(r"[A-Za-z0-9+=()-]+", latex):
        return f"${'_' if span.kind == 'sub' else '^'}{{{latex}}}$"
    return f"\\text{'sub' if span.kind == 'sub' else 'super'}script{{{latex}}}"


@cache
def _spelt(letter: str) -> str:
    """Return a letter or sign as LaTeX, in the spelling that pdfLaTeX prints and most readers support.

    Tested with ten readers and pdfLaTeX, for 327 Latin letters in every spelling: see tests/programs/test_letters.py.
    Characters without a command in pdfLaTeX (ħ, ơ, Chinese) are unchanged, as are letters and signs that pdfLaTeX
    accepts and whose commands some reader does not support (đ, ș, ×, °, …): all readers support the characters.
    """
    if letter.isascii() or letter in WRITTEN or letter in MISREAD:
        return WRITTEN.get(letter, letter)
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    if marks:
        known = base.isascii() and all(mark in COMBINING for mark in marks)
        return _accented(letter, base, [COMBINING[mark] for mark in marks]) if known else letter
    mathematics = re.fullmatch(r"\\ensuremath\{(.+)\}", get_builtin_uni2latex_dict().get(ord(letter), ""))
    # \ensuremath is not widely supported outside LaTeX; dollars are.
    return f"{{${mathematics[1]}$}}" if mathematics and ord(letter) >= GREEK else letter


def _accented(letter: str, base: str, accents: Sequence[str]) -> str:
    r"""Return a letter with one or more accents, in its own braces.

    An i keeps its dot: readers combine ı and an accent in ``{\'\i}``, and LaTeX drops the dot by itself. Zotero reads
    ``{\.e}`` and ``{\H o}`` only without inner braces, an old reader ``{\'{c}}`` and ``{\={a}}`` only with them.
    """
    first, *others = accents
    if first == "H":
        latex = f"\\H {base}"
    elif first == "." or (letter <= LATIN_1 and not first.isalpha()):
        latex = f"\\{first}{base}"
    else:
        latex = f"\\{first}{{{base}}}"
    for accent in others:
        latex = f"\\{accent}{{{latex}}}"
    return f"{{{latex}}}"
