"""Strict YAML with positions: the only user of PyYAML.

Every scalar is text; the schema decides types. What standard YAML would guess, drop or execute is refused, with its
place: anchors, aliases, tags, merge keys, directives, several documents, equal keys, a value cut short by ` #`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..problems import Place, Problem
from ..text.characters import named, unseen

Data = str | list["Data"] | dict[str, "Data"]
KeyPath = tuple[str | int, ...]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 12
LARGEST = 1_000_000
CUT_SHORT = re.compile(r"[ \t]+#")
NUMBER = re.compile(r"[-+]?(?:0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+\.?[0-9]*)(?:[eE][-+]?[0-9]+)?)")
"""A number in YAML 1.2: 044109 is text in YAML 1.1, which PyYAML writes, and a number for other readers."""


@dataclass(frozen=True)
class Document:
    """A YAML file as text, lists and mappings, with the place of each value and key."""

    path: str
    data: Data
    values: Mapping[KeyPath, Place]
    keys: Mapping[KeyPath, Place]

    def place(self, path: tuple[object, ...], key: bool = False) -> Place:
        """Return the place of the value, or with *key* the key, at *path*; steps missing from the data are skipped."""
        known = self.known(path)
        return (key and self.keys.get(known)) or self.values.get(known) or Place(self.path)

    def known(self, path: tuple[object, ...]) -> KeyPath:
        """Return *path* without the steps that are not in the data."""
        known: KeyPath = ()
        for step in path:
            if isinstance(step, str | int) and (*known, step) in self.values:
                known = (*known, step)
        return known


@dataclass
class _Open:
    """A collection that is being read."""

    path: KeyPath
    data: list[Data] | dict[str, Data]
    key: str | None = None


@dataclass
class _Reading:
    """The state while a file is read; used only inside `read`."""

    path: str
    lines: list[str]
    stack: list[_Open] = field(default_factory=list)
    roots: list[Data] = field(default_factory=list)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: Any) -> Place:
        """Return the place of a mark of PyYAML (of either parser)."""
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)

    def report(self, mark: Any, code: str, message: str, hint: str = "") -> None:
        """Record a problem."""
        self.problems.append(Problem(self.place(mark), code, message, hint))


def read(
    path: str, content: bytes, root: type[dict[str, Data]] | type[list[Data]] = dict
) -> Document | tuple[Problem, ...]:
    """Read a YAML file strictly.

    *path* is the file's name in messages, *root* the required type of its outermost collection. Returns the document,
    or every problem found (after a syntax error the rest of the file cannot be read).
    """
    text, problems = decode(path, content)
    if problems:
        return problems
    reading = _Reading(path, text.splitlines())
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.DocumentStartEvent) and reading.roots:
                reading.report(event.start_mark, "SRC005", "starts a second document", "a file contains one document")
                break
            _read_event(reading, event)
            if len(reading.stack) > DEEPEST:
                reading.report(event.start_mark, "SRC010", f"is nested more than {DEEPEST} levels deep")
                break
    except yaml.MarkedYAMLError as error:
        reading.report(error.problem_mark, "SRC003", f"is not valid YAML: {error.problem}", _syntax_hint(error))
    except yaml.YAMLError as error:
        reading.problems.append(Problem(Place(path), "SRC003", f"is not valid YAML: {error}"))
    _check_root(reading, root)
    if reading.problems:
        return tuple(reading.problems)
    return Document(path, reading.roots[0], reading.values, reading.keys)


def written(data: Any) -> str:
    """Return *data* (mappings, lists, text and numbers) as readable YAML, in which text cannot be read as a number."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Dumper(yaml.SafeDumper):
    def text(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="'" if NUMBER.fullmatch(text) else None)


_Dumper.add_representer(str, _Dumper.text)


def decode(path: str, content: bytes, largest: int = LARGEST) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file in NFC with LF line ends and no byte-order mark, and the problems of its bytes."""
    if len(content) > largest:
        return "", (Problem(Place(path), "SRC012", f"is larger than {largest} bytes"),)
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} (0x{content[error.start]:02x}) is not UTF-8"
        before = content[: error.start]
        place = Place(path, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        return "", (Problem(place, "SRC001", message, "save the file as UTF-8"),)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return text, tuple(_forbidden(path, text))


def _forbidden(path: str, text: str) -> Iterator[Problem]:
    if not any(unseen(text)):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for at, sign in unseen(line):
            message = f"contains the forbidden character {named(sign)}"
            yield Problem(Place(path, number, at + 1), "SRC002", message, "delete it; it may be invisible")


def _syntax_hint(error: yaml.MarkedYAMLError) -> str:
    if error.problem and "mapping values are not allowed" in error.problem:
        return "quote values that contain ': ', and check the indentation"
    if error.problem and ("cannot start any token" in error.problem or "tab" in error.problem):
        return "indent with spaces, and quote values that start with a special character"
    return ""


def _check_root(reading: _Reading, root: type[dict[str, Data]] | type[list[Data]]) -> None:
    if reading.problems:
        return
    wanted = "a mapping of keys to values" if root is dict else "a list"
    if not reading.roots or reading.roots[0] == "":
        reading.problems.append(Problem(Place(reading.path), "SRC004", f"is empty; it must contain {wanted}"))
    elif not isinstance(reading.roots[0], root):
        reading.problems.append(Problem(Place(reading.path), "SRC004", f"must contain {wanted}"))


def _read_event(reading: _Reading, event: yaml.Event) -> None:
    _refuse_extensions(reading, event)
    match event:
        case yaml.ScalarEvent():
            _check_scalar(reading, event)
            _place(reading, event, event.value)
        case yaml.MappingStartEvent():
            _open(reading, event, {})
        case yaml.SequenceStartEvent():
            _open(reading, event, [])
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            reading.stack.pop()


def _refuse_extensions(reading: _Reading, event: Any) -> None:
    if isinstance(event, yaml.AliasEvent):
        reading.report(event.start_mark, "SRC006", f"uses the alias *{event.anchor}", "write the value out")
        _place(reading, event, "*")
    elif getattr(event, "anchor", None):
        reading.report(event.start_mark, "SRC006", f"sets the anchor &{event.anchor}", "quote values that start with &")
    if getattr(event, "tag", None):
        reading.report(event.start_mark, "SRC006", f"uses the tag {event.tag}", "quote values that start with !")
    if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
        reading.report(event.start_mark, "SRC006", "uses a % directive")


def _check_scalar(reading: _Reading, event: yaml.ScalarEvent) -> None:
    escaped = unseen(event.value) if event.style == '"' else ()
    for sign in dict.fromkeys(sign for _, sign in escaped):
        hint = "remove its escape sequence"
        reading.report(event.start_mark, "SRC002", f"contains the forbidden character {named(sign)}", hint)
    plain = event.style is None or event.style == ""
    end: Any = event.end_mark
    line = reading.lines[end.line] if end.line < len(reading.lines) else ""
    if plain and event.value and CUT_SHORT.match(line, end.column):
        hint = "quote the value if the # belongs to it, or put the comment on its own line"
        reading.report(event.start_mark, "SRC009", "is cut short by ' #'", hint)


def _open(reading: _Reading, event: yaml.CollectionStartEvent, data: list[Data] | dict[str, Data]) -> None:
    path = _place(reading, event, data)
    reading.stack.append(_Open(path, data))


def _place(reading: _Reading, event: yaml.Event, value: Data) -> KeyPath:
    """Add *value* to the enclosing collection and return its path."""
    place = reading.place(event.start_mark)
    if not reading.stack:
        reading.roots.append(value)
        reading.values.setdefault((), place)
        return ()
    top = reading.stack[-1]
    if isinstance(top.data, dict) and top.key is None:
        top.key = _key(reading, event, top, value)
        return (*top.path, top.key)
    if value == "" and isinstance(event, yaml.ScalarEvent):
        reading.report(event.start_mark, "SRC008", "has no value", "omit the key if there is nothing to say")
    if isinstance(top.data, dict):
        assert top.key is not None
        path, top.data[top.key], top.key = (*top.path, top.key), value, None
    else:
        path = (*top.path, len(top.data))
        top.data.append(value)
    reading.values.setdefault(path, place)
    return path


def _key(reading: _Reading, event: yaml.Event, top: _Open, value: Data) -> str:
    if not isinstance(value, str):
        reading.report(event.start_mark, "SRC011", "has a key that is not text")
        return f"\0{len(reading.keys)}"
    path = (*top.path, value)
    if value == "<<":
        reading.report(event.start_mark, "SRC006", "uses a merge key", "write the values out")
    if path in reading.keys:
        first = reading.keys[path].line
        reading.report(event.start_mark, "SRC007", f"repeats the key '{value}', already given in line {first}")
    reading.keys.setdefault(path, reading.place(event.start_mark))
    return value
