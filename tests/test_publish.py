"""Publishing to a branch of a real remote: complete sites only, nobody's files lost, competing pushes survived."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.files import MARKER, manifest_digest, read_manifest, replace_site
from survey.problems import EnvironmentProblem
from survey.site.publish import Destination, publish
from survey.site.publish.repository import Repository

SCRIPT = Path(__file__).parent.parent / "scripts" / "publish.py"


@pytest.fixture(autouse=True)
def a_git_of_our_own(tmp_path, monkeypatch):
    """Neither the settings of whoever runs the tests nor those of a hook that runs them matter."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Editor")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "editor@example.org")


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a remote and a project that knows it, to be copied."""
    folder = tmp_path_factory.mktemp("repositories")
    git(folder, "init", "--quiet", "--bare", "--template=", "remote.git")
    git(folder, "init", "--quiet", "--template=", "project")
    return folder


@pytest.fixture
def remote(tmp_path: Path, repositories: Path) -> Path:
    return Path(shutil.copytree(repositories / "remote.git", tmp_path / "remote.git"))


@pytest.fixture
def project(tmp_path: Path, remote: Path, repositories: Path) -> Path:
    shutil.copytree(repositories / "project", tmp_path / "project")
    git(tmp_path / "project", "remote", "add", "origin", str(remote))
    return tmp_path / "project"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def built(project: Path, state: str = "committed", **files: str) -> Path:
    """Make build/site hold *files* (``pots__index`` is pots/index.html) as a finished build does."""
    new = project / "new"
    for name, text in files.items():
        path = new / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (new / "sitemap.xml").write_text("what a site for everybody has")
    (new / "build.json").write_text(json.dumps({"version": "2031.03.01", "state": state}))
    replace_site(new, project / "build" / "site")
    return project / "build" / "site"


def published(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    """Return what is on the branch, without dot files and what every site has."""
    names = git(remote, "ls-tree", "-r", "--name-only", branch).split()
    visible = [name for name in names if not name.rpartition("/")[2].startswith((".", "sitemap", "build.json"))]
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


# ── Others push, too ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("first", [True, False], ids=["new branch", "old branch"])
def test_competing_pushes_are_survived(project, remote, monkeypatch, first):
    """Five times, between our fetch and our push, somebody else pushes."""
    if not first:
        publish(project, built(project, index="old"), Destination(), "Old")
    push, rivals = Repository.push, iter(range(5))

    def push_late(self: Repository, commit: str, before: str) -> None:
        if (rival := next(rivals, None)) is not None:
            others_push(remote, {f"rival-{rival}.txt": "theirs"})
        push(self, commit, before)

    monkeypatch.setattr(Repository, "push", push_late)
    publish(project, built(project, index="ours"), Destination(), "Ours")
    assert published(remote) == {"index.html": "ours", **{f"rival-{n}.txt": "theirs" for n in range(5)}}
    assert git(remote, "log", "--format=%s", "gh-pages").splitlines()[:6] == ["Ours", *["theirs"] * 5]


def test_one_who_never_gets_through_gives_up_after_the_time_that_was_given(project, remote, monkeypatch):
    """Somebody else always pushes first."""
    push, rivals = Repository.push, iter(range(1000))

    def push_late(self: Repository, commit: str, before: str) -> None:
        others_push(remote, {"rival.txt": str(next(rivals))})
        push(self, commit, before)

    monkeypatch.setattr(Repository, "push", push_late)
    start = time.monotonic()
    with pytest.raises(
        EnvironmentProblem, match=r"others kept pushing to gh-pages for 1 seconds \(\d+ attempts; .*--wait"
    ):
        publish(project, built(project, index="ours"), Destination(), "Ours", wait=1)
    assert 1 <= time.monotonic() - start < 60, "the last try may be slow on a busy machine"
    assert next(rivals) >= 1


RIVAL = """
import json, sys, time
from pathlib import Path
from survey.files import replace_site
from survey.site.publish import Destination, publish
name, remote, times, wait = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
folder = Path(name).absolute()
for turn in range(times):
    new = folder / "new"
    new.mkdir(parents=True)
    (new / "index.html").write_text(f"{name} {turn}")
    (new / "build.json").write_text(json.dumps({"version": "1", "state": "committed"}))
    replace_site(new, folder / "site")
    publish(folder, folder / "site", Destination(remote, under=name), f"{name} {turn}", wait=wait)
"""


def test_two_who_push_again_and_again_without_pause_both_get_through(tmp_path, remote):
    """Two real publishers, each of which publishes eight times, as fast as it can."""
    (tmp_path / "rival.py").write_text(RIVAL)
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent)}
    rivals = [
        subprocess.Popen(
            [sys.executable, "rival.py", name, str(remote), "8", "60"],
            cwd=tmp_path,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    said = [rival.communicate(timeout=120)[1] for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0], said
    subjects = git(remote, "log", "--format=%s", "gh-pages").splitlines()
    assert sorted(subjects) == sorted(f"{name} {turn}" for name in ("one", "two") for turn in range(8))
    assert published(remote) == {"one/index.html": "one 7", "two/index.html": "two 7"}


# ── The remote refuses ───────────────────────────────────────────────────────────────────────────────────────────────


def hook(remote: Path, name: str, script: str) -> None:
    path = remote / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("name", ["pre-receive", "update"])
@pytest.mark.parametrize("words", ["no entry", "fetch first", "non-fast-forward", "cannot lock ref", "already exists"])
def test_a_refusal_of_the_remote_is_told_in_its_words_and_not_taken_for_competition(project, remote, name, words):
    count = remote / "count"
    hook(remote, name, f"echo once >> {count}\necho '{words}' >&2\necho 'ask Ann' >&2\nexit 1")
    with pytest.raises(EnvironmentProblem) as caught:
        publish(project, built(project, index="ours"), Destination(), "Ours")
    (line,) = str(caught.value).splitlines()
    assert re.fullmatch(
        rf"the remote refused to update gh-pages: \[remote rejected\] \(.*hook declined\) .*{words} ask Ann.*", line
    )
    assert count.read_text() == "once\n"


def test_what_a_hook_says_cannot_act_on_the_terminal(project, remote):
    hook(remote, "update", r"printf '\033[2Jgone\n' >&2; exit 1")
    with pytest.raises(EnvironmentProblem) as caught:
        publish(project, built(project, index="ours"), Destination(), "Ours")
    assert str(caught.value).isprintable()


def test_a_protected_branch_is_told(project, remote):
    """As a server says it that takes nothing but what goes on from the branch, or nothing at all on it."""
    publish(project, built(project, index="one"), Destination(), "First")
    git(remote, "config", "receive.denyUpdates", "true")
    git(remote, "symbolic-ref", "HEAD", "refs/heads/gh-pages")
    git(remote, "config", "core.bare", "false")
    with pytest.raises(EnvironmentProblem, match=r"refused to update gh-pages: .*branch is currently checked out"):
        publish(project, built(project, index="two"), Destination(), "Second")
    assert published(remote) == {"index.html": "one"}


@pytest.mark.parametrize(("theirs", "ours"), [("gh-pages/x", "gh-pages"), ("gh-pages", "gh-pages/x")])
def test_a_branch_beside_which_ours_cannot_be_is_told(project, remote, theirs, ours):
    others_push(remote, {"a.txt": "theirs"}, theirs)
    with pytest.raises(EnvironmentProblem) as caught:
        publish(project, built(project, index="ours"), Destination(branch=ours), "Ours")
    assert str(caught.value) == (
        f"the remote has a branch {theirs}, beside which there can be none called {ours}; choose another --branch"
    )


def test_a_lock_that_a_crash_left_on_the_remote_is_told(project, remote):
    publish(project, built(project, index="one"), Destination(), "First")
    (remote / "refs/heads/gh-pages.lock").write_text("")
    with pytest.raises(EnvironmentProblem, match=r"refused to update gh-pages: .*gh-pages\.lock"):
        publish(project, built(project, index="two"), Destination(), "Second", wait=30)


# ── What is published ────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_a_finished_site_is_published(project, remote):
    folder = project / "build" / "half"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("half")
    with pytest.raises(EnvironmentProblem, match="not a finished site"):
        publish(project, folder, Destination(), "Message")


def edit(site: Path) -> None:
    (site / "index.html").write_text("two")


def swap_letters(site: Path) -> None:
    (site / "index.html").write_text("eno")


def delete(site: Path) -> None:
    (site / "index.html").unlink()


def add(site: Path) -> None:
    (site / "sub").mkdir()
    (site / "sub/index.html").write_text("x")


def link(site: Path) -> None:
    (site / "index.html").rename(site.parent / "index.html")
    (site / "index.html").symlink_to("../index.html")


def link_of_folder(site: Path) -> None:
    (site / "sub").symlink_to("/")


def pipe(site: Path) -> None:
    os.mkfifo(site / "pipe")


CHANGES = {
    edit: "changed: index.html",
    swap_letters: "changed: index.html",
    delete: "missing: index.html",
    add: "added: sub/index.html",
    link: "no plain file: index.html",
    link_of_folder: "no plain file: sub",
    pipe: "no plain file: pipe",
}


@pytest.mark.parametrize(("change", "told"), CHANGES.items(), ids=[change.__name__ for change in CHANGES])
def test_a_site_that_was_changed_since_is_not_published(project, remote, change, told):
    site = built(project, index="one")
    change(site)
    with pytest.raises(EnvironmentProblem) as caught:
        publish(project, site, Destination(), "Message")
    assert str(caught.value) == f"{site} was changed after it was built ({told}); build it again: make site"
    assert git(remote, "branch", "--all") == ""


def test_all_changes_are_told_at_once(project, remote):
    site = built(project, index="one", a="", b="", c="", d="")
    for name in "abcd":
        (site / f"{name}.html").write_text("changed")
    (site / "index.html").unlink()
    (site / "new\nfile").write_text("")
    with pytest.raises(EnvironmentProblem) as caught:
        publish(project, site, Destination(), "Message")
    told = r"added: 'new\nfile'; changed: a.html, b.html, c.html and 1 more; missing: index.html"
    assert str(caught.value) == f"{site} was changed after it was built ({told}); build it again: make site"


def test_a_site_that_an_earlier_version_built_is_built_again_first(project, remote):
    """Its list has names only."""
    site = built(project, index="one")
    (site / MARKER).write_text(f"{FIRST_LINE}index.html\nsitemap.xml\nbuild.json\n")
    with pytest.raises(EnvironmentProblem, match="was built by an earlier version"):
        publish(project, site, Destination(), "Message")


def test_what_an_earlier_version_published_is_replaced_by_its_list_of_names(project, remote):
    marker = f"{FIRST_LINE}index.html\nold/index.html\n"
    others_push(remote, {MARKER: marker, "index.html": "old", "old/index.html": "old", "notes.txt": "theirs"})
    publish(project, built(project, index="new"), Destination(), "Message")
    assert published(remote) == {"index.html": "new", "notes.txt": "theirs"}


def test_files_are_published_as_plain_files_whatever_their_mode(project, remote):
    site = built(project, index="one")
    (site / "index.html").chmod(0o755)
    publish(project, site, Destination(), "Message")
    assert {line.split()[0] for line in git(remote, "ls-tree", "-r", "gh-pages").splitlines()} == {"100644"}


def test_the_bytes_on_the_branch_are_those_of_the_site_whatever_git_is_told_of_line_ends(project, remote, tmp_path):
    (tmp_path / ".gitconfig").write_text("[core]\nautocrlf = true\nattributesFile = attributes\n")
    site = built(project, index="one\r\ntwo\n\x00")
    publish(project, site, Destination(), "Message")
    done = subprocess.run(["git", "show", "gh-pages:index.html"], cwd=remote, capture_output=True, check=True)
    assert done.stdout == (site / "index.html").read_bytes()


def test_what_was_built_of_files_in_no_commit_is_published_only_on_demand(project, remote):
    site = built(project, state="dirty", index="one")
    with pytest.raises(
        EnvironmentProblem, match=r"\(2031\.03\.01\) was built of files .* in no commit; .*--allow-dirty"
    ):
        publish(project, site, Destination(), "Message")
    publish(project, site, Destination(), "Message", allow_dirty=True)
    assert published(remote) == {"index.html": "one"}


@pytest.mark.parametrize("state", ["dirty", "unversioned", "unknown"])
def test_only_what_is_in_a_commit_becomes_an_edition(project, remote, state):
    site = built(project, state=state, index="one")
    with pytest.raises(EnvironmentProblem, match="an edition shows a commit exactly"):
        publish(project, site, Destination(under="v/2031.03.01", once=True), "Message", allow_dirty=True)


def test_an_edition_that_is_there_already_is_there_whatever_else_is_on_the_branch(project, remote):
    """Earlier versions put no .nojekyll at the root of the branch, but one into the edition."""
    site, to = built(project, index="one"), Destination(under="v/2031.03.01", once=True)
    files = {f"v/2031.03.01/{name.name}": name.read_text() for name in site.iterdir()}
    others_push(remote, {**files, "v/2031.03.01/.nojekyll": ""})
    before = git(remote, "rev-parse", "gh-pages").strip()
    assert publish(project, site, to, "Again") == before
    with pytest.raises(EnvironmentProblem, match="an edition never changes"):
        publish(project, built(project, index="two"), to, "Another")


def test_an_edition_is_the_one_that_is_recorded(project, remote):
    site = built(project, index="one")
    digest = manifest_digest(read_manifest((site / MARKER).read_text()))
    with pytest.raises(EnvironmentProblem, match="is another edition than the one of that day"):
        publish(project, site, Destination(under="v/2031.03.01", once=True, manifest="0" * 64), "Message")
    publish(project, site, Destination(under="v/2031.03.01", once=True, manifest=digest), "Message")
    assert published(remote) == {"v/2031.03.01/index.html": "one"}


def test_a_site_of_which_git_did_not_name_the_commit_is_not_published(project, remote):
    with pytest.raises(EnvironmentProblem, match="git did not say of which commit"):
        publish(project, built(project, state="unknown", index="one"), Destination(), "Message", allow_dirty=True)


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"state": "committed"}', "\xff"])
def test_a_site_that_does_not_say_of_which_commit_it_is_is_not_published(project, remote, text):
    new = built(project, index="one").rename(project / "new")
    (new / "build.json").unlink()
    if text is not None:
        (new / "build.json").write_text(text, encoding="latin-1")
    replace_site(new, project / "build" / "site")
    with pytest.raises(EnvironmentProblem, match=r"build\.json in .* does not say of which commit it is"):
        publish(project, project / "build" / "site", Destination(), "Message")


def test_nothing_is_published_where_git_fails_and_its_reason_is_told(project, remote, monkeypatch):
    site = built(project, index="one")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(EnvironmentProblem, match=r"before git works here: .*dubious ownership .*safe\.directory"):
        publish(project, site, Destination(str(remote)), "Message")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EnvironmentProblem, match="git is not installed, or not in PATH"):
        publish(project, site, Destination(), "Message")


def test_a_site_is_published_from_a_hook_of_another_repository(project, remote, tmp_path):
    site = built(project, index="one")
    git(tmp_path, "init", "--quiet", "other")
    call = f"{sys.executable} {SCRIPT} --site {site} --remote {remote}"
    hook(tmp_path / "other/.git", "post-commit", f"{call} > {tmp_path / 'said'} 2>&1")
    git(tmp_path / "other", "commit", "--quiet", "--allow-empty", "--message=theirs")
    assert published(remote) == {"index.html": "one"}, (tmp_path / "said").read_text()
    assert git(tmp_path / "other", "log", "--all", "--format=%s") == "theirs\n"


# ── Where it is published ────────────────────────────────────────────────────────────────────────────────────────────

NO_FOLDERS = ["../x", "/x", "a/../b", "a//b", "a/", ".", "./a", "a\\b", "a\nb", "a\0b", "a\x1bb", "-x", "a b", "\udcff"]
FIRST_LINE = "# The survey's build made this folder and replaces it as a whole. Keep nothing of your own here.\n"
"""How every marker began, of all versions."""
LIKE_GIT = [
    *(".git", ".GIT", ".Git", "git~1", "GIT~1", ".git.", ".git ", ".git. .", ".git:stream", ".git::$INDEX_ALLOCATION"),
    *(".g\u200cit", ".git\u200d", "\u202e.git", ".gi\ufefft"),
]


@pytest.mark.parametrize("under", [*NO_FOLDERS, *LIKE_GIT, *(f"a/{name}/b" for name in LIKE_GIT)])
def test_a_folder_that_leaves_the_branch_is_refused(under):
    with pytest.raises(EnvironmentProblem, match="is not a plain folder") as caught:
        Destination(under=under)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("name", LIKE_GIT)
def test_every_name_that_git_takes_for_its_own_on_some_disk_is_among_those_refused(remote, name):
    """Git is asked, so that the list above is git's and not ours."""
    checks = ("-c", "core.protectNTFS=true", "-c", "core.protectHFS=true")
    blob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    command = ["git", *checks, "update-index", "--add", "--cacheinfo", f"100644,{blob},{name}/x"]
    assert subprocess.run(command, cwd=remote, capture_output=True).returncode == 128


@pytest.mark.parametrize("under", ["a", "previews/pr-7", "previews/v/1", "a/b/c_d+e"])
def test_a_plain_folder_is_one(under):
    assert Destination(under=under).start == f"{under}/"


def test_no_ordinary_site_takes_the_place_of_an_edition():
    with pytest.raises(EnvironmentProblem, match="is kept for dated editions; publish one by --edition DATE"):
        Destination(under="v/2026.12.01")


@pytest.mark.parametrize(
    "branch",
    [
        "--force",
        "-f",
        "HEAD",
        "@{-1}",
        "",
        "a..b",
        "a b",
        "x.lock",
        "a\nb",
        "a~1",
        "a:b",
        "refs/heads/x",
        "/a",
        "\udcff",
    ],
)
def test_what_is_no_name_of_a_branch_is_refused(branch):
    with pytest.raises(EnvironmentProblem, match="is not a name that a branch can have") as caught:
        Destination(branch=branch)
    assert str(caught.value).isprintable()


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True)


def test_the_command_publishes(project, remote):
    done = command("--site", str(built(project, index="one")), "--remote", str(remote))
    assert (done.returncode, done.stderr) == (0, "")
    assert published(remote) == {"index.html": "one"}


def test_a_preview_is_not_published_as_the_site(project, run_here):
    new = project / "new"
    new.mkdir()
    (new / "index.html").write_text('<meta name="robots" content="noindex">')
    (new / "build.json").write_text('{"state": "committed", "version": "2031.03.01"}')
    replace_site(new, project / "build" / "site")
    done = run_here("publish", "--site", str(project / "build" / "site"), "--remote=origin")
    assert done.returncode == 2
    assert "is a preview or an edition; build the site itself: make site" in done.stderr


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x"])
def test_without_a_remote_the_command_exits_2_and_says_what_to_do(project, name, run_here):
    done = run_here("publish", "--site", str(built(project, index="one")), f"--remote={name}")
    assert done.returncode == 2
    assert f"there is no git remote «{name}» here" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--under=a\nb", "--under 'a\\nb' is not a plain folder"),
        ("--under=.GIT/x", "--under '.GIT/x' is not a plain folder"),
        ("--branch=--force", "--branch '--force' is not a name"),
        ("--branch=HEAD", "--branch 'HEAD' is not a name"),
        ("--message=a\nb", "--message 'a\\nb' has a line end"),
        ("--message=\x1b[2J", "--message '\\x1b[2J' has a line end or another sign"),
        ("--remote=a\nb", "--remote 'a\\nb' is neither"),
    ],
)
def test_wrong_usage_is_one_clear_line(project, remote, option, told, run_here):
    done = run_here("publish", "--site", str(built(project, index="one")), f"--remote={remote}", option)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(told)
    assert git(remote, "branch", "--all") == ""


@pytest.mark.parametrize("seconds", ["-1", "nan", "inf", "soon"])
def test_a_time_to_wait_is_a_number_of_seconds(project, remote, seconds, run_here):
    done = run_here("publish", "--site", str(built(project, index="one")), f"--remote={remote}", f"--wait={seconds}")
    assert done.returncode == 2
    assert f"argument --wait: {seconds!r} is no number of seconds" in done.stderr


def test_a_password_in_an_address_is_not_told(project, run_here):
    site = str(built(project, index="one"))
    done = run_here("publish", "--site", site, "--remote=https://ann:secret@127.0.0.1:1/x.git", "--wait=0")
    assert done.returncode == 2
    assert "secret" not in done.stdout + done.stderr


def test_a_project_unpacked_inside_another_repository_does_not_publish_to_the_others_remote(project, remote):
    unpacked = project / "unpacked"
    unpacked.mkdir()
    (unpacked / "mkdocs.yml").write_text("site_name: x")
    site = built(unpacked, index="one")
    with pytest.raises(EnvironmentProblem, match="there is no git remote «origin» here"):
        publish(unpacked, site, Destination(), "Message")
    assert git(remote, "branch", "--all") == ""
    git(project, "add", "unpacked/mkdocs.yml")
    publish(unpacked, site, Destination(), "Message")
    assert published(remote) == {"index.html": "one"}


@pytest.mark.parametrize("day", ["foo", "2026-13-01", "2026/12/01", "../x"])
def test_what_is_no_day_is_no_edition(project, remote, day, run_here):
    done = run_here("publish", "--site", str(built(project, index="one")), "--remote", str(remote), "--edition", day)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"not a day: {day!r}; write one such as 2026-11-22, from 1970 to 2099\n"
    assert git(remote, "branch", "--all") == ""


# ── A branch that another program filled ─────────────────────────────────────────────────────────────────────────────

DEPLOYED = {
    "ghp-import": "Update documentation",
    "peaceiris/actions-gh-pages": "deploy: 5f3c1e0b9a8e7d6c5b4a39281706f5e4d3c2b1a0",
    "JamesIves/github-pages-deploy-action": "Deploying to gh-pages from @ ann/tides@5f3c1e0b9a8e7d6c5b4a3 🚀",
}


def others_deploy(remote: Path, files: dict[str, str], subject: str) -> None:
    """Somebody's program commits *files* to the branch with its own words."""
    others_push(remote, files)
    clone = remote.parent / "clone"
    git(clone, "commit", "--quiet", "--amend", f"--message={subject}")
    git(clone, "push", "--quiet", "--force", "origin", "gh-pages")


@pytest.fixture
def documentation(tmp_path, remote) -> Callable[[], None]:
    """Return what puts a site of MkDocs' on the branch by the real `mkdocs gh-deploy`."""
    docs = tmp_path / "documentation"
    (docs / "docs/guide").mkdir(parents=True)
    (docs / "docs/index.md").write_text("# Old\n")
    (docs / "docs/CNAME").write_text("old.example.org\n")
    (docs / "docs/guide/index.md").write_text("# Guide\n")
    (docs / "mkdocs.yml").write_text("site_name: Old\nsite_url: https://old.example.org/\ntheme: {name: mkdocs}\n")
    git(docs, "init", "--quiet")
    git(docs, "add", "--all")
    git(docs, "commit", "--quiet", "--message=All")
    git(docs, "remote", "add", "origin", str(remote))

    def deploy() -> None:
        git(docs, "fetch", "--quiet", "origin")
        command = [sys.executable, "-m", "mkdocs", "gh-deploy", "--quiet"]
        subprocess.run(command, cwd=docs, check=True, capture_output=True)

    return deploy


def test_a_branch_that_mkdocs_gh_deploy_filled_is_taken_over_on_demand(project, remote, documentation):
    documentation()
    others_push(remote, {"notes.txt": "theirs", "guide/index.html": "corrected by hand"})
    before = published(remote)
    assert {"index.html", "guide/index.html", "CNAME", "notes.txt"} < before.keys()
    site = built(project, index="new")
    with pytest.raises(EnvironmentProblem) as caught:
        publish(project, site, Destination(), "Ours")
    (line,) = str(caught.value).splitlines()
    start = "gh-pages has a site that mkdocs gh-deploy put there («Deployed "
    assert line.startswith(start)
    assert "to replace that site, whose files stay in the branch's history: --take-over; or publish to another" in line
    assert published(remote) == before
    publish(project, site, Destination(take_over=True), "Ours")
    assert published(remote) == {
        "index.html": "new",
        "CNAME": "old.example.org\n",
        "notes.txt": "theirs",
        "guide/index.html": "corrected by hand",
    }
    assert git(remote, "show", "gh-pages^:index.html").startswith("<!DOCTYPE html>"), (
        "the old site stays in the history"
    )
    # From then on it is ours; if the other program deploys again, it is told again.
    publish(project, built(project, index="newer"), Destination(), "Ours")
    documentation()
    with pytest.raises(EnvironmentProblem, match="has a site that mkdocs gh-deploy put there"):
        publish(project, built(project, index="newest"), Destination(), "Ours")


def test_the_command_takes_over(project, remote, documentation, run_here):
    documentation()
    done = run_here("publish", "--site", str(built(project, index="new")), "--remote", str(remote))
    assert (done.returncode, "--take-over" in done.stderr) == (2, True)
    done = run_here("publish", "--site", str(built(project, index="new")), "--remote", str(remote), "--take-over")
    assert (done.returncode, done.stderr) == (0, "")
    assert published(remote).keys() == {"index.html", "CNAME"}


@pytest.mark.parametrize("filtering", ["true", "false"], ids=["a server that filters", "a server that does not"])
@pytest.mark.parametrize(("program", "subject"), DEPLOYED.items(), ids=DEPLOYED)
def test_a_site_that_another_program_put_there_is_taken_over_on_demand(project, remote, program, subject, filtering):
    git(remote, "config", "uploadpack.allowFilter", filtering)
    others_push(remote, {"README.md": "theirs"})
    others_deploy(remote, {"index.html": "old", "old/index.html": "old"}, subject)
    site = built(project, index="new")
    with pytest.raises(EnvironmentProblem, match=f"a site that {program} put there .*--take-over"):
        publish(project, site, Destination(), "Ours")
    publish(project, site, Destination(take_over=True), "Ours")
    assert published(remote) == {"README.md": "theirs", "index.html": "new"}


def test_what_is_taken_over_under_a_folder_is_only_what_is_in_it(project, remote):
    others_deploy(remote, {"index.html": "old", "a/index.html": "old", "a/b/index.html": "old"}, DEPLOYED["ghp-import"])
    publish(project, built(project, index="new"), Destination(under="a", take_over=True), "Ours")
    assert published(remote) == {"index.html": "old", "a/index.html": "new"}


def test_editions_and_previews_of_ours_are_not_taken_over_with_the_site_around_them(project, remote):
    publish(project, built(project, index="one"), Destination(under="v/2031.03.01", once=True), "Edition")
    edition = git(remote, "ls-tree", "-r", "gh-pages", "v/")
    others_deploy(remote, {"index.html": "old", "v/2031.03.01/index.html": "one"}, DEPLOYED["ghp-import"])
    publish(project, built(project, index="new"), Destination(take_over=True), "Ours")
    assert git(remote, "ls-tree", "-r", "gh-pages", "v/") == edition


@pytest.mark.parametrize("take_over", [False, True])
def test_what_somebody_committed_by_hand_is_never_taken_over(project, remote, take_over):
    others_deploy(remote, {"index.html": "old"}, DEPLOYED["ghp-import"])
    others_push(remote, {"index.html": "corrected by hand"})
    with pytest.raises(EnvironmentProblem, match=r"files of others .*\(index\.html, .*«theirs» was the last") as caught:
        publish(project, built(project, index="new"), Destination(take_over=take_over), "Ours")
    assert "--take-over" not in str(caught.value)
    assert published(remote) == {"index.html": "corrected by hand"}


@pytest.mark.parametrize("take_over", [False, True])
def test_versions_that_mike_keeps_are_never_taken_over(project, remote, take_over):
    others_deploy(remote, {"1.0/index.html": "old"}, "Deployed 5f3c1e0 to 1.0 with MkDocs 1.6.1 and mike 2.1.3")
    others_deploy(remote, {"index.html": "to 1.0"}, "Set default version to 1.0 with mike 2.1.3")
    with pytest.raises(
        EnvironmentProblem, match=r"gh-pages is kept by mike, .* publish to another --branch, or --under"
    ):
        publish(project, built(project, index="new"), Destination(take_over=take_over), "Ours")
    publish(project, built(project, index="new"), Destination(under="survey"), "Ours")
    assert published(remote).keys() == {"1.0/index.html", "index.html", "survey/index.html"}
