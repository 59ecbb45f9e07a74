"""What runs elsewhere: workflows, Read the Docs, make targets and locked requirements keep their promises.

What actionlint and zizmor have to say of the workflows, `make check` asks.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from survey import COMMAND
from survey.cli import COMMANDS

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKS = ["requirements.txt", "requirements-dev.txt"]

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def workflow(path: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = workflow(path)["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def test_there_is_a_workflow_for_checking_and_one_for_publishing():
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml"]


@each_workflow
def test_every_action_is_pinned_to_a_commit_and_says_which_version_it_is(path):
    uses = re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert uses
    for use in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use), use


@each_workflow
def test_a_workflow_may_nothing_and_a_job_little(path):
    assert workflow(path)["permissions"] == {}
    for name, job in jobs(path).items():
        writes = {right for right, level in job["permissions"].items() if level != "read"}
        assert writes == ({"pages", "id-token"} if (path.stem, name) == ("publish", "deploy") else set())
        assert job["timeout-minutes"] <= 30


@each_workflow
def test_no_credentials_secrets_or_caches(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bsecrets\.|actions/cache|^\s*cache:", text, re.MULTILINE)
    for step in steps(path):
        if str(step.get("uses")).startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@each_workflow
def test_nothing_is_pasted_into_a_shell(path):
    commands = [step["run"] for step in steps(path) if "run" in step]
    assert not any("${{" in command for command in commands)
    assert "github.event" not in path.read_text(encoding="utf-8")


def test_pull_requests_are_only_checked_and_only_main_is_published():
    check, publish = WORKFLOWS
    assert set(workflow(check)[True]) == {"pull_request"}  # YAML 1.1 reads «on» as true
    assert workflow(publish)[True] == {"push": {"branches": ["main"]}}


def test_a_deployment_is_never_cancelled_and_apart_from_the_build():
    publish = WORKFLOWS[1]
    assert workflow(publish)["concurrency"]["cancel-in-progress"] is False
    assert jobs(publish)["deploy"]["needs"] == "build"
    assert not any("run" in step or "checkout" in step["uses"] for step in jobs(publish)["deploy"]["steps"])


@each_workflow
def test_a_workflow_runs_only_what_also_runs_at_home(path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for step in steps(path):
        if "run" in step:
            made = re.fullmatch(r"(?:[A-Z_]+=\S+ )?make ([a-z-]+)", step["run"])
            assert made, step["run"]
            assert made[1] in targets


def test_read_the_docs_builds_nothing_but_previews():
    commands = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))["build"]["commands"]
    built = [command for command in commands if "survey build" in command]
    assert len(built) == 1
    for option in (
        '--preview "pr-',
        '--site-url "$READTHEDOCS_CANONICAL_URL"',
        '--out "$READTHEDOCS_OUTPUT/html"',
    ):
        assert option in built[0]


def test_make_check_asks_every_checker():
    target = re.search(r"^check:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert target
    for checker in ("check", "freeze --check", "ruff format", "ruff check", "mypy", "zizmor", "actionlint"):
        assert re.search(rf"\b{checker}\b", target[1]), checker


def test_nothing_is_left_out_because_its_program_is_missing():
    """Both run what needs other programs, and a test whose program is missing fails there."""
    job = jobs(WORKFLOWS[0])["programs"]
    assert job["env"] == {"PROGRAMS": "required"}
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make programs", "make test-programs"]
    ours = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    order = ["make check", "make test\n", "export PROGRAMS=required", "make programs", "make test-programs"]
    places = [ours.index(each) for each in order]
    assert places == sorted(places)


def test_the_list_of_packages_is_one_name_a_line_each_once():
    lines = (ROOT / "tests" / "programs" / "debian.txt").read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name) for name in names)
    assert names == sorted(set(names))


def test_every_script_that_make_calls_is_there():
    called = set(re.findall(r"scripts/[\w/]+\.py", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert called
    assert {name for name in called if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("name", ["Makefile", ".readthedocs.yaml", "README.md", "CONTRIBUTING.md"])
def test_every_command_that_is_called_can_be_called(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    called = set(re.findall(rf"(?:{re.escape(COMMAND)}|\$\(SURVEY\)|(?<=`)survey) ([a-z][a-z-]*)", text))
    assert called
    assert called - set(COMMANDS) == set()


def test_make_installs_the_project_itself_without_fetching_anything():
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    installing = [line.strip() for line in lines if "$(PIP)" in line]
    assert installing == [
        "@$(PIP) --require-hashes -r requirements.txt",
        "@$(PIP) --no-index --no-deps --no-build-isolation --editable .",
        "@$(PIP) --require-hashes -r requirements-dev.txt",
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_requirements_are_locked_with_hashes_and_name_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    requirements = [entry for entry in re.split(r"\n(?=\w)", text) if not entry.startswith("#")]
    assert len(requirements) > 20
    for entry in requirements:
        assert re.match(r"[\w.-]+==[\w.]+ ", entry), entry
        assert "--hash=sha256:" in entry


def test_the_locks_hold_what_the_project_asks_for():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = [pinned(name) for name in LOCKS]
    for wish, where in (
        *((wish, locked[0]) for wish in asked["project"]["dependencies"]),
        *((wish, locked[0]) for wish in asked["dependency-groups"]["build"]),
        *((wish, locked[0]) for wish in asked["build-system"]["requires"]),
        *((wish, locked[1]) for wish in asked["dependency-groups"]["dev"]),
    ):
        assert re.split(r"[<>=!]", wish)[0] in where
    assert locked[0].items() <= locked[1].items()
    assert locked[0]["click"] not in {"8.2.2", "8.3.0", "8.3.1", "8.3.2", "8.3.3"}


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))
