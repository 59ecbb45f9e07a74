"""The address that a site is read at: parsed, checked and brought into one form before anything is built for it."""

import re
import unicodedata

from .problems import EnvironmentProblem

_FORM = "write it as https://host/path/"
_LONGEST = 500
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_NOT_IN_A_PATH = re.compile(r"[^A-Za-z0-9._~@+%/-]")
_PAGE = re.compile(r"\.html?/?$", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def site_address(given: str, where: str) -> str:
    """Return *given*, the address of a site, in its one form; *where* it was given is what messages begin with.

    Scheme and host become lower case, an international host its ASCII form, a default port is left out, percent
    signs are written as RFC 3986 (6.2.2) wants it, and the path gets a ``/`` at its end. The parser is the one of
    browsers' standard (WHATWG URL), so that the result is what a browser makes of it. That standard repairs what is
    none of an address (``\\``, spaces, ``https:host``); here, it is refused before.

    Raises EnvironmentProblem, in one line that never repeats the address: it may hold a password.
    """
    _check_letters(given, where)
    # Here and not above: MkDocs is started before it.
    from pydantic import ValidationError
    from pydantic_core import Url

    try:
        url = Url(given)
    except ValidationError as error:
        why = error.errors(include_input=False)[0]["msg"].removeprefix("Input should be a valid URL, ")
        raise _refused(where, f"has an {why}") from None
    if url.port == 0:
        raise _refused(where, "has the port 0, which nobody can reach")
    host = url.host or ""
    if not host.startswith("[") and not (len(host) <= 253 and all(map(_LABEL.fullmatch, host.split(".")))):
        raise _refused(where, "has a host that is no name of a machine")
    return f"{url.scheme}://{_authority(str(url))}{_path(url.path or '/', where)}"


def _check_letters(given: str, where: str) -> None:
    """Refuse what browsers would repair, or what would be published with every page."""
    if len(given) > _LONGEST:
        raise _refused(where, f"is longer than {_LONGEST} letters")
    for letter in given:
        if not letter.isprintable() or letter in " \u00a0":
            name = unicodedata.name(letter, "a control character").lower()
            raise _refused(where, f"holds U+{ord(letter):04X}, {name}")
    if not _SCHEME.match(given):
        raise _refused(where, "does not begin with http:// or https://")
    rest = given.partition("://")[2]
    if "@" in re.split(r"[/?#\\]", rest)[0]:
        raise _refused(where, "has a user name or password in it, which every page would publish")
    for mark, what in (("?", "a query (?…)"), ("#", "a fragment (#…)")):
        if mark in rest:
            raise _refused(where, f"has {what} in it")
    if strange := re.search(r"""[\\"'<>^`{|}]""", rest):
        raise _refused(where, f"has a {strange[0]} in it")
    if not rest or rest.startswith("/"):
        raise _refused(where, "names no host")


def _refused(where: str, why: str) -> EnvironmentProblem:
    return EnvironmentProblem(f"{where} is not an address that a site can have: it {why}; {_FORM}")


def _authority(url: str) -> str:
    """Return host and port of a parsed address, without a default port."""
    return url.partition("://")[2].partition("/")[0]


def _path(path: str, where: str) -> str:
    plain = _ESCAPE.sub(lambda found: _escape(found[1], where), path)
    if "//" in plain:
        raise _refused(where, "has // in its path")
    if wrong := _NOT_IN_A_PATH.search(plain):
        raise _refused(where, f"has a {wrong[0]} in its path")
    if _PAGE.search(plain):
        raise _refused(where, "ends with the name of a page; give the folder that it is in")
    return f"{plain.removesuffix('/')}/"


def _escape(digits: str | None, where: str) -> str:
    """Return an escaped byte as it is to be written: a plain letter by itself, others in capitals."""
    if digits is None:
        raise _refused(where, "has a % that is not followed by two hexadecimal digits")
    letter = chr(int(digits, 16))
    if letter in "/\\" or letter < " " or letter == "\x7f":
        raise _refused(where, f"has %{digits.upper()} in its path, which is no part of a name")
    return letter if _UNRESERVED.fullmatch(letter) else f"%{digits.upper()}"
