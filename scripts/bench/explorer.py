#!/usr/bin/env python3
"""Measure in Chromium how long the explorer takes to show the result of a click on a facet, with a thousand rows."""

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.chromium import find_chromium
from survey import addresses
from survey.cli import console
from survey.site.static_server import hosted

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r'<tr id="[^"]*".*?</tr>', re.DOTALL)
CLICK = """box => new Promise(done => {
    const start = performance.now();
    box.click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
"""Clicks, and waits until the browser has laid out and painted the change."""


def main() -> None:
    """Click the first values of each facet on and off, and print median and maximum times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    parser.add_argument("--rows", type=int, default=1000)
    asked = parser.parse_args()
    program = find_chromium()
    if program is None:
        console.print_line("there is no Chromium: scripts/bench/chromium.py installs one")
        sys.exit(2)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = many(asked.site, Path(folder) / "site", asked.rows)
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        with hosted(site) as home:
            times = measured(chromium.new_page(viewport={"width": 1280, "height": 900}), home)
        chromium.close()
    console.print_line(
        f"{asked.rows} rows, {len(times)} clicks: {told(times, 0)} until painted, "
        f"of which the page computes {told(times, 1)}"
    )


def many(site: Path, copy: Path, number: int) -> Path:
    """Return a copy of *site* whose explorer has *number* rows: its own rows, repeated, with unique ids."""
    shutil.copytree(site, copy)
    page = copy / addresses.EXPLORE / "index.html"
    html = page.read_text(encoding="utf-8")
    own = ROW.findall(html)
    rows = (re.sub('id="', f'id="{index}-', row) for index, row in enumerate(islice(cycle(own), number)))
    start, end = html.index(own[0]), html.index(own[-1]) + len(own[-1])
    page.write_text(html[:start] + "\n".join(rows) + html[end:], encoding="utf-8")
    return copy


def measured(page: Page, home: str) -> list[tuple[float, float]]:
    """Return two times in milliseconds for each click: until the change is painted, and CPU time of the page.

    The first values of every facet are clicked on and off. The second time does not depend on other programs.
    """
    page.goto(home + addresses.EXPLORE)
    page.wait_for_selector(".sv-table thead button")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(1000 * float(each["value"]) for each in metrics if each["name"] == "TaskDuration")

    times = []
    for box in page.query_selector_all(".sv-facet label:nth-of-type(-n + 3) input:not([name=columns])"):
        for _ in range(2):
            before = busy()
            times.append((float(box.evaluate(CLICK)), busy() - before))
    return times


def told(times: list[tuple[float, float]], index: int) -> str:
    """Return median and maximum of the first or second (*index*) of the two times, as text."""
    numbers = [each[index] for each in times]
    return f"median {statistics.median(numbers):.0f} ms, slowest {max(numbers):.0f} ms"


if __name__ == "__main__":
    main()
