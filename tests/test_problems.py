"""Every kind of mistake in the content, and the exact words in which it is told.

A case is a file in ``problems/``: a sentence, what is different from the good content in ``problems/base/``, and the
messages. A section ``=== path`` changes a file line by line: ``-`` is a line of the base, ``+`` what stands there
instead, and ``+`` alone is added at the end. ``=== path (whole)`` is the whole file, ``(absent)`` takes it away,
``(link)`` makes it a symbolic link, ``(pipe)`` a named pipe. ``<U+202E>`` stands for a character, ``<0xE9>`` for a
byte, ``<3000 × [>`` for a run.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from survey.content import load
from survey.files import read_tree
from survey.problems import ContentError, Problem

HERE = Path(__file__).parent / "problems"
SCRIPTS = Path(__file__).parents[1] / "scripts"
CODE = re.compile(r"\b(?:SRC|SCH|CAT|VOC|CLM|KEY|PPL|PRO|FIL|BIB|GLS|TIT|GIT)[0-9]{3}\b")


@dataclass(frozen=True)
class Case:
    """A case as its file tells it."""

    about: str
    changes: tuple[tuple[str, str, str], ...]
    """Path, how it is changed, and the lines that say so."""
    expected: str


def cases() -> list[Path]:
    return sorted(HERE.glob("*.txt"))


def parsed(text: str) -> Case:
    about, *sections = re.split(r"^=== (.+)\n", text, flags=re.MULTILINE)
    pairs = list(zip(sections[::2], sections[1::2], strict=True))
    assert pairs[-1][0] == "expected", "a case ends with «=== expected»"
    changes = []
    for heading, body in pairs[:-1]:
        path, _, how = heading.partition(" (")
        changes.append((path, how.rstrip(")") or "changed", body))
    return Case(about.strip(), tuple(changes), pairs[-1][1])


def apply(case: Case, content: Path) -> None:
    for path, how, body in case.changes:
        file = content / os.fsdecode(raw(path))
        file.parent.mkdir(parents=True, exist_ok=True)
        match how:
            case "changed":
                file.write_bytes(raw(changed(file.read_text(encoding="utf-8"), body)))
            case "whole":
                file.write_bytes(raw(body))
            case "absent":
                file.unlink()
            case "pipe":
                file.unlink(missing_ok=True)
                os.mkfifo(file)
            case "link":
                if file.is_dir():
                    shutil.rmtree(file)
                file.unlink(missing_ok=True)
                file.symlink_to(body.strip())
            case _:
                raise AssertionError(f"a case cannot say «({how})»")


def changed(base: str, body: str) -> str:
    for hunk in re.findall(r"((?:^-.*\n)*)((?:^\+.*\n)*)", body, flags=re.MULTILINE):
        old, new = ("".join(line[1:] for line in part.splitlines(keepends=True)) for part in hunk)
        if old:
            assert base.count(old) == 1, f"the base has these lines {base.count(old)} times:\n{old}"
            base = base.replace(old, new)
        else:
            base += new
    return base


def raw(text: str) -> bytes:
    """Return the bytes that *text* stands for."""
    text = re.sub(r"<([0-9]+) × ([^>]+)>", lambda run: int(run[1]) * run[2], text)
    text = re.sub(r"<U\+([0-9A-F]{4,6})>", lambda sign: chr(int(sign[1], 16)), text)
    pieces = re.split(r"<0x([0-9A-F]{2})>", text)
    return b"".join(bytes.fromhex(piece) if index % 2 else piece.encode() for index, piece in enumerate(pieces))


def told(content: Path) -> Iterator[Problem]:
    try:
        files = read_tree(content, "content")
        yield from load(files, odd=files.odd).notes
    except ContentError as error:
        yield from error.problems


def shown(problem: Problem) -> str:
    return f"{'note: ' * problem.note}{problem}\n"


def copy_of_base(tmp_path: Path) -> Path:
    return shutil.copytree(HERE / "base", tmp_path / "content")


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_problem(path: Path, tmp_path: Path) -> None:
    case = parsed(path.read_text(encoding="utf-8"))
    content = copy_of_base(tmp_path)
    apply(case, content)
    assert "".join(map(shown, told(content))) == case.expected


def test_the_base_has_no_problem(tmp_path: Path) -> None:
    assert list(told(copy_of_base(tmp_path))) == []


def test_every_code_has_a_case_that_expects_it() -> None:
    expected = "".join(parsed(path.read_text(encoding="utf-8")).expected for path in cases())
    for elsewhere in ("test_bibtex.py", "test_build_failures.py", "test_build_identity.py"):
        expected += (Path(__file__).parent / elsewhere).read_text(encoding="utf-8")
    written = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.py"))
    assert set(CODE.findall(written)) - set(CODE.findall(expected)) == set()
