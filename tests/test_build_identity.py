"""Which commit a site says that it shows: the project's own, exactly, or none, with git's reason where git fails."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from survey.content.build_identity import BuildIdentity, Revision, revision
from survey.content.project import Project, read_identity
from survey.files.git import KEPT, git
from survey.problems import EnvironmentProblem

ROOT = Path(__file__).resolve().parents[1]
SURVEY = "content/survey.yml"
PARTS = ("content", "mkdocs.yml", "templates", "scripts")
OTHERWISE = "2031-03-01"
PUBLISHED = 1_930_089_600
"""That day, UTC."""
Build = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def a_git_of_our_own(tmp_path, monkeypatch):
    """The settings of whoever runs the tests do not matter, nor does a repository above the temporary folder."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "gitconfig").write_text("[user]\nname = Editor\nemail = editor@example.org\n")


def project(folder: Path) -> Path:
    """Make a project of a few small files in *folder*."""
    for name in (SURVEY, "mkdocs.yml", "templates/home.md.jinja", "scripts/build.py", "README.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name}\n")
    return folder


def committed(folder: Path) -> str:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=All", "--date=2031-04-05T12:00:00Z")
    return git(folder, "rev-parse", "HEAD").strip()


def asked(folder: Path) -> Revision:
    return revision(folder, SURVEY, PARTS, OTHERWISE)


@pytest.fixture(scope="module")
def committed_once(tmp_path_factory) -> Path:
    """A checkout that was made once, to be copied."""
    return project(tmp_path_factory.mktemp("checkouts") / "checkout")


@pytest.fixture
def checkout(tmp_path, committed_once) -> Path:
    if not (committed_once / ".git").exists():
        committed(committed_once)  # here, where git has the settings of the tests
    return Path(shutil.copytree(committed_once, tmp_path / "checkout", symlinks=True))


def test_a_clean_checkout_is_its_commit(checkout):
    found = asked(checkout)
    assert (found.commit, found.changed, found.unknown) == (git(checkout, "rev-parse", "HEAD").strip(), (), "")
    assert found.epoch == int(git(checkout, "log", "-1", "--format=%ct"))


def test_a_project_in_a_folder_of_a_repository_is_its_commit(tmp_path):
    project(tmp_path / "all" / "survey")
    commit = committed(tmp_path / "all")
    (tmp_path / "all" / "notes.txt").write_text("of no concern")
    assert (asked(tmp_path / "all/survey").commit, asked(tmp_path / "all/survey").changed) == (commit, ())
    (tmp_path / "all/survey/mkdocs.yml").write_text("changed")
    assert asked(tmp_path / "all/survey").changed == ("mkdocs.yml",)


# ── No commit ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_outside_of_git_there_is_no_commit_and_the_day_is_that_of_publication(tmp_path, monkeypatch):
    for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        assert asked(project(tmp_path / "plain")) == Revision(None, PUBLISHED)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_tarball_unpacked_inside_another_repository_takes_no_commit_of_it(tmp_path, ignored):
    other = project(tmp_path / "other")
    (other / ".gitignore").write_text("unpacked/\n" if ignored else "")
    committed(other)
    assert asked(project(other / "unpacked")) == Revision(None, PUBLISHED)


def test_a_project_that_nobody_has_added_yet_has_no_commit(tmp_path):
    folder = project(tmp_path / "new")
    git(folder, "init", "--quiet")
    assert asked(folder) == Revision(None, PUBLISHED)


# ── What names another repository ────────────────────────────────────────────────────────────────────────────────────

ANOTHERS = {
    "GIT_DIR": "{other}/.git",
    "GIT_WORK_TREE": "{other}",
    "GIT_INDEX_FILE": "{other}/.git/index",
    "GIT_OBJECT_DIRECTORY": "{other}/.git/objects",
    "GIT_COMMON_DIR": "{other}/.git",
    "GIT_NAMESPACE": "other",
    "GIT_PREFIX": "content/",
    "GIT_CEILING_DIRECTORIES": "{checkout}:{checkout}/..",
    "GIT_ICASE_PATHSPECS": "1",
}


@pytest.mark.parametrize("names", [*([name] for name in ANOTHERS), list(ANOTHERS)], ids=lambda names: names[-1])
def test_variables_that_name_another_repository_do_not_matter(tmp_path, checkout, monkeypatch, names):
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    (other / SURVEY).write_text("another survey")
    committed(other)
    expected = asked(checkout)
    for name in names:
        monkeypatch.setenv(name, ANOTHERS[name].format(other=other, checkout=checkout))
    assert asked(checkout) == expected
    assert asked(project(tmp_path / "plain")) == Revision(None, PUBLISHED)


def test_what_git_calls_a_repositorys_own_variables_is_taken_away():
    """But the settings of its command line are kept, as git itself keeps them for another repository."""
    own = set(git(ROOT, "rev-parse", "--local-env-vars").split())
    assert {name for name in own if KEPT.fullmatch(name)} == {"GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"}


def test_a_build_in_a_hook_of_another_repository_shows_its_own_commit(tmp_path, checkout):
    """A real hook: git sets its variables."""
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r})\nfrom pathlib import Path\n"
        f"from survey.content.build_identity import revision\n"
        f"print(revision(Path({str(checkout)!r}), {SURVEY!r}, {PARTS!r}, {OTHERWISE!r}).commit)"
    )
    other = project(tmp_path / "other")
    git(other, "init", "--quiet")
    (tmp_path / "ask.py").write_text(script)
    hook = other / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{sys.executable} {tmp_path / 'ask.py'} > {tmp_path / 'told'}\n")
    hook.chmod(0o755)
    committed(other)
    assert (tmp_path / "told").read_text() == f"{asked(checkout).commit}\n"


# ── Git fails ────────────────────────────────────────────────────────────────────────────────────────────────────────


def emptied(checkout: Path, name: str) -> None:
    (checkout / ".git" / name).write_text("")


def unborn(checkout: Path) -> None:
    git(checkout, "checkout", "--quiet", "--orphan", "new")


def bare(checkout: Path) -> None:
    git(checkout, "config", "core.bare", "true")


def newer(checkout: Path) -> None:
    git(checkout, "config", "core.repositoryFormatVersion", "99")


def misspelt(checkout: Path) -> None:
    (checkout / ".git/config").write_text("[core\n")


def moved(checkout: Path) -> None:
    shutil.rmtree(checkout / ".git")
    (checkout / ".git").write_text("gitdir: /nowhere/.git/worktrees/survey\n")


def no_repository(checkout: Path) -> None:
    shutil.rmtree(checkout / ".git")
    (checkout / ".git").mkdir()


def lost(checkout: Path) -> None:
    shutil.rmtree(checkout / ".git/objects")
    (checkout / ".git/objects").mkdir()


BROKEN = {
    "no HEAD": (lambda checkout: (checkout / ".git/HEAD").unlink(), "not a git repository"),
    "an empty HEAD": (lambda checkout: emptied(checkout, "HEAD"), "not a git repository"),
    "no commit yet": (unborn, "HEAD"),
    "a bare repository": (bare, "must be run in a work tree"),
    "a newer format": (newer, "repo version"),
    "settings that cannot be read": (misspelt, "bad config"),
    "a work tree whose repository has moved": (moved, "not a git repository: /nowhere"),
    "a folder .git with nothing in it": (no_repository, "not a git repository"),
    "a damaged index": (lambda checkout: (checkout / ".git/index").write_text("DIRC\0\0\0\2 damaged"), "index"),
    "no objects": (lost, "bad object HEAD"),
}


@pytest.mark.parametrize(("break_it", "reason"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("inside", [False, True], ids=["alone", "inside another repository"])
def test_where_git_fails_its_own_reason_is_told_and_no_other_commit_is_taken(tmp_path, break_it, reason, inside):
    if inside:
        committed(project(tmp_path))
    folder = project(tmp_path / "checkout")
    committed(folder)
    break_it(folder)
    found = asked(folder)
    assert (found.commit, found.epoch) == (None, PUBLISHED)
    assert "\n" not in found.unknown
    # Where another repository is around, git goes on to that one without a word.
    assert reason in found.unknown or (
        inside and f"git takes {tmp_path} for the checkout, not {folder}" in found.unknown
    )


def test_a_checkout_of_another_user_is_told_with_gits_remedy(checkout, monkeypatch):
    """A container that works as root over somebody's files. Git's own variable for its own tests stands for that."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    found = asked(checkout)
    assert found.commit is None
    assert "detected dubious ownership in repository at" in found.unknown
    assert f"git config --global --add safe.directory {checkout}" in found.unknown
    git(checkout.parent, "config", "--global", "--add", "safe.directory", str(checkout))
    assert asked(checkout).unknown == "", "the remedy helps"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_checkout_that_really_belongs_to_another_user_is_told(checkout):
    for path in (checkout, *checkout.rglob("*")):
        os.chown(path, 65534, 65534)
    assert "dubious ownership" in asked(checkout).unknown


def test_without_git_a_checkout_says_that_git_is_missing_and_a_tarball_nothing(tmp_path, checkout, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    why = f"git is not installed, or not in PATH; install it (for {checkout / '.git'})"
    assert asked(checkout) == Revision(None, PUBLISHED, unknown=why)
    assert asked(project(tmp_path / "plain")) == Revision(None, PUBLISHED)


# ── Checkouts of other kinds ─────────────────────────────────────────────────────────────────────────────────────────


def linked(checkout: Path) -> Path:
    git(checkout, "worktree", "add", "--quiet", "../linked")
    return checkout.parent / "linked"


def submodule(checkout: Path) -> Path:
    above = checkout.parent / "above"
    above.mkdir()
    git(above, "init", "--quiet")
    git(above, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(checkout), "survey")
    return above / "survey"


def shallow(checkout: Path) -> Path:
    git(checkout, "commit", "--quiet", "--allow-empty", "--message=Another")
    git(checkout.parent, "clone", "--quiet", "--depth=1", checkout.as_uri(), "shallow")
    return checkout.parent / "shallow"


def sparse(checkout: Path) -> Path:
    git(checkout.parent, "clone", "--quiet", str(checkout), "sparse")
    git(checkout.parent / "sparse", "sparse-checkout", "set", "content", "templates", "scripts")
    return checkout.parent / "sparse"


def detached(checkout: Path) -> Path:
    git(checkout, "checkout", "--quiet", "--detach")
    return checkout


def through_a_link(checkout: Path) -> Path:
    (checkout.parent / "link").symlink_to(checkout)
    return checkout.parent / "link"


@pytest.mark.parametrize("other", [linked, submodule, shallow, sparse, detached, through_a_link])
def test_every_kind_of_checkout_is_its_commit(checkout, other):
    folder = other(checkout)
    found = asked(folder)
    assert (found.commit, found.changed, found.unknown) == (git(folder, "rev-parse", "HEAD").strip(), (), "")


# ── What has changed ─────────────────────────────────────────────────────────────────────────────────────────────────


def edited(checkout: Path) -> str:
    (checkout / SURVEY).write_text("edited")
    return SURVEY


def staged(checkout: Path) -> str:
    git(checkout, "add", edited(checkout))
    return SURVEY


def deleted(checkout: Path) -> str:
    (checkout / "templates/home.md.jinja").unlink()
    return "templates/home.md.jinja"


def new(checkout: Path) -> str:
    (checkout / "content/päpers.yml").write_text("new")
    return "content/päpers.yml"


def new_folder(checkout: Path) -> str:
    (checkout / "content/packages").mkdir()
    (checkout / "content/packages/a.yml").write_text("new")
    return "content/packages/a.yml"


def ignored(checkout: Path) -> str:
    (checkout / ".git/info").mkdir(exist_ok=True)
    (checkout / ".git/info/exclude").write_text("*.yml\n")
    return new(checkout)


def not_to_be_looked_at(checkout: Path) -> str:
    git(checkout, "update-index", "--assume-unchanged", SURVEY)
    return edited(checkout)


def left_out(checkout: Path) -> str:
    git(checkout, "update-index", "--skip-worktree", SURVEY)
    return edited(checkout)


def code(checkout: Path) -> str:
    (checkout / "scripts/build.py").write_text("edited")
    return "scripts/build.py"


CHANGES = [edited, staged, deleted, new, new_folder, ignored, not_to_be_looked_at, left_out, code]


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_site_is_made_of_and_is_not_as_in_the_commit_is_named(checkout, change):
    commit = asked(checkout).commit
    path = change(checkout)
    assert (asked(checkout).commit, asked(checkout).changed) == (commit, (path,))


def test_what_no_build_reads_makes_nothing_dirty(checkout):
    (checkout / "README.md").write_text("edited")
    (checkout / ".gitignore").write_text("__pycache__/\n")
    for name in ("notes.txt", "content/.survey.yml.swp", "content/survey.yml~", "scripts/__pycache__/build.pyc"):
        (checkout / name).parent.mkdir(exist_ok=True)
        (checkout / name).write_text("of no concern")
    assert asked(checkout).changed == ()


def test_asking_changes_nothing_in_the_repository(checkout):
    os.utime(checkout / SURVEY, (0, 0))
    before = {path: path.stat().st_mtime_ns for path in (checkout / ".git").rglob("*")}
    asked(checkout)
    assert {path: path.stat().st_mtime_ns for path in (checkout / ".git").rglob("*")} == before


# ── What a build says of it ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def survey(tmp_path, copy_example) -> Path:
    folder = Path(copy_example(tmp_path / "survey"))
    (folder / ".gitignore").write_text("build/\n")
    committed(folder)
    return folder


def said(folder: Path) -> dict[str, str | None]:
    told = json.loads((folder / "build/site/build.json").read_text(encoding="utf-8"))
    return {key: told[key] for key in ("version", "commit", "state")}


def shown(folder: Path) -> Iterator[str]:
    """Yield every version of the site in the built pages, twins and files for programs."""
    for path in sorted((folder / "build/site").rglob("*")):
        if path.suffix in {".html", ".md", ".json", ".txt"} and path.is_file():
            text = path.read_text(encoding="utf-8")
            yield from re.findall(r"[Vv]ersion (20\d\d\.\d\d\.\d\d\S*?)(?=[, )}]|\. )", text)


def test_a_dirty_tree_is_built_and_every_place_says_so(survey, build_here):
    commit = git(survey, "rev-parse", "HEAD").strip()
    day = read_identity(Project.at(survey, ROOT / "templates"), "https://example.org/")[1].version
    done = build_here("--project", survey)
    assert done.returncode == 0, done.stderr
    assert "GIT00" not in done.stderr
    assert said(survey) == {"version": day, "commit": commit, "state": "committed"}
    text = (survey / SURVEY).read_text(encoding="utf-8")
    (survey / SURVEY).write_text(text.replace("tagline: Five", "tagline: 5"), encoding="utf-8")
    done = build_here("--project", survey)
    assert done.returncode == 0, done.stderr
    assert f"note: {SURVEY}:1:1: GIT002 differs from the commit; the version of the site is {day}+dirty" in done.stderr
    assert said(survey) == {"version": f"{day}+dirty", "commit": commit, "state": "dirty"}
    versions = list(shown(survey))
    assert len(versions) > 20
    assert day not in versions


def test_a_preview_of_a_dirty_tree_says_so_on_every_page(survey, build_here):
    text = (survey / SURVEY).read_text(encoding="utf-8")
    (survey / SURVEY).write_text(text.replace("tagline: Five", "tagline: 5"), encoding="utf-8")
    assert build_here("--project", survey, "--preview", "pr-7").returncode == 0
    commit = git(survey, "rev-parse", "HEAD").strip()
    banner = f"<strong>Preview</strong> pr-7, commit <code>{commit}</code> with uncommitted changes."
    assert banner in (survey / "build/site/index.html").read_text(encoding="utf-8")


def test_a_build_whose_git_fails_says_why_and_names_no_commit(survey, build_here):
    done = build_here("--project", survey, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert done.returncode == 0, done.stderr
    (note,) = [line for line in done.stderr.splitlines() if "GIT00" in line]
    assert note.startswith(f"note: {SURVEY}:1:1: GIT001 the commit cannot be determined; git says: ")
    assert f"git config --global --add safe.directory {survey}" in note
    assert said(survey) == {"version": "2031.03.01", "commit": None, "state": "unknown"}


def test_outside_of_git_a_build_says_so_in_build_json(example, build_here):
    done = build_here("--project", example)
    assert (done.returncode, "GIT00" in done.stderr) == (0, False)
    assert said(example) == {"version": "2031.03.01", "commit": None, "state": "unversioned"}


def edition(folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "scripts/edition.py"), "--project", str(folder), "--date=2031-06-01"]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, encoding="utf-8")


def test_no_edition_is_made_where_the_commit_is_not_what_is_shown(survey, example):
    (survey / "CITATION.cff").write_text("cff-version: 1.2.0\nauthors: []\n")
    git(survey, "add", "--all")
    git(survey, "commit", "--quiet", "--message=With a citation file")
    because = "an edition names the commit that it shows; "
    cases = [
        (example, {}, f"{because}git does not track {example / SURVEY}: commit it first\n"),
        (
            survey,
            {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"},
            f"{because}git says: git rev-parse: fatal: detected dubious",
        ),
    ]
    for folder, variables, message in cases:
        done = edition(folder, **variables)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(message)
    (survey / "CITATION.cff").write_text("cff-version: 1.2.0\nauthors: []\nmessage: Changed\n")
    (survey / "content/glossary.yml").write_bytes((survey / "content/glossary.yml").read_bytes() + b"# changed\n")
    done = edition(survey)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{because}commit what has changed first (content/glossary.yml and 1 more)\n"


def test_a_folder_that_is_not_there_is_not_called_a_missing_git(tmp_path):
    with pytest.raises(EnvironmentProblem, match="there is no folder"):
        git(tmp_path / "nowhere", "status")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("content/a.yml",), "content/a.yml:1:1: GIT002 differs from the commit;"),
        (("content/a.yml", "mkdocs.yml"), "content/a.yml:1:1: GIT002 differs from the commit, as does one more file;"),
        (("a.yml", "b.yml", "c.yml"), "a.yml:1:1: GIT002 differs from the commit, as do 2 more files;"),
    ],
)
def test_one_note_tells_how_many_files_differ_from_the_commit(changed: tuple[str, ...], told: str) -> None:
    (note,) = BuildIdentity("https://example.org/", "0" * 40, 0, "", changed=changed).notes
    assert str(note).startswith(f"{told} the version of the site is 1970.01.01+dirty")
