"""MkDocs as a command: the same bytes everywhere, warnings are errors, previews are not for search engines."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from survey.content.project import Project, read_identity
from survey.files import files_in
from survey.problems import EnvironmentProblem
from survey.site import mkdocs
from survey.site.fingerprint import MANIFEST, fingerprint, read_fingerprints
from survey.site.mkdocs import EngineError, EngineSettings, engine
from survey.site.mkdocs.engine import configured, environment

ROOT = Path(__file__).resolve().parents[1]
CONFIG = """\
site_name: Teapots
site_url: https://example.org/survey
theme: {name: material, custom_dir: templates/theme, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: "*"
validation: {links: {anchors: warn}}
"""
MAIN = """\
{% extends "base.html" %}
{% block announce %}{% if config.extra.preview %}
PREVIEW {{ config.extra.preview.name | e }} {{ config.extra.preview.commit }} {{ config.extra.production }}
{% endif %}{% endblock %}
{% block extrahead %}<meta name="built" content="{{ build_date_utc }}">{% endblock %}
"""
COMMIT = EngineSettings(epoch=1_700_000_000)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "templates" / "theme").mkdir(parents=True)
    (folder / "templates" / "theme" / "main.html").write_text(MAIN)
    (folder / "mkdocs.yml").write_text(CONFIG)
    write_docs(folder / "build" / "docs", "# Teapots\n\n[one](pots/index.md#round)\n")
    return folder


def write_docs(docs: Path, home: str) -> Path:
    (docs / "pots").mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text(home)
    (docs / "pots" / "index.md").write_text("# Pots\n\n## Round\n\n[home](../index.md)\n")
    return docs


def test_the_same_input_gives_the_same_bytes_in_any_folder(project, tmp_path):
    docs = project / "build" / "docs"
    other = write_docs(tmp_path / "else" / "where" / "docs", (docs / "index.md").read_text())
    sites = tmp_path / "one", tmp_path / "deep" / "two"
    mkdocs.build(project, docs, sites[0], COMMIT)
    mkdocs.build(project, other, sites[1], COMMIT)
    assert {"index.html", "404.html"} <= files_in(sites[0])
    assert files_in(sites[0]) == files_in(sites[1])
    for name in files_in(sites[0]):
        assert (sites[0] / name).read_bytes() == (sites[1] / name).read_bytes(), name
    assert 'name="built" content="2023-11-14 22:13:20' in (sites[0] / "index.html").read_text(), "the only date"
    assert sorted(path.name for path in docs.parent.iterdir()) == [".engine.lock", "cache", "docs"]


def plain_mkdocs(project: Path, docs: Path, site: Path, settings: EngineSettings = COMMIT) -> None:
    with configured(project, docs, settings, {"site_dir": str(site)}) as config:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
        subprocess.run(command, env=environment(settings), check=True, capture_output=True)


RAW_HTML = """\
# Teapots { #top }

<div class="a" id="spout">
<p>One &#42; two, <em>three</em></p><ul><li>four</li></ul>
</div>

## Lids { #lids }
<p>right below a heading</p>

<p>one</p>
<p data-x="a<b">another</p>

<section>

## Within an element

</section>

<pre><code>a&#10;&#10;b
c</code></pre>

Text with <b>bold</b> and [a link](pots/index.md#round).

<script type="application/json">{"a": "<b>"}</script>
"""


@pytest.mark.parametrize("home", [RAW_HTML, RAW_HTML.replace("<section>\n\n", "").replace("\n\n</section>", "")])
def test_pages_are_those_of_plain_mkdocs_whatever_html_is_in_them(project, tmp_path, home):
    docs = write_docs(project / "build" / "docs", home)
    mkdocs.build(project, docs, tmp_path / "ours", COMMIT)
    plain_mkdocs(project, docs, tmp_path / "plain")
    for name in ("index.html", "pots/index.html"):
        assert (tmp_path / "ours" / name).read_text() == (tmp_path / "plain" / name).read_text()


def test_the_surveys_pages_are_those_of_plain_mkdocs(real_site, tmp_path):
    docs = real_site.parent / "build" / "docs"
    mkdocs.build(ROOT, docs, tmp_path / "ours", COMMIT)
    plain_mkdocs(ROOT, docs, tmp_path / "plain")
    pages = {name for name in files_in(tmp_path / "plain") if name.endswith(".html")}
    different = {
        name for name in pages if (tmp_path / "ours" / name).read_bytes() != (tmp_path / "plain" / name).read_bytes()
    }
    assert (len(pages) > 40, different) == (True, set())


def test_the_finished_pages_are_those_of_plain_mkdocs_but_for_the_names_of_shared_files(real_site, tmp_path):
    """One step follows MkDocs and touches its pages, and it can be taken by itself."""
    home = "https://survey.example/deep/prefix/"
    real = Project.at(ROOT, ROOT / "templates")
    _, edition = read_identity(real, home)
    plain = tmp_path / "plain"
    settings = EngineSettings(home, commit=edition.commit, epoch=edition.epoch)
    plain_mkdocs(ROOT, real_site.parent / "build" / "docs", plain, settings)
    pages = {name for name in files_in(plain) if name.endswith(".html")}
    for old, new in read_fingerprints((real_site / MANIFEST).read_bytes()).files.items():
        if not (plain / old).exists():  # what is laid beside what MkDocs makes: data of the search, pictures
            (plain / old).parent.mkdir(parents=True, exist_ok=True)
            (plain / old).write_bytes((real_site / new).read_bytes())
    fingerprint(plain, home)
    different = {name for name in pages if (real_site / name).read_bytes() != (plain / name).read_bytes()}
    assert (len(pages) > 40, different) == (True, set())


def test_a_preview_names_itself(project, tmp_path):
    settings = EngineSettings(
        "https://previews.example.net/7/", "pr-7", "abcdef123456", production="https://example.org/survey/"
    )
    mkdocs.build(project, project / "build" / "docs", tmp_path / "site", settings)
    page = (tmp_path / "site" / "index.html").read_text()
    assert "PREVIEW pr-7 abcdef123456 https://example.org/survey/" in page
    # Its dates would be the build's; the pipeline makes one with the content's.
    assert not {"sitemap.xml", "sitemap.xml.gz"} & files_in(tmp_path / "site")
    assert 'href="/7/assets' in (tmp_path / "site" / "404.html").read_text()


@pytest.mark.parametrize(
    ("home", "told"), [("# A\n\n[x](nope.md)\n", "nope.md"), ("# A\n\n[x](pots/index.md#square)\n", "#square")]
)
def test_mkdocs_warnings_are_errors_and_are_told(project, tmp_path, home, told):
    docs = write_docs(project / "build" / "docs", home)
    with pytest.raises(EngineError) as caught:
        mkdocs.build(project, docs, tmp_path / "site", EngineSettings())
    assert any(told in message for message in caught.value.messages)


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ("{% block", "unexpected end of template, expected 'name'."),
        ("{% block footer %}{{ pot.lid.colour }}{% endblock %}", "'pot' is undefined"),
    ],
)
def test_a_mistake_in_the_theme_is_told_where_it_stands(project, tmp_path, mistake, told):
    main = project / "templates" / "theme" / "main.html"
    main.write_text(f"{MAIN}{mistake}\n")
    with pytest.raises(EngineError) as caught:
        mkdocs.build(project, project / "build" / "docs", tmp_path / "site", EngineSettings())
    assert str(caught.value) == f"{main}:{len(MAIN.splitlines()) + 1}: ENG002 {told}"


@pytest.mark.parametrize(
    "wrong",
    [
        {"preview": "<script>"},
        {"preview": ""},
        {"preview": "a\n"},
        {"commit": "HEAD; rm"},
        {"site_url": "javascript:1"},
        {"site_url": "https://e.org/'x"},
    ],
)
def test_what_a_pull_request_says_of_itself_is_not_believed(wrong):
    with pytest.raises(EnvironmentProblem):
        EngineSettings(**wrong)


def test_the_production_address_is_read_from_mkdocs_yml(project):
    assert mkdocs.site_url(project) == "https://example.org/survey/"
    assert mkdocs.address(project, EngineSettings()) == "https://example.org/survey/"
    assert mkdocs.address(project, EngineSettings("https://a.example")) == "https://a.example/"


@pytest.mark.parametrize("config", ["site_name: x\n", "a: [\n", "site_url: [1]\n"])
def test_a_project_without_an_address_is_refused(project, config):
    (project / "mkdocs.yml").write_text(config)
    with pytest.raises(EnvironmentProblem, match=r"mkdocs\.yml"):
        mkdocs.site_url(project)


def test_a_full_disk_is_not_the_contents_fault():
    found = engine.complaint("Traceback …\nOSError: [Errno 28] No space left on device: 'x'\n")
    assert isinstance(found, EnvironmentProblem)
    assert "No space left" in str(found)


def test_the_live_preview_shows_an_edit_soon(project, free_address, soon):
    docs = project / "build" / "docs"
    with mkdocs.serve(project, docs, EngineSettings(), free_address) as server:
        assert wait_for(free_address, "Teapots", 15)
        (docs / "pots" / "index.md").write_text("# Pots\n\nA samovar is no teapot.\n")
        assert wait_for(free_address, "samovar", soon)
    assert server.ended


BUILD = """
import sys
from pathlib import Path
from survey.site import mkdocs
project = Path(sys.argv[1])
mkdocs.build(project, project / "build" / "docs", project / "build" / "site", mkdocs.EngineSettings())
"""


def test_mkdocs_ends_with_the_build_that_is_killed(project):
    """Else it would go on writing where the next build works. It is stopped at work, by a page that is a pipe."""
    page = project / "build" / "docs" / "pots" / "more.md"
    os.mkfifo(page)
    with subprocess.Popen([sys.executable, "-c", BUILD, str(project)], cwd=ROOT / "scripts") as build:
        writer = opened_for_a_reader(page)
        os.write(writer, b"# More\n")
        build.kill()
    with pytest.raises(BrokenPipeError):  # nobody reads any more
        for _ in range(1000):
            os.write(writer, b"\n")
            time.sleep(0.01)
    os.close(writer)


def opened_for_a_reader(pipe: Path) -> int:
    """Open *pipe* for writing as soon as somebody reads it."""
    for _ in range(6000):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    pytest.fail("nobody reads the page")


def wait_for(address: str, text: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://{address}/survey/pots/", timeout=seconds) as answer:
                if text in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


@pytest.fixture
def free_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"
