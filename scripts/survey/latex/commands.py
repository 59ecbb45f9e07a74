"""The LaTeX commands that occur in titles and names, and what they mean."""

from ..references import SpanKind

SCRIPTS: dict[str, SpanKind] = {"_": "sub", "^": "sup"}
"""Signs in mathematics."""

WRAPPERS: dict[str, SpanKind] = {
    "emph": "emphasis",
    "textit": "emphasis",
    "textsl": "emphasis",
    "textsubscript": "sub",
    "textsuperscript": "sup",
}
"""Commands that change the kind of their argument."""

TRANSPARENT = frozenset(
    {"textbf", "texttt", "textrm", "textsc", "textsf", "textup", "textmd", "textnormal", "text", "mbox"}
)
"""Commands of which only the argument's text matters to us."""

MATHEMATICAL = frozenset({"ensuremath", "mathrm", "mathsf", "mathbf", "mathit"})
"""Like those, and the argument is mathematics."""

SLANTED = frozenset({"it", "em", "sl", "itshape", "slshape"})
"""Old switches at the beginning of a group: {\\it in vivo}."""

UPRIGHT = frozenset({"bf", "rm", "sc", "sf", "tt", "bfseries", "rmfamily", "sffamily", "ttfamily", "relax"})
"""Switches without meaning for us."""

ACCENTS = frozenset("`'^\"~=.uvHckdbr") | {"textcommabelow"}

SPECIALS = {"~": " ", "&": "&", "``": "“", "''": "”", "--": "–", "---": "—", "!`": "¡", "?`": "¿"}
"""What TeX's ligatures print."""

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
"""Commands that print a character, a space or nothing."""

COMBINING = {
    0x300: "`",
    0x301: "'",
    0x302: "^",
    0x303: "~",
    0x304: "=",
    0x306: "u",
    0x307: ".",
    0x308: '"',
    0x30A: "r",
    0x30B: "H",
    0x30C: "v",
    0x323: "d",
    0x326: "textcommabelow",
    0x327: "c",
    0x328: "k",
    0x331: "b",
}
"""The accent command of each combining character."""

WRITTEN = {
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    '"': "''",
    "–": "--",
    "—": "---",
    "…": r"{\ldots}",
    "\u00a0": "~",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    # BibTeX counts braces even behind a backslash.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "ŉ": "'n",
}
"""How we write what pylatexenc would write less readably."""

MISSPELT = frozenset("ŰűĦħŦŧĸĿŀ")
"""Letters of which pylatexenc's own table makes other letters."""
