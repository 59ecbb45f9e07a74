"""Trees of files: only what changed is written, nothing outside is touched, a site is replaced as a whole."""

import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from survey.files import (
    MARKER,
    disk,
    files_in,
    is_ours,
    listed,
    locked,
    recover,
    replace_site,
    swap,
    temporary_folder,
    workspace,
    write_tree,
)
from survey.files.os_errors import check_replaceable
from survey.files.swap import exchange
from survey.problems import EnvironmentProblem

SCRIPTS = Path(__file__).parent.parent / "scripts"


def tree(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in files_in(folder)}


def finished(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    return folder


def test_a_folder_is_ours_only_by_the_marker_as_we_write_it(tmp_path):
    """A file of that name alone costs nobody the files beside it."""
    folder = finished(tmp_path / "mine", "keep")
    (folder / MARKER).write_text("something else")
    assert not is_ours(folder)
    with pytest.raises(EnvironmentProblem, match="has files that the build did not make"), workspace(folder):
        pass
    assert (folder / "index.html").read_text() == "keep"


# --- write_tree


def test_only_what_changed_is_written(tmp_path):
    folder = tmp_path / "build" / "docs"
    write_tree(folder, {"a.md": b"1", "b/c.md": b"2"})
    before = (folder / "a.md").stat().st_mtime_ns
    changes = write_tree(folder, {"a.md": b"1", "b/c.md": b"3"})
    assert changes.written == ("b/c.md",)
    assert (folder / "a.md").stat().st_mtime_ns == before
    assert not write_tree(folder, {"a.md": b"1", "b/c.md": b"3"})


def test_what_is_no_longer_wanted_goes_with_its_empty_folders(tmp_path):
    folder = tmp_path / "docs"
    write_tree(folder, {"a.md": b"1", "b/c/d.md": b"2"})
    assert write_tree(folder, {"a.md": b"1"}).deleted == ("b/c/d.md",)
    assert sorted(path.name for path in folder.iterdir()) == [MARKER, "a.md"]


def test_a_file_becomes_a_folder_and_back(tmp_path):
    folder = tmp_path / "docs"
    for files in ({"a": b"1"}, {"a/b": b"2"}, {"a": b"3"}):
        write_tree(folder, files)
        assert set(tree(folder)) == set(files)


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a/../../x", "a//b", "a/./b", "", "a/", "a\\b", "a\nb", "a\0b", "..", MARKER, "\ud800"],
)
def test_a_path_that_escapes_is_refused_before_anything_is_written(tmp_path, name):
    with pytest.raises(EnvironmentProblem, match="not a plain path"):
        write_tree(tmp_path / "docs", {"good.md": b"", name: b"x"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("names", [("a", "a/b"), ("A/b", "a"), ("x.md", "X.md"), ("a/X.md", "A/x.md")])
def test_two_files_in_one_place_are_refused(tmp_path, names):
    with pytest.raises(EnvironmentProblem):
        write_tree(tmp_path / "docs", dict.fromkeys(names, b""))


def test_symbolic_links_inside_are_removed_and_not_followed(tmp_path):
    outside = finished(tmp_path / "outside", "precious")
    folder = tmp_path / "docs"
    write_tree(folder, {"a.md": b"1"})
    (folder / "sub").symlink_to(outside)
    (folder / "a.md").unlink()
    (folder / "a.md").symlink_to(outside / "index.html")
    write_tree(folder, {"a.md": b"1", "sub/index.html": b"ours"})
    assert tree(outside) == {"index.html": "precious"}
    assert tree(folder) == {"a.md": "1", "sub/index.html": "ours"}
    assert not (folder / "sub").is_symlink()


def test_a_folder_of_others_is_refused(tmp_path):
    finished(tmp_path / "content", "precious")
    with pytest.raises(EnvironmentProblem, match="did not make"):
        write_tree(tmp_path / "content", {"a.md": b""})
    assert tree(tmp_path / "content") == {"index.html": "precious"}


# --- replace_site


def test_a_site_is_replaced_as_a_whole(tmp_path):
    site = tmp_path / "site"
    for text in ("one", "two", "three"):
        with workspace(site) as new:
            (new / "index.html").write_text(text)
            replace_site(new, site)
        assert tree(site) == {"index.html": text}
        assert listed((site / MARKER).read_text()) == {"index.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_may_become_the_site(tmp_path):
    (tmp_path / "site").mkdir()
    replace_site(finished(tmp_path / "new", "one"), tmp_path / "site")
    assert is_ours(tmp_path / "site")


def test_a_failed_build_leaves_the_site_and_no_folder_behind(tmp_path):
    replace_site(finished(tmp_path / "new", "one"), tmp_path / "site")
    with pytest.raises(RuntimeError), workspace(tmp_path / "site") as new:
        (new / "half.html").write_text("")
        raise RuntimeError
    assert tree(tmp_path / "site") == {"index.html": "one"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("out", [".", "/", "content", "..", "file", "link"])
def test_only_our_own_or_an_empty_folder_is_replaced(tmp_path, monkeypatch, out):
    home = tmp_path / "home"
    finished(home / "content", "precious")
    (home / "file").write_text("precious")
    (home / "link").symlink_to(home / "content")
    monkeypatch.chdir(home)
    new = finished(tmp_path / "new", "one")
    with pytest.raises(EnvironmentProblem):
        replace_site(new, Path(out))
    for entered in (workspace(Path(out)), locked(Path(out))):
        with pytest.raises(EnvironmentProblem), entered:
            pytest.fail("began to build for a folder that is refused")
    assert tree(home / "content") == {"index.html": "precious"}
    assert tree(new) == {"index.html": "one"}
    assert {path.name for path in tmp_path.iterdir()} == {"home", "new"}


@pytest.fixture(params=["exchange", "two renames"])
def way(request, monkeypatch):
    """Return how the site is replaced: in one step, or as where the system or the file system knows no such step."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    return request.param


def test_two_folders_exchange_their_names_in_one_step(tmp_path):
    one, other = finished(tmp_path / "one", "1"), finished(tmp_path / "other", "2")
    assert exchange(one, other)
    assert (tree(one), tree(other)) == ({"index.html": "2"}, {"index.html": "1"})
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "nowhere")


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EPERM])
def test_a_system_that_knows_no_exchange_replaces_the_site_by_renames(tmp_path, monkeypatch, code):
    """As old kernels, some network file systems and the filters of some containers answer."""
    site = tmp_path / "site"
    replace_site(finished(tmp_path / "new", "old"), site)

    class Library:
        def renameat2(self, *_: object) -> int:
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())
    replace_site(finished(tmp_path / "new", "new"), site)
    assert tree(site) == {"index.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_is_replaced_either_way(tmp_path, way):
    site = tmp_path / "site"
    for text in ("one", "two", "three"):
        replace_site(finished(tmp_path / "new", text), site)
        assert tree(site) == {"index.html": text}
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_rename_that_fails_puts_the_old_site_back(tmp_path, monkeypatch):
    replace_site(finished(tmp_path / "new", "old"), tmp_path / "site")
    new, rename = finished(tmp_path / "new", "new"), Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if path == new:
            raise OSError(28, "No space left on device", str(path))
        return rename(path, target)

    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(EnvironmentProblem, match="the disk is full"):
        replace_site(new, tmp_path / "site")
    assert tree(tmp_path / "site") == {"index.html": "old"}


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from survey.files import replace_site, swap
site, new, fatal, way = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
steps = 0
def step(function):
    def counted(*arguments, **more):
        global steps
        steps += 1
        if steps == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **more)
    return counted
swap.exchange = step(swap.exchange if way == "exchange" else lambda one, other: False)
swap.mark = step(swap.mark)
Path.rename, os.unlink, os.rmdir = step(Path.rename), step(os.unlink), step(os.rmdir)
replace_site(new, site)
print(steps)
"""


def killed(tmp_path: Path, fatal: int, way: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", KILLED, str(tmp_path / "site"), str(tmp_path / ".site.new"), str(fatal), way]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": str(SCRIPTS)}, capture_output=True, text=True)


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_killed_before_any_step_of_a_swap_the_site_is_the_old_or_the_new_one(tmp_path, way):
    """The steps: the mark, the exchange or the renames, and every file and folder of the old site that is deleted."""
    site = tmp_path / "site"
    seen: list[str] = []
    for fatal in range(1, 40):
        shutil.rmtree(site, ignore_errors=True)
        replace_site(finished(tmp_path / "first", "old"), site)
        finished(tmp_path / ".site.new", "new")
        done = killed(tmp_path, fatal, way)
        if done.returncode == 0:
            assert int(done.stdout) == fatal - 1 == len(seen)
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        gone = not site.exists()
        assert gone is False or way == "two renames", "between the steps, readers found no site"
        assert recover(site) == gone
        seen.append(tree(site)["index.html"])
        assert tree(site) == {"index.html": seen[-1]}
        assert listed((site / MARKER).read_text()) == {"index.html"}
        assert {path.name for path in tmp_path.iterdir()} == {"site"}
        assert not recover(site)
    assert seen == sorted(seen, reverse=True), "first the old site, then the new one"
    assert set(seen) == {"old", "new"}
    assert len(seen) > 5


def test_a_site_that_was_moved_to_another_file_system_is_replaced_there(tmp_path, other_file_system):
    """As by «mv build/site /srv/www»: the next build for that place works beside it, never across the border."""
    replace_site(finished(tmp_path / "new", "one"), tmp_path / "site")
    site = Path(shutil.move(tmp_path / "site", other_file_system / "site"))
    assert site.stat().st_dev != tmp_path.stat().st_dev
    with workspace(site) as new:
        (new / "index.html").write_text("two")
        replace_site(new, site)
    assert tree(site) == {"index.html": "two"}
    assert [path.name for path in other_file_system.iterdir()] == ["site"]


def test_a_folder_from_another_file_system_cannot_become_the_site_and_changes_nothing(tmp_path, other_file_system):
    site = tmp_path / "site"
    replace_site(finished(tmp_path / "new", "old"), site)
    with pytest.raises(EnvironmentProblem, match="move to another file system"):
        replace_site(finished(other_file_system / "new", "new"), site)
    assert tree(site) == {"index.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.fixture
def other_file_system(tmp_path):
    """Yield a folder on another file system than the test's: the system's shared memory, where there is one."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system that anybody may write to")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_where_a_file_system_is_mounted_no_site_can_be_put():
    mounted = Path("/proc")
    if not mounted.is_mount():
        pytest.skip("nothing is mounted at /proc")
    with pytest.raises(EnvironmentProblem, match="where a file system is mounted"):
        check_replaceable(mounted)


def test_half_deleted_leftovers_are_never_brought_back(tmp_path):
    finished(tmp_path / ".site.trash", "half of an old site")
    finished(tmp_path / ".site.new", "half of a new site")
    assert not recover(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


# --- the disk and the lock


def test_a_refusal_of_the_disk_is_a_sentence():
    with (
        pytest.raises(EnvironmentProblem, match=r"^cannot write docs: the disk is full \(a\.md\); free some space$"),
        disk("write docs"),
    ):
        raise OSError(28, "No space left on device", "a.md")


def test_a_write_that_fails_leaves_no_half_file(tmp_path, monkeypatch):
    write_tree(tmp_path / "docs", {"a.md": b"old"})

    def full(path: Path, target: Path) -> Path:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EnvironmentProblem, match="read-only"):
        write_tree(tmp_path / "docs", {"a.md": b"new"})
    assert tree(tmp_path / "docs") == {"a.md": "old"}


def holder(folder: Path, seconds: float) -> subprocess.Popen[str]:
    child = f"""
        import time
        from pathlib import Path
        from survey.files import locked
        with locked(Path({str(folder)!r})):
            print("held", flush=True)
            time.sleep({seconds})
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(child)],
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "held\n"
    return process


def test_the_second_build_waits_for_the_first(tmp_path):
    with holder(tmp_path / "site", 0.3):
        start = time.monotonic()
        with locked(tmp_path / "site", wait=10):
            assert time.monotonic() - start > 0.1


def test_a_folder_that_another_build_is_writing_is_waited_for_not_refused(tmp_path):
    """Seen from outside it may have files and no marker for a moment."""
    with locked(tmp_path / "site"):
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "half.html").write_text("")
        with pytest.raises(EnvironmentProblem, match="locked"), locked(tmp_path / "site", wait=0.1):
            pass
    with pytest.raises(EnvironmentProblem, match="files that the build did not make"), locked(tmp_path / "site"):
        pass


def test_the_second_build_gives_up_and_a_killed_holder_locks_nobody_out(tmp_path):
    with holder(tmp_path / "site", 60) as process:
        with pytest.raises(EnvironmentProblem, match="locked"), locked(tmp_path / "site", wait=0.1):
            pytest.fail("two builds at once")
        process.kill()
    with locked(tmp_path / "site", wait=1):
        pass


# ── Rooms ────────────────────────────────────────────────────────────────────────────────────────────────────────────

HOLD = """
import sys, time
from pathlib import Path
from survey.files import temporary_folder
with temporary_folder(Path(sys.argv[1]), "work") as folder:
    (folder / "something").touch()
    print(folder.name, flush=True)
    time.sleep(60)
"""


def test_a_room_of_one_who_was_killed_is_cleaned_and_that_of_one_who_works_is_left_alone(tmp_path):
    scripts = Path(__file__).resolve().parents[1] / "scripts"
    makers = [
        subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], cwd=scripts, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    names = [maker.stdout.readline().strip() for maker in makers if maker.stdout]
    makers[0].kill()
    makers[0].communicate()
    with temporary_folder(tmp_path, "work") as mine:
        assert {path.name for path in tmp_path.glob(".work-*")} == {names[1], mine.name}
    makers[1].kill()
    makers[1].communicate()
    with temporary_folder(tmp_path, "work") as mine:
        assert [path.name for path in tmp_path.glob(".work-*")] == [mine.name]
    assert [path.name for path in tmp_path.iterdir()] == [".work.lock"]
