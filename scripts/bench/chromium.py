#!/usr/bin/env python3
"""Find a Chromium for the browser tests, or install one, and print its path."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from survey.cli import console
from survey.problems import EnvironmentProblem

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_chromium() -> Path | None:
    """Return the path of a working Chromium: of the variable CHROMIUM, the system's or Playwright's; None if none."""
    candidates = (os.environ.get("CHROMIUM"), *map(shutil.which, _NAMES), *_APPLICATIONS)
    for candidate in filter(None, candidates):
        if starts(Path(candidate)):
            return Path(candidate)
    own = _playwrights_own()
    return own if own and starts(own) else None


def install_chromium() -> Path:
    """Install Chromium from Debian's or Ubuntu's packages if possible, else Playwright's own; return its path.

    Raises EnvironmentProblem, with the errors of all attempts, if none could be installed.
    """
    errors = []
    for command in _ways():
        print(f"installing a browser for the tests: {' '.join(command)}", file=sys.stderr)
        errors.append(_error_of(command))
        if found := find_chromium():
            return found
    complaints = "; ".join(filter(None, errors))
    raise EnvironmentProblem(
        "the browser tests need Chromium and it could not be installed; "
        f"install it, or name one in the variable CHROMIUM ({complaints})"
    )


def starts(program: Path) -> bool:
    """Return whether *program* can be started. Ubuntu's chromium-browser may only print a hint to install a snap."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwrights_own() -> Path | None:
    done = subprocess.run([sys.executable, "-c", _ASK_PLAYWRIGHT], capture_output=True, text=True)
    return Path(done.stdout.strip()) if done.returncode == 0 and done.stdout.strip() else None


def _ways() -> list[list[str]]:
    """Return the commands that may install a browser, best first."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    ways = []
    if shutil.which("apt-get") and (not as_root or shutil.which("sudo")):
        ways.append([*as_root, "apt-get", "update", "--quiet"])
        ways.append([*as_root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"])
    with_system_parts = ["--with-deps"] if ways else []
    ways.append([sys.executable, "-m", "playwright", "install", *with_system_parts, "chromium"])
    return ways


def _error_of(command: Sequence[str]) -> str:
    """Run *command*; if it fails, return its first error, or else its last line; otherwise an empty string."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode == 0:
        return ""
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()] or ["failed without a word"]
    complaint = next((line for line in lines if "error" in line.lower() or line.startswith("E:")), lines[-1])
    return f"{' '.join(command)}: {complaint}"


def main() -> None:
    """Find a Chromium, or install one."""
    with console.report_errors():
        console.print_line(str(find_chromium() or install_chromium()))


if __name__ == "__main__":
    main()
