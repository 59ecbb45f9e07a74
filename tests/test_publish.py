"""Publishing to a branch of a real remote: complete sites only, nobody's files lost, competing pushes survived."""

import subprocess
import sys
from pathlib import Path

import pytest

from survey import publish as module
from survey.files import replace_site
from survey.problems import EnvironmentProblem
from survey.publish import Destination, publish
from survey.publish.repository import Competition, Repository

SCRIPT = Path(__file__).parent.parent / "scripts" / "publish.py"


@pytest.fixture(autouse=True)
def a_git_of_our_own(tmp_path, monkeypatch):
    """Neither the settings of whoever runs the tests nor those of a hook that runs them matter."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Editor")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "editor@example.org")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def project(tmp_path: Path, remote: Path) -> Path:
    git(tmp_path, "init", "--quiet", "project")
    git(tmp_path / "project", "remote", "add", "origin", str(remote))
    return tmp_path / "project"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def built(project: Path, **files: str) -> Path:
    """Make build/site hold *files* (``pots__index`` is pots/index.html) as a finished build does."""
    new = project / "new"
    for name, text in files.items():
        path = new / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (new / "sitemap.xml").write_text("what a site for everybody has")
    replace_site(new, project / "build" / "site")
    return project / "build" / "site"


def published(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    """Return what is on the branch, without dot files and what tells crawlers of it."""
    names = git(remote, "ls-tree", "-r", "--name-only", branch).split()
    visible = [name for name in names if not name.rpartition("/")[2].startswith((".", "sitemap"))]
    return {name: git(remote, "show", f"{branch}:{name}") for name in visible}


def others_push(remote: Path, files: dict[str, str], branch: str = "gh-pages") -> None:
    """Somebody else commits *files* to the branch."""
    clone = remote.parent / "clone"
    if not clone.exists():
        git(remote.parent, "clone", "--quiet", "remote.git", "clone")
    git(clone, "fetch", "--quiet")
    known = f"origin/{branch}" in git(clone, "branch", "--remotes")
    git(
        clone,
        *(("checkout", "-qB", branch, f"origin/{branch}") if known else ("checkout", "-q", "--orphan", branch)),
    )
    for name, text in files.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(text)
    git(clone, "add", "--all", "--force")
    git(clone, "commit", "--quiet", "--message=theirs")
    git(clone, "push", "--quiet", "origin", branch)


def test_a_site_is_published_and_replaced(project, remote):
    publish(project, built(project, index="one", pots__index="pots"), Destination(), "First")
    assert published(remote) == {"index.html": "one", "pots/index.html": "pots"}
    commit = publish(project, built(project, index="two"), Destination(), "Second")
    assert published(remote) == {"index.html": "two"}
    assert git(remote, "log", "--format=%s %an", "gh-pages").splitlines() == ["Second Editor", "First Editor"]
    assert git(remote, "rev-parse", "gh-pages").strip() == commit
    assert ".nojekyll" in git(remote, "ls-tree", "--name-only", "gh-pages")
    assert git(project, "branch", "--all") == ""


def test_the_same_site_again_makes_no_commit(project, remote):
    site = built(project, index="one")
    assert publish(project, site, Destination(), "") == publish(project, site, Destination(), "Again")


def test_any_remote_and_branch_will_do(project, remote, tmp_path):
    publish(project, built(project, index="one"), Destination(str(remote), "pages"), "Message")
    assert published(remote, "pages") == {"index.html": "one"}


def test_a_remote_may_be_a_path_as_git_reads_it(project, remote):
    git(project, "remote", "set-url", "origin", "../remote.git")
    publish(project, built(project, index="one"), Destination(), "Message")
    assert published(remote) == {"index.html": "one"}


def test_sites_live_side_by_side_and_keep_other_peoples_files(project, remote):
    others_push(remote, {"CNAME": "survey.example.org", "previews/pr-1/index.html": "theirs"})
    publish(project, built(project, index="preview", old="x"), Destination(under="previews/pr-2"), "Preview")
    publish(project, built(project, index="main"), Destination(), "Main")
    publish(project, built(project, index="preview again"), Destination(under="previews/pr-2"), "Preview")
    assert published(remote) == {
        "CNAME": "survey.example.org",
        "index.html": "main",
        "previews/pr-1/index.html": "theirs",
        "previews/pr-2/index.html": "preview again",
    }


@pytest.mark.parametrize("theirs", ["index.html", "pots", "index.html/deep"])
def test_other_peoples_files_in_our_places_are_not_overwritten(project, remote, theirs):
    others_push(remote, {theirs: "theirs"})
    with pytest.raises(EnvironmentProblem, match="files of others"):
        publish(project, built(project, index="one", pots__index="pots"), Destination(), "Message")
    assert published(remote) == {theirs: "theirs"}


@pytest.mark.parametrize("first", [True, False], ids=["new branch", "old branch"])
def test_competing_pushes_are_survived(project, remote, monkeypatch, first):
    """Five times, between our fetch and our push, somebody else pushes."""
    monkeypatch.setattr(module, "_PAUSE", 0)
    if not first:
        publish(project, built(project, index="old"), Destination(), "Old")
    push, rivals = Repository.push, iter(range(5))

    def push_late(self: Repository, address: str, commit: str, branch: str) -> None:
        if (rival := next(rivals, None)) is not None:
            others_push(remote, {f"rival-{rival}.txt": "theirs"})
        push(self, address, commit, branch)

    monkeypatch.setattr(Repository, "push", push_late)
    publish(project, built(project, index="ours"), Destination(), "Ours")
    assert published(remote) == {"index.html": "ours", **{f"rival-{n}.txt": "theirs" for n in range(5)}}
    assert git(remote, "log", "--format=%s", "gh-pages").splitlines()[:6] == ["Ours", *["theirs"] * 5]


def test_one_who_never_gets_through_gives_up(project, remote, monkeypatch):
    def refuse(*_: object) -> None:
        raise Competition

    monkeypatch.setattr(Repository, "push", refuse)
    monkeypatch.setattr(module, "_PAUSE", 0)
    with pytest.raises(EnvironmentProblem, match="gave up after 10"):
        publish(project, built(project, index="ours"), Destination(), "Ours")


def test_a_refusal_of_the_remote_is_told_and_not_repeated(project, remote):
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho no entry >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(EnvironmentProblem, match="no entry"):
        publish(project, built(project, index="ours"), Destination(), "Ours")


def test_only_a_finished_site_is_published(project, remote):
    folder = project / "build" / "half"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("half")
    with pytest.raises(EnvironmentProblem, match="not a finished site"):
        publish(project, folder, Destination(), "Message")


@pytest.mark.parametrize("change", ["added.html", "index.html"])
def test_a_site_that_was_changed_since_is_not_published(project, remote, change):
    site = built(project, index="one")
    (site / change).unlink() if (site / change).exists() else (site / change).write_text("x")
    with pytest.raises(EnvironmentProblem, match="changed after it was built"):
        publish(project, site, Destination(), "Message")


@pytest.mark.parametrize("under", ["../x", "/x", "a/../b", "a//b", "a/", ".git", "a/.git/b"])
def test_a_folder_that_leaves_the_branch_is_refused(under):
    with pytest.raises(EnvironmentProblem, match="not a plain folder"):
        Destination(under=under)


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True)


def test_the_command_publishes(project, remote):
    done = command("--site", str(built(project, index="one")), "--remote", str(remote))
    assert (done.returncode, done.stderr) == (0, "")
    assert published(remote) == {"index.html": "one"}


def test_a_preview_is_not_published_as_the_site(project):
    new = project / "new"
    new.mkdir()
    (new / "index.html").write_text('<meta name="robots" content="noindex">')
    replace_site(new, project / "build" / "site")
    done = command("--site", str(project / "build" / "site"), "--remote=origin")
    assert done.returncode == 2
    assert "is a preview or an edition; build the site itself: make site" in done.stderr


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x"])
def test_without_a_remote_the_command_exits_2_and_says_what_to_do(project, name):
    done = command("--site", str(built(project, index="one")), f"--remote={name}")
    assert done.returncode == 2
    assert f"there is no git remote «{name}» here" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("day", ["foo", "2026-13-01", "2026/12/01", "../x"])
def test_what_is_no_day_is_no_edition(project, remote, day):
    done = command("--site", str(built(project, index="one")), "--remote", str(remote), "--edition", day)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"not a day: {day!r}; write one such as 2026-11-22\n"
    assert git(remote, "branch", "--all") == ""
