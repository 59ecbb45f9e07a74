"""A browser for the tests: found where it is, and said clearly when there is none."""

from pathlib import Path

import pytest

from bench import chromium
from survey.problems import EnvironmentProblem


def program(path: Path, exit_code: int = 0) -> Path:
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    path.chmod(0o755)
    return path


def test_the_browser_that_the_environment_names_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("CHROMIUM", str(program(tmp_path / "mine")))
    assert chromium.find_chromium() == tmp_path / "mine"


def test_a_browser_that_does_not_start_is_no_browser(tmp_path, monkeypatch):
    """Ubuntu's chromium-browser is a script that asks for a snap."""
    program(tmp_path / "chromium-browser", exit_code=1)
    program(tmp_path / "google-chrome")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin/nowhere")
    assert chromium.find_chromium() == tmp_path / "google-chrome"


def test_without_any_way_it_is_said_what_to_do(tmp_path, monkeypatch):
    failing = program(tmp_path / "install", exit_code=1)
    monkeypatch.setattr(chromium, "_ways", lambda: [[str(failing)]])
    monkeypatch.setattr(chromium, "find_chromium", lambda: None)
    with pytest.raises(EnvironmentProblem, match=r"name one in the variable CHROMIUM .*install"):
        chromium.install_chromium()
