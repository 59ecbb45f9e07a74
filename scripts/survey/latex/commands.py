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
"""The accent command of each combining character."""

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
    # BibTeX counts braces even behind a backslash.
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
"""Signs that LaTeX takes for commands, its ligatures, and letters whose command every reader knows."""

MISREAD = {
    "Ð": r"{\DH}",
    "ð": r"{\dh}",
    "Þ": r"{\TH}",
    "þ": r"{\th}",
    "Đ": r"{\DJ}",
    "đ": r"{\dj}",
    # Zotero knows this one with the space only, bibutils without it only.
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
"""Letters whose command some reader leaves standing, drops or takes for another; pdfLaTeX takes the letter as well."""
