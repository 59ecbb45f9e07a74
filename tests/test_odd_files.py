"""Whatever lies in content/: only what is read is opened, everything else is named, and no command waits for it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from survey.content import largest, load
from survey.content.build_identity import content_hash
from survey.content.project import Project, read, read_identity
from survey.files import read_tree
from survey.problems import ContentError, EnvironmentProblem
from survey.site.live_preview import serve

ROOT = Path(__file__).resolve().parents[1]
BASE = Path(__file__).parent / "problems" / "base"
COMMANDS = ("check.py", "build.py", "freeze.py --check", "edition.py --date 2031-03-05")


class Asked(Mapping[str, bytes]):
    """Files that remember which of them somebody asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files, self.names = files, set[str]()

    def __getitem__(self, name: str) -> bytes:
        self.names.add(name)
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def __contains__(self, name: object) -> bool:
        return name in self.files


def run(command: str, project: Path) -> "subprocess.CompletedProcess[str]":
    name, *options = command.split()
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / name), "--project", str(project), *options],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def bound(path: Path) -> None:
    """Make a socket, whose path may be a hundred bytes long, where *path* is."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def enormous(path: Path) -> None:
    """Make a file of three gigabytes that takes no place on the disk."""
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


# ── What is opened ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_what_a_record_is_made_of_and_what_the_survey_names_is_asked_for():
    junk = {"data.bin": b"", "packages/a.txt": b"", "assets/at-home.svg": b"", "notes/b": b""}
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    survey = (BASE / "survey.yml").read_bytes() + b"assets: [mark.svg]\n"
    files = Asked({**read_tree(BASE, "content"), **junk, "survey.yml": survey, "assets/mark.svg": drawing})
    catalogue = load(files)
    assert files.names == {*read_tree(BASE, "content"), "assets/mark.svg"} == set(catalogue.files)
    assert {note.place.path for note in catalogue.notes if note.code == "SCH006"} == {
        "content/data.bin",
        "content/packages/a.txt",
        "content/notes",
    }


def test_what_is_not_read_is_not_in_the_hash_of_the_content(example):
    project = Project.at(example, ROOT / "templates")
    _, before = read_identity(project, "https://example.org/")
    enormous(example / "content/huge.bin")
    enormous(example / "content/assets/huge.png")
    catalogue, after = read_identity(project, "https://example.org/")
    assert after.content == before.content == content_hash(catalogue.files)


def test_a_file_is_opened_when_it_is_asked_for_and_what_took_its_place_is_not_waited_for(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(name.encode())
    tree = read_tree(tmp_path, "content", lambda _: 10)
    (tmp_path / "a").write_bytes(b"x" * 30)
    for name, change in {"b": os.mkfifo, "c": lambda path: path.symlink_to("/etc/hostname")}.items():
        (tmp_path / name).unlink()
        change(tmp_path / name)
    assert tree["a"] == b"x" * 11, "one byte more than anybody takes"
    for name in ("b", "c"):
        with pytest.raises(EnvironmentProblem, match=f"{name}"):
            tree[name]
    with pytest.raises(KeyError):
        tree["d"]


def test_no_more_is_read_of_a_file_than_shows_that_it_is_too_large(tmp_path):
    for name in ("packages", "assets"):
        (tmp_path / name).mkdir()
    sizes = {"packages/a.yml": 1_000_001, "assets/a.png": 2_000_001, "keys.lock": 50_000_001}
    for name in sizes:
        enormous(tmp_path / name)
    tree = read_tree(tmp_path, "content", largest)
    assert {name: len(tree[name]) for name in tree} == sizes


# ── What every command says ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_waits_for_a_pipe_or_a_socket(example, command):
    os.mkfifo(example / "content/survey-pipe")
    (example / "content/packages/buoy.yml").unlink()
    os.mkfifo(example / "content/packages/buoy.yml")
    bound(example / "content/assets/socket")
    (example / "content/packages/link.yml").symlink_to("/dev/zero")
    done = run(command, example)
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.partition(" (")[0] for line in done.stderr.splitlines() if not line.startswith("note: ")][:-1] == [
        "content/assets/socket:1:1: FIL001 is a socket",
        "content/packages/buoy.yml:1:1: FIL001 is a named pipe",
        "content/packages/link.yml:1:1: FIL001 is a symbolic link",
        "content/survey-pipe:1:1: FIL001 is a named pipe",
    ]


@pytest.mark.parametrize("command", COMMANDS[:3])
def test_files_that_nobody_reads_cost_nothing_but_a_note_whatever_they_are_called(example, command):
    enormous(example / "content/huge.bin")
    strange = os.fsdecode(b"content/packages/\xff\n\xe2\x80\xae.txt")
    (example / strange).write_text("Hello.")
    done = run(command, example)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    if command != "freeze.py --check":
        for name in ("content/huge.bin", "content/packages/<0xFF><U+000A><U+202E>.txt"):
            assert f"note: {name}:1:1: SCH006 is not used and not published\n" in done.stderr


@pytest.mark.parametrize("name", ["packages/huge.yml", "survey.yml", "keys.lock", "addresses.lock", "references.bib"])
def test_an_enormous_file_that_is_read_is_refused_soon(example, name, run_here):
    enormous(example / "content" / name)
    done = run_here("build", "--project", example)
    assert done.returncode == 1
    assert f"content/{name}:1:1: SRC012 is larger than " in done.stderr
    assert "Traceback" not in done.stderr


def test_an_enormous_asset_is_refused_where_it_is_named(example):
    enormous(example / "content/assets/moon.svg")
    with pytest.raises(ContentError) as told:
        read(Project.at(example, ROOT / "templates"))
    (problem,) = (problem for problem in told.value.problems if not problem.note)
    assert str(problem).startswith("content/survey.yml:")
    assert "FIL004 'moon.svg' is larger than 2,000,000 bytes" in str(problem)


def test_a_file_of_an_entry_with_another_ending_or_no_text_as_its_name_is_told(example, run_here):
    package = (example / "content/packages/buoy.yml").read_bytes()
    for name in (b"buoy2.YML", b"buoy3.Yaml", b"\xff.yml"):
        Path(os.fsdecode(os.fsencode(example / "content/packages") + b"/" + name)).write_bytes(package)
    done = run_here("check", "--project", example)
    assert done.returncode == 1
    assert "content/packages/buoy2.YML:1:1: SCH004 is not a file that the survey reads" in done.stderr
    assert "content/packages/buoy3.Yaml:1:1: SCH004 is not a file that the survey reads" in done.stderr
    assert "content/packages/<0xFF>.yml:1:1: SCH003 id: '<0xFF>' is not UTF-8" in done.stderr


def test_the_live_preview_tells_of_a_pipe_and_waits_for_its_removal(example):
    os.mkfifo(example / "content/pipe")
    told = serve(Project.at(example, ROOT / "templates"), "127.0.0.1:0")
    first = next(told)
    told.close()  # type: ignore[attr-defined]
    assert isinstance(first, ContentError)
    assert [problem.code for problem in first.problems if not problem.note] == ["FIL001"]
