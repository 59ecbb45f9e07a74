"""The command: each of its commands has a manual, a script that is called like it, and errors of usage that end it."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from survey import COMMAND, cli

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"

DOOR = """\
#!/usr/bin/env python3
\"\"\"`survey {name}` as a script, for callers that use this path.\"\"\"

from survey.cli import main

if __name__ == "__main__":
    main("{name}")
"""

each_command = pytest.mark.parametrize("name", cli.COMMANDS)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Manuals are for a terminal of the usual width."""
    monkeypatch.setenv("COLUMNS", "80")


def manual(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.run([*arguments, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]):
    told = manual(capsys)
    for name, summary in cli.COMMANDS.items():
        assert re.search(rf"^    {name}\s+{summary}$", told, re.MULTILINE), name


@each_command
def test_the_help_of_a_command_is_its_manual(name: str, capsys: pytest.CaptureFixture[str]):
    told = manual(capsys, name)
    usage, what, *_ = told.split("\n\n")
    assert usage.startswith(f"usage: {COMMAND} {name} ")
    assert what.endswith(".")
    parts = [told.index(part) for part in ("options:\n", "example:\n", "exit codes:\n")]
    assert parts == sorted(parts)
    assert max(len(line) for line in told.splitlines()) <= 80, "a terminal's usual width"
    options = re.findall(r"^  (--[a-z-]+(?: [A-Z{]\S*)?)(?:  +|\n {10,})?(.*)", told, re.MULTILINE)
    assert [option for option, explained in options if not explained] == []


@each_command
def test_the_example_in_a_manual_can_be_typed(name: str, capsys: pytest.CaptureFixture[str]):
    (example,) = re.findall(r"^example:\n  (.*)\n\n", manual(capsys, name), re.MULTILINE)
    called, *arguments = shlex.split(example.partition(" >")[0])
    assert called == COMMAND
    assert arguments[0] == name
    assert cli.parsed(arguments).run.__module__ == f"survey.cli.{name.replace('-', '_')}"


def test_the_scripts_that_people_and_workflows_call_stay():
    names = {"build", "check", "serve", "new", "schema", "freeze", "edition", "publish", "browse", "server_config"}
    assert {path.stem for path in SCRIPTS.glob("*.py")} == names


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.name)
def test_a_script_calls_the_command_of_its_name_and_does_nothing_else(script: Path):
    name = script.stem.replace("_", "-")
    assert name in cli.COMMANDS
    assert script.read_text(encoding="utf-8") == DOOR.format(name=name)


def test_a_script_can_be_called_from_any_folder():
    done = subprocess.run([sys.executable, SCRIPTS / "build.py", "--help"], cwd="/", capture_output=True, text=True)
    assert done.stdout.startswith(f"usage: {COMMAND} build "), done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["--project", "x", "build"],
        *([name, "--nothing"] for name in cli.COMMANDS),
        ["build", "--host", "nobody"],
        ["new", "page", "x"],
        ["publish"],
        ["publish", "--remote", "x", "--wait", "-1"],
        ["publish", "--remote", "x", "--under", "y", "--edition", "2031-01-01"],
        ["browse", "--port", "http"],
        ["server-config", "nothing"],
    ],
    ids=" ".join,
)
def test_an_error_of_usage_ends_with_2_and_says_how_it_is_used(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as ended:
        cli.run(arguments)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"usage: {COMMAND} ")


EARLY = """
import json, sys
from survey import cli
from survey.site import mkdocs
def started():
    print(json.dumps(sorted(sys.modules)))
    sys.exit(0)
mkdocs.started = started
cli.run(["build"])
"""


def test_a_build_starts_mkdocs_before_it_loads_what_takes_long():
    """What may be loaded before: what reads the command line and starts a process."""
    done = subprocess.run([sys.executable, "-c", EARLY], cwd=SCRIPTS, capture_output=True, text=True)
    loaded = set(json.loads(done.stdout))
    assert loaded & {"pydantic", "pybtex", "lxml", "jinja2", "rich", "mkdocs", "yaml", "markdown_it"} == set()
    assert "survey.pipeline" not in loaded


# ── What must not pass in silence ────────────────────────────────────────────────────────────────────────────────────


def test_a_closed_output_is_no_failure():
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.stdout = None; from survey.cli import main; main('explain', 'CAT001')"],
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["schema", "--project", "none"], "there is no folder"),
        (["publish", "--remote", "", "--project", "."], "is neither the name of a remote nor an address"),
        (["new", "contribution", "con", "--project", "none"], "it is reserved"),
    ],
)
def test_what_leads_nowhere_is_wrong_usage(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.run(words)
    assert (ended.value.code, said in capsys.readouterr().err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_error_texts_are_written_in_a_checkout_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("survey.cli.explain.ROOT", tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.run(["explain", "--renew"])
    assert (ended.value.code, list(tmp_path.iterdir())) == (2, [])
