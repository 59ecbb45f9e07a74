"""The build's promise: a complete, verified site, or nothing has changed. Said in lines that lead to the place."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import material  # type: ignore[import-untyped]
import pytest

from survey.files import MARKER, files_in, listed

ROOT = Path(__file__).resolve().parents[1]

Build = Callable[..., "subprocess.CompletedProcess[str]"]

MISTAKES = {
    "survey.yml": ("values: [forecasting]", "values: [forecastin]"),
    "glossary.yml": ("kind: thing", "kind: thin"),
    "claims.yml": ("stated: 7", "stated: seven"),
    "contributions/ink.yml": ("facts: {ways: []", "facts: {ways: [sight]"),
    "contributions/lantern.yml": ("(category:forecasting)", "(javascript:alert)"),
    "packages/buoy.yml": ("name: Buoy", "name: Buoy\nname: Boje"),
    "vocabularies/coasts.yml": ("source: our-note", "source: our-note # or is it?"),
    "references.bib": ("doi         = {10.5555/pier.4}", "doi         = {pier.4}"),
}
"""A mistake in each of several files: what stands there, and what stands there then."""


@pytest.fixture
def built(tmp_path: Path, built_example: Path) -> Path:
    """A project with a site that was built from good content."""
    return Path(shutil.copytree(built_example, tmp_path / "example"))


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "content" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def site(project: Path) -> dict[str, bytes]:
    folder = project / "build" / "site"
    return {name: (folder / name).read_bytes() for name in {*files_in(folder), MARKER}}


def test_all_mistakes_of_all_files_are_told_and_nothing_changes(built, build_here):
    before = site(built)
    for name, (old, new) in MISTAKES.items():
        change(built, name, old, new)
    done = build_here("--project", built)
    assert done.returncode == 1
    assert done.stdout == ""
    *lines, last = [line for line in done.stderr.splitlines() if not line.startswith("note: ")]
    assert last == f"{len(MISTAKES)} problems in the content. The published site is as it was."
    assert [line.partition(" (")[0] for line in lines] == [
        "content/claims.yml:37:11: SCH003 stated: 'seven' must be a whole number of at most nine digits from 0 to 9",
        "content/contributions/ink.yml:11:16: VOC001 'sight' is not a value of ways",
        "content/contributions/lantern.yml:18:9: PRO001 the link 'javascript:alert' is not allowed",
        "content/glossary.yml:26:11: CAT001 there is no kind 'thin'",
        "content/packages/buoy.yml:2:1: SRC007 repeats the key 'name', already given in line 1",
        "content/references.bib:64:3: BIB017 doi is 'pier.4'",
        "content/survey.yml:42:14: CAT001 there is no value of category 'forecastin'",
        "content/vocabularies/coasts.yml:4:9: SRC009 is cut short by ' #'",
    ]
    assert site(built) == before


def test_what_only_the_finished_site_shows_is_refused(built, build_here):
    """A category whose name, as the engine makes an id of it, is that of a contribution: no file is wrong by itself."""
    before = site(built)
    change(built, "categories.yml", "name: Forecasting", "name: Lantern")
    done = build_here("--project", built)
    assert done.returncode == 1
    assert "categories/forecasting/: PAG001 the id «lantern» appears 2 times" in done.stderr
    assert "Traceback" not in done.stderr
    assert site(built) == before


def test_a_new_page_of_text_needs_no_line_in_mkdocs_yml(built, build_here):
    page = (built / "content/pages/about.yml").read_text(encoding="utf-8")
    (built / "content/pages/thanks.yml").write_text(page.replace("title: ", "title: More "), encoding="utf-8")
    done = build_here("--project", built)
    assert done.returncode == 0, done.stderr
    assert (built / "build/site/thanks/index.html").is_file()


def test_an_asset_cannot_take_the_place_of_a_file_of_the_site(built, build_here):
    before = site(built)
    clash = "Images/favicon.png"
    change(built, "survey.yml", "assets: [moon.svg]", f"assets: [moon.svg, {clash}]")
    (built / "content/assets/Images").mkdir()
    picture = Path(material.__file__).parent / "templates/assets/images/favicon.png"
    shutil.copy(picture, built / "content/assets" / clash)
    done = build_here("--project", built)
    assert done.returncode == 1
    *told, _ = done.stderr.splitlines()
    assert told == [f"content/assets/{clash}:1:1: FIL002 has the path of a file of the site (rename it)"]
    assert site(built) == before


def test_no_file_of_a_contributor_runs_as_the_site(built, build_here):
    before = site(built)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>window.ran = 1</script></svg>'
    (built / "content/assets/moon.svg").write_text(drawing)
    (built / "content/assets/page.htm").write_text("<script>window.ran = 1</script>")
    change(built, "survey.yml", "assets: [moon.svg]", "assets: [moon.svg, page.htm]")
    done = build_here("--project", built)
    assert done.returncode == 1
    assert "SCH003 assets: 'page.htm' does not have the form that this field requires" in done.stderr
    change(built, "survey.yml", "assets: [moon.svg, page.htm]", "assets: [moon.svg]")
    done = build_here("--project", built)
    assert done.returncode == 1
    assert ": FIL005 'moon.svg' has the element <script> in line 1 (" in done.stderr
    assert site(built) == before


def test_what_mkdocs_warns_of_is_refused(built, build_here):
    before = site(built)
    with (built / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav: [index.md, nowhere.md]\n")
    done = build_here("--project", built)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert done.stderr.endswith("The published site is as it was.\n")
    assert "Traceback" not in done.stderr
    assert site(built) == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--out", "{project}/content"], "lies in {project}/content, where nothing is built"),
        (["--out", "{project}/content/new"], "lies in {project}/content, where nothing is built"),
        (["--out", "{project}/build/../Content/new"], "lies in {project}/content, where nothing is built"),
        (["--out", "{project}/templates/../.git/x"], "lies in {project}/.git, where nothing is built"),
        (["--out", "{project}/build/docs"], "lies in {project}/build/docs, where nothing is built"),
        (["--out", "{project}/build/docs/sub"], "lies in {project}/build/docs, where nothing is built"),
        (["--out", "{project}/build/cache/talk"], "lies in {project}/build/cache, where nothing is built"),
        (["--out", "{project}/build/site/sub"], "lies in {project}/build/site, which a build replaces as a whole"),
        (["--out", "{project}/build"], "holds {project}/build/docs, which would be lost"),
        (["--out", "{project}"], "holds {project}/content, which would be lost"),
        (["--out", "{project}/kept/new", "--editions", "{project}/kept"], "lies in {project}/kept"),
        (["--out", f"{ROOT}/templates/new"], f"lies in {ROOT}/templates, where nothing is built"),
        (["--out", f"{ROOT}/scripts/new"], f"lies in {ROOT}/scripts, where nothing is built"),
        (["--build-dir", "{project}/content/new"], "--build-dir {project}/content/new lies in {project}/content"),
        (["--build-dir", "{project}"], "--build-dir {project} holds {project}/content"),
        (["--site-url", "https://user:secret@host.example/"], "user name or password"),
        (["--out", "{project}/mkdocs.yml"], "is a file"),
        (["--out", "/"], "--out / holds "),
        (["--out", "."], "--out . holds "),
        (["--preview", "<script>"], "a preview's name is"),
        (["--preview", ""], "a preview's name is"),
        (["--site-url", "javascript:alert(1)"], "not an address that a site can have"),
        (["--project", "{project}/nowhere"], "nowhere"),
        (["--project", "{project}/content"], "content"),
        (["--project", "{project}/mkdocs.yml"], "mkdocs.yml"),
        (["--publish"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_told_apart_from_wrong_content(example, run_here, options, told):
    before = {name: (example / name).read_bytes() for name in files_in(example)}
    done = run_here("build", "--project", example, *(option.format(project=example) for option in options))
    assert done.returncode == 2
    assert told.format(project=example) in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
    assert done.stdout == ""
    assert not (example / "build").exists(), "refused only after work was done"
    assert {name: (example / name).read_bytes() for name in before} == before


def test_a_folder_of_the_content_is_known_by_a_link_to_it_too(example, build):
    (example / "elsewhere").symlink_to(example / "content")
    done = build("--project", example, "--out", example / "elsewhere" / "new")
    assert (done.returncode, done.stdout) == (2, "")
    assert "where nothing is built" in done.stderr
    assert not (example / "content" / "new").exists()


def test_with_a_folder_for_it_nothing_is_written_to_the_source(example, build, tmp_path):
    """Who may not write there builds in the same way: no file is made, changed or deleted beside the content."""
    before = {path: path.stat().st_mtime_ns for path in sorted(example.rglob("*"))}
    done = build("--project", example, "--build-dir", tmp_path / "made")
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in sorted(example.rglob("*"))} == before
    assert (tmp_path / "made/site/index.html").is_file()
    assert {path.name for path in (tmp_path / "made").iterdir()} >= {"site", "docs", "cache"}
    assert any((tmp_path / "made/cache/talk").iterdir())


KILLED = """
import os, signal, sys
from pathlib import Path
from survey import pipeline
from survey.content.project import Project
def killed(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(pipeline, sys.argv[1], killed)
project = Path(sys.argv[2])
pipeline.build(Project.at(project, Path(sys.argv[3])), pipeline.Settings(project / "build" / "site"))
"""


def test_a_killed_build_costs_nobody_the_site(built, build):
    """A build that kills itself where a step would begin; while MkDocs is at work, for one (beside).

    Each finds what the one before it left behind, and gets further; the last one goes through.
    """
    before = site(built)
    change(built, "survey.yml", "tagline: Five", "tagline: 5")
    for step in ("write_tree", "beside", "add_files", "verify", "replace_site"):
        command = [sys.executable, "-c", KILLED, step, str(built), str(ROOT / "templates")]
        done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, timeout=120)
        assert done.returncode == -signal.SIGKILL, (step, done.stderr)
        assert site(built) == before, step
    again = build("--project", built)
    assert again.returncode == 0, again.stderr
    assert b"5 invented papers" in site(built)["index.html"]
    left = {path.name for path in (built / "build").iterdir()}
    assert left == {"cache", "docs", "site", ".docs.lock", ".engine.lock", ".site.lock"}


def test_a_folder_that_cannot_be_written_is_no_fault_of_the_content(example, build):
    (example / "build").write_text("A file stands where the folder should be.")
    done = build("--project", example, "--out", example / "site")
    told = f"a file stands where a folder belongs ({example / 'build'}); move or delete it\n"
    assert (done.returncode, done.stdout, done.stderr.partition(": ")[2]) == (2, "", told)


def test_two_builds_at_once_wait_for_one_another(example):
    both = [start(example), start(example)]
    for process in both:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert listed(site(example)[MARKER].decode()) == site(example).keys() - {MARKER}


def start(project: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--project", str(project)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
