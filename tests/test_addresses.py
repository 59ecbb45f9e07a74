"""Addresses are promises: what they look like, and that links between pages work wherever the site stands."""

from urllib.parse import urljoin

import pytest

from survey import addresses


@pytest.mark.parametrize(
    ("made", "promised"),
    [
        (addresses.contribution("gpumd"), "contributions/gpumd/"),
        (addresses.category("kernel"), "categories/kernel/"),
        (addresses.package("quip"), "packages/#quip"),
        (addresses.term("mlip"), "glossary/#mlip"),
        (addresses.reference(7), "references/#ref-7"),
        (addresses.person("behler-jorg"), "people/#behler-jorg"),
        (addresses.text_page("about"), "about/"),
        (addresses.short(7), "p/7/"),
        (
            addresses.explore_view([("methods", "gpr"), ("licence-group", "not-stated")]),
            "explore/?methods=gpr&licence-group=not-stated",
        ),
        (addresses.explore_view([("text", "C++ & æ")]), "explore/?text=C%2B%2B+%26+%C3%A6"),
        (addresses.packages_view([("state", "active")]), "packages/?state=active"),
        (addresses.comparison(["gpumd", "mlip-3"]), "compare/?with=gpumd&with=mlip-3"),
        (addresses.CATALOGUE, "data/v1/catalogue.json"),
        (addresses.HOME, ""),
    ],
)
def test_the_forms_of_addresses_never_change(made: str, promised: str) -> None:
    assert made == promised


@pytest.mark.parametrize(("address", "file"), [("", "index.md"), ("contributions/a/", "contributions/a/index.md")])
def test_each_page_is_made_from_one_file(address: str, file: str) -> None:
    assert addresses.source_file(address) == file


PAGES = ["", "explore/", "contributions/a/", "contributions/b/", "p/7/", "people/"]
TARGETS = [
    *PAGES,
    "glossary/#x",
    "contributions/a/#cite",
    "people/#y",
    "data/v1/catalogue.json",
    "#top",
    "explore/?a=b&c=d",
    "people/?a=b#y",
]


@pytest.mark.parametrize("root", ["https://example.org/", "https://example.org/deep/prefix/", "file:///a/b/"])
@pytest.mark.parametrize("here", PAGES)
@pytest.mark.parametrize("there", TARGETS)
def test_a_link_leads_from_any_page_to_any_address_under_any_root(root: str, here: str, there: str) -> None:
    assert urljoin(root + here, addresses.relative(here, there)) == root + there


@pytest.mark.parametrize("here", PAGES)
@pytest.mark.parametrize("there", TARGETS)
def test_links_are_relative(here: str, there: str) -> None:
    assert not addresses.relative(here, there).startswith("/")
    assert ":" not in addresses.relative(here, there)


def test_a_link_within_a_page_is_its_fragment() -> None:
    assert addresses.relative("people/", "people/#x") == "#x"
