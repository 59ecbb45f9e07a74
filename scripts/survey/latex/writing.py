"""Unicode to ASCII LaTeX that every BibTeX reader understands."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from pylatexenc import latexencode  # type: ignore[import-untyped]

from ..references import Span
from .commands import COMBINING, MISSPELT, WRITTEN

Writer = Callable[[str], str]
"""Writes text as LaTeX."""

TOUCHING = r"[\w()+-]*"
"""What belongs to the formula that a sub- or superscript stands in."""

GREEK = 0x370
PLAIN = re.compile(r"[A-Za-z0-9 .,:;()/+?!-]*")
"""What LaTeX prints as it stands: most text is nothing else, and looking up every letter is dear."""


def to_latex(text: str) -> str:
    """Return *text* as ASCII LaTeX, each accent in braces of its own (CITING B1); ’ becomes a plain apostrophe."""
    if PLAIN.fullmatch(text):
        return text
    return str(_encoder().unicode_to_latex(unicodedata.normalize("NFC", text)))


def to_unicode_latex(text: str) -> str:
    """Return *text* as LaTeX in UTF-8: only what LaTeX would take for a command is written as one."""
    return re.sub(r"[\x00-\x7f]+", lambda run: to_latex(run[0]), unicodedata.normalize("NFC", text))


def spans_to_latex(spans: Iterable[Span], write: Writer = to_latex) -> str:
    """Return a title as LaTeX: one pair of braces round each protected or mathematical run (CITING B3)."""
    runs = groupby(_whole_formulae(tuple(spans)), key=lambda span: span.protected or span.kind in ("sub", "sup"))
    written = ((braced, "".join(_written(span, write) for span in run)) for braced, run in runs)
    return "".join(f"{{{latex}}}" if braced else latex for braced, latex in written)


def _whole_formulae(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield *spans* with the letters that touch a sub- or superscript protected: the H and the O of H2O."""
    for before, span, after in zip((None, *spans), spans, (*spans[1:], None), strict=False):
        if span.kind != "text" or span.protected:
            yield span
            continue
        head, tail = (TOUCHING if _is_script(other) else "" for other in (before, after))
        pieces = re.fullmatch(f"({head})(.*?)({tail})", span.text, re.DOTALL)
        assert pieces is not None
        touching = zip(pieces.groups(), (True, False, True), strict=True)
        yield from (Span(text, protected=protected) for text, protected in touching if text)


def _is_script(span: Span | None) -> bool:
    return span is not None and span.kind in ("sub", "sup")


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
def _encoder() -> Any:
    table = {ord(sign): latex for sign, latex in WRITTEN.items()}
    own, misspelt, rest = (
        _rule(latexencode.RULE_DICT, table),
        _rule(latexencode.RULE_CALLABLE, _misspelt),
        _rule(latexencode.RULE_CALLABLE, _rest),
    )
    return latexencode.UnicodeToLatexEncoder(
        conversion_rules=[own, misspelt, "defaults", rest],
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )


def _rule(kind: Any, rule: object) -> Any:
    return latexencode.UnicodeToLatexConversionRule(kind, rule, replacement_latex_protection="none")


def _misspelt(text: str, position: int) -> tuple[int, str] | None:
    """Write letters for which pylatexenc's table has other letters (ű as ú), among them all accented Greek."""
    base = unicodedata.normalize("NFD", text[position])[0]
    wrong = text[position] in MISSPELT or (base != text[position] and ord(base) >= GREEK)
    return _rest(text, position) if wrong else None


def _rest(text: str, position: int) -> tuple[int, str] | None:
    """Write a letter that the tables lack from its parts (ș), or by its number (CJK): never a question mark."""
    if text[position].isascii():
        return None
    parts = unicodedata.normalize("NFD", text[position])
    base, marks = parts[0], parts[1:]
    if not marks or not base.isascii() or any(ord(mark) not in COMBINING for mark in marks):
        return 1, f'{{\\symbol{{"{ord(text[position]):04X}}}}}'
    for mark in marks:
        base = f"\\{COMBINING[ord(mark)]}{{{base}}}"
    return 1, f"{{{base}}}"
