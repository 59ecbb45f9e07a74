#!/usr/bin/env python3
"""Weigh first visits in Chromium: bytes over the wire (gzip, as hosts send), requests, layout shift, largest paint."""

import argparse
import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from survey import console
from survey.browser import find_chromium

ROOT = Path(__file__).resolve().parent.parent
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".md"}
WATCH = """() => {
    window.weighed = {shift: 0, paint: 0};
    new PerformanceObserver(list => list.getEntries().forEach(entry => weighed.shift += entry.value))
        .observe({type: "layout-shift", buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(entry => weighed.paint = entry.startTime))
        .observe({type: "largest-contentful-paint", buffered: true});
}"""


class Host(SimpleHTTPRequestHandler):
    """A static host that compresses text, as public ones do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = path.read_bytes()
        self.send_response(200)
        if path.suffix in TEXT:
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Yield the address at which *site* is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(browser: Browser, address: str) -> tuple[float, int, float, float]:
    """Return what a first visit of *address* costs: bytes received, requests, layout shift, largest paint in ms."""
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
    """Visit each page three times, each as a new reader, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "pages", nargs="*", default=["", "explore/"], help="addresses below the site's (home, explore/)"
    )
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    options = parser.parse_args()
    program = find_chromium()
    if program is None:
        sys.exit("There is no Chromium: scripts/browser.py installs one.")
    with hosted(options.site) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for page in options.pages:
            size, requests, shift, paint = map(
                median, zip(*(visit(browser, home + page) for _ in range(3)), strict=True)
            )
            weight = f"{size / 1000:.0f} kB in {requests:.0f} requests"
            console.speak(f"/{page}: {weight}, layout shift {shift:.3f}, largest paint {paint:.0f} ms")


if __name__ == "__main__":
    main()
