"""The catalogue for people who write scripts: one import, and the manual's example works as it stands."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from survey import ContentError, read_survey
from survey.content import Catalogue

ROOT = Path(__file__).resolve().parents[1]


def test_the_example_in_the_manual_runs(catalogue: Catalogue, tmp_path):
    manual = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(from survey import .*?)```", manual, flags=re.DOTALL)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [each.name for each in catalogue.categories]


def test_another_survey_is_read_from_its_folder():
    assert read_survey(ROOT / "tests" / "example").survey.id == "tide-software"


def test_wrong_content_raises_every_problem(example):
    (example / "content/claims.yml").write_text("- {id: x}\n")
    (example / "content/registries.yml").write_text("- {id: y}\n")
    with pytest.raises(ContentError) as told:
        read_survey(example)
    assert {problem.place.path for problem in told.value.problems} >= {"content/claims.yml", "content/registries.yml"}
