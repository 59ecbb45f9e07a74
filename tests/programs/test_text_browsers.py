"""w3m and lynx, which know neither scripts nor style sheets, show the text, and nothing that only scripts can use."""

import re
import subprocess

import pytest

BROWSERS = {"w3m": ["-dump", "-T", "text/html"], "lynx": ["-dump", "-nolist", "-width=200"]}
DEAD = (
    "All filters|Download these rows|Clear all|Add to comparison|Filter terms|Type to start|Copy (?:AIP|BibTeX|RIS|key)"
)


@pytest.fixture(params=BROWSERS)
def dump(request, program, real_site):
    def read(address: str) -> str:
        command = [program(request.param), *BROWSERS[request.param], str(real_site / address / "index.html")]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True)
        return done.stdout

    return read


def test_the_overview_is_its_table_with_no_form_before_it(dump, catalogue):
    text = dump("explore")
    before, _, table = text.partition("Name")
    assert all(entry.name.split()[0] in table for entry in catalogue.contributions)
    assert "____" not in before, "a field to type in stands before the table"
    assert "Without JavaScript and a web server" in " ".join(before.split())


@pytest.mark.parametrize("address", ["", "explore", "contributions/gpumd", "glossary", "compare", "packages"])
def test_nothing_is_offered_that_only_scripts_can_do(dump, address):
    text = dump(address)
    assert re.findall(DEAD, text) == []
    assert "(BUTTON)" not in text
    assert not re.search(r"_{8}|\[ {8,}\]", text), "a field to type in"


def test_a_short_address_says_where_it_leads(dump):
    assert "GPUMD" in dump("p/3")
