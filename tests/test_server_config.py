"""Configurations for other people's servers: what is asked for, what lies in the site, and what is refused.

That they do what they say is tried on the servers themselves: tests/programs/test_servers.py.
"""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from survey.files import MARKER, files_in, listed
from survey.files.media_types import FILE_TYPES
from survey.problems import EnvironmentProblem
from survey.site.server_config import HASHED, HOSTS, SERVERS, SiteLocation, host_file
from survey.site.static_server import hosted

ROOT = Path(__file__).resolve().parents[1]
HERE = "https://survey.example/deep/prefix/"


def command(name: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / name), *map(str, arguments)], capture_output=True, encoding="utf-8"
    )


def test_a_site_for_a_host_holds_its_file_and_no_other_one(built_example, tmp_path, build_here):
    """One after the other in the same place: each finds the file of the one before, and the last is for no host."""
    example = Path(shutil.copytree(built_example, tmp_path / "example"))
    site = tmp_path / "site"
    for host, name in [*((host, name) for host, (name, _) in HOSTS.items()), ("", "")]:
        done = build_here("--project", example, "--out", site, *(("--host", host) if host else ()))
        assert done.returncode == 0, done.stderr
        assert {".htaccess", "_headers"} & files_in(site) == ({name} if host else set()), host
        assert (name in listed((site / MARKER).read_text(encoding="utf-8"))) == bool(host), host
        assert "/cite/" not in done.stderr  # no address is new


def test_an_address_that_a_hosts_file_cannot_hold_is_refused_before_any_work(example, tmp_path, run_here):
    site = tmp_path / "site"
    done = run_here(
        "build", "--project", example, "--out", site, "--host", "apache", "--site-url", "https://survey.example/a;b/"
    )
    assert (done.returncode, site.exists(), (example / "build" / "docs").exists()) == (2, False, False)
    assert len(done.stderr.splitlines()) == 1


def test_a_host_that_nobody_knows_is_told_with_those_that_are(run_here):
    done = run_here("build", "--host", "geocities")
    assert done.returncode == 2
    assert "apache" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_prints_a_configuration():
    """As a process of its own; the other tests ask in theirs."""
    done = command("server_config.py", "nginx", "--root", "/srv/site", "--site-url", HERE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "/srv/site" in done.stdout


@pytest.mark.parametrize("server", SERVERS)
def test_a_configuration_names_every_type(server, run_here):
    done = run_here("server-config", server, "--root", "/srv/site", "--site-url", HERE)
    assert done.returncode == 0, done.stderr
    for each in FILE_TYPES:
        assert each.media_type in done.stdout
        assert re.escape(each.ending) in done.stdout or each.ending.lstrip(".") in done.stdout
    assert "/deep/prefix/" in done.stdout
    assert "/srv/site" in done.stdout


@pytest.mark.parametrize(
    ("root", "site_url"),
    [
        ('/srv/"; deny all; #', HERE),
        ("/srv/$document_root", HERE),
        ("/srv/a{b}", HERE),
        ("/srv/a\nb", HERE),
        ("/srv/site", "https://survey.example/a%3bb/"),
        ("/srv/site", "https://survey.example/a;b/"),
        ("/srv/site", "https://survey.example/a b/"),
        ("/srv/site", "survey"),
        ("/srv/site", "survey.example/a/"),
    ],
)
def test_what_a_server_could_misread_is_refused_in_one_line(root, site_url, run_here):
    done = run_here("server-config", "nginx", "--root", root, "--site-url", site_url)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    if "://" in site_url:
        with pytest.raises(EnvironmentProblem):
            SiteLocation.of(Path(root), site_url)


def test_no_two_rules_for_netlify_and_cloudflare_say_the_same_header_of_one_file(real_site):
    """Both join them with a comma; Cloudflare takes a hundred rules, each with one asterisk."""
    text = host_file("netlify", HERE, files_in(real_site))["_headers"].decode()
    rules: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        if line.startswith("/"):
            rules[line] = []
        else:
            rules[list(rules)[-1]].append(line.split(":")[0].strip())
    assert len(rules) <= 100
    assert all(rule.count("*") <= 1 for rule in rules)
    for name in files_in(real_site):
        fitting = [rule for rule in rules if re.fullmatch(re.escape(rule).replace(r"\*", ".*"), f"/{name}")]
        said = [header for rule in fitting for header in rules[rule]]
        assert len(said) == len(set(said)), (name, fitting)


@pytest.mark.parametrize(
    ("name", "hashed"),
    [
        ("assets/javascripts/bundle.13a4f30d.min.js", True),
        ("assets/survey.0123456789abcdef.css", True),
        ("talk/previews/home-0a1b2c3d4e.png", True),
        ("assets/survey.css", False),
        ("cite/wfl-20230101.bib", False),
        ("contributions/x-deadbeef/index.html", False),
    ],
)
def test_only_what_gets_another_name_with_its_content_may_be_kept(name, hashed):
    assert bool(re.match(HASHED, name)) == hashed


def test_the_built_site_is_served_below_its_path(real_site):
    with hosted(real_site) as other:
        port = int(other.rsplit(":", 1)[1].strip("/"))
        taken = command("browse.py", "--site", real_site, "--port", port)
        assert taken.returncode == 2
        assert len(taken.stderr.splitlines()) == 1
    script = str(ROOT / "scripts" / "browse.py")
    asked = ["--site", str(real_site), "--port", str(port), "--under", "deep/prefix"]
    with subprocess.Popen([sys.executable, script, *asked], stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        said = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/deep/prefix/" in said
        with urlopen(f"http://127.0.0.1:{port}/deep/prefix/cite/panna.txt") as answer:
            assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        process.send_signal(signal.SIGINT)
    assert process.returncode == 0


@pytest.mark.parametrize("port", [-1, 65536, "http"])
def test_what_is_no_port_is_told(port, tmp_path, run_here):
    done = run_here("browse", "--site", tmp_path, "--port", port)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_site_is_not_served(tmp_path, run_here):
    done = run_here("browse", "--site", tmp_path)
    assert done.returncode == 2
    assert "make site" in done.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_the_same_site_gives_the_same_file(host, real_site):
    names = sorted(files_in(real_site))
    assert host_file(host, HERE, names) == host_file(host, HERE, reversed(names))
