"""The types of text in the content, and what each may contain.

Plain text is ``str``; text with markup is ``Inline`` or ``Prose``, so that type checks keep them apart. Forbidden
characters are refused earlier, where bytes are decoded (``strict_yaml.py``, ``characters.py``).
"""

import re
import unicodedata
from datetime import date
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&()*+,;=:@%/?#-]*)?"
)
EARLIEST, LATEST = 1970, 2099
"""First and last year of a date in the content. Archives and commits cannot hold an earlier one."""
LONGEST_LINE = 2_000
LONGEST_PROSE = 20_000
WORDS_FOR_A_SHELL = re.compile(r"[A-Za-z0-9@][A-Za-z0-9@._+/:~%=,\[\]-]*(?: [A-Za-z0-9@][A-Za-z0-9@._+/:~%=,\[\]-]*)*")
"""Words without anything that ends a command, starts another, or is an option."""


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


def installable(value: str) -> str:
    """Return text that becomes part of a command to copy; raise ValueError if a shell would interpret any of it."""
    line = one_line(value)
    if not WORDS_FOR_A_SHELL.fullmatch(line):
        raise ValueError(
            "is copied into a shell; it may contain only letters, digits, single spaces and @ . _ + - / : ~ % = , [ ]"
        )
    return line


def _bounded(value: str, longest: int) -> str:
    if not value:
        raise ValueError("is empty; omit the key if there is nothing to say")
    if value.startswith("TODO"):
        raise ValueError("is still to be filled in")
    if len(value) > longest:
        raise ValueError(f"is longer than {longest} characters")
    return value


def day(value: str) -> str:
    """Return a date as precise as it is known (2026, 2026-11, 2026-11-22); raise ValueError if it is not a date."""
    if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", value):
        raise ValueError("must be a date such as 2026, 2026-11 or 2026-11-22")
    if not EARLIEST <= int(value[:4]) <= LATEST:
        raise ValueError(f"must be a date from {EARLIEST} to {LATEST}")
    try:
        date.fromisoformat(f"{value}-01-01"[: len("2026-11-22")])
    except ValueError as error:
        raise ValueError("is not a date in the calendar") from error
    return value


def full_day(value: str) -> str:
    """Return a date to the day (2026-11-22); raise ValueError if it is not one."""
    if len(day(value)) < len("2026-11-22"):
        raise ValueError("must be a date to the day such as 2026-11-22")
    return value
