"""Conversion of LaTeX to Unicode spans: the text of a title or name, without any remaining command."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.latexwalker import (  # type: ignore[import-untyped]
    LatexCharsNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
    LatexWalker,
    LatexWalkerError,
)
from pylatexenc.latexwalker import get_default_latex_context_db as walker_context
from pylatexenc.macrospec import MacroSpec  # type: ignore[import-untyped]

from ...text.characters import named, unseen
from ..references import Span, SpanKind

# ── LaTeX commands in titles and names, and their meanings ──

SCRIPTS: dict[str, SpanKind] = {"_": "sub", "^": "sup"}
"""Signs for subscript and superscript in mathematics."""

WRAPPERS: dict[str, SpanKind] = {
    "emph": "emphasis",
    "textit": "emphasis",
    "textsl": "emphasis",
    "textsubscript": "sub",
    "textsuperscript": "sup",
}
"""Commands that change the kind of span of their argument."""

TRANSPARENT = frozenset(
    {"textbf", "texttt", "textrm", "textsc", "textsf", "textup", "textmd", "textnormal", "text", "mbox"}
)
"""Commands that are replaced by their argument's text."""

MATHEMATICAL = frozenset({"ensuremath", "mathrm", "mathsf", "mathbf", "mathit"})
"""The same for commands whose argument is mathematics."""

SLANTED = frozenset({"it", "em", "sl", "itshape", "slshape"})
"""Old switches to italics at the beginning of a group: {\\it in vivo}."""

UPRIGHT = frozenset({"bf", "rm", "sc", "sf", "tt", "bfseries", "rmfamily", "sffamily", "ttfamily", "relax"})
"""Switches that are ignored."""

ACCENTS = frozenset("`'^\"~=.uvHckdbr") | {"textcommabelow"}

SPECIALS = {"~": " ", "&": "&", "``": "“", "''": "”", "--": "–", "---": "—", "!`": "¡", "?`": "¿"}
"""Output of TeX's ligatures."""

CHARACTERS = {
    **dict(zip("%&#_${} ", "%&#_${} ", strict=True)),
    **dict.fromkeys([",", ";", ":", "\\"], " "),
    **dict.fromkeys(["!", "/", "-", "textcompwordmark", "nolinebreak"], ""),
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "textasciicircum": "^",
    "textperiodcentered": "·",
    "textbraceleft": "{",
    "textbraceright": "}",
}
"""Output of commands: a character, a space or nothing."""

COMBINING = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0326": "textcommabelow",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
"""Combining character to the LaTeX command of the accent."""

WRITTEN = {
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    '"': "''",
    "–": "--",
    "—": "---",
    "\u00a0": "~",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "<": "{$<$}",
    ">": "{$>$}",
    "\\": r"{\textbackslash}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    # BibTeX counts braces even after a backslash.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "Æ": r"{\AE}",
    "æ": r"{\ae}",
    "Ø": r"{\O}",
    "ø": r"{\o}",
    "ß": r"{\ss}",
    "ı": r"{\i}",
    "ŉ": "'n",
}
"""Characters with a meaning in LaTeX, its ligatures, and letters whose command all readers of .bib files support."""

MISREAD = {
    "Ð": r"{\DH}",
    "ð": r"{\dh}",
    "Þ": r"{\TH}",
    "þ": r"{\th}",
    "Đ": r"{\DJ}",
    "đ": r"{\dj}",
    # Zotero reads this one only with the space, bibutils only without it.
    "Ł": r"{\L }",
    "ł": r"{\l }",
    "Ŋ": r"{\NG}",
    "ŋ": r"{\ng}",
    "Ĳ": r"{\IJ}",
    "ĳ": r"{\ij}",
    "Œ": r"{\OE}",
    "œ": r"{\oe}",
    "Ș": r"{\textcommabelow{S}}",
    "ș": r"{\textcommabelow{s}}",
    "Ț": r"{\textcommabelow{T}}",
    "ț": r"{\textcommabelow{t}}",
    "ǐ": r"{\v{i}}",
    "ḍ": r"{\d{d}}",
    "ḥ": r"{\d{h}}",
    "ṅ": r"{\.n}",
    "ṛ": r"{\d{r}}",
    "ṣ": r"{\d{s}}",
    "ṭ": r"{\d{t}}",
    "Ỳ": r"{\`Y}",
    "ỳ": r"{\`y}",
}
"""Letters whose command some reader keeps, drops or misreads; pdfLaTeX also accepts the letters."""


DEEPEST = 20


class LatexError(ValueError):
    """The text is not well-formed LaTeX; the message says why."""


@dataclass(frozen=True)
class Decoded:
    """Decoded LaTeX: its spans, and a note for each unknown command."""

    spans: tuple[Span, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text of all spans, joined."""
        return "".join(span.text for span in self.spans)


SPECIAL = re.compile(r"[\\{}$~%^_&#`'\"]|--")
"""Text that does not match has no LaTeX in it: most names are plain, and parsing is slow."""


@dataclass(frozen=True)
class Unknown:
    """A command without a known translation; the text of its argument is kept."""

    name: str


def read_latex(text: str) -> Decoded:
    """Return LaTeX *text* as Unicode spans in NFC.

    Raises LatexError for unbalanced braces, dollars and the like, and for commands that print invisible characters.

    Braces protect capitals, except around a single command, as in BibTeX (``{\\"U}ber`` is not protected).
    """
    line = " ".join(text.split())
    if not SPECIAL.search(line):
        return Decoded(_merged([Span(line)]))
    pieces = tuple(_read(_parse(line), Span(""), math=False))
    unknown = dict.fromkeys(piece.name for piece in pieces if isinstance(piece, Unknown))
    spans = _merged(piece for piece in pieces if isinstance(piece, Span))
    decoded = Decoded(
        spans, tuple(f"the command \\{name} is not known; its text is shown without it" for name in unknown)
    )
    if forbidden := [sign for _, sign in unseen(decoded.text)]:
        raise LatexError(f"a command produces the forbidden character {named(forbidden[0])}")
    return decoded


def _parse(text: str) -> list[Any]:
    if _depth(text) > DEEPEST:
        raise LatexError(f"braces are nested more than {DEEPEST} levels deep")
    # A per cent sign would start a comment and remove the rest; here it can only be literal.
    literal = re.sub(r"(?<!\\)((?:\\\\)*)%", r"\1\\%", text)
    walker = LatexWalker(literal, latex_context=_grammar(), tolerant_parsing=False)
    try:
        return list(walker.get_latex_nodes()[0])
    except LatexWalkerError as error:
        raise LatexError(str(error).split(" @(")[0].splitlines()[0]) from error
    except IndexError as error:
        # Raised by pylatexenc if the text ends within \verb.
        raise LatexError("the text ends inside a command") from error
    except RecursionError as error:
        # Environments and optional arguments can be nested without braces.
        raise LatexError("commands are nested too deeply") from error


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


@cache
def _grammar() -> Any:
    grammar = walker_context()
    names = ("textsubscript", "textsuperscript", "symbol", "textcommabelow", "mbox", "textsl")
    grammar.add_context_category("ours", [MacroSpec(name, "{") for name in names], prepend=True)
    return grammar


def _read(nodes: Iterable[Any], style: Span, math: bool) -> Iterator[Span | Unknown]:
    script: SpanKind | None = None
    for atom in _atoms(nodes, math):
        if math and isinstance(atom, str) and atom in SCRIPTS:
            script = SCRIPTS[atom]
            continue
        yield from _read_atom(atom, replace(style, kind=script) if script else style, math)
        script = None


def _atoms(nodes: Iterable[Any], math: bool) -> Iterator[Any]:
    """Yield text as str, in mathematics one character at a time (a script applies to one); other nodes unchanged."""
    for node in nodes:
        if isinstance(node, LatexCharsNode):
            yield from node.chars if math else (node.chars,)
        elif node is not None:
            yield node


def _read_atom(atom: Any, style: Span, math: bool) -> Iterator[Span | Unknown]:
    if isinstance(atom, str):
        yield replace(style, text=atom)
    elif isinstance(atom, LatexSpecialsNode):
        yield replace(style, text=SPECIALS.get(atom.specials_chars, atom.specials_chars))
    elif isinstance(atom, LatexGroupNode):
        yield from _read_group(atom.nodelist, style, math)
    elif isinstance(atom, LatexMathNode):
        yield from _read(atom.nodelist, style, math=True)
    elif isinstance(atom, LatexMacroNode):
        yield from _read_macro(atom, style, math)
    else:
        yield Unknown(f"begin{{{getattr(atom, 'environmentname', '')}}}")
        yield from _read(getattr(atom, "nodelist", ()), style, math)


def _read_group(nodes: list[Any], style: Span, math: bool) -> Iterator[Span | Unknown]:
    first = nodes[0].macroname if nodes and isinstance(nodes[0], LatexMacroNode) else None
    if first in SLANTED | UPRIGHT:
        yield from _read(nodes[1:], replace(style, kind="emphasis") if first in SLANTED else style, math)
    elif first is not None or math:
        yield from _read(nodes, style, math)
    else:
        yield from _read(nodes, replace(style, protected=True), math)


def _read_macro(node: Any, style: Span, math: bool) -> Iterator[Span | Unknown]:
    text = _macro_text(node)
    if text is not None:
        yield replace(style, text=text)
        return
    if node.macroname not in WRAPPERS.keys() | TRANSPARENT | MATHEMATICAL:
        yield Unknown(node.macroname)
    math = math or node.macroname in MATHEMATICAL
    inner = replace(style, kind=WRAPPERS.get(node.macroname, style.kind))
    for argument in _arguments(node):
        yield from _read(getattr(argument, "nodelist", [argument]), inner, math)


def _arguments(node: Any) -> list[Any]:
    return [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument is not None]


def _macro_text(node: Any) -> str | None:
    """Return the output of a command that prints a character (accented letter, symbol), or None for any other."""
    name, arguments = node.macroname, _arguments(node)
    if name in ACCENTS:
        return _accented(node, arguments)
    if name == "symbol":
        return _numbered(_plain(arguments))
    if name in CHARACTERS:
        return CHARACTERS[name]
    return None if arguments else _symbol(name)


def _symbol(name: str) -> str | None:
    symbol = getattr(_names().get_macro_spec(name), "simplify_repl", None)
    # The converter also has placeholders such as <ref> and today's date, which no author wrote.
    is_stand_in = name == "today" or not isinstance(symbol, str) or set(symbol) & set("<[%")
    return None if is_stand_in or not symbol else str(symbol)


def _accented(node: Any, arguments: list[Any]) -> str:
    if _plain(arguments):
        return str(_converter().nodelist_to_text([node]))
    return "" if node.macroname.isalpha() else str(node.macroname)


def _numbered(code: str) -> str | None:
    """Return the character of ``\\symbol{"6F22}``; None if it is invalid or invisible."""
    number = int(code[1:], 16) if re.fullmatch(r'"[0-9A-F]{2,6}', code) else 0
    sign = chr(number) if number < 0x110000 else "\0"
    return None if unicodedata.category(sign).startswith("C") else sign


@cache
def _names() -> Any:
    return get_default_latex_context_db()


def _plain(nodes: Iterable[Any]) -> str:
    return str(_converter().nodelist_to_text(list(nodes)))


@cache
def _converter() -> Any:
    context = get_default_latex_context_db()
    below = MacroTextSpec("textcommabelow", simplify_repl="%s\u0326")
    context.add_context_category("ours", [below], prepend=True)
    return LatexNodes2Text(math_mode="text", latex_context=context)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join adjacent spans of one kind; a title such as ``{H$_2$O}`` keeps three spans."""
    runs = groupby((span for span in spans if span.text), key=lambda span: replace(span, text=""))
    return tuple(replace(kind, text=_tidy("".join(span.text for span in run))) for kind, run in runs)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
