"""Every error code is explained, and every example is true: what is bad there gives the code, what is good does not.

Examples are laid over the small survey in ``errors/``, in which the good lines stand already; ``made/`` is what a build
makes of it, in small. A file that is not there is written whole.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from survey.cli import run
from survey.cli.explain import Example, Explanation, errors_md, explanation, explanations
from survey.content import Catalogue
from survey.content.project import Project, read, read_identity
from survey.pages import Page, PageContexts
from survey.problems import ContentError, EnvironmentProblem, Problem
from survey.site import mkdocs
from survey.site.documents import documents
from survey.site.editions import keep_addresses, kept_editions
from survey.site.fingerprint import fingerprint
from survey.site.mkdocs import EngineError, EngineSettings, engine
from survey.site.rendering import environment, rendered
from survey.site.verify import Expected, read_site, verify
from test_problems import raw, told  # type: ignore[import-not-found]

HERE = Path(__file__).parent
ROOT = HERE.parent
SURVEY = HERE / "errors"
URL = "https://example.org/bells/"
PAGES = frozenset({"", "contributions/carillon/", "contributions/treble/", "explore/", "glossary/"})
EXPECTED = Expected(PAGES, URL, frozenset({"p/1/"}))
IN_A_PREVIEW = frozenset({"PAG008", "SIT008"})
CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
EXPLAINED = {each.code: each for each in explanations()}


@dataclass(frozen=True)
class Words(Page):
    template: ClassVar[str] = "words"


# ── What is found in a project ───────────────────────────────────────────────────────────────────────────────────────


def in_content(project: Path) -> set[str]:
    problems: Iterator[Problem] = told(project / "content")
    return {problem.code for problem in problems}


def in_documents(project: Path) -> set[str]:
    whole = Project.at(project, ROOT / "templates", project / "build")
    try:
        documents(whole, *read_identity(whole, URL))
    except ContentError as error:
        return {problem.code for problem in error.problems}
    return set()


def in_templates(project: Path) -> set[str]:
    contexts = PageContexts.of(*read_identity(Project.at(SURVEY, ROOT / "templates"), URL))
    try:
        rendered([Words("words/", "Words", "")], contexts, environment(project / "templates", project / "cache"))
    except ContentError as error:
        return {problem.code for problem in error.problems}
    return set()


def in_the_state(project: Path) -> set[str]:
    _, identity = read_identity(Project.at(project, project / "templates"), URL)
    return {note.code for note in identity.notes}


def in_the_site(project: Path, preview: bool = False) -> set[str]:
    expected = replace(EXPECTED, preview=preview)
    fingerprint(project / "build" / "site", URL)
    return {finding.code for finding in verify(read_site(project / "build" / "site"), expected)}


def in_addresses(project: Path) -> set[str]:
    kept = keep_addresses(catalogue_of(project), read_site(project / "build" / "site"), EXPECTED)
    return {problem.code for problem in kept.problems}


def in_editions(project: Path) -> set[str]:
    editions = kept_editions(project / "build" / "editions", catalogue_of(project), URL)
    return {finding.code for finding in editions.findings} | {note.code for note in editions.notes}


def from_the_engine(project: Path) -> set[str]:
    try:
        mkdocs.build(project, project / "build" / "docs", project / "build" / "site", EngineSettings(epoch=1))
    except EngineError as error:
        return {code for message in error.messages for code in CODE.findall(message)}
    return set()


def catalogue_of(project: Path) -> Catalogue:
    return read(Project.at(project, project / "templates"))


def codes_in(code: str, project: Path) -> set[str]:
    """Return the codes that the stage of *code* finds in *project*."""
    if code[:3] in ("LNK", "PAG", "SIT"):
        return in_the_site(project, preview=code in IN_A_PREVIEW)
    return (STAGES.get(code) or STAGES.get(code[:3], in_content))(project)


STAGES: Mapping[str, Callable[[Path], set[str]]] = {
    "FIL002": in_documents,
    "TPL": in_templates,
    "GIT": in_the_state,
    "LNK": in_the_site,
    "PAG": in_the_site,
    "SIT": in_the_site,
    "ADR": in_addresses,
    "EDI": in_editions,
    "ENG": from_the_engine,
}
"""What finds a code, or the codes that begin with its letters; all others are found in the content."""


PARTS: Mapping[str, Sequence[str]] = {
    "TPL": ("templates",),
    "GIT": ("content", "mkdocs.yml", "templates"),
    "LNK": ("build/site",),
    "PAG": ("build/site",),
    "SIT": ("build/site",),
    "ADR": ("content", "build/site"),
    "EDI": ("content", "build/editions"),
    "ENG": ("mkdocs.yml", "templates", "build/docs"),
    "FIL": ("content", "mkdocs.yml", "templates"),
}
"""What of the survey finding a code needs; else the content alone."""


# ── Examples ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def base(code: str, folder: Path) -> Path:
    """Return a project without any problem, for the stage of *code*."""
    for part in PARTS.get(code[:3], ("content",)):
        source = SURVEY / part.replace("build", "made")
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    if code in IN_A_PREVIEW:
        for page in (folder / "build" / "site").rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("<head>\n", '<head>\n<meta name="robots" content="noindex">\n'))
        (folder / "build" / "site" / "sitemap.xml").unlink()
    if code.startswith("GIT"):
        for arguments in (
            ["init", "-q", "-b", "main"],
            ["add", "content", "mkdocs.yml", "templates"],
            ["commit", "-q", "-m", "All"],
        ):
            who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
            subprocess.run(["git", *who, *arguments], cwd=folder, check=True)
    return folder


def lay(item: Example, text: str | None, project: Path) -> None:
    """Put *text* where the good lines of *item* stand; as a file if there is none; without *text*, there is none."""
    path = project / item.file
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        path.unlink(missing_ok=True)
    elif size := re.fullmatch(r"<([0-9]+) bytes>\n", text):
        with path.open("wb") as file:
            file.truncate(int(size[1]))
    elif path.is_file() and item.good is not None:
        path.write_bytes(replaced(path.read_text(encoding="utf-8"), item.good, text))
    else:
        path.write_bytes(raw(text))


def replaced(whole: str, old: str, new: str) -> bytes:
    """Return *whole* with the lines *old*, which stand there once, at any depth, replaced by *new*."""
    lines = "\n".join(f"\\1{re.escape(line)}" if line else "" for line in old.splitlines())
    places = list(re.finditer(rf"^( *)(?=\S)(?:{lines.replace(chr(92) + '1', '', 1)})$", whole, re.MULTILINE))
    places = places or list(re.finditer(rf"^(){re.escape(old.rstrip(chr(10)))}$", whole, re.MULTILINE))
    assert len(places) == 1, f"the survey in errors/ has these lines {len(places)} times:\n{old}"
    (place,) = places
    within = "".join(f"{place[1]}{line}" if line.strip() else line for line in new.splitlines(keepends=True))
    middle: bytes = raw(within.removesuffix("\n"))
    return whole[: place.start()].encode() + middle + whole[place.end() :].encode()


def with_bad(each: Explanation, project: Path) -> Path:
    for item in each.example:
        if item.link:
            (project / item.file).unlink(missing_ok=True)
            (project / item.file).symlink_to(item.link)
        elif item.bad is not None or not any(other.link and other.file == item.file for other in each.example):
            lay(item, item.bad, project)
    return project


def with_good(each: Explanation, project: Path) -> Path:
    for item in each.example:
        if item.good is not None:
            lay(item, item.good, project)
    return project


@pytest.mark.parametrize("code", EXPLAINED)
def test_the_bad_example_gives_exactly_this_code(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = with_bad(EXPLAINED[code], base(code, tmp_path / "project"))
    if code == "ENG003":
        monkeypatch.setattr(engine, "_PATIENCE", 3)
    assert codes_in(code, project) == {code}


@pytest.mark.parametrize("code", EXPLAINED)
def test_the_good_example_does_not_give_it(code: str, tmp_path: Path, checked: dict[object, set[str]]):
    added = []
    for item in EXPLAINED[code].example:
        source = SURVEY / item.file.replace("build/", "made/")
        if item.good is not None and source.is_file() and code not in IN_A_PREVIEW:
            replaced(source.read_text(encoding="utf-8"), item.good, item.good)
        else:
            added.append(item)
    key = (code if code in STAGES else code[:3] if code[:3] in STAGES else "", tuple(added))
    if key not in checked:
        checked[key] = codes_in(code, with_good(EXPLAINED[code], base(code, tmp_path / "project")))
    assert checked[key] == set()


@pytest.fixture(scope="module")
def checked() -> dict[object, set[str]]:
    """What was found in good projects, by stage and files that an example adds: most examples add none."""
    return {}


@pytest.mark.parametrize("code", EXPLAINED)
def test_an_example_shows_what_is_different(code: str):
    for item in EXPLAINED[code].example:
        assert item.bad or item.link or item.good
        for lines in (item.bad, item.good):
            assert len((lines or "").splitlines()) <= 6
    assert any((item.bad, item.link) != (item.good, None) for item in EXPLAINED[code].example)


# ── All codes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def used() -> set[str]:
    """Return the codes in the source."""
    texts: Iterable[str] = (path.read_text(encoding="utf-8") for path in (ROOT / "scripts").rglob("*.py"))
    return {code for text in texts for code in re.findall(rf'"({CODE.pattern})"', text)}


def test_no_code_is_without_an_explanation():
    assert used() - EXPLAINED.keys() == set()


def test_no_explanation_is_of_a_code_that_is_not_used():
    assert EXPLAINED.keys() - used() == set()


def test_a_code_stands_once_in_the_file_of_its_letters_and_in_order():
    codes = [each.code for each in explanations()]
    assert codes == sorted(set(codes))
    for path in (ROOT / "scripts" / "survey" / "cli" / "error_codes").iterdir():
        assert set(re.findall(r"^  - code: (...)", path.read_text(encoding="utf-8"), re.MULTILINE)) == {path.stem}


def test_errors_md_is_up_to_date():
    written = (ROOT / "ERRORS.md").read_text(encoding="utf-8")
    assert written == errors_md(), "run .venv/bin/survey explain --renew"
    assert written.startswith("<!-- Written by `.venv/bin/survey explain --renew`")


def test_the_same_is_said_of_a_code_in_errors_md_and_on_the_terminal(capsys: pytest.CaptureFixture[str]):
    run(["explain", "cat001"])
    said = capsys.readouterr().out
    assert said.startswith("### CAT001\n\n**Name that does not exist.**")
    assert said in errors_md()
    assert "Bad, in `content/categories.yml`:\n\n```yaml\nstart: trebble\n```\n" in said


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("TPL1", "did you mean TPL001 or PPL001?"),
        ("CLM", "did you mean CLM001 or CLM002 or CLM003?"),
        ("?", "ERRORS.md lists all codes"),
    ],
)
def test_an_unknown_code_is_told_with_those_like_it(code: str, near: str):
    with pytest.raises(EnvironmentProblem) as caught:
        explanation(code)
    assert str(caught.value) == f"there is no error code '{code}'; {near}"


def test_the_command_says_so_and_fails(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        run(["explain", "XXX999"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("there is no error code 'XXX999'")
