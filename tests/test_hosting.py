"""The static host that browsers are tested with answers as public ones do."""

import gzip
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from survey.site.static_server import hosted

PAGE = b"<h1>Teapots</h1>\n" * 100


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, content in {"pots/index.html": PAGE, "404.html": b"No such pot", "pot.png": b"\x89PNG"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_a_folder_is_its_index_with_a_slash_and_leads_there_without(site):
    with hosted(site) as home:
        for address in ("pots/", "pots", "pots/?q=1", "pots/index.html"):
            with urlopen(home + address) as answer:
                assert (answer.status, answer.read()) == (200, PAGE)
                assert answer.url == home + (address if address != "pots" else "pots/")


@pytest.mark.parametrize("compressing", [True, False])
def test_text_is_compressed_where_that_is_asked_for(site, compressing):
    with hosted(site, compressing=compressing) as home:
        with urlopen(f"{home}pots/") as answer:
            body = answer.read()
            assert (gzip.decompress(body) if compressing else body) == PAGE
            assert answer.headers["Content-Encoding"] == ("gzip" if compressing else None)
        with urlopen(f"{home}pot.png") as answer:
            assert (answer.read(), answer.headers["Content-Encoding"]) == (b"\x89PNG", None)


@pytest.mark.parametrize("address", ["/deep/prefix/kettles/", "/pots/", "/"])
def test_what_is_not_there_is_the_sites_own_page(site, address):
    with hosted(site, "/deep/prefix/") as home:
        with pytest.raises(HTTPError) as caught:
            urlopen(home.removesuffix("/deep/prefix/") + address)
        with caught.value as answer:
            assert (answer.status, answer.read()) == (404, b"No such pot")
