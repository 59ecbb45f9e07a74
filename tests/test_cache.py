"""What is kept between builds may be damaged in any way: the site is right all the same, and the build succeeds.

Files are damaged as disks, copies, other versions and other people damage them: all files of all caches at once, and
then the site is compared with that of a build that kept nothing.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from survey.files import Cache, cache, files_in

ROOT = Path(__file__).resolve().parents[1]
CACHES = ("markdown", "pages", "talk", "theme")
ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--") if os.geteuid() == 0 else ()
"""Starts a command whom permissions of files bind, also for tests that root runs: as the files' owner, but no more."""


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def one_bit_flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-len(content) // 3] ^= 1
    path.write_bytes(content)


def its_digest_flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)


def made_longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def without_digest(path: Path) -> None:
    """As versions before this one kept it."""
    path.write_bytes(path.read_bytes()[32:])


def exchanged(path: Path) -> None:
    """Each becomes a copy of the one that comes first, which is whole, but something else."""
    first = min(path.parent.iterdir())
    path.write_bytes(first.read_bytes() if path != first else b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_full_folder(path: Path) -> None:
    a_folder(path)
    (path / "mine").write_text("something")


def a_closed_folder(path: Path) -> None:
    a_full_folder(path)
    path.chmod(0)


def a_link_to_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def unreadable(path: Path) -> None:
    path.chmod(0)


DAMAGES: Sequence[Callable[[Path], None]] = (
    cut_short,
    emptied,
    one_bit_flipped,
    its_digest_flipped,
    made_longer,
    without_digest,
    exchanged,
    a_folder,
    a_full_folder,
    a_closed_folder,
    a_link_to_a_device,
    a_link_to_nothing,
    a_pipe,
    unreadable,
)


# ── The whole build ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, smallest: Path, copy_code: Callable[[Path], None]) -> Path:
    """Return a survey with scripts and templates of its own, and so with drawings of its own."""
    folder = tmp_path_factory.mktemp("cached") / "project"
    shutil.copytree(smallest, folder)
    copy_code(folder)
    return folder


@pytest.fixture(scope="module")
def right(project: Path) -> Mapping[str, bytes]:
    """Return the site of a build that found nothing kept."""
    return built(project)


def built(project: Path) -> Mapping[str, bytes]:
    command = [*ANYBODY, sys.executable, str(project / "scripts" / "build.py"), "--project", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    site = project / "build" / "site"
    return {name: (site / name).read_bytes() for name in files_in(site)}


def kept(project: Path) -> list[Path]:
    return [path for name in CACHES for path in sorted((project / "build" / "cache" / name).iterdir())]


def test_every_folder_of_the_cache_is_known_here(project: Path, right):
    assert sorted(path.name for path in (project / "build" / "cache").iterdir()) == sorted(CACHES)
    assert all(any((project / "build" / "cache" / name).iterdir()) for name in CACHES)


def test_whatever_happened_to_what_is_kept_the_site_is_right(project: Path, right):
    """Every file of every cache is damaged, neighbours in different ways; in the end each cache has met each damage."""
    missing = {(name, damage) for name in CACHES for damage in DAMAGES}
    turn = 0
    while missing:
        damaged = [
            (path, DAMAGES[(number + turn) % len(DAMAGES)])
            for name in CACHES
            for number, path in enumerate(sorted((project / "build" / "cache" / name).iterdir()))
        ]
        # Before the file that comes first has become something that cannot be copied.
        for path, damage in sorted(damaged, key=lambda each: each[1] is not exchanged):
            damage(path)
        found = built(project)
        assert found == right, f"turn {turn}: {unlike(found, right)}"
        # All was made again where it belongs.
        assert [path for path in kept(project) if not path.is_file() or path.is_symlink()] == []
        missing -= {(path.parent.name, damage) for path, damage in damaged}
        turn += min(len(list((project / "build" / "cache" / name).iterdir())) for name in CACHES)
        assert turn < 3 * len(DAMAGES), missing


def unlike(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    return sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))


def test_what_is_kept_is_not_made_again(project: Path, right):
    before = {path: path.stat().st_mtime_ns for path in kept(project)}
    assert built(project) == right
    assert {path: path.stat().st_mtime_ns for path in kept(project)} == before


def a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("something else")


def read_only(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.chmod(0o500)


def closed(folder: Path) -> None:
    folder.chmod(0)


@pytest.mark.parametrize("turn", range(3))
def test_whatever_the_folders_are_the_site_is_right(project: Path, right, turn):
    """Each cache meets each damage, and the next build finds what the one before could not write."""
    folders = [project / "build" / "cache" / name for name in CACHES]
    for number, folder in enumerate(folders):
        (a_file, read_only, closed)[(number + turn) % 3](folder)
    try:
        assert built(project) == right
    finally:
        for folder in folders:
            folder.chmod(0o700)


def test_a_file_in_the_place_of_the_whole_cache_makes_builds_slow_and_not_wrong(project: Path, right):
    assert built(project) == right, "after the folders above were mended"
    shutil.rmtree(project / "build" / "cache")
    (project / "build" / "cache").write_text("something else")
    assert built(project) == right


# ── One file ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_file_that_is_not_what_was_kept_is_as_good_as_none(tmp_path: Path, damage):
    kept = Cache(tmp_path / "cache")
    for name in ("0", "1"):
        kept.keep(name, f"made from {name}", f"content of {name}".encode())
    damage(tmp_path / "cache" / "1")
    if damage is not unreadable or os.geteuid():
        assert kept.read("1", "made from 1") is None
    kept.keep("1", "made from 1", b"made again")
    assert kept.read("1", "made from 1") == b"made again"
    assert sorted(path.name for path in kept.folder.iterdir()) == ["0", "1"]


def test_what_was_made_from_something_else_is_not_read(tmp_path: Path):
    Cache(tmp_path).keep("a", "this", b"content")
    assert Cache(tmp_path).read("a", "this") == b"content"
    assert Cache(tmp_path).read("a", "that") is None


def test_a_file_has_its_name_only_when_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(_: int) -> None:
        assert list(tmp_path.glob("a")) == []
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refused)
    Cache(tmp_path).keep("a", "this", b"content")
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_asked_for_goes_when_there_is_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "MOST", 2)
    for name in ("a", "b"):
        Cache(tmp_path).keep(name, name, b"old")
    (tmp_path / "c").mkdir()
    Cache(tmp_path).clear({"a"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


# ── What it depends on ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the package, whose digests are computed."""
    copy = Path(shutil.copytree(ROOT / "scripts" / "survey", tmp_path / "survey"))
    monkeypatch.setattr(cache, "__file__", str(copy / "files" / "cache.py"))
    yield copy


def recipe(module: str) -> str:
    return cache.recipe.__wrapped__(module)


@pytest.mark.parametrize(
    ("module", "decides", "does_not"),
    [
        (
            "survey.slides.render_job",
            ["text/characters", "slides/deck", "slides/jobs", "slides/drawing"],
            ["slides/assets", "exports/citations/tagged"],
        ),
        ("survey.site.markdown_pages", ["site/markdown_pages"], ["slides/deck", "pages/home"]),
        ("survey.site.rendering", ["site/rendering", "text/safe", "site/compiled_templates"], ["slides/deck"]),
        (
            "survey.site.mkdocs.mkdocs_worker",
            ["site/mkdocs/mkdocs_worker", "site/compiled_templates"],
            ["site/mkdocs/preview_server", "slides/deck"],
        ),
    ],
)
def test_what_is_kept_is_made_again_when_what_makes_it_changes(package: Path, module, decides, does_not):
    before = recipe(module)
    for name, same in (*((name, False) for name in decides), *((name, True) for name in does_not)):
        path = package / f"{name}.py"
        source = path.read_text(encoding="utf-8")
        path.write_text(f"{source}# changed\n", encoding="utf-8")
        assert (name, recipe(module) == before) == (name, same)
        path.write_text(source, encoding="utf-8")
    assert recipe(module) == before


def test_another_version_of_any_library_and_of_python_makes_it_again(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    found = {recipe("survey.slides.render_job")}
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    for name in ("anyascii-0.3.9.dist-info", "anyascii-0.4.0.dist-info", "old_style-1.egg-info"):
        (tmp_path / "site-packages" / name).mkdir(parents=True)
        found.add(recipe("survey.slides.render_job"))
    monkeypatch.setattr(sys, "version", "4.0")
    assert len(found | {recipe("survey.slides.render_job")}) == 5
