"""YAML is read strictly: every scalar is text, and what stock readers guess, drop or execute is refused."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from survey.content import Catalogue, load, strict_yaml
from survey.content.strict_yaml import LARGEST, Data, Document, decode, read
from survey.files import read_tree
from survey.problems import Place, Problem

BASE = Path(__file__).parent / "problems" / "base"
SOON = 10.0
"""Seconds in which the worst file must be refused: a fraction of one on an idle machine, and never minutes."""


def data(text: str) -> Data:
    document = read("x.yml", text.encode())
    assert isinstance(document, Document), document
    return document.data


def codes(content: str | bytes) -> list[str]:
    """Return place and code of every problem."""
    read_ = read("x.yml", content if isinstance(content, bytes) else content.encode())
    assert not isinstance(read_, Document), read_.data
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in read_]


@pytest.fixture(params=["libyaml", "python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with either of PyYAML's parsers: which one there is depends on the machine."""
    monkeypatch.setattr(strict_yaml, "LOADER", yaml.CSafeLoader if request.param == "libyaml" else yaml.SafeLoader)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "yes",
        "on",
        "off",
        "True",
        "1.10",
        "0123",
        "0x1F",
        "0o17",
        "1:20",
        "1_000",
        "1e3",
        ".inf",
        ".nan",
        "2026-02-03",
        "2026-02-03 10:00:00",
        "2026-02-30",
        "~",
        "null",
        "=",
        "<",
        "C#",
        "a:b",
        "https://example.org/#x",
        "Käse – «漢字» 🐝",
        "…",
    ],
)
def test_a_plain_scalar_stays_the_text_that_it_is(written: str) -> None:
    assert data(f"name: {written}\nlist: [{written}]\n") == {"name": written, "list": [written]}


@pytest.mark.parametrize("written", ["on", "no", "1.10", "0123", "1:20", "~", "=", "2026-02-03", "null"])
def test_a_key_stays_the_text_that_it_is(written: str) -> None:
    assert data(f"{written}: x\n") == {written: "x"}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 'it''s # quoted'", "it's # quoted"),
        ('a: "x\\ty"', "x\ty"),
        ("a: |\n  one\n  two # text\n", "one\ntwo # text\n"),
        ("a: >-\n  one\n  two\n\n  three\n", "one two\nthree"),
        ("a: one\n  two\n", "one two"),
        ("a: {b: c, d: [e, f]}", {"b": "c", "d": ["e", "f"]}),
        ("a:\n- b\n- c: d\n  e: f\n", ["b", {"c": "d", "e": "f"}]),
        ("a: []", []),
        ("a: x\n# a comment on its own line\n", "x"),
        ("# first\n---\na: x\n...\n", "x"),
        ("a: e\u0301", "\u00e9"),
    ],
)
def test_structure_and_quoting_are_those_of_yaml(text: str, value: Data) -> None:
    assert data(text) == {"a": value}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 SRC007"]),
        ("l:\n  - {a: 1, b: 2, a: 3}\n", ["2:18 SRC007"]),
        ("a: C# and F #1\n", ["1:4 SRC009"]),
        ("l: [a #b\n]\n", ["1:5 SRC009"]),
        ("l:\n  - a #b\n", ["2:5 SRC009"]),
        ("a: &x [b]\n", ["1:4 SRC006"]),
        ("a: *x\n", ["1:4 SRC006"]),
        ("a: &a [*a]\n", ["1:4 SRC006", "1:8 SRC006"]),
        ("<<: {a: b}\n", ["1:1 SRC006"]),
        ("a: !x b\n", ["1:4 SRC006"]),
        ("a: !!python/object/apply:os.system ['true']\n", ["1:4 SRC006"]),
        ("a: !ENV HOME\n", ["1:4 SRC006"]),
        ("!!map {a: b}\n", ["1:1 SRC006"]),
        ("%YAML 1.2\n---\na: b\n", ["1:1 SRC006"]),
        ("%TAG ! tag:example.org,2026:\n---\na: b\n", ["1:1 SRC006"]),
        ("a: b\n---\na: c\n", ["2:1 SRC005"]),
        ("a:\nb: ''\nc: [x, '']\n", ["1:3 SRC008", "2:4 SRC008", "3:8 SRC008"]),
        ("? [a]\n: b\n", ["1:3 SRC011"]),
        ("? {a: b}\n: c\n", ["1:3 SRC011"]),
        ("", ["1:1 SRC004"]),
        ("# nothing\n", ["1:1 SRC004"]),
        ("---\n", ["1:1 SRC004"]),
        ("text\n", ["1:1 SRC004"]),
        ("- a\n", ["1:1 SRC004"]),
        ("a: '\u00a0'\nb: \u200b\n", ["2:4 SRC002"]),
        ('a: "\\0"\nb: "\\u202e"\nc: "\\x85"\n', ["1:4 SRC002", "2:4 SRC002", "3:4 SRC002"]),
        ("\ufeff\ufeffa: b\n", ["1:1 SRC002"]),
    ],
)
def test_what_would_be_guessed_dropped_or_executed_is_refused(text: str, told: list[str]) -> None:
    assert codes(text) == told


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "text", ["a: b: c\n", "a: [b\n", "a: 'b\n", "\ta: b\n", "a: @b\n", "a: `b\n", "- a\nb: c\n", 'a: "\\q"\n']
)
def test_what_is_not_yaml_is_one_problem(text: str) -> None:
    (problem,) = codes(text)
    assert problem.endswith(" SRC003")


@pytest.mark.usefixtures("loader")
def test_half_a_character_is_refused() -> None:
    # One parser calls it no YAML, the other reads it; then it is a forbidden character.
    assert codes('a: "\\ud800"\n')[0].split()[1] in {"SRC002", "SRC003"}


@pytest.mark.parametrize("sign", [0x00, 0x07, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9F])
def test_control_characters_are_refused(sign: int) -> None:
    assert codes(f"a: b{chr(sign)}c\n") == ["1:5 SRC002"]


@pytest.mark.parametrize(
    "sign",
    [0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A, 0x202E, 0x2028, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFFD, 0xE0041],
)
def test_what_nobody_sees_but_programs_obey_is_refused_with_its_code(sign: int) -> None:
    (problem,) = decode("x.yml", f"a: b\nc: d{chr(sign)}\n".encode())[1]
    assert (problem.place, problem.code) == (Place("x.yml", 2, 5), "SRC002")
    assert f"U+{sign:04X}" in problem.message


def test_a_file_in_another_encoding_is_refused_at_its_first_wrong_byte() -> None:
    _, problems = decode("x.yml", "a: b\nc: Käse\n".encode("latin-1"))
    message = "byte 9 (0xe4) is not UTF-8"
    assert problems == (Problem(Place("x.yml", 2, 5), "SRC001", message, "save the file as UTF-8"),)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_encodings_are_refused(encoding: str) -> None:
    assert codes("a: b\n".encode(encoding))[0].split()[1] in {"SRC001", "SRC002"}


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 3_000,
        "a: " + "{b: " * 3_000,
        "\n".join(" " * depth + "a:" for depth in range(1_000)),
        "- " * 3_000,
        "a: " + "9" * LARGEST,
        "".join(
            f"{name}: &{name} [{', '.join([f'*{other}'] * 9)}]\n"
            for name, other in zip("bcdefghij", "abcdefghi", strict=True)
        ),
        "a: 'b\n" * 50_000,
        "a: \\" * 10_000,
        "? " * 10_000,
        "a: b\n" * 20_000,
        "%" * 100_000,
        "a: !" + "x" * 100_000,
        "&" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_the_worst_file_is_refused_soon(text: str) -> None:
    start = time.perf_counter()
    assert codes(text)
    assert time.perf_counter() - start < SOON


def test_a_long_line_is_read_in_time_that_grows_with_its_length() -> None:
    start = time.perf_counter()
    assert data(f"a: [{'b, ' * 20_000}c]\n")
    assert time.perf_counter() - start < SOON


def test_every_problem_of_a_file_is_told_at_once() -> None:
    assert codes("a: &x b\na: C #1\nc: !y d\ne:\n") == [
        "1:4 SRC006",
        "2:1 SRC007",
        "2:4 SRC009",
        "3:4 SRC006",
        "4:3 SRC008",
    ]


def test_places_lead_to_values_and_keys() -> None:
    document = read("x.yml", b"a:\n  - b: c\n    d: [e, f]\n")
    assert isinstance(document, Document)
    assert document.place(("a", 0, "d", 1)) == Place("x.yml", 3, 12)
    assert document.place(("a", 0, "d"), key=True) == Place("x.yml", 3, 5)
    assert document.place(("a", 0, "missing")) == Place("x.yml", 2, 5)
    assert document.place(("a", "not in the data", 0, "b")) == Place("x.yml", 2, 8)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
        lambda content: content.rstrip(b"\n"),
    ],
    ids=["byte-order mark", "CRLF", "both", "no line end at the end"],
)
def test_how_an_editor_saves_a_file_changes_nothing(change: Callable[[bytes], bytes]) -> None:
    files = read_tree(BASE, "content")
    assert said(load({path: change(content) for path, content in files.items()})) == said(load(files))


def said(catalogue: Catalogue) -> str:
    return repr(catalogue)
