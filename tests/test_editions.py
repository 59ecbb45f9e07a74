"""Dated editions: made from a commit, published once, kept for ever, cited by the live pages; and their archive."""

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from jsonschema import Draft7Validator
from lxml import etree
from signposting import find_signposting_html  # type: ignore[import-untyped]

from survey import read_survey, sources
from survey.exports.cff import citation_data
from survey.exports.citing import FORMATS
from survey.files import files_in, replace_site, write_tree
from survey.kept import kept_editions
from survey.media_types import media_type
from survey.problems import EnvironmentProblem

ROOT = Path(__file__).resolve().parents[1]
HOME = "https://example.org/tides/"
EDITION = f"{HOME}v/2031.03.05/"
SCHEMA = json.loads((ROOT / "tests" / "cff" / "schema.json").read_text(encoding="utf-8"))
CITATION = """\
cff-version: 1.2.0
type: dataset
title: Software for Tide Prediction
message: Cite this edition.
authors:
  - name: The keepers of the tides
"""
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def run(*command: object, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, encoding="utf-8", timeout=120)


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Keeper", "-c", "user.email=keeper@example.org")
    done = run("git", *who, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(project: Path) -> str:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=An edition", "--date=2031-03-05T12:00:00Z")
    return git(project, "rev-parse", "HEAD").strip()


def edition(project: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return run(sys.executable, ROOT / "scripts" / "edition.py", "--project", project, *arguments)


def publish(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return run(sys.executable, ROOT / "scripts" / "publish.py", *arguments)


@pytest.fixture(scope="module")
def project(tmp_path_factory, copy_example) -> Path:
    """The example in a checkout of its own, with its edition of 5 March made."""
    folder = Path(copy_example(tmp_path_factory.mktemp("editions") / "example"))
    (folder / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (folder / ".gitignore").write_text("build/\n")
    git(folder, "init", "--quiet")
    commit(folder)
    done = edition(folder, "--date", "2031-03-05")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def made(project: Path) -> Path:
    return project / "build" / "editions" / "2031.03.05"


def found(page: Path, path: str) -> list[str]:
    texts = etree.XPath(path)(etree.HTML(page.read_bytes()))
    assert isinstance(texts, list)
    return [str(each) for each in texts]


@pytest.fixture(scope="module")
def live(project: Path, build: Run) -> Path:
    """The live site beside the edition, built with all editions that a host keeps."""
    kept = project.parent / "kept"
    for day in ("2031.02.01", "2031.03.05"):
        shutil.copytree(project / "build" / "editions" / "2031.03.05", kept / day)
    done = build("--project", project, "--out", project.parent / "live", "--editions", kept)
    assert done.returncode == 0, done.stderr
    return project.parent / "live"


def head(page: Path, relation: str) -> list[str]:
    return found(page, f"//link[@rel='{relation}']/@href")


def pages(site: Path) -> list[str]:
    return sorted(name for name in files_in(site) if name.endswith("index.html"))


def test_every_page_of_an_edition_says_what_it_is_and_where_it_is_today(made):
    for name in pages(made):
        address, page = name.removesuffix("index.html"), made / name
        if found(page, "//meta[@http-equiv='refresh']/@content"):
            continue
        assert head(page, "canonical") == [HOME + address], name
        assert head(page, "cite-as") == [EDITION + address], name
        assert head(page, "latest-version") == [HOME + address], name
        banner = "//*[contains(@class, 'sv-preview')]"
        assert "Edition of 5 March 2031" in "".join(found(page, f"{banner}//text()")), name
        assert found(page, f"{banner}//a/@href") == [HOME + address], name
        assert not found(page, "//meta[@name='robots']/@content"), "a canonical address says enough (CITING L4)"
    assert head(made / "contributions/seiche/index.html", "predecessor-version") == [
        f"{HOME}v/2031.02.01/contributions/seiche/"
    ]
    assert head(made / "contributions/ink/index.html", "predecessor-version") == []
    assert not {"sitemap.xml", "robots.txt"} & files_in(made)


def test_live_pages_are_cited_by_the_newest_edition_that_has_them(live):
    own = [name for name in pages(live) if not name.startswith("v/") and head(live / name, "cite-as")]
    assert "contributions/seiche/index.html" in own
    for name in own:
        assert head(live / name, "cite-as") == [EDITION + name.removesuffix("index.html")]
        assert head(live / name, "latest-version") == []
    block = " ".join(found(live / "contributions/seiche/index.html", "//*[@id='page-citation']//text()"))
    assert f"{EDITION}contributions/seiche/" in block
    assert "version 2031.03.05" in block


def test_the_record_names_commit_and_pages(project, made):
    record = yaml.safe_load((project / "content/editions/2031-03-05.yml").read_text(encoding="utf-8"))
    assert record["commit"] == git(project, "rev-parse", "HEAD").strip()
    assert "/contributions/seiche/" in record["pages"]
    assert all((made / f"{page[1:]}index.html").is_file() for page in record["pages"])


def test_the_archive_is_whole_and_its_citation_file_is_valid(project):
    archive = project / "build/editions/tide-software-2031.03.05.zip"
    with ZipFile(archive) as opened:
        assert opened.testzip() is None
        names = {name.removeprefix("tide-software-2031.03.05/") for name in opened.namelist()}
        text = opened.read("tide-software-2031.03.05/CITATION.cff").decode()
    assert {"site/index.html", "site/data/v1/catalogue.json", "content/survey.yml", "CITATION.cff"} <= names
    assert ".zenodo.json" not in names, "Zenodo would ignore CITATION.cff"
    assert (project / "CITATION.cff").read_text(encoding="utf-8") == text
    cited = yaml.safe_load(text)
    assert list(Draft7Validator(SCHEMA).iter_errors(cited)) == []
    assert (cited["version"], cited["date-released"], cited["url"]) == ("2031.03.05", "2031-03-05", EDITION)
    assert cited["commit"] == git(project, "rev-parse", "HEAD").strip()
    assert (cited["license"], len(cited["references"])) == ("CC0-1.0", 6)
    assert "preferred-citation" not in cited
    particle = next(each for each in cited["references"][1]["authors"] if "name-particle" in each)
    assert (particle["family-names"], particle["name-particle"]) == ("Meer", "van der")
    assert cited["references"][1]["start"] == "054701"


def test_the_same_commit_gives_the_same_archive(project, tmp_path):
    archive = "tide-software-2031.03.05.zip"
    before = (project / "build/editions" / archive).read_bytes()
    copy = tmp_path / "elsewhere"
    git(tmp_path, "clone", "--quiet", str(project), "elsewhere")
    config = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    assert ROOT.as_posix() in config
    done = edition(copy, "--date", "2031-03-05", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert unlike(before, (tmp_path / "out" / archive).read_bytes()) == []


def unlike(one: bytes, other: bytes) -> list[str]:
    with ZipFile(io.BytesIO(one)) as first, ZipFile(io.BytesIO(other)) as second:
        names = {*first.namelist(), *second.namelist()}
        both = {*first.namelist()} & {*second.namelist()}
        return (
            sorted(names - both)
            + sorted(each for each in both if first.read(each) != second.read(each))
            + (["the archives"] if one != other else [])
        )


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2031-03-06", "commit what has changed first"),
        ("2031-02-01", "commit what has changed first"),
        ("2031-13-01", "not a day"),
    ],
)
def test_an_edition_of_what_is_not_committed_or_of_no_day_is_refused(project, day, why):
    done = edition(project, "--date", day)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert not (project / "content/editions/2031-03-06.yml").exists()


def test_editions_stay_beside_the_site_whatever_is_published(made, live, tmp_path):
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    to = ("--remote", remote, "--branch", "pages")
    assert publish("--site", made, "--edition", "2031-03-05", *to).returncode == 0
    kept = tree(remote, "v/")
    assert "v/2031.03.05/contributions/seiche/index.html" in kept
    site = finished(tmp_path / "site", {name: (live / name).read_bytes() for name in own_files(live)})
    assert publish("--site", site, *to).returncode == 0
    assert publish("--site", site, "--under", "previews/pr-7", *to).returncode == 0
    assert tree(remote, "v/") == kept
    assert "contributions/seiche/index.html" in tree(remote, "")
    # A whole site brings its editions along; later ones that do not bring them delete none.
    assert publish("--site", live, *to).returncode == 0
    both = tree(remote, "v/")
    assert kept.items() < both.items()
    assert publish("--site", site, *to).returncode == 0
    assert tree(remote, "v/") == both
    # The same again is no change; another one under the same date is refused.
    assert publish("--site", made, "--edition", "2031-03-05", *to).returncode == 0
    done = publish("--site", site, "--edition", "2031-03-05", *to)
    assert done.returncode == 2
    assert "an edition never changes" in done.stderr
    assert tree(remote, "v/") == both


def finished(site: Path, files: dict[str, bytes]) -> Path:
    """Make *site* a finished site of exactly *files*."""
    new = site.with_name("new")
    write_tree(new, files)
    replace_site(new, site)
    return site


def own_files(live: Path) -> list[str]:
    return [name for name in files_in(live) if not name.startswith("v/")]


def test_a_host_that_takes_whole_sites_gets_them_with_all_editions(project, made, live, tmp_path):
    assert (live / "v/2031.03.05/index.html").read_bytes() == (made / "index.html").read_bytes()
    shutil.copytree(project.parent / "kept", tmp_path / "kept")
    (tmp_path / "kept/2031.02.01/glossary/index.html").unlink()
    with pytest.raises(EnvironmentProblem, match=r"lacks v/2031\.02\.01/glossary/, which readers cite"):
        kept_editions(tmp_path / "kept", read_survey(project))


def tree(remote: Path, under: str) -> dict[str, str]:
    lines = git(remote, "ls-tree", "-r", "pages").splitlines()
    files = {line.split("\t")[1]: line.split()[2] for line in lines}
    return {name: blob for name, blob in files.items() if name.startswith(under)}


def test_the_projects_own_citation_file_is_valid_and_lists_every_paper(catalogue):
    content = (ROOT / "CITATION.cff").read_bytes()
    cited = yaml.safe_load(content)
    assert list(Draft7Validator(SCHEMA).iter_errors(cited)) == []
    assert len(cited["references"]) == len(catalogue.contributions) + 1
    assert not isinstance(sources.read("CITATION.cff", content, dict), tuple), "the next edition reads it again"
    assert cited["authors"] == [{"name": catalogue.survey.author}], "the site has one author, wherever it is cited"


def test_a_citation_file_keeps_the_zero_before_an_article_number_for_every_reader(catalogue):
    """YAML 1.2 takes 044109 for a number, YAML 1.1 for text, and another 044111 for 18505."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    works = [catalogue.reference(entry.reference) for entry in catalogue.contributions]
    assert re.findall(r"^  start: (.*)$", text, re.MULTILINE) == [f"'{each.pages[0]}'" for each in works]
    assert set(re.findall(r"^ +(\S+): [0-9]+$", text, re.MULTILINE)) == {"year", "month"}


@pytest.mark.parametrize(
    "text", ["044109", "054701", "7", "1e5", "1234567e12", "-1", "0x1f", "0o17", ".5", "1.", "+2.5"]
)
def test_text_that_is_a_number_to_some_reader_is_written_in_quotes(text):
    assert sources.written({"a": text, "b": [text]}) == f"a: '{text}'\nb:\n- '{text}'\n"


def test_people_who_are_named_in_a_citation_file_stay_its_authors(catalogue):
    people = [{"family-names": "Hale", "given-names": "Ann"}, {"name": "The Tide Office"}]
    assert citation_data({"authors": people}, catalogue, {})["authors"] == people


# ── Signposts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_signposting_client_finds_its_way_from_every_contribution(served, real_site, catalogue):
    """Read by another's program, which warns of what stands too often (CITING L1, L2)."""
    for entry in catalogue.contributions:
        found = find_signposting_html(f"{served}contributions/{entry.id}/")
        assert found.citeAs
        assert found.citeAs.target == f"https://survey.example/deep/prefix/contributions/{entry.id}/"
        assert found.license
        assert found.license.target == "https://spdx.org/licenses/CC-BY-4.0"
        kind = "SoftwareSourceCode" if entry.packages else "ScholarlyArticle"
        assert {each.target for each in found.types} == {f"https://schema.org/{name}" for name in ("AboutPage", kind)}
        media_types = {each.type: each.target.removeprefix(served) for each in found.describedBy}
        assert {media_type(f"all.{kind.extension}") for kind in FORMATS} <= media_types.keys()
        assert all((real_site / name).is_file() for name in media_types.values())
        assert found.collection
        assert found.collection.target == f"{served}explore/"
        related = head(real_site / "contributions" / entry.id / "index.html", "related")
        doi = catalogue.reference(entry.reference).doi
        assert related == ([f"https://doi.org/{doi}"] if catalogue.reference(entry.reference).confirmed("doi") else [])
    overview = find_signposting_html(f"{served}explore/")
    assert len(overview.items) == len(catalogue.contributions)
