"""The site on real servers, as Debian installs them and with our configurations, read by a real browser."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bench.chromium import find_chromium
from survey.files import MARKER, files_in
from survey.files.media_types import FILE_TYPES, file_type
from survey.site.server_config import ASK_FIRST, FOR_EVER, HASHED, POLICY, SERVERS, SiteLocation, host_file
from survey.site.static_server import hosted

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "/deep/prefix/"
AS_ROOT = os.geteuid() == 0
"""Servers that root starts serve as somebody else."""

Program = Callable[[str], str]


@dataclass(frozen=True)
class Running:
    """A server at work."""

    name: str
    port: int
    prefix: str = PREFIX

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(server: Running, path: str, **said: str) -> Answer:
    """Ask *server* for what lies at *path* of the site, with what is *said* as headers, and follow nothing."""
    headers = {name.replace("_", "-"): value for name, value in said.items()}
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request("GET", server.prefix + path, headers=headers)
        got = connection.getresponse()
        return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
    finally:
        connection.close()


# ── Starting them ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def www(real_site: Path) -> Iterator[Path]:
    """A folder that every user may read, with the site in deep/prefix/: a server's document root."""
    with TemporaryDirectory(prefix="survey-servers-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        shutil.copytree(real_site, root / "www" / PREFIX.strip("/"))
        for path in (root, *root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield root / "www"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def nginx(www: Path, folder: Path, port: int, ours: str) -> list[str]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    rooms = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "site.conf").write_text(
        ours or f"root {www}; location / {{ try_files $uri $uri/ =404; }}", encoding="utf-8"
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr; {'user www-data;' if AS_ROOT else ''}\n"
        "events {}\n"
        f"http {{ access_log off; {rooms} include /etc/nginx/mime.types;\n"
        "default_type application/octet-stream; gzip on;\n"
        f"server {{ listen 127.0.0.1:{port}; index index.html; include {folder}/site.conf; }} }}\n",
        encoding="utf-8",
    )
    return ["-c", f"{folder}/nginx.conf", "-e", "stderr"]


def apache(www: Path, folder: Path, port: int, ours: str) -> list[str]:
    mods, more = Path("/etc/apache2/mods-enabled"), Path("/etc/apache2/mods-available/headers.load")
    loaded = [*sorted(mods.glob("*.load")), *sorted(mods.glob("*.conf")), *([more] if ours else [])]
    lines = [
        f'DefaultRuntimeDir "{folder}"',
        f'PidFile "{folder}/pid"',
        f'ErrorLog "{folder}/log"',
        f"Listen 127.0.0.1:{port}",
        "ServerName 127.0.0.1",
        *(["User www-data", "Group www-data"] if AS_ROOT else []),
        *(f"Include {path}" for path in dict.fromkeys(loaded)),
        f'DocumentRoot "{www}"',
        f'<Directory "{www}">',
        "Options Indexes FollowSymLinks",
        f"AllowOverride {'FileInfo' if ours else 'None'}",
        "Require all granted",
        "</Directory>",
    ]
    (folder / "apache.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ["-X", "-d", "/etc/apache2", "-f", f"{folder}/apache.conf"]


def lighttpd(www: Path, folder: Path, port: int, ours: str) -> list[str]:
    (folder / "site.conf").write_text(ours, encoding="utf-8")
    (folder / "lighttpd.conf").write_text(
        'server.modules = ( "mod_indexfile", "mod_access", "mod_alias", "mod_redirect" )\n'
        f'server.document-root = "{www}"\nserver.bind = "127.0.0.1"\nserver.port = {port}\n'
        'index-file.names = ( "index.php", "index.html" )\n'
        'include_shell "/usr/share/lighttpd/create-mime.conf.pl"\n'
        'server.modules += ( "mod_dirlisting", "mod_staticfile" )\n'
        f'include "{folder}/site.conf"\n',
        encoding="utf-8",
    )
    return ["-D", "-f", f"{folder}/lighttpd.conf"]


def caddy(www: Path, folder: Path, port: int, ours: str) -> list[str]:
    (folder / "site").write_text(ours or f"root * {www}\nfile_server\n", encoding="utf-8")
    (folder / "Caddyfile").write_text(
        f"{{\n    admin off\n    auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n    import {folder}/site\n}}\n",
        encoding="utf-8",
    )
    return ["run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


STARTED = {"nginx": nginx, "apache2": apache, "lighttpd": lighttpd, "caddy": caddy}
"""Writes a server's configuration like that which Debian installs it with, and ours in it; returns its arguments."""


@contextmanager
def running(name: str, program: Program, www: Path, *, configured: bool, prefix: str = PREFIX) -> Iterator[Running]:
    """Run a server until the block ends; the site is at *prefix* in its document root *www*."""
    site = www / prefix.strip("/")
    if name == "browse.py":
        with hosted(site, PREFIX) as home:
            yield Running(name, int(re.findall(r":(\d+)/", home)[0]))
        return
    port = free_port()
    server = Running(name, port, prefix)
    with TemporaryDirectory(prefix="survey-server-") as room:
        folder = Path(room)
        folder.chmod(0o755)
        if name == "http.server":
            command = [sys.executable, "-m", name, "--bind", "127.0.0.1", "--directory", str(www), str(port)]
        else:
            ours = configuration(name, server, site) if configured else ""
            command = [program(name), *STARTED[name](www, folder, port, ours)]
        variables = {f"APACHE_{each}_DIR": str(folder) for each in ("RUN", "LOG", "LOCK")}
        variables |= {"APACHE_RUN_USER": "www-data", "APACHE_RUN_GROUP": "www-data", "APACHE_PID_FILE": f"{folder}/pid"}
        variables |= {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        with (folder / "said").open("wb") as said:
            process = subprocess.Popen(command, env={**os.environ, **variables}, stdout=said, stderr=said)
        try:
            wait_for(server, process, folder / "said")
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)
            (site / ".htaccess").unlink(missing_ok=True)


def configuration(name: str, server: Running, site: Path) -> str:
    """Return our configuration; Apache's lies in the site."""
    if name in SERVERS:
        return SERVERS[name](SiteLocation.of(site, server.home))
    (written,) = host_file("apache", server.home, files_in(site)).values()
    (site / ".htaccess").write_bytes(written)
    return written.decode()


def wait_for(server: Running, process: "subprocess.Popen[bytes]", said: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, f"{server.name} did not start: {said.read_text(encoding='utf-8')}"
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{server.name} answers nobody: {said.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module", params=[*STARTED, "browse.py"])
def server(request: pytest.FixtureRequest, program: Program, www: Path) -> Iterator[Running]:
    """A server with our configuration, or of ours."""
    with running(request.param, program, www, configured=request.param != "browse.py") as server:
        yield server


@pytest.fixture(scope="module", params=[*STARTED, "http.server"])
def bare(request: pytest.FixtureRequest, program: Program, www: Path) -> Iterator[Running]:
    """A server as it is installed."""
    with running(request.param, program, www, configured=False) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    assert program, "there is no Chromium: scripts/bench/chromium.py installs one, CHROMIUM=… names one"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


# ── What readers get ─────────────────────────────────────────────────────────────────────────────────────────────────


def one_of_each_kind(site: Path) -> dict[str, str]:
    """Return a file for every ending of the table that the site has; of citations, those of PANNA."""
    names = sorted(files_in(site) - {MARKER, ".htaccess"}, key=lambda name: ("panna" not in name, name))
    return {file_type(name).ending: name for name in reversed(names)}


def test_each_kind_of_file_is_sent_as_what_it_is(server: Running, www: Path) -> None:
    site = www / PREFIX.strip("/")
    kinds = one_of_each_kind(site)
    assert kinds.keys() >= {".html", ".css", ".js", ".svg", ".png", ".bib", ".ris", ".enw", ".csl.json", ".txt", ".md"}
    assert kinds.keys() >= {".json", ".schema.json", "codemeta.json", ".csv", ".atom", "feed.json", ".xml", ".pptx"}
    for ending, name in kinds.items():
        answer = ask(server, name)
        assert answer.status == 200, name
        assert answer.headers["content-type"].lower() == file_type(name).content_type, (ending, name)
        assert answer.body == (site / name).read_bytes(), name


def test_a_browser_shows_or_saves_each_kind_of_file_as_the_table_says(server: Running, www: Path, page: Page) -> None:
    for ending, name in one_of_each_kind(www / PREFIX.strip("/")).items():
        kind = next(each for each in FILE_TYPES if each.ending == ending)
        if kind.opens:
            got = page.goto(server.home + name)
            assert got, name
            assert got.ok, name
            if kind.text:
                assert page.evaluate("document.characterSet") == "UTF-8", name
        else:
            assert saved(page, server.home + name) == name.rpartition("/")[2]


def saved(page: Page, address: str) -> str:
    """Return the name under which the browser saves what it is sent to."""
    with page.expect_download() as download:
        page.evaluate("address => { location.href = address }", address)
    return download.value.suggested_filename


@pytest.mark.parametrize(
    "name", ["cite/panna.txt", "cite/all.txt", "cite/panna.csl.json", "data/v1/people.json", "people/index.html.md"]
)
def test_letters_of_a_name_are_read_rightly(server: Running, page: Page, name: str) -> None:
    page.goto(server.home + name)
    assert "Küçükbenli" in page.inner_text("body")


def test_what_pages_lead_readers_to_is_read_rightly_wherever_it_lies(bare: Running, page: Page) -> None:
    for name, letters in (("cite/panna.txt", "Küçükbenli"), ("cite/all.txt", "Küçükbenli"), ("feed.atom", "ænet")):
        page.goto(bare.home + name)
        shown = page.evaluate("document.documentElement.textContent")
        assert letters in shown, (bare.name, name)
        assert "ï»¿" not in shown, (bare.name, name)
        assert page.evaluate("document.characterSet") == "UTF-8", (bare.name, name)
    # What programs read has no mark. JSON is UTF-8 to browsers by itself.
    for name in ("cite/panna.csl.json", "data/v1/people.json"):
        page.goto(bare.home + name)
        assert "Küçükbenli" in page.inner_text("body"), (bare.name, name)


def test_a_link_saves_its_file_under_a_name_that_says_what_it_is(bare: Running, www: Path, page: Page) -> None:
    page.goto(f"{bare.home}contributions/panna/")
    links = {name: f"panna.{ending}" for name, ending in ENDINGS.items()}
    for text, name in links.items():
        with page.expect_download() as download:
            page.locator("#cite-paper .sv-files").get_by_text(text, exact=True).click()
        assert download.value.suggested_filename == name
        file = www / PREFIX.strip("/") / "cite" / name
        assert Path(download.value.path()).read_bytes() == file.read_bytes(), (bare.name, name)
    page.goto(f"{bare.home}references/")
    with page.expect_download() as download:
        page.locator(".sv-lead .sv-files").first.get_by_text("RIS", exact=True).click()
    assert download.value.suggested_filename == "atomistic-ml-software-references.ris"


ENDINGS = {
    "BibTeX": "bib",
    "biblatex": "biblatex.bib",
    "RIS": "ris",
    "CSL-JSON": "csl.json",
    "EndNote": "enw",
    "Plain text": "txt",
}


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("explore", "explore/"), ("contributions/panna", "contributions/panna/"), ("p/3", "contributions/gpumd/")],
)
def test_a_page_without_its_slash_leads_to_the_page(server: Running, page: Page, path: str, leads_to: str) -> None:
    assert ask(server, path).status in {301, 302, 307, 308}
    page.goto(server.home + path)
    page.wait_for_url(server.home + leads_to)


MISSING = ["no/such/page/", "no-page", "contributions/panna/no.bib", "cite/no.txt", "data/v1/no/no.json"]


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_the_sites_page_at_any_depth(server: Running, www: Path, page: Page, path: str) -> None:
    own = (www / PREFIX.strip("/") / "404.html").read_bytes()
    answer = ask(server, path)
    assert (answer.status, answer.body) == (404, own)
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    failed: list[str] = []
    page.on("response", lambda got: failed.append(got.url) if got.status >= 400 else None)
    page.goto(server.home + path)
    assert failed == [server.home + path], "styles and scripts of the page are found from there, too"


# ── What our configurations add ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", params=STARTED)
def configured(request: pytest.FixtureRequest, program: Program, www: Path) -> Iterator[Running]:
    with running(request.param, program, www, configured=True) as server:
        yield server


def test_the_sites_address_without_its_slash_leads_home(configured: Running, page: Page) -> None:
    page.goto(configured.home.rstrip("/"))
    assert page.url == configured.home


def test_pages_are_asked_for_again_and_what_has_a_hash_in_its_name_is_kept(configured: Running, www: Path) -> None:
    names = files_in(www / PREFIX.strip("/"))
    hashed = sorted(name for name in names if re.match(HASHED, name))
    assert len(hashed) > 40
    for name in ("", "explore/", "cite/panna.bib", "feed.json"):
        answer = ask(configured, name)
        assert answer.headers["cache-control"] == ASK_FIRST, name
        assert ask(configured, name, If_None_Match=answer.headers["etag"]).status == 304, name
    for name in hashed[:10]:
        assert ask(configured, name).headers["cache-control"] == FOR_EVER, name


def test_a_browser_is_told_to_ask_nobody_else_and_to_believe_types(configured: Running, www: Path, page: Page) -> None:
    styles = one_of_each_kind(www / PREFIX.strip("/"))[".css"]
    for name in ("", "explore/", "cite/panna.bib", styles, "no/such/page"):
        headers = ask(configured, name).headers
        assert headers["content-security-policy"] == POLICY, name
        assert headers["x-content-type-options"] == "nosniff", name
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(configured.home)
    # Another port of this machine is another host to a browser.
    assert page.evaluate("fetch('http://127.0.0.1:1/').then(() => 'fetched', () => 'refused')") == "refused"
    assert any("Content Security Policy" in each for each in said)


PAGES = (
    "",
    "explore/",
    "compare/?with=panna&with=gpumd",
    "pictures/",
    "categories/kernel/",
    "contributions/panna/",
    "packages/",
    "glossary/",
    "references/",
    "people/",
    "corrections/",
    "data/",
    "talk/",
    "about/",
    "p/3/",
    "no/such/page/",
)


def test_every_kind_of_page_works_under_the_policy(configured: Running, page: Page) -> None:
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{said.location['url']}: {said.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    for address in PAGES:
        page.goto(configured.home + address)
        page.wait_for_load_state("networkidle")
    page.goto(f"{configured.home}talk/contributions/panna-card.svg")
    page.goto(f"{configured.home}explore/")
    with page.expect_download() as download:
        page.locator("[data-take=csv]").first.click()
    assert download.value.suggested_filename == "survey.csv"
    page.keyboard.press("/")
    page.keyboard.type("kucukbenli")
    page.locator(".md-search__output").get_by_text("Küçükbenli").first.wait_for()
    # That page is missing, and for a picture alone the browser asks the host's root for an icon.
    assert [fault for fault in faults if not re.match(r"\S+(no/such/page/|/favicon\.ico): ", fault)] == []


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_text_is_sent_compressed_where_a_server_does_that_by_itself(name: str, program: Program, www: Path) -> None:
    styles = one_of_each_kind(www / PREFIX.strip("/"))[".css"]
    with running(name, program, www, configured=True) as server:
        for file in ("explore/", "data/v1/catalogue.json", styles):
            assert ask(server, file, Accept_Encoding="gzip").headers["content-encoding"] == "gzip", file


@pytest.mark.parametrize("name", STARTED)
def test_a_site_at_the_root_of_its_host_is_served_as_well(name: str, program: Program, www: Path, page: Page) -> None:
    site = www / PREFIX.strip("/")
    with running(name, program, site, configured=True, prefix="/") as server:
        for file in one_of_each_kind(site).values():
            assert ask(server, file).headers["content-type"].lower() == file_type(file).content_type, file
        assert ask(server, "").headers["content-security-policy"] == POLICY
        assert ask(server, "explore").status in {301, 302, 308}
        for missing in MISSING:
            answer = ask(server, missing)
            assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes()), missing
        page.goto(f"{server.home}explore")
        assert page.url == f"{server.home}explore/"


# ── Hosts that we cannot start ───────────────────────────────────────────────────────────────────────────────────────

READ_HEADERS = """
import { parseAllHeaders } from "%s";
const { headers, errors } = await parseAllHeaders(
  { headersFiles: [process.argv[2]], netlifyConfigPath: undefined, configHeaders: [], minimal: false });
const found = JSON.parse(process.argv[3]).map((path) => [path, headers.filter(
  ({ forRegExp }) => forRegExp.test(path)).flatMap(({ values }) => Object.entries(values))]);
console.log(JSON.stringify({ errors: errors.map(String), found: Object.fromEntries(found) }));
"""


def test_netlify_reads_its_file_as_it_is_meant(
    program: Program, node_package: Callable[[str], Path], real_site: Path, tmp_path: Path
) -> None:
    """By Netlify's own reader, which also says which rule is for which address."""
    names = files_in(real_site) - {MARKER}
    (tmp_path / "_headers").write_bytes(host_file("netlify", "https://survey.example/", names)["_headers"])
    reader = node_package("@netlify/headers-parser") / "lib" / "index.js"
    (tmp_path / "read.mjs").write_text(READ_HEADERS % reader, encoding="utf-8")
    kept = {name for name in names if re.match(HASHED, name) and name.endswith((".css", ".js"))}
    asked = {name: f"/{name}" for name in (*one_of_each_kind(real_site).values(), *kept)}
    done = subprocess.run(
        [program("node"), tmp_path / "read.mjs", tmp_path / "_headers", json.dumps(list(asked.values()))],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["errors"] == []
    for name, path in asked.items():
        said = told["found"][path]
        assert len(said) == len(dict(said)), (name, said)
        headers = dict(said)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == POLICY
        kind = file_type(name)
        if kind.text and kind.ending not in {".json", ".html"}:
            assert headers["Content-Type"] == kind.content_type, name
        assert headers.get("Cache-Control") == (FOR_EVER if name in kept else None), name
