#!/usr/bin/env python3
"""Measure first visits in Chromium: bytes transferred (gzip, as from hosts), requests, layout shift, largest paint."""

import argparse
import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.chromium import find_chromium
from survey.cli import console
from survey.site.static_server import hosted

ROOT = Path(__file__).resolve().parents[2]
WATCH = """() => {
    window.weighed = {shift: 0, paint: 0};
    new PerformanceObserver(list => list.getEntries().forEach(entry => weighed.shift += entry.value))
        .observe({type: "layout-shift", buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(entry => weighed.paint = entry.startTime))
        .observe({type: "largest-contentful-paint", buffered: true});
}"""


def visit(browser: Browser, address: str) -> tuple[float, int, float, float]:
    """Return measures of a first visit to *address*: bytes received, requests, layout shift, largest paint in ms."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    received: list[float] = []
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.add_init_script(f"({WATCH})()")
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    weighed = page.evaluate("weighed")
    context.close()
    return sum(received), len(received), weighed["shift"], weighed["paint"]


def main() -> None:
    """Visit each page three times, each time with an empty cache, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "pages", nargs="*", default=["", "explore/"], help="addresses below the site's (home, explore/)"
    )
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    options = parser.parse_args()
    program = find_chromium()
    if program is None:
        sys.exit("There is no Chromium: scripts/bench/chromium.py installs one.")
    with hosted(options.site, compressing=True) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for page in options.pages:
            size, requests, shift, paint = map(
                median, zip(*(visit(browser, home + page) for _ in range(3)), strict=True)
            )
            weight = f"{size / 1000:.0f} kB in {requests:.0f} requests"
            console.print_line(f"/{page}: {weight}, layout shift {shift:.3f}, largest paint {paint:.0f} ms")


if __name__ == "__main__":
    main()
