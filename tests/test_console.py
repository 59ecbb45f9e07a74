"""How commands speak: one problem a line on standard error, and the exit code that the failure deserves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from survey import COMMAND
from survey.cli import console
from survey.problems import ContentError, EnvironmentProblem, Place, Problem, did_you_mean
from survey.site.mkdocs import EngineError

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
WRONG = Problem(Place("content/a.yml", 2, 3), "SCH002", "unknown key 'x'", "did you mean 'y'?")
NOTE = Problem(Place("content/b.yml"), "CAT007", "is unused", note=True)


def stopped(error: BaseException) -> object:
    with pytest.raises(SystemExit) as stop, console.report_errors():
        raise error
    return stop.value.code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ContentError([WRONG]), 1),
        (EngineError(("WARNING -  x",)), 1),
        (EnvironmentProblem("the disk is full"), 2),
        (KeyboardInterrupt(), 130),
        (KeyboardInterrupt(signal.SIGTERM), 143),
    ],
)
def test_exit_codes(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert stopped(error) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err


def test_what_nobody_expected_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), console.report_errors():
        raise ZeroDivisionError


def test_problems_are_told_one_a_line_then_counted(capsys: pytest.CaptureFixture[str]) -> None:
    stopped(ContentError([NOTE, WRONG]))
    assert capsys.readouterr().err.splitlines() == [
        "content/a.yml:2:3: SCH002 unknown key 'x' (did you mean 'y'?)",
        "note: content/b.yml:1:1: CAT007 is unused",
        "1 problem in the content.",
    ]


def test_what_ends_nothing_is_told_with_what_it_means(capsys: pytest.CaptureFixture[str]) -> None:
    console.trouble(ContentError([WRONG]), "The pages stay.")
    console.trouble(EnvironmentProblem("the disk is full"), "The pages stay.")
    assert capsys.readouterr().err.splitlines() == [
        "content/a.yml:2:3: SCH002 unknown key 'x' (did you mean 'y'?)",
        "The pages stay.",
        "the disk is full",
        "The pages stay.",
    ]


def test_what_a_message_quotes_cannot_break_or_colour_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    console.problems([Problem(Place("content/\x1b[31m\n.yml"), "SCH003", "'a\r\nb\u202ec\udcff[red]' is wrong")])
    assert capsys.readouterr().err == (
        "content/<U+001B>[31m<U+000A>.yml:1:1: SCH003 'a<U+000D><U+000A>b<U+202E>c<0xFF>[red]' is wrong\n"
    )


def test_a_long_line_is_not_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    console.problems([Problem(Place("content/a.yml"), "SCH003", "x" * 500)])
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_work_is_not_shown_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with console.working("Building …"):
        console.print_line("done [bold]")
    assert capsys.readouterr() == ("done [bold]\n", "")


def test_problems_are_sorted_by_place_and_told_once() -> None:
    later = Problem(Place("content/a.yml", 10, 1), "SCH002", "x")
    assert ContentError([later, WRONG, later]).problems == (WRONG, later)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [("tagine", "did you mean 'tagline'?"), ("NAME", "did you mean 'name'?"), ("zzz", ""), ("", "")],
)
def test_did_you_mean(wrong: str, hint: str) -> None:
    assert did_you_mean(wrong, ["name", "tagline"]) == hint


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.name)
def test_a_command_can_be_called_by_its_name(script: Path) -> None:
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env python3\n")
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("name", ["build.py", "check.py", "publish.py"])
def test_a_python_without_the_packages_is_told_which_one_has_them(name: str) -> None:
    """-S: without what is installed."""
    script = str(SCRIPTS / name)
    done = subprocess.run([sys.executable, "-S", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"Start it as {COMMAND} …; `make site` sets that up.\n")
    assert "Traceback" not in done.stderr
