"""Disks refuse: what is ours is mended, all else is told in one line, exit code 2; and readers can read the site."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest

from survey.files import files_in
from survey.files.os_errors import remove

ROOT = Path(__file__).resolve().parents[1]
Damage = Callable[[Path], None]


@pytest.fixture
def project(tmp_path: Path, built_smallest: Path) -> Path:
    """A project that has been built."""
    return Path(shutil.copytree(built_smallest, tmp_path / "project", symlinks=True))


def run(project: Path, before: Callable[[], None] | None = None, umask: int = -1) -> "subprocess.CompletedProcess[str]":
    anybody = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--") if os.geteuid() == 0 else ()
    command = [*anybody, sys.executable, str(ROOT / "scripts" / "build.py"), "--project", str(project)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, preexec_fn=before, umask=umask)


def site(project: Path) -> Mapping[str, bytes]:
    folder = project / "build" / "site"
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


# ── What is ours is mended ───────────────────────────────────────────────────────────────────────────────────────────


def closed(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)


def a_file(path: Path) -> None:
    remove(path)
    path.write_text("something")


def a_folder(path: Path) -> None:
    remove(path)
    path.mkdir()


def a_full_folder(path: Path) -> None:
    a_folder(path)
    (path / "inside").mkdir()
    (path / "inside" / "mine").write_text("something")


def a_closed_folder(path: Path) -> None:
    a_full_folder(path)
    (path / "inside").chmod(0)
    path.chmod(0)


def a_link(path: Path) -> None:
    remove(path)
    path.symlink_to("nowhere")


def a_pipe(path: Path) -> None:
    remove(path)
    os.mkfifo(path)


def read_only(path: Path) -> None:
    path.write_bytes(b"")
    path.chmod(0o400)


MENDED: list[tuple[Damage, str]] = [
    (closed, "site"),
    (closed, "docs"),
    (closed, "cache"),
    *((damage, f".site.{role}") for role in ("old", "new", "trash") for damage in (a_file, a_full_folder, a_link)),
    *((a_closed_folder, f".site.{role}") for role in ("old", "new", "trash")),
    *((damage, f".{name}.lock") for name in ("site", "docs", "engine") for damage in (a_folder, read_only, a_pipe)),
    (a_full_folder, "docs/index.md"),
    (a_closed_folder, "docs/index.md"),
    (a_full_folder, "docs/.index.md.new"),
    (a_closed_folder, ".engine-left"),
]


def rounds(damages: Sequence[tuple[Damage, str]]) -> Sequence[Mapping[str, Damage]]:
    """Divide *damages* into as few builds as can be: in each, every place is damaged once, in another way."""
    of: dict[str, list[Damage]] = {}
    for damage, name in damages:
        of.setdefault(name, []).append(damage)
    most = max(map(len, of.values()))
    return [{name: ways[turn] for name, ways in of.items() if turn < len(ways)} for turn in range(most)]


@pytest.mark.parametrize("damages", rounds(MENDED), ids=lambda damages: f"{len(damages)} damages")
def test_what_is_ours_is_mended_whatever_happened_to_it(project: Path, damages: Mapping[str, Damage]):
    before = site(project)
    (project / "content" / "pages").mkdir(exist_ok=True)
    # What is inside before what is around it: that may be closed then.
    for name in sorted(damages, key=lambda name: (-name.count("/"), name)):
        damages[name](project / "build" / name)
    done = run(project)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert site(project) == before
    left = {path.name for path in (project / "build").iterdir()} - {".engine-left"}
    assert left == {"cache", "docs", "site", ".docs.lock", ".engine.lock", ".site.lock"}


# ── All else is told ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("damage", "name", "told"),
    [
        (a_full_folder, ".site.lock", "cannot lock {build}/site: a folder stands where a file belongs"),
        (a_link, ".site.lock", "cannot lock {build}/site: a symbolic link stands where a file belongs"),
        (a_full_folder, ".engine.lock", "cannot write beside {build}/engine: a folder stands where a file belongs"),
        (lambda path: path.chmod(0o500), ".", "cannot "),
        (a_file, ".", "cannot "),
    ],
)
def test_what_is_not_ours_is_told_with_what_to_do(project: Path, damage: Damage, name: str, told: str):
    build = project / "build"
    damage(build / name)
    done = run(project)
    build.chmod(0o755)
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith(told.format(build=build))
    assert line.endswith((f"({build / name}); move or delete it", "give yourself access to it (chmod, chown)"))


def test_a_disk_that_takes_no_more_is_told_in_one_line(project: Path):
    """No file may grow beyond a size, here: what a full disk is to one who writes. The site is as it was.

    Each build finds what the one before it left, which got less far; the last one has room.
    """
    before = site(project)
    survey = project / "content" / "survey.yml"
    survey.write_text(survey.read_text(encoding="utf-8").replace("tagline: ", "tagline: Now "), encoding="utf-8")
    for largest in (0, 1_000, 10_000, 30_000, 100_000, 300_000):
        shutil.rmtree(project / "build" / "cache", ignore_errors=True)
        done = run(project, partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest, largest)))
        lines = [line for line in done.stderr.splitlines() if not line.endswith(" …")]
        assert (largest, done.returncode, len(lines)) == (largest, 2, 1), done.stderr
        assert lines[0].partition("cannot ")[0] in ("", "MkDocs "), largest
        assert site(project) == before, largest
    assert run(project).returncode == 0
    assert site(project) != before


def test_an_output_that_takes_nothing_is_told_and_a_reader_who_left_is_not(project: Path):
    command = [sys.executable, str(ROOT / "scripts" / "check.py"), "--project", str(project)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (2, "cannot write to standard output: No space left on device\n")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as left:
        assert left.stdout
        assert left.stderr
        left.stdout.close()
        assert left.stderr.read() == ""
    assert left.returncode == 128 + signal.SIGPIPE


# ── Who may read it ──────────────────────────────────────────────────────────────────────────────────────────────────


def modes(folder: Path) -> set[str]:
    return {stat.filemode(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize(
    ("umask", "seen"),
    [
        (0o077, {"drwxr-xr-x", "-rw-r--r--"}),
        (0o022, {"drwxr-xr-x", "-rw-r--r--"}),
        (0o002, {"drwxrwxr-x", "-rw-rw-r--"}),
    ],
)
def test_everybody_can_read_the_site_whatever_the_umask(project: Path, umask: int, seen: set[str]):
    shutil.rmtree(project / "build")
    done = run(project, umask=umask)
    assert done.returncode == 0, done.stderr
    assert modes(project / "build" / "site") == seen
    assert stat.filemode((project / "build").stat().st_mode)[-3:] == "r-x"


def test_everybody_can_read_what_is_published_whatever_the_umask(project: Path, tmp_path: Path):
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "remote")], check=True)
    command = [sys.executable, str(ROOT / "scripts" / "publish.py"), "--site", str(project / "build" / "site")]
    subprocess.run([*command, "--remote", str(tmp_path / "remote"), "--branch", "pages"], check=True, umask=0o077)
    tree = ["git", "-C", str(tmp_path / "remote"), "ls-tree", "-r", "--format=%(objectmode)", "pages"]
    assert set(subprocess.run(tree, check=True, capture_output=True, text=True).stdout.split()) == {"100644"}
