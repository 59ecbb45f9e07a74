"""Printed tables, read back by poppler: every sheet of a long table begins with its heads."""

import subprocess

import pytest
from playwright.sync_api import sync_playwright

from survey.browser import find_chromium


@pytest.mark.parametrize("address", ["explore/", "packages/"])
def test_each_sheet_of_a_long_table_begins_with_the_heads_of_its_columns(served, program, tmp_path, address):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(served + address)
        page.locator(".sv-table thead button").first.wait_for()
        heads = page.locator(".sv-table thead th").all_text_contents()
        page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
        browser.close()
    for sheet in ("2", "3"):
        command = [program("pdftotext"), "-f", sheet, "-l", sheet, "-layout", str(tmp_path / "page.pdf"), "-"]
        first = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split("\n")[0]
        assert [head for head in heads if head not in first] == [], f"sheet {sheet} begins with «{first}»"
