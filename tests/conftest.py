"""Fixtures for several test modules: copies of the example survey, the build command, and the real survey."""

import fcntl
import gc
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from survey import cli, pipeline
from survey.content import Catalogue, project
from survey.content.build_identity import BuildIdentity
from survey.content.strict_yaml import Data, Document, read
from survey.site.documents import beside, documents, for_crawlers
from survey.site.static_server import hosted
from survey.text.prose import plain

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests" / "example"
SMALLEST = ROOT / "tests" / "smallest"

Command = Callable[..., "subprocess.CompletedProcess[str]"]
"""Runs a command with arguments; keywords are environment variables."""

MakeOnce = Callable[[str, Callable[[Path], object]], Path]
"""Returns the folder of a name; the function given in the first call fills it."""


LONGEST = (
    "browser/test_every_kind.py",
    "test_editions.py",
    "test_disk.py",
    "browser/test_explorer.py",
    "test_build_failures.py",
    "test_cache.py",
    "browser/test_search.py",
    "test_live_preview.py",
    "test_publish.py",
    "test_stopping.py",
    "browser/test_looks.py",
    "test_kept_addresses.py",
    "browser/test_glossary.py",
    "test_example.py",
    "test_slides.py",
    "browser/test_journeys.py",
    "test_hostile.py",
    "browser/test_wrong_addresses.py",
    "test_build_identity.py",
    "browser/test_from_disk.py",
    "test_engine.py",
    "browser/test_pictures.py",
    "test_server_config.py",
    "test_odd_files.py",
    "browser/test_accessibility.py",
    "browser/test_unicode.py",
    "test_fuzz.py",
)
"""The slowest modules, slowest first, as measured with ``--durations=0``. New modules need not be added."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the slowest modules first, so that parallel workers finish at about the same time."""
    tests = Path(__file__).parent
    place = {tests / name: number for number, name in enumerate(LONGEST)}
    assert [path for path in place if not path.is_file()] == []
    items.sort(key=lambda item: place.get(item.path, len(LONGEST)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write what is expected anew instead of comparing")


@pytest.fixture(scope="session")
def copy_example() -> Callable[[Path], Path]:
    """Return a function that copies the example survey to a new folder, where a test may change and build it."""
    return _copied


@pytest.fixture(scope="session")
def copy_code() -> Callable[[Path], None]:
    """Return a function that copies scripts and templates into a folder, to run or change code of a project's own.

    Compiled files are copied too, but not those that another process is writing.
    """

    def copy(folder: Path) -> None:
        for name in ("scripts", "templates"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc.*"))

    return copy


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a copy of the example survey for one test."""
    return _copied(tmp_path / "example")


@pytest.fixture(scope="session")
def build() -> Command:
    """Return a function that runs scripts/build.py and returns its exit code and output."""
    return _run


@pytest.fixture(scope="session")
def run_here() -> Command:
    """Return a function that runs a command in this process and returns its exit code and output.

    Keywords are environment variables. Starting Python and importing everything takes longer than most commands.
    """

    def run(command: str, *arguments: object, **variables: str) -> "subprocess.CompletedProcess[str]":
        words = [command, *map(str, arguments)]
        out, err, code = io.StringIO(), io.StringIO(), 0
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in variables.items():
                patch.setenv(name, value)
            try:
                cli.run(words)
            except SystemExit as ended:  # as Python handles it: a number, None, or a message
                if isinstance(ended.code, str):
                    print(ended.code, file=err)
                code = 1 if isinstance(ended.code, str) else ended.code or 0
            finally:
                gc.enable()  # a build switches it off for the whole process
        return subprocess.CompletedProcess(words, code, out.getvalue(), _without_progress(err.getvalue()))

    return run


@pytest.fixture(scope="session")
def build_here(run_here: Command) -> Command:
    """Return a function that builds in this process. test_example.py runs the command in a process of its own."""
    return partial(run_here, "build")


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Return a function that makes a folder once for all workers of a run; tests must not change it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, finished = shared / f"shared-{name}", shared / f"shared-{name}.finished"
        with (shared / f"shared-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not finished.exists():
                shutil.rmtree(folder, ignore_errors=True)  # left by a worker that failed
                folder.mkdir()
                make(folder)
                finished.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the smallest survey; tests may build it but not change it."""
    return _copied(tmp_path_factory.mktemp("smallest") / "survey", SMALLEST)


@pytest.fixture(scope="session")
def built_example(make_once: MakeOnce) -> Path:
    """Return the example survey with its built site; tests may read it, or copy it and change the copy.

    The output of the command is in the files stdout and stderr beside it.
    """
    return make_once("example", lambda folder: _built(_copied(folder / "project"))) / "project"


@pytest.fixture(scope="session")
def built_smallest(make_once: MakeOnce) -> Path:
    """Return the smallest survey with its built site, as `built_example` does."""
    return make_once("smallest", lambda folder: _built(_copied(folder / "project", SMALLEST))) / "project"


@pytest.fixture
def soon() -> float:
    """Return the seconds within which an edit must be visible: two, and more on a busy machine."""
    return 2.0 * (1 + os.getloadavg()[0] / (os.cpu_count() or 1))


def _copied(folder: Path, survey: Path = EXAMPLE) -> Path:
    """Copy content and mkdocs.yml to *folder*; relative paths in mkdocs.yml to this project become absolute."""
    for path in sorted((survey / "content").rglob("*")):
        if path.is_file():
            copy = folder / path.relative_to(survey)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    config = (survey / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("../..", ROOT.as_posix()), encoding="utf-8")
    return folder


def _built(project: Path) -> None:
    done = _run("--project", project)
    assert done.returncode == 0, done.stderr
    for name, text in (("stdout", done.stdout), ("stderr", done.stderr)):
        (project.parent / name).write_text(text, encoding="utf-8")


def _run(*arguments: object, **variables: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build.py"), *map(str, arguments)],
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    done.stderr = _without_progress(done.stderr)
    return done


def _without_progress(said: str) -> str:
    """Remove progress lines, which a command prints only on slow machines."""
    return "".join(line for line in said.splitlines(keepends=True) if not line.endswith(" …\n"))


@pytest.fixture(scope="session")
def previewed(make_once: MakeOnce) -> Path:
    """Return the site of a preview of the example, called pr-7, with another site address."""

    def make(folder: Path) -> None:
        here = "https://previews.example.net/7/"
        example = _copied(folder / "example")
        done = _run("--project", example, "--out", folder / "site", "--preview", "pr-7", "--site-url", here)
        assert done.returncode == 0, done.stderr

    return make_once("preview", make) / "site"


# ── The example survey: small, invented, with every feature once ─────────────────────────────────────────────────────

TIDES = "https://example.org/tides/"
"""The address of the example survey."""
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class Written:
    """The example survey before MkDocs: pages as Markdown with HTML, and files for programs."""

    files: Mapping[str, bytes]

    def text(self, name: str) -> str:
        """Return a file as text."""
        return self.files[name].decode("utf-8-sig")

    def data(self, name: str) -> Any:
        """Return the data of a JSON file."""
        return json.loads(self.files[name])

    def page(self, address: str) -> Any:
        """Return the page at *address* as HTML; Markdown headings stay text, blocks are followed by a space.

        The type is Any because lxml's type stubs are incomplete.
        """
        page = html.fromstring(f"<main>{self._parts(address)[1]}</main>")
        for block in page.iter("br", "p", "li", "dt", "dd", "div", "td", "th", "summary", "caption"):
            block.tail = f" {block.tail or ''}"
        return page

    def controls(self, address: str) -> Any:
        """Return the part of the page at *address* that scripts insert, as HTML."""
        (hidden,) = self.page(address).xpath("//script[@type='text/html']")
        return html.fromstring(hidden.text)

    def head(self, address: str) -> Any:
        """Return the front matter of the page at *address* (title, links, meta …) without its JSON-LD."""
        front = self._parts(address)[0]
        return {key: value for key, value in yaml.safe_load(front).items() if key != "json_ld"}

    def nodes(self, address: str) -> dict[str, Any]:
        """Return the JSON-LD nodes of the page at *address*, by their @id relative to the survey's address."""
        graph = json.loads(yaml.safe_load(self._parts(address)[0])["json_ld"])["@graph"]
        return {node["@id"].removeprefix(TIDES): node for node in graph}

    def _parts(self, address: str) -> tuple[str, str]:
        _, front, body = self.text(f"{address}index.md").split("---\n", 2)
        return front, body


@pytest.fixture(scope="session")
def tides() -> Catalogue:
    """Return the content of the example survey."""
    return project.read(project.Project.at(EXAMPLE, ROOT / "templates"))


@pytest.fixture(scope="session")
def write_tides(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Catalogue], Written]:
    """Return a function that writes the pages and files of a changed example survey, in this process."""
    kept = tmp_path_factory.mktemp("tides")
    return lambda changed: _written(changed, kept)


@pytest.fixture(scope="session")
def written(tides: Catalogue, write_tides: Callable[[Catalogue], Written]) -> Written:
    """Return the pages and files of the example survey."""
    return write_tides(tides)


def _written(content: Catalogue, folder: Path) -> Written:
    example = replace(project.Project.at(EXAMPLE, ROOT / "templates"), build=folder)
    identity = BuildIdentity(TIDES, COMMIT, 1_930_089_600, "0" * 64)
    made = documents(example, content, identity)
    return Written({**made.files, **beside(example, content, made, identity), **for_crawlers(made, identity)})


# ── The real survey: its content, read once, and its site, built once ────────────────────────────────────────────────


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the survey's real content."""
    return project.read(project.Project.at(ROOT, ROOT / "templates"))


@pytest.fixture(scope="session")
def as_printed(catalogue: Catalogue) -> Catalogue:
    """Return the content of the printed editorial: without later contributions, packages and references."""
    entries = tuple(entry for entry in catalogue.contributions if entry.printed)
    described = {identifier for entry in entries for identifier in entry.packages}
    return replace(
        catalogue,
        contributions=entries,
        packages={each.id: each for each in catalogue.packages.values() if each.id in described},
        references=tuple(each for each in catalogue.references if (each.number or 0) <= 31),
    )


@pytest.fixture(scope="session")
def real_site(make_once: MakeOnce) -> Path:
    """Return the folder of the real site, built for an address with a path; the working copy is not changed."""

    def make(folder: Path) -> None:
        real = replace(project.Project.at(ROOT, ROOT / "templates"), build=folder / "build")
        pipeline.build(real, pipeline.Settings(folder / "site", site_url="https://survey.example/deep/prefix/"))

    return make_once("real", make) / "site"


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """Serve the real site and yield its address."""
    with hosted(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def transcribed() -> Callable[[str], Data]:
    """Return a function that reads a file of tests/transcription, which was made from the print, not from content/."""

    def rows(name: str) -> Data:
        document = read(f"tests/transcription/{name}", (ROOT / "tests" / "transcription" / name).read_bytes(), list)
        assert isinstance(document, Document), document
        return document.data

    return rows


@pytest.fixture(scope="session")
def golden() -> dict[str, str]:
    """Return the golden queries of tests/search/queries.yml: query to the address of the expected first result."""
    path = "tests/search/queries.yml"
    document = read(path, (ROOT / path).read_bytes(), dict)
    assert isinstance(document, Document), document
    groups: Any = document.data
    return {query: address for group in groups.values() for query, address in group.items()}


@pytest.fixture(scope="session")
def own_words(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return (place, plain text) of all texts that the survey's editors wrote themselves."""
    return tuple((place, plain(text)) for place, text in _own_words(catalogue) if text)


def _own_words(catalogue: Catalogue) -> Iterator[tuple[str, str | None]]:
    survey = catalogue.survey
    yield "survey.yml, tagline", survey.tagline
    yield "survey.yml, about", survey.about
    yield from ((f"survey.yml, {survey.place_in_print(each)}", each.reason) for each in survey.corrections)
    for category in catalogue.categories:
        yield f"categories.yml, {category.id}, short", category.short
        yield f"categories.yml, {category.id}, intro", category.intro
        yield f"categories.yml, {category.id}, start_why", category.start_why
    for term in catalogue.glossary.terms:
        yield f"glossary.yml, {term.id}", term.definition
        yield f"glossary.yml, {term.id}, note", term.note
    for claimed in catalogue.claims:
        yield f"claims.yml, {claimed.claim.id}", claimed.claim.differs
    for entry in catalogue.contributions:
        yield f"{entry.id}.yml, tagline", entry.tagline
        yield from ((f"{entry.id}.yml, {section}", text) for section, text in entry.prose.items())
        yield from ((f"{entry.id}.yml, {survey.place_in_print(each)}", each.reason) for each in entry.corrections)
    for package in catalogue.packages.values():
        yield f"packages/{package.id}.yml, summary", package.summary
        yield f"packages/{package.id}.yml, licence", package.licence.note
        yield f"packages/{package.id}.yml, install_note", package.install_note
        yield f"packages/{package.id}.yml, state_note", package.state_note
        yield f"packages/{package.id}.yml, cite", package.cite.asks if package.cite else None
        yield from ((f"packages/{package.id}.yml, unconfirmed", each) for each in package.unconfirmed)
    for page in catalogue.pages:
        yield f"pages/{page.id}.yml, lead", page.lead
        yield from ((f"pages/{page.id}.yml, {section.id}", section.text) for section in page.sections)
