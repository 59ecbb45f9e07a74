"""Dated editions: made from a commit, published once, kept for ever, cited by the live pages; and their archive."""

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from jsonschema import Draft7Validator
from lxml import etree
from signposting import find_signposting_html  # type: ignore[import-untyped]

from survey import read_survey
from survey.content import strict_yaml
from survey.exports.citations import FORMATS
from survey.exports.citations.cff import citation_data
from survey.files import MARKER, files_in, manifest_digest, read_manifest, replace_site, write_tree
from survey.problems import EnvironmentProblem
from survey.site.editions import kept_editions

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


def from_before(folder: Path) -> Path:
    """Take away from the example's first edition what editions had not always: the digest of the list of its files."""
    record = folder / "content/editions/2031-02-01.yml"
    text = record.read_text(encoding="utf-8")
    assert "\nmanifest: " in text
    record.write_text(re.sub(r"^manifest: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory, copy_example) -> Path:
    """The example in a checkout of its own, with its edition of 5 March made."""
    folder = from_before(copy_example(tmp_path_factory.mktemp("editions") / "example"))
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
def live(project: Path, build_here: Run) -> Path:
    """The live site beside the edition, built with all editions that a host keeps."""
    kept = project.parent / "kept"
    for day in ("2031.02.01", "2031.03.05"):
        shutil.copytree(project / "build" / "editions" / "2031.03.05", kept / day)
    adopted = edition(project, "--adopt", kept)
    assert (adopted.returncode, adopted.stderr) == (0, "")
    done = build_here("--project", project, "--out", project.parent / "live", "--editions", kept)
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
        assert not found(page, "//meta[@name='robots']/@content"), "a canonical address says enough"
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
        ("9999-12-31", "from 1970 to 2099"),
        ("20310306", "not a day"),
    ],
)
def test_an_edition_of_what_is_not_committed_or_of_no_day_is_refused(project, day, why, run_here):
    done = run_here("edition", "--project", project, "--date", day)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert not (project / "content/editions/2031-03-06.yml").exists()


def test_editions_stay_beside_the_site_whatever_is_published(made, live, tmp_path, run_here):
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    # What was built since the edition was made is of files that are in no commit yet: its record.
    to = ("--remote", remote, "--branch", "pages", "--allow-dirty")
    assert publish("--site", made, "--edition", "2031-03-05", *to).returncode == 0
    kept = tree(remote, "v/")
    assert "v/2031.03.05/contributions/seiche/index.html" in kept
    site = finished(tmp_path / "site", {name: (live / name).read_bytes() for name in own_files(live)})
    assert run_here("publish", "--site", site, *to).returncode == 0
    assert run_here("publish", "--site", site, "--under", "previews/pr-7", *to).returncode == 0
    assert tree(remote, "v/") == kept
    assert "contributions/seiche/index.html" in tree(remote, "")
    # A whole site brings its editions along; later ones that do not bring them delete none.
    assert run_here("publish", "--site", live, *to).returncode == 0
    both = tree(remote, "v/")
    assert kept.items() < both.items()
    assert run_here("publish", "--site", site, *to).returncode == 0
    assert tree(remote, "v/") == both
    # The same again is no change; another one under the same date is refused.
    assert run_here("publish", "--site", made, "--edition", "2031-03-05", *to).returncode == 0
    other = finished(tmp_path / "other", {name: (made / name).read_bytes() for name in files_in(made) - {"llms.txt"}})
    done = run_here("publish", "--site", other, "--edition", "2031-03-05", *to)
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
    assert (live / "v/2031.03.05" / MARKER).is_file()


def tree(remote: Path, under: str) -> dict[str, str]:
    lines = git(remote, "ls-tree", "-r", "pages").splitlines()
    files = {line.split("\t")[1]: line.split()[2] for line in lines}
    return {name: blob for name, blob in files.items() if name.startswith(under)}


# ── What is kept is what was made ────────────────────────────────────────────────────────────────────────────────────


def test_the_record_stands_for_every_byte_of_the_edition(project, made):
    """Said by sha256sum, a program of others: it reads the list, and the list of the list is in the record."""
    done = run("sha256sum", "--check", "--strict", "--quiet", MARKER, cwd=made)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    lines = [line for line in (made / MARKER).read_text().splitlines(keepends=True) if not line.startswith("#")]
    assert len(lines) == len(files_in(made))
    record = yaml.safe_load((project / "content/editions/2031-03-05.yml").read_text(encoding="utf-8"))
    assert record["manifest"] == sha256("".join(lines).encode()).hexdigest()


@pytest.fixture
def kept(project, live, tmp_path) -> Path:
    """A copy of what the branch of editions keeps, for one test."""
    return Path(shutil.copytree(project.parent / "kept", tmp_path / "kept"))


def again_marked(site: Path) -> None:
    """Make the list of *site* fit its files: the branch lies."""
    replace_site(site.rename(site.with_name("new")), site)


def told(project: Path, kept: Path) -> list[str]:
    return [str(finding) for finding in kept_editions(kept, read_survey(project), HOME).findings]


SEICHE = "2031.03.05/contributions/seiche/index.html"
RECORD = "content/editions/2031-03-05.yml"
OTHERS = f"v/2031.03.05/: EDI002 is not what it was: its files are others than those whose list {RECORD} records"


def test_good_editions_have_no_findings(project, kept):
    assert told(project, kept) == []


def test_one_changed_byte_of_an_edition_is_found_and_named(project, kept):
    page = kept / SEICHE
    page.write_bytes(page.read_bytes().replace(b"<h1", b"<H1", 1))
    assert told(project, kept) == [f"v/{SEICHE}: EDI002 is changed, says its list of files", OTHERS]
    again_marked(kept / "2031.03.05")
    assert told(project, kept) == [OTHERS], "whatever the branch says of itself"


def test_what_an_edition_lacks_or_has_too_much_is_found_and_named(project, kept):
    (kept / SEICHE).unlink()
    (kept / "2031.03.05/assets/more.js").write_text("window.more = true")
    (kept / "2031.03.05/.hidden").write_text("")
    assert told(project, kept) == [
        "v/2031.03.05/.hidden: EDI002 is added, says its list of files",
        "v/2031.03.05/assets/more.js: EDI002 is added, says its list of files",
        f"v/{SEICHE}: EDI002 is missing, says its list of files",
        "v/2031.03.05/contributions/seiche/: EDI003 is missing, though readers cite it",
        OTHERS,
    ]


def test_an_edition_without_a_list_of_its_files_is_told_in_one_line(project, kept):
    (kept / "2031.03.05" / MARKER).unlink()
    assert told(project, kept) == [f"v/2031.03.05/{MARKER}: EDI002 is missing: the list of its files"]


def test_links_on_disk_are_refused_in_editions(project, kept):
    (kept / "2031.03.05/passwords").symlink_to("/etc/passwd")
    (kept / "2031.03.05/everything").symlink_to("/")
    assert told(project, kept)[:2] == [
        "v/2031.03.05/everything: EDI002 is not a regular file",
        "v/2031.03.05/passwords: EDI002 is not a regular file",
    ]
    shutil.rmtree(kept / "2031.03.05")
    (kept / "2031.03.05").symlink_to(kept / "2031.02.01")
    with pytest.raises(EnvironmentProblem, match=r"lacks v/2031\.03\.05/, which readers cite"):
        kept_editions(kept, read_survey(project), HOME)


def test_an_edition_that_is_not_there_is_told(project, kept):
    shutil.rmtree(kept / "2031.02.01")
    with pytest.raises(EnvironmentProblem, match=r"lacks v/2031\.02\.01/, which readers cite; fetch the branch"):
        kept_editions(kept, read_survey(project), HOME)


def test_what_contacts_a_third_party_is_refused_though_it_is_recorded_so(project, kept, tmp_path):
    copy = Path(shutil.copytree(project / "content", tmp_path / "survey/content")).parent
    shutil.copy(project / "mkdocs.yml", copy)
    page = kept / SEICHE
    script = b'<script src="https://elsewhere.example/count.js"></script><a href="javascript:alert(1)">x</a></body>'
    page.write_bytes(page.read_bytes().replace(b"</body>", script))
    again_marked(kept / "2031.03.05")
    marker = (kept / "2031.03.05" / MARKER).read_text()
    text = (copy / RECORD).read_text(encoding="utf-8")
    digest = manifest_digest(read_manifest(marker))
    (copy / RECORD).write_text(re.sub(r"manifest: .*", f"manifest: '{digest}'", text), encoding="utf-8")
    assert sorted(told(copy, kept)) == [
        f"v/2031.03.05/contributions/seiche/: {what}"
        for what in (
            "LNK002 <a href> «javascript:alert(1)» is of a kind that a page must not have: javascript:",
            "LNK009 <script src> loads «https://elsewhere.example/count.js» from a third party; "
            "readers' browsers contact this site alone",
        )
    ]


def test_an_edition_too_large_to_publish_is_not_even_read(project, kept, build_here, tmp_path):
    with (kept / "2031.03.05/large.bin").open("wb") as large:
        large.truncate(600_000_000)
    done = build_here("--project", project, "--out", tmp_path / "site", "--editions", kept)
    assert done.returncode == 1
    assert re.search(r"^site: SIT004 is 6\d\d MB; at most 500 MB can be published$", done.stderr, re.MULTILINE)
    assert not (tmp_path / "site").exists()


def test_a_build_with_a_wrong_edition_changes_nothing_and_says_all(project, live, kept, build_here):
    before = {name: (live / name).read_bytes() for name in files_in(live)}
    (kept / SEICHE).write_text("<script src=https://elsewhere.example/></script>")
    (kept / "2031.02.01/index.html").unlink()
    done = build_here("--project", project, "--out", live, "--editions", kept)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"v/{SEICHE}: EDI002 is changed" in done.stderr
    assert "v/2031.02.01/index.html: EDI002 is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert {name: (live / name).read_bytes() for name in files_in(live)} == before


def test_what_lies_beside_the_editions_and_is_not_recorded_is_not_published_and_told(
    project, kept, build_here, tmp_path
):
    (kept / "2031.09.09").mkdir()
    (kept / "2031.09.09/index.html").write_text("<script src=https://elsewhere.example/></script>")
    (kept / "notes.html").write_text("<script src=https://elsewhere.example/></script>")
    done = build_here("--project", project, "--out", tmp_path / "site", "--editions", kept)
    assert done.returncode == 0, done.stderr
    notes = [line.partition(" (")[0] for line in done.stderr.splitlines() if "EDI001" in line]
    assert notes == [
        f"note: content/editions:1:1: EDI001 does not record {name}, which is in {kept}; "
        "it is not published with the site"
        for name in ("2031.09.09", "notes.html")
    ]
    found = files_in(tmp_path / "site")
    assert not {"v/2031.09.09/index.html", "v/notes.html"} & found
    assert {f"v/{SEICHE}", f"v/2031.02.01/{MARKER}"} <= found


# ── Editions from before there was a list of their files ─────────────────────────────────────────────────────────────


@pytest.fixture
def earlier(copy_example, kept, tmp_path) -> Path:
    """A project whose only edition has no list of its files in its record, and names only in its marker."""
    folder = from_before(copy_example(tmp_path / "earlier"))
    shutil.rmtree(kept / "2031.03.05")
    marker = kept / "2031.02.01" / MARKER
    marker.write_text(re.sub(r"^[0-9a-f]{64}  ", "", marker.read_text(), flags=re.MULTILINE))
    (kept / "2031.02.01/.nojekyll").write_text("")
    return folder


def test_an_edition_from_before_is_refused_until_it_is_adopted_once(earlier, kept, build_here, tmp_path, run_here):
    refused = build_here("--project", earlier, "--out", tmp_path / "site", "--editions", kept)
    assert refused.returncode == 1
    assert (
        "v/2031.02.01/: EDI004 content/editions/2031-02-01.yml does not say yet which files it has; record it once: "
        f".venv/bin/survey edition --adopt {kept}\n"
    ) in refused.stderr
    record = earlier / "content/editions/2031-02-01.yml"
    before = record.read_text(encoding="utf-8")
    done = run_here("edition", "--project", earlier, "--adopt", kept)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Now commit them: git add ")
    after = record.read_text(encoding="utf-8")
    assert re.fullmatch(re.escape(before.rstrip()) + r"\nmanifest: '?[0-9a-f]{64}'?\n", after)
    built = build_here("--project", earlier, "--out", tmp_path / "site", "--editions", kept)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site/v/2031.02.01/glossary/index.html").is_file()
    # Once: what changes later is refused, and not adopted again.
    (kept / "2031.02.01/glossary/index.html").write_text("changed")
    done = run_here("edition", "--project", earlier, "--adopt", kept)
    assert (done.returncode, done.stdout) == (0, "Every edition is recorded already.\n")
    assert record.read_text(encoding="utf-8") == after
    assert any("is not what it was" in line for line in told(earlier, kept))


def test_an_edition_that_is_not_whole_or_not_safe_is_not_adopted(earlier, kept, run_here):
    record = (earlier / "content/editions/2031-02-01.yml").read_bytes()
    page = kept / "2031.02.01/index.html"
    page.write_bytes(page.read_bytes().replace(b"</body>", b"<img src=https://elsewhere.example/x.png></body>"))
    (kept / "2031.02.01/glossary/index.html").unlink()
    (kept / "2031.02.01/more.html").write_text("")
    done = run_here("edition", "--project", earlier, "--adopt", kept)
    assert (done.returncode, done.stdout) == (1, "")
    assert "v/2031.02.01/: LNK009 <img src> loads «https://elsewhere.example/x.png» from a third party" in done.stderr
    assert "v/2031.02.01/glossary/: EDI003 is missing, though readers cite it" in done.stderr
    assert "v/2031.02.01/more.html: EDI002 is added, says its list of files" in done.stderr
    assert (earlier / "content/editions/2031-02-01.yml").read_bytes() == record
    done = run_here("edition", "--project", earlier, "--adopt", kept / "nowhere")
    assert done.returncode == 2
    assert "lacks 2031.02.01, which content/editions/2031-02-01.yml records" in done.stderr


def test_the_projects_own_citation_file_is_valid_and_lists_every_paper(catalogue):
    content = (ROOT / "CITATION.cff").read_bytes()
    cited = yaml.safe_load(content)
    assert list(Draft7Validator(SCHEMA).iter_errors(cited)) == []
    assert len(cited["references"]) == len(catalogue.contributions) + 1
    assert not isinstance(strict_yaml.read("CITATION.cff", content, dict), tuple), "the next edition reads it again"
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
    assert strict_yaml.written({"a": text, "b": [text]}) == f"a: '{text}'\nb:\n- '{text}'\n"


def test_people_who_are_named_in_a_citation_file_stay_its_authors(catalogue):
    people = [{"family-names": "Hale", "given-names": "Ann"}, {"name": "The Tide Office"}]
    assert citation_data({"authors": people}, catalogue, {})["authors"] == people


# ── Signposts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_signposting_client_finds_its_way_from_every_contribution(served, real_site, catalogue):
    """Read by another's program, which warns of what appears too often (https://signposting.org/FAIR/)."""
    for entry in catalogue.contributions:
        found = find_signposting_html(f"{served}contributions/{entry.id}/")
        assert found.citeAs
        assert found.citeAs.target == f"https://survey.example/deep/prefix/contributions/{entry.id}/"
        assert found.license
        assert found.license.target == "https://spdx.org/licenses/CC-BY-4.0"
        kind = "SoftwareSourceCode" if entry.packages else "ScholarlyArticle"
        assert {each.target for each in found.types} == {f"https://schema.org/{name}" for name in ("AboutPage", kind)}
        media_types = {each.type: each.target.removeprefix(served) for each in found.describedBy}
        assert {kind.media_type for kind in FORMATS} <= media_types.keys()
        assert all((real_site / name).is_file() for name in media_types.values())
        assert found.collection
        assert found.collection.target == f"{served}explore/"
        related = head(real_site / "contributions" / entry.id / "index.html", "related")
        doi = catalogue.reference(entry.reference).doi
        assert related == ([f"https://doi.org/{doi}"] if catalogue.reference(entry.reference).confirmed("doi") else [])
    overview = find_signposting_html(f"{served}explore/")
    assert len(overview.items) == len(catalogue.contributions)
