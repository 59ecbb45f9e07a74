"""The live preview, as one who writes sees it: edits show within two seconds, and nothing half saved ends it.

A project of its own with real files: the example's content, and copies of the scripts and the templates.
"""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from survey.exports.citations import FORMATS
from survey.files.media_types import file_type

ROOT = Path(__file__).resolve().parents[1]
LONG = 120.0
"""Seconds after which a wait for something that has no promised time has failed."""


@dataclass(frozen=True)
class Preview:
    """A running `survey serve`, and the project that it shows."""

    project: Path
    address: str
    process: "subprocess.Popen[str]"
    log: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def page(self, address: str = "") -> str:
        """Return a page, or nothing while it cannot be had."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/tides/{address}", timeout=LONG) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""


@pytest.fixture(scope="module")
def project(
    tmp_path_factory: pytest.TempPathFactory, copy_example: Callable[[Path], Path], copy_code: Callable[[Path], None]
) -> Path:
    folder = copy_example(tmp_path_factory.mktemp("watched") / "project")
    copy_code(folder)
    change(folder / "mkdocs.yml", f"{ROOT}/templates", f"{folder}/templates")
    # All projects of these tests share what was drawn once.
    (ROOT / "build" / "cache" / "talk").mkdir(parents=True, exist_ok=True)
    (folder / "build" / "cache").mkdir(parents=True)
    (folder / "build" / "cache" / "talk").symlink_to(ROOT / "build" / "cache" / "talk")
    return folder


@contextmanager
def serving(project: Path, address: str) -> Iterator[Preview]:
    log = project.parent / f"{address}.log"
    command = [sys.executable, "-u", str(project / "scripts" / "serve.py"), "--project", str(project)]
    with log.open("w") as out:
        process = subprocess.Popen([*command, "--address", address], stdout=out, stderr=out, text=True)
    try:
        yield Preview(project, address, process, log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=LONG)


@pytest.fixture(scope="module")
def preview(project: Path) -> Iterator[Preview]:
    with serving(project, free_address()) as started:
        assert within(LONG, lambda: "Tide Software" in started.page()), started.said()
        yield started


def free_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def within(seconds: float, seen: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_saved_change_of_content_shows(preview: Preview, soon: float):
    change(preview.project / "content" / "survey.yml", "tagline: Five", "tagline: Twelve")
    assert within(soon, lambda: "Twelve invented papers" in preview.page())


def test_a_saved_change_of_a_template_shows(preview: Preview, soon: float):
    change(preview.project / "templates" / "glossary.md.jinja", "Filter terms", "Sift the terms")
    assert within(soon, lambda: "Sift the terms" in preview.page("glossary/"))


def test_a_saved_change_of_the_style_shows(preview: Preview, soon: float):
    with (preview.project / "templates" / "theme" / "assets" / "survey.css").open("a") as style:
        style.write(".sv-teapot { color: red }\n")
    assert within(soon, lambda: ".sv-teapot" in preview.page("assets/survey.css"))


def test_a_saved_change_of_the_theme_shows_on_every_page(preview: Preview, soon: float):
    with (preview.project / "templates" / "theme" / "partials" / "page.html").open("a") as main:
        main.write("{% block footer %}A teapot.{% endblock %}\n")
    assert within(soon, lambda: "A teapot." in preview.page() and "A teapot." in preview.page("glossary/"))


@pytest.mark.parametrize(
    ("name", "good", "broken", "told"),
    [
        ("content/survey.yml", "tagline: ", "tagline: [", "content/survey.yml:"),
        ("templates/glossary.md.jinja", "{{ page.title }}", "{{ page.title", "templates/glossary.md.jinja:"),
        ("templates/glossary.md.jinja", "page.title }}", "page.titel }}", "has no attribute 'titel'"),
        ("mkdocs.yml", "site_url: ", "site_url: [", "mkdocs.yml: "),
    ],
)
def test_what_is_half_saved_is_told_and_the_last_good_page_stays(
    preview: Preview, soon: float, name, good, broken, told
):
    path = preview.project / name
    before, text = len(preview.said()), path.read_text(encoding="utf-8")
    path.write_text(text.replace(good, broken, 1), encoding="utf-8")
    assert within(soon, lambda: told in preview.said()[before:]), preview.said()[before:]
    assert " papers" in preview.page()
    path.write_text(text, encoding="utf-8")
    assert within(soon, lambda: "Good: " in preview.said()[before:]), preview.said()[before:]


def test_a_file_is_sent_as_what_it_is(preview: Preview, soon: float):
    # Files beside the pages are added once MkDocs has made its site.
    assert within(soon, lambda: bool(preview.page("feed.json")))
    for name in (*(kind.address("ebbtide") for kind in FORMATS), "explore/index.html.md", "feed.json"):
        with urllib.request.urlopen(f"http://{preview.address}/tides/{name}", timeout=LONG) as answer:
            assert answer.headers["Content-Type"] == file_type(name).content_type, name


def test_files_that_come_and_go_end_nothing(preview: Preview, soon: float):
    """As editors' temporary files do, one or the other while it is read."""
    for number in range(300):
        (preview.project / "content" / f"{number}").write_text("x")
        (preview.project / "content" / f"{number}").unlink()
    change(preview.project / "content" / "survey.yml", "invented papers", "found papers")
    assert within(soon, lambda: "found papers" in preview.page())


def test_a_file_that_is_away_for_a_moment_is_told_and_ends_nothing(preview: Preview, soon: float):
    """As some editors save: the old file is moved away before the new one is written."""
    before, config = len(preview.said()), preview.project / "mkdocs.yml"
    config.rename(preview.project / "mkdocs.yml~")
    assert within(soon, lambda: "cannot read mkdocs.yml: " in preview.said()[before:]), preview.said()[before:]
    text = (preview.project / "mkdocs.yml~").read_text(encoding="utf-8")
    config.write_text(text.replace("Tide Software", "Tidal Software"), encoding="utf-8")
    assert within(soon, lambda: "Tidal Software" in preview.page()), preview.said()[before:]
    change(config, "Tidal Software", "Tide Software")
    assert within(soon, lambda: "Tide Software" in preview.page()), preview.said()[before:]


def test_a_port_that_is_taken_is_told(preview: Preview):
    command = [sys.executable, str(preview.project / "scripts" / "serve.py"), "--project", str(preview.project)]
    done = subprocess.run([*command, "--address", preview.address], capture_output=True, text=True, timeout=LONG)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        f"cannot serve at {preview.address}: Address already in use",
    )
    assert "Traceback" not in done.stderr


def test_of_a_preview_that_is_killed_nothing_stays_behind(project: Path, soon: float):
    with serving(project, free_address()) as killed:
        assert within(LONG, lambda: "Tid" in killed.page()), killed.said()
        killed.process.kill()
        assert within(soon, lambda: not listens(killed.address))


def listens(address: str) -> bool:
    host, _, port = address.rpartition(":")
    with socket.socket() as caller:
        return caller.connect_ex((host, int(port))) == 0


def test_a_broken_theme_is_told_and_shows_again_when_it_is_mended(preview: Preview, soon: float):
    path = preview.project / "templates" / "theme" / "partials" / "page.html"
    text = path.read_text(encoding="utf-8")
    before = len(preview.said())
    path.write_text(text + "{% block", encoding="utf-8")
    told = f"{path}:{len(text.splitlines()) + 1}: ENG002 unexpected end of template"
    assert within(soon, lambda: told in preview.said()[before:]), preview.said()[before:]
    assert "Traceback" not in preview.said()
    path.write_text(text + "{% block scripts %}{{ super() }}A kettle.{% endblock %}\n", encoding="utf-8")
    assert within(soon, lambda: "A kettle." in preview.page())
    assert within(soon, lambda: "Good: " in preview.said()[before:]), preview.said()[before:]


def test_what_is_deleted_or_renamed_is_gone_and_nothing_else(preview: Preview, soon: float):
    """A page with its twin, an asset of the survey and one of the theme."""
    content, theme = preview.project / "content", preview.project / "templates" / "theme" / "assets"
    page = (content / "pages" / "about.yml").read_text(encoding="utf-8").replace("title: ", "title: More ")
    (content / "pages" / "thanks.yml").write_text(page, encoding="utf-8")
    (content / "assets" / "star.svg").write_bytes((content / "assets" / "moon.svg").read_bytes())
    (theme / "star.css").write_text(".sv-star { color: red }\n")
    change(content / "survey.yml", "assets: [moon.svg", "assets: [star.svg, moon.svg")
    shown = ("thanks/", "thanks/index.html.md", "assets/star.svg", "assets/star.css")
    assert within(soon + 1, lambda: all(map(preview.page, shown))), [each for each in shown if not preview.page(each)]
    (content / "pages" / "thanks.yml").rename(content / "pages" / "cheers.yml")
    (content / "assets" / "star.svg").unlink()
    (theme / "star.css").unlink()
    change(content / "survey.yml", "assets: [star.svg, moon.svg", "assets: [moon.svg")
    assert within(soon + 1, lambda: not any(map(preview.page, shown))), [*filter(preview.page, shown)]
    assert within(soon, lambda: "More " in preview.page("cheers/"))
    assert all(map(preview.page, ("", "about/", "assets/moon.svg", "assets/survey.css", "glossary/")))
    time.sleep(1.5)
    assert not any(map(preview.page, shown)), "and stays away"


def test_the_address_is_told(preview: Preview):
    assert f"Serving on http://{preview.address}/tides/\n" in preview.said()


def test_a_site_that_is_lost_ends_the_preview_with_a_reason(project: Path, soon: float):
    others = {*(project / "build").glob(".served-*")}
    with serving(project, free_address()) as lost:
        assert within(LONG, lambda: "Tid" in lost.page()), lost.said()
        (room,) = {*(project / "build").glob(".served-*")} - others
        shutil.rmtree(room)
        assert lost.process.wait(timeout=LONG) == 2
    assert "start it again" in lost.said()
    assert "Traceback" not in lost.said()


def test_ctrl_c_ends_the_preview_in_silence(project: Path):
    with serving(project, free_address()) as ended:
        assert within(LONG, lambda: "Tid" in ended.page()), ended.said()
        ended.process.send_signal(signal.SIGINT)
        assert ended.process.wait(timeout=LONG) == 0
    assert "Traceback" not in ended.said()
    assert not listens(ended.address)


def test_a_broken_theme_at_the_start_is_told_where_it_stands(project: Path):
    path = project / "templates" / "theme" / "main.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "{% block", encoding="utf-8")
    try:
        with serving(project, free_address()) as broken:
            assert broken.process.wait(timeout=LONG) == 1
    finally:
        path.write_text(text, encoding="utf-8")
    assert f"{path}:{len(text.splitlines()) + 1}: ENG002 unexpected end of template" in broken.said()
    assert "Traceback" not in broken.said()
