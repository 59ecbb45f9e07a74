"""Printed tables, read back by poppler: every sheet of a long table begins with its heads."""

import re
import subprocess

import pytest

from bench.chromium import find_chromium

PRINT = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=10000"]


@pytest.mark.parametrize("address", ["explore/", "packages/"])
def test_each_sheet_of_a_long_table_begins_with_the_heads_of_its_columns(real_site, served, program, tmp_path, address):
    pdf = tmp_path / "page.pdf"
    chromium = find_chromium()
    assert chromium
    subprocess.run([chromium, *PRINT, f"--print-to-pdf={pdf}", served + address], capture_output=True, check=True)
    table = (real_site / address / "index.html").read_text(encoding="utf-8").partition("</thead>")[0]
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', table)
    assert len(heads) > 5
    for sheet in ("2", "3"):
        command = [program("pdftotext"), "-f", sheet, "-l", sheet, "-layout", str(pdf), "-"]
        first = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split("\n")[0]
        assert [head for head in heads if head not in first] == [], f"sheet {sheet} begins with «{first}»"
