"""Promises in real builds: a list is made, an entry is renamed, a term goes, a number is used again."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
LOCK = "content/addresses.lock"
Build = Callable[..., "subprocess.CompletedProcess[str]"]


def freeze(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "scripts" / "freeze.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)


@pytest.fixture(scope="module")
def original(tmp_path_factory, copy_example, build_here: Build) -> Path:
    """The example survey, built once, as a preview."""
    project = Path(copy_example(tmp_path_factory.mktemp("promised") / "example"))
    done = build_here("--project", project, "--preview", "pr-7")
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture
def changed(original: Path, tmp_path: Path) -> Path:
    """The example after a thoughtless edit: an entry and a term are renamed, and two numbers are swapped."""
    project = tmp_path / "example"
    shutil.copytree(original, project)
    content = project / "content"
    for path in content.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bseiche\b(?!-)", "standing-wave", text), encoding="utf-8")
    (content / "contributions" / "seiche.yml").rename(content / "contributions" / "standing-wave.yml")
    replace(content / "glossary.yml", "id: gauge", "id: tide-gauge")
    for path in content.rglob("*.yml"):
        replace(path, "gauge]", "tide-gauge]")
        replace(path, "term:gauge", "term:tide-gauge")
    replace(content / "aliases.yml", "new: /glossary/#m2", "new: /glossary/#m3")
    return project


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def problems(done: "subprocess.CompletedProcess[str]", code: str) -> list[str]:
    return [line for line in done.stderr.splitlines() if f" {code} " in line and not line.startswith("note:")]


def test_the_example_has_promised_all_its_addresses(original):
    before = (original / "build" / "site" / "index.html").read_bytes()
    done = freeze("--project", original, "--check")
    assert (done.returncode, done.stderr.count("ADR")) == (0, 0), done.stderr
    assert (original / "build" / "site" / "index.html").read_bytes() == before, "a check leaves the preview there"
    text = (original / LOCK).read_text(encoding="utf-8")
    assert "\n/p/3/ -> /contributions/seiche/\n" in text
    assert "\n/glossary/#principal-lunar -> /glossary/#m2\n" in text
    lines = text.splitlines()[2:]
    assert lines == sorted(lines)


def test_a_build_that_would_lose_addresses_changes_nothing_and_says_what_to_add(
    original, changed, build_here, run_here
):
    before = (original / "build" / "site" / "glossary" / "index.html").read_bytes()
    lock = (changed / LOCK).read_bytes()
    done = build_here("--project", changed)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lost = problems(done, "ADR002")
    assert all(
        re.match(r"content/addresses\.lock:\d+:1: ADR002 the address /\S+ would no longer exist \(add to ", line)
        for line in lost
    )
    assert any("/contributions/seiche/ would" in line and "{old: seiche, new: standing-wave," in line for line in lost)
    assert any("/glossary/#gauge would" in line and "new: /glossary/#tide-gauge," in line for line in lost)
    assert any("/glossary/#m3" in line for line in problems(done, "ADR005"))
    assert (changed / "build" / "site" / "glossary" / "index.html").read_bytes() == before
    assert (changed / LOCK).read_bytes() == lock
    # Freezing is no way around a promise.
    assert run_here("freeze", "--project", changed).returncode == 1
    assert (changed / LOCK).read_bytes() == lock


def test_with_the_lines_added_every_old_address_works(changed, build_here, run_here):
    replace(changed / "content" / "aliases.yml", "new: /glossary/#m3", "new: /glossary/#m2")
    with (changed / "content" / "aliases.yml").open("a", encoding="utf-8") as aliases:
        aliases.write("- {old: seiche, new: standing-wave, reason: Renamed.}\n")
        aliases.write("- {old: /glossary/#gauge, new: /glossary/#tide-gauge, reason: Renamed.}\n")
    done = build_here("--project", changed)
    assert (done.returncode, problems(done, "ADR002")) == (0, []), done.stderr
    assert "ADR006" in done.stderr, "a new address does not stop a build, but is told"
    site = changed / "build" / "site"
    page = etree.HTML((site / "contributions" / "seiche" / "index.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/tides/contributions/standing-wave/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//a/@href") == ["../standing-wave/"]
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../standing-wave/"]
    glossary = etree.HTML((site / "glossary" / "index.html").read_bytes())
    assert glossary.xpath("//*[@id='tide-gauge']//*/@id") == ["gauge"]
    assert (site / "cite/seiche.ris").read_bytes() == (site / "cite/standing-wave.ris").read_bytes()
    assert run_here("freeze", "--project", changed, "--check").returncode == 1
    assert run_here("freeze", "--project", changed).returncode == 0
    text = (changed / LOCK).read_text(encoding="utf-8")
    assert "\n/contributions/seiche/ -> /contributions/standing-wave/\n" in text
    assert "\n/p/3/ -> /contributions/standing-wave/\n" in text
    comes_back(changed, build_here)


def test_a_new_key_is_frozen_with_its_addresses_or_not_at_all(original, tmp_path, run_here):
    project = tmp_path / "example"
    shutil.copytree(original, project)
    with (project / "content" / "references.bib").open("a", encoding="utf-8") as references:
        references.write(NEW)
    before = lists(project)
    done = run_here("freeze", "--project", project, "--check")
    assert (done.returncode, done.stderr) == (1, "not up to date: content/keys.lock; run .venv/bin/survey freeze\n")
    # What only the finished site shows: a category whose name makes the id of a contribution.
    replace(project / "content" / "categories.yml", "name: Forecasting", "name: Lantern")
    done = run_here("freeze", "--project", project)
    assert (done.returncode, "PAG001 the id «lantern» appears 2 times" in done.stderr) == (1, True), done.stderr
    assert lists(project) == before
    replace(project / "content" / "categories.yml", "name: Lantern", "name: Forecasting")
    assert run_here("freeze", "--project", project).returncode == 0
    assert b"\nNew2031Waves -\n" in lists(project)["keys.lock"]


NEW = """
@article{New2031Waves,
  author  = {New, Nora},
  title   = {New Waves},
  journal = {Invented Waters},
  year    = {2031},
}
"""


def lists(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "content").glob("*.lock")}


def comes_back(project: Path, build_here: Build) -> None:
    """The retired id is given to something new: refused, in a preview, too, which writes no list."""
    replace(project / "content" / "glossary.yml", "id: 3d", "id: gauge")
    replace(project / "content" / "glossary.yml", "3d]", "gauge]")
    lock = (project / LOCK).read_bytes()
    done = build_here("--project", project, "--preview", "pr-7", "--out", project / "out")
    assert done.returncode == 1
    assert any("the retired address /glossary/#gauge redirects" in line for line in problems(done, "ADR004")), (
        done.stderr
    )
    assert (project / LOCK).read_bytes() == lock
