"""Ctrl-C, a plain kill and a closed terminal end a command, in silence or with a line, and all that it started."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.cli import console

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"

EARLY = """
import os, runpy, signal, sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)
_, module, started, *arguments = sys.argv
sys.meta_path.insert(0, Interrupted())
sys.argv = [started, *arguments]
if os.path.exists(started):
    runpy.run_path(started, run_name="__main__")
else:
    runpy.run_module(started, run_name="__main__", alter_sys=True)
"""
"""Runs a script, or a module, that is interrupted where it begins to import a module."""
INSTALLED = """\
import sys
from survey.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""
"""The script that pip writes for the command."""


def interrupted(module: str, *started: str) -> tuple[int, str, str]:
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS)}
    command = [sys.executable, "-c", EARLY, module, *started]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.name)
@pytest.mark.parametrize("module", ["survey.problems", "survey.cli.console"])
def test_ctrl_c_while_a_command_starts_ends_it_in_silence(script: Path, module: str, tmp_path: Path):
    needed = {"new.py": ["package", "x"], "publish.py": ["--remote", "x"], "server_config.py": ["nginx"]}
    # A project that is not there: were Ctrl-C ignored, as of what runs in the background, nothing would be written.
    options = [*needed.get(script.name, []), "--project", str(tmp_path / "none")]
    # A build imports the console once MkDocs was started.
    assert interrupted(module, str(script), *options) == (-signal.SIGINT, "", "")


def test_so_it_is_whatever_way_the_command_is_started(tmp_path: Path):
    installed = tmp_path / "survey"
    installed.write_text(INSTALLED, encoding="utf-8")
    for started in (str(installed), "survey"):
        assert interrupted("survey.problems", started, "check") == (-signal.SIGINT, "", ""), started


def test_whoever_imports_the_package_keeps_ctrl_c():
    code = "import signal, survey.cli; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    done = subprocess.run([sys.executable, "-c", code], cwd=SCRIPTS, capture_output=True, text=True)
    assert done.stdout == "True\n", done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, smallest: Path, copy_code: Callable[[Path], None]) -> Path:
    """Return a survey with scripts and templates of its own, of which nothing has been drawn."""
    folder = Path(shutil.copytree(smallest, tmp_path_factory.mktemp("stopped") / "project"))
    copy_code(folder)
    return folder


@pytest.mark.parametrize(
    ("number", "everybody", "code", "said"),
    [
        (signal.SIGINT, True, 130, "Stopped."),
        (signal.SIGTERM, False, 143, "Stopped."),
        (signal.SIGHUP, False, 129, "Stopped."),
        (signal.SIGKILL, False, -9, ""),
    ],
)
def test_a_build_that_is_stopped_while_it_draws_ends_soon_and_with_all_that_it_started(
    project: Path, number: signal.Signals, everybody: bool, code: int, said: str
):
    """Who draws holds standard error open, so its end is that of all. Terminals send Ctrl-C to the whole group."""
    shutil.rmtree(project / "build", ignore_errors=True)
    command = [sys.executable, str(project / "scripts" / "build.py"), "--project", str(project)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as build:
        while not list((project / "build").glob("cache/talk/[0-9a-f]*")):
            assert build.poll() is None
            time.sleep(0.005)
        (os.killpg if everybody else os.kill)(build.pid, number)
        _, told = build.communicate(timeout=20)
    assert (build.returncode, "Traceback" in told) == (code, False), told
    if said:
        assert [line for line in told.splitlines() if not line.endswith(" …")] == [said], told
        assert {path.name for path in (project / "build").iterdir()} == {
            *("cache", "docs", ".docs.lock", ".engine.lock", ".site.lock")
        }


def test_what_a_shell_has_ignored_stays_ignored_and_all_is_as_before_afterwards(monkeypatch):
    before = [signal.getsignal(number) for number in console.ENDING]
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with console.report_errors():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
            assert signal.getsignal(signal.SIGINT) not in before
    finally:
        signal.signal(signal.SIGHUP, before[-1])
    assert [signal.getsignal(number) for number in console.ENDING] == before


# ── Progress ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_where_no_line_can_move_a_line_tells_what_takes_long(capsys, monkeypatch):
    monkeypatch.setattr(console, "LONG", 0.2)
    with console.working("Building") as progress:
        progress("Reading")
        for done in range(4):
            progress("Drawing", done, 4)
            time.sleep(0.1)
        progress("Checking")
    time.sleep(0.3)
    assert capsys.readouterr() == ("", "Drawing: 4 …\n")


SHOWN = """
import time
from survey.cli import console
with console.working("Building") as progress:
    progress("Drawing", 3, 4)
    time.sleep(0.5)
console.print_line("Done.")
"""


def on_a_terminal(**variables: str) -> tuple[str, str]:
    """Return what SHOWN prints on standard output, and on a terminal as its standard error."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", **variables}
    environment.pop("NO_COLOR" if "NO_COLOR" not in variables else "", None)
    done = subprocess.run(
        [sys.executable, "-c", SHOWN], cwd=SCRIPTS, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # Linux: nobody holds the other end
        pass
    os.close(ours)
    return done.stdout, shown.decode()


def test_a_terminal_shows_how_far_the_work_is_and_scripts_see_only_the_result():
    said, shown = on_a_terminal()
    assert said == "Done.\n"
    assert "Drawing: 3 of 4" in shown
    assert "\x1b[2K" in shown, "the line goes when the work is done"


def test_a_terminal_without_colours_gets_none_and_a_dumb_one_no_moving_line():
    _, shown = on_a_terminal(NO_COLOR="1")
    assert "Drawing: 3 of 4" in shown
    assert "\x1b[3" not in shown
    assert on_a_terminal(TERM="dumb") == ("Done.\n", "")
