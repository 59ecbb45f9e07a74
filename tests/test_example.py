"""The example survey: other content, same scripts and templates. What it must become stands in example/expected/.

After a change of templates or pages: ``python -m pytest tests/test_example.py --renew``, then read ``git diff``.
"""

import difflib
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

from survey.content import model, reader
from survey.content.build_identity import BuildIdentity
from survey.content.project import Project, read
from survey.files import MARKER, files_in, read_tree
from survey.site.documents import beside, documents, for_crawlers
from survey.site.fingerprint import MANIFEST, read_fingerprints

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests" / "example"
EXPECTED = EXAMPLE / "expected"
HOME = "https://example.org/tides/"
IDENTITY = BuildIdentity(HOME, "0123456789abcdef0123456789abcdef01234567", 1_930_089_600, "0" * 64)
NOTES = """\
note: content/contributions/ebbtide.yml:14:20: VOC002 'LSQ' is read as 'least-squares' (write least-squares)
note: content/contributions/ebbtide.yml:16:17: VOC002 'Expat' is read as 'mit' (write mit)
note: content/packages/buoy.yml:1:1: CAT007 the package 'buoy' belongs to no contribution \
(list it in a contribution's packages)
"""

Build = Callable[..., "subprocess.CompletedProcess[str]"]


# ── What the engine is given ─────────────────────────────────────────────────────────────────────────────────────────


def made(folder: Path) -> dict[str, bytes]:
    project = replace(Project.at(EXAMPLE, ROOT / "templates"), build=folder)
    catalogue = read(project)
    made = documents(project, catalogue, IDENTITY)
    shown = {name: content for name, content in made.files.items() if name != "assets/moon.svg"}
    # A preview's hash is of the code and the libraries that draw it, too, of which the example knows nothing.
    named = {
        name: re.sub(rb"(/previews/[a-z0-9-]+-)[0-9a-f]{12}\.png", rb"\1HASH.png", each) for name, each in shown.items()
    }
    return {**named, **beside(project, catalogue, made, IDENTITY), **for_crawlers(made, IDENTITY)}


def test_pages_and_data_are_as_expected(request, tmp_path):
    found = made(tmp_path)
    if request.config.getoption("--renew"):
        renew(found)
    expected = {name: (EXPECTED / name).read_bytes() for name in files_in(EXPECTED)}
    differences = "\n".join(differing(expected, found))
    assert not differences, f"\n{differences}\nIf this is what you want: pytest tests/test_example.py --renew"


def renew(files: Mapping[str, bytes]) -> None:
    for name in files_in(EXPECTED) - files.keys():
        (EXPECTED / name).unlink()
    for name, content in files.items():
        (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / name).write_bytes(content)


def differing(expected: Mapping[str, bytes], found: Mapping[str, bytes]) -> Iterator[str]:
    for name in sorted({*expected, *found}):
        before, after = expected.get(name), found.get(name)
        if before is None or after is None:
            yield f"{name} is {'new' if before is None else 'missing'}"
        elif before != after:
            old, new = before.decode().splitlines(), after.decode().splitlines()
            yield from difflib.unified_diff(old, new, f"expected/{name}", "as it is now", lineterm="", n=1)


def test_a_doi_that_nobody_confirmed_is_nowhere():
    """Whoever sees a DOI cites it, and whoever cites it gives it a source."""
    references = read(Project.at(EXAMPLE, ROOT / "templates")).references
    guessed = {each.doi for each in references if each.doi and not each.confirmed_doi}
    files = {name: (EXPECTED / name).read_text(encoding="utf-8") for name in files_in(EXPECTED)}
    shown = {name for name, text in files.items() for doi in guessed if re.search(rf"{re.escape(doi)}(?!\w)", text)}
    assert (guessed, shown) == ({"10.5555/ebb.2"}, set())
    assert "DOI not confirmed" in files["contributions/ebbtide-again/index.md"]


def test_a_difference_is_told_line_by_line():
    told = list(differing({"a.md": b"x\nold\n", "b.md": b""}, {"a.md": b"x\nnew\n", "c.md": b""}))
    assert told[:3] == ["--- expected/a.md", "+++ as it is now", "@@ -1,2 +1,2 @@"]
    assert told[3:] == [" x", "-old", "+new", "b.md is missing", "c.md is new"]


def test_every_key_of_the_schema_is_used():
    """The example is the manual's example, too; a key that it lacks is a key that nothing here tests."""
    used: dict[str, set[str]] = {}
    contents, _ = reader.read_contents(read_tree(EXAMPLE / "content", "content"), "content")
    for entry in chain.from_iterable(contents.records.values()):
        collect(entry.record, used)
    missing = {
        f"{name}.{key}"
        for name, record in vars(model).items()
        if isinstance(record, type) and issubclass(record, model.Record) and record is not model.Record
        for key in record.model_fields
        if key not in used.get(name, set())
    }
    assert not missing


def test_every_state_and_every_kind_of_correction_occurs():
    catalogue = read(Project.at(EXAMPLE, ROOT / "templates"))
    corrections = [*catalogue.survey.corrections]
    corrections += chain.from_iterable(entry.corrections for entry in catalogue.contributions)
    assert {package.state for package in catalogue.packages.values()} == choices(model.Package, "state")
    assert {correction.kind for correction in corrections} == choices(model.Correction, "kind")
    assert {correction.confirmed for correction in corrections} == {True, False}
    assert {claimed.agrees for claimed in catalogue.claims} == {True, False}


def choices(record: type[model.Record], key: str) -> set[str]:
    return set(get_args(record.model_fields[key].annotation))


def collect(value: object, used: dict[str, set[str]]) -> None:
    if isinstance(value, model.Record):
        used.setdefault(type(value).__name__, set()).update(value.model_fields_set)
        for key in type(value).model_fields:
            collect(getattr(value, key), used)
    elif isinstance(value, tuple):
        for item in value:
            collect(item, used)
    elif isinstance(value, Mapping):
        for item in value.values():
            collect(item, used)


# ── What the command makes of it ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def site(built_example: Path) -> Path:
    return built_example / "build" / "site"


def test_the_command_says_what_it_did(built_example):
    said = {name: (built_example.parent / name).read_text(encoding="utf-8") for name in ("stdout", "stderr")}
    assert said["stderr"] == NOTES
    assert re.fullmatch(r"21 pages are in .* \(.*\)\.\n", said["stdout"])


def test_the_site_has_exactly_these_files(site):
    """Pages, data and marks of the survey; the rest is the theme's own."""
    folder = site
    ours = {re.sub(r"index\.md$", "index.html", name) for name in files_in(EXPECTED)}
    theme = {path.relative_to(ROOT / "templates/theme").as_posix() for path in theme_assets()}
    engines = {"404.html", "assets/moon.svg", "search/pages.json", MANIFEST}
    aliases = {"cite/harbour-lantern.bib", "contributions/harbour-lantern/index.html"}
    names = {new: old for old, new in read_fingerprints((folder / MANIFEST).read_bytes()).files.items()}
    found = {names.get(name, name) for name in files_in(folder)}
    found = {name for name in found if not re.match(r"assets/(javascripts|stylesheets|images)/", name)}
    assert found == ours | theme | engines | drawings() | aliases
    assert (folder / MARKER).is_file()


def drawings() -> set[str]:
    project = Project.at(EXAMPLE, ROOT / "templates")
    return set(documents(project, read(project), IDENTITY).slide_assets.jobs)


def theme_assets() -> Iterator[Path]:
    return (path for path in (ROOT / "templates/theme/assets").rglob("*") if path.is_file())


def test_the_site_calls_itself_by_its_own_name_and_address(site):
    folder = site
    assert title(folder / "index.html").endswith("Tide Software")
    for name, page in pages(folder).items():
        assert canonical(page) == [HOME + name.removesuffix("index.html")] or leads_on(page) or name == "404.html"
    assert json.loads((folder / "data/v1/catalogue.json").read_bytes())["survey"]["url"] == HOME


def test_under_another_prefix_every_address_follows(tmp_path, example, build):
    done = build("--project", example, "--out", tmp_path / "site", "--site-url", "https://example.org/deep/prefix/")
    assert done.returncode == 0, done.stderr
    for name in files_in(tmp_path / "site"):
        assert b"example.org/tides" not in (tmp_path / "site" / name).read_bytes(), name
    lost = (tmp_path / "site" / "404.html").read_text(encoding="utf-8")
    assert 'href="/deep/prefix/assets/' in lost
    assert not re.findall(r'(?:href|src)="(?!/deep/prefix/|https?:|#|data:|mailto:)[^"]*"', lost)
    page = etree.HTML((tmp_path / "site/p/3/index.html").read_bytes())
    assert canonical(page) == ["https://example.org/deep/prefix/contributions/seiche/"]


def test_a_preview_says_so_on_every_page(previewed):
    found = pages(previewed)
    assert {"404.html", "index.html", "contributions/seiche/index.html", "p/3/index.html"} <= found.keys()
    for name, page in found.items():
        assert select(page, "//meta[@name='robots']/@content") == ["noindex"], name
        banner = "".join(select(page, "//*[contains(@class, 'sv-preview')]//text()"))
        assert leads_on(page) or ("Preview" in banner and "pr-7" in banner and HOME in banner), name
        assert all(address.startswith(HOME) for address in canonical(page)), name
        assert canonical(page) or name == "404.html", name
    assert not [name for name in files_in(previewed) if "sitemap" in name]


def test_the_same_content_gives_the_same_bytes(tmp_path, site, copy_example, build):
    """Another folder, time zone, language and hash seed, and a later moment."""
    first = site
    other = copy_example(tmp_path / "elsewhere" / "a b ü")
    done = build(
        "--project", other, "--out", tmp_path / "out", TZ="Pacific/Kiritimati", LANG="C", LC_ALL="C", PYTHONHASHSEED="7"
    )
    assert done.returncode == 0, done.stderr
    assert files_in(first) == files_in(tmp_path / "out")
    unlike = [name for name in files_in(first) if (first / name).read_bytes() != (tmp_path / "out" / name).read_bytes()]
    assert not unlike
    assert "<lastmod>2031-03-01</lastmod>" in (first / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("level", ["1", "2"])
def test_python_without_assertions_and_docstrings_writes_the_same_bytes(tmp_path, site, copy_example, build, level):
    first = site
    done = build("--project", copy_example(tmp_path / "example"), "--out", tmp_path / "out", PYTHONOPTIMIZE=level)
    assert done.returncode == 0, done.stderr
    assert files_in(first) == files_in(tmp_path / "out")
    assert [
        name for name in files_in(first) if (first / name).read_bytes() != (tmp_path / "out" / name).read_bytes()
    ] == []


def pages(folder: Path) -> dict[str, etree._Element]:
    names = sorted(name for name in files_in(folder) if name.endswith(".html"))
    return {name: etree.HTML((folder / name).read_bytes()) for name in names}


def canonical(page: etree._Element) -> list[str]:
    return select(page, "//link[@rel='canonical']/@href")


def leads_on(page: etree._Element) -> bool:
    return bool(select(page, "//meta[@http-equiv='refresh']"))


def select(page: etree._Element, path: str) -> list[str]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(each) for each in found]


def title(path: Path) -> str:
    return str(etree.HTML(path.read_bytes()).xpath("string(//title)"))
