"""The Nu HTML checker, which is the W3C's, has nothing to say about any page, also with what scripts put into it."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

DORMANT = re.compile(rb'<script type="text/html"[^>]*>(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="session")
def example_site(tmp_path_factory, copy_example, build):
    folder = tmp_path_factory.mktemp("example")
    done = build("--project", copy_example(folder / "survey"), "--out", folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def checked(program, node_package):
    """Return a function that checks all HTML files below a folder."""
    command = [program("java"), "-jar", str(node_package("vnu-jar") / "build/dist/vnu.jar")]

    def check(folder: Path) -> list[str]:
        done = subprocess.run(
            [*command, "--skip-non-html", "--format", "json", str(folder)], capture_output=True, encoding="utf-8"
        )
        return [told(each) for each in json.loads(done.stderr)["messages"]]

    return check


def told(message) -> str:
    place = f"{message['url']}:{message.get('lastLine', '?')}"
    return f"{place}: {message.get('subType') or message['type']}: {message['message']}"


def awake(site: Path, folder: Path) -> Iterator[Path]:
    """Copy the pages of *site* as they are once scripts have put into them what stands dormant there."""
    for page in site.rglob("*.html"):
        copy = folder / page.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(DORMANT.sub(rb"\1", page.read_bytes()))
        yield copy


@pytest.mark.parametrize("site", ["real_site", "example_site"])
def test_the_checker_finds_no_error_and_no_warning_on_any_page(checked, site, request, tmp_path):
    folder = request.getfixturevalue(site)
    names = {page.relative_to(folder).as_posix() for page in folder.rglob("*.html")}
    assert {"404.html", "p/2/index.html", "index.html"} <= names, "redirects and the page for wrong addresses, too"
    assert checked(folder) == []
    assert len(list(awake(folder, tmp_path))) == len(names)
    assert checked(tmp_path) == []


def test_the_checker_would_find_an_error_and_a_warning(checked, tmp_path):
    page = (
        '<!doctype html><html lang="en"><title>x</title><table role="table"><tr><td role="cell">x</table><a id="a b">'
    )
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    found = checked(tmp_path)
    assert any(": error:" in each for each in found)
    assert any(": warning:" in each for each in found)
