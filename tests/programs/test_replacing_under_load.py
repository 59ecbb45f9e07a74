"""A site that nginx serves is replaced again and again while it is read: no request fails, no page mixes two builds."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from survey.files import MARKER, files_in, replace_site, workspace
from survey.site.fingerprint import keep_earlier

BUILDS = 3
SWAPS = 30
REQUESTS = 20_000
READERS = 6
LONGEST = 90
"""Seconds after which the test fails, however much was asked for by then."""

CONFIG = """\
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; }}
  access_log off;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {site}; }}
}}
"""
LOADED = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"]*\.[0-9a-f]{12}\.\w+)"')
LOADED_BY_SCRIPT = re.compile(r'"((?:\.{0,2}/)*[\w./-]+\.[0-9a-f]{12}\.js)"')


@pytest.fixture(scope="module")
def builds(tmp_path_factory, copy_example, build) -> list[Path]:
    """Build the example with other words and another colour each time, which all pages and the search show."""
    folder = tmp_path_factory.mktemp("builds")
    project = copy_example(folder / "project")
    for number in range(BUILDS):
        change(project / "content/survey.yml", r"short_name: .*", f"short_name: Tides {number}")
        change(project / "content/categories.yml", r'colour: "#[0-9a-f]{6}"', f'colour: "#00{number}{number}60"')
        done = build("--project", project, "--out", folder / f"{number}")
        assert done.returncode == 0, done.stderr
    return [folder / f"{number}" for number in range(BUILDS)]


def change(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
    assert count == 1, pattern
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def nginx(program: Callable[[str], str], tmp_path: Path) -> Iterator[int]:
    """Yield the port at which nginx, as Debian installs it, serves the folder «site» of the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = "user root;" if os.geteuid() == 0 else ""
    config = tmp_path / "nginx.conf"
    config.write_text(CONFIG.format(user=user, folder=tmp_path, port=port, site=tmp_path / "site"))
    command = [program("nginx"), "-c", str(config), "-e", str(tmp_path / "error.log"), "-g", "daemon off;"]
    with subprocess.Popen(command) as server:
        try:
            end = time.monotonic() + 10
            while time.monotonic() < end:
                with socket.socket() as probe:
                    if not probe.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.05)
            yield port
        finally:
            server.terminate()


@dataclass
class Seen:
    """What the readers saw."""

    requests: int = 0
    views: int = 0
    swaps: int = 0
    failed: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)


def test_no_request_fails_and_no_page_mixes_two_builds(builds, nginx, tmp_path, capsys):
    site = tmp_path / "site"
    sites = [{name: (each / name).read_bytes() for name in files_in(each)} for each in builds]
    different = [name for name in sites[0] if len({each.get(name, b"") for each in sites}) == BUILDS]
    assert len(different) > 20, "the builds are too much alike to tell them apart"
    put(builds[0], site)
    seen, stop = Seen(), threading.Event()
    swapping = threading.Thread(target=swap_on, args=(builds, site, seen, stop))
    start = time.monotonic()
    swapping.start()
    try:
        asyncio.run(read_on(nginx, sites, seen, start + LONGEST))
    finally:
        stop.set()
        swapping.join()
    seconds = time.monotonic() - start
    with capsys.disabled():
        print(f"\n{seen.requests} requests, {seen.views} views, {seen.swaps} swaps in {seconds:.0f} s", end=" ")
    assert (seen.failed[:5], seen.mixed[:5]) == ([], [])
    assert seen.swaps >= SWAPS
    assert seen.requests >= REQUESTS


def put(build: Path, site: Path) -> None:
    """Replace *site* by *build*, as a build does it."""
    with workspace(site) as new:
        shutil.copytree(build, new, dirs_exist_ok=True)
        (new / MARKER).unlink()
        keep_earlier(new, site)
        replace_site(new, site)


def swap_on(builds: list[Path], site: Path, seen: Seen, stop: threading.Event) -> None:
    """Replace the site until told to stop. Builds take their time: a page is open for less than two of them."""
    while not stop.wait(0.2):
        seen.swaps += 1
        put(builds[seen.swaps % BUILDS], site)


async def read_on(port: int, sites: Sequence[Mapping[str, bytes]], seen: Seen, end: float) -> None:
    pages = sorted(name for name in sites[0] if name.endswith("index.html"))

    async def reader(first: int) -> None:
        connection = await asyncio.open_connection("127.0.0.1", port)
        number = first
        while (seen.requests < REQUESTS or seen.swaps < SWAPS) and time.monotonic() < end and not seen.failed:
            await view(connection, pages[number % len(pages)], sites, seen)
            number += 1
            await asyncio.sleep(0.05)  # nginx and who replaces the site share the machine with the readers
        connection[1].close()

    await asyncio.gather(*(reader(number * 5) for number in range(READERS)))


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def view(connection: Connection, page: str, sites: Sequence[Mapping[str, bytes]], seen: Seen) -> None:
    """Read a page and all that it loads; all of it has to be of one build."""
    waiting, got = [page], dict[str, bytes]()
    while waiting:
        name = waiting.pop()
        content = await answer(connection, name, seen)
        got[name] = content
        text = content.decode("utf-8", "replace")
        found = [join(dirname(name), url) for url in LOADED.findall(text)] if name.endswith(".html") else []
        if name.endswith(".js"):
            for url in LOADED_BY_SCRIPT.findall(text):
                found.append(join(dirname(name), url) if url.startswith(".") else url)
        waiting += [each for each in map(normpath, found) if each not in got and each not in waiting]
    seen.views += 1
    if not any(all(site.get(name) == content for name, content in got.items()) for site in sites):
        seen.mixed.append(f"{page}: {', '.join(got)}")


async def answer(connection: Connection, name: str, seen: Seen) -> bytes:
    reader, writer = connection
    path = name.removesuffix("index.html")
    writer.write(f"GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = re.search(r"^content-length: (\d+)", head, re.MULTILINE | re.IGNORECASE)
    content = await reader.readexactly(int(length[1])) if length else b""
    seen.requests += 1
    if not head.startswith("HTTP/1.1 200 "):
        seen.failed.append(f"{path}: {head.partition(chr(13))[0]}")
    return content
