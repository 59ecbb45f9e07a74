"""The page that documents the data files: their keys, and examples of use."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from .. import addresses
from ..content.build_identity import BuildIdentity
from ..content.data_models import LISTS, TABLE
from ..exports.citations import FORMATS
from .page_context import PageContext, PageContexts
from .parts import Link, Page

# ── Examples of how to use the data files. The tests run each of them against the finished site ──


@dataclass(frozen=True)
class Sample:
    """An example program."""

    heading: str
    language: str
    """python or shell."""
    code: str


def samples(identity: BuildIdentity) -> tuple[Sample, ...]:
    """Return the examples, with the URLs of this site."""
    catalogue = identity.full(addresses.CATALOGUE)
    table = identity.full(addresses.data("contributions.csv"))
    schema = identity.full(addresses.data_schema("catalogue"))
    return (
        Sample("Python: every paper with its DOI", "python", PAPERS.format(url=catalogue)),
        Sample("Python: packages by licence", "python", LICENCES.format(url=catalogue)),
        Sample("Python: read the table", "python", CSV_ROWS.format(url=table)),
        Sample("Shell: the first rows of the table", "shell", f"curl -fsSL {table} | sed -n 1,5p"),
        Sample(
            "Shell: download the catalogue and its schema", "shell", f"curl -fsSLO {catalogue}\ncurl -fsSLO {schema}"
        ),
    )


PAPERS = """\
import json
from urllib.request import urlopen

with urlopen("{url}") as response:
    catalogue = json.load(response)

for entry in catalogue["contributions"]:
    print(entry["number"], entry["name"], entry["doi"] or "no confirmed DOI")"""

LICENCES = """\
import json
from collections import Counter
from urllib.request import urlopen

with urlopen("{url}") as response:
    packages = json.load(response)["packages"]

licences = [package["license"] for package in packages]
named = Counter(each["spdx"] or f"{{each['name']}} (no confirmed SPDX identifier)" for each in licences)
for licence, count in named.most_common():
    print(count, licence)"""

CSV_ROWS = """\
import csv
from urllib.request import urlopen

with urlopen("{url}") as response:
    lines = response.read().decode("utf-8").splitlines()

for row in csv.DictReader(lines):
    print(row["number"], row["name"], row["categories"].split("; "))"""


@dataclass(frozen=True)
class DocumentedKey:
    """A key or column: its name, the type of its value in words, and its meaning."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class DataFile:
    """A data file with all its keys."""

    id: str
    link: Link
    schema: str
    """The name of its schema; empty if it has none."""
    about: str
    size: str
    keys: tuple[DocumentedKey, ...]


@dataclass(frozen=True)
class DataPage(Page):
    """The data files and how to use them."""

    template: ClassVar[str] = "data"
    version: str
    files: tuple[DataFile, ...]
    cite_one: str
    """URL of the citation file of one contribution, with ID in place of its id."""
    also: tuple[Link, ...]
    samples: tuple[Sample, ...]


KINDS = {"string": "text", "integer": "number", "boolean": "true or false", "null": "null", "object": "object"}
ALSO = {
    "llms.txt": addresses.LLMS,
    "Atom feed": addresses.ATOM,
    "JSON feed": addresses.JSON_FEED,
}


def data(contexts: PageContexts, files: Mapping[str, bytes]) -> DataPage:
    """Return the data page; *files* are all data files by address."""
    context = contexts.at(addresses.DATA)
    survey = context.catalogue.survey
    return DataPage(
        address=context.here,
        title="Data",
        description=f"{survey.name} as machine-readable data: every file and its keys, with examples.",
        version=json.loads(files[addresses.CATALOGUE])["version"],
        files=(*_lists(context, files), _table(context, files)),
        cite_one=context.identity.full(FORMATS[0].address("ID")),
        also=tuple(context.file(address, text) for text, address in ALSO.items()),
        samples=samples(context.identity),
    )


def _lists(context: PageContext, files: Mapping[str, bytes]) -> Iterator[DataFile]:
    definitions = json.loads(files[addresses.data_schema("catalogue")])["$defs"]
    for each in LISTS:
        definition = definitions[each.shape]
        address = addresses.data(f"{each.name}.json")
        yield DataFile(
            id=each.name,
            link=context.download_of_all(address),
            schema=each.name,
            about=definition["description"].split("\n")[0],
            size=_size(files[address]),
            keys=tuple(
                DocumentedKey(key, _kind(schema, definitions), schema.get("description", ""))
                for key, schema in definition["properties"].items()
            ),
        )


def _table(context: PageContext, files: Mapping[str, bytes]) -> DataFile:
    address = addresses.data("contributions.csv")
    facts = (
        DocumentedKey(each.key, "text", f"{each.about} Names as shown on the site.")
        for each in context.catalogue.vocabularies.values()
    )
    return DataFile(
        id="table",
        link=context.download_of_all(address),
        schema="",
        about=(
            "The contributions as a table: UTF-8, separated by commas, all text quoted (RFC 4180). Several "
            "values are separated by “; ”; an empty cell means not stated. Read every column as text: article "
            "numbers can begin with zeros."
        ),
        size=_size(files[address]),
        keys=(
            *(DocumentedKey(key.name, "number" if key.kind is int else "text", key.meaning) for key in TABLE),
            *facts,
        ),
    )


def _kind(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """Return the type of *schema* in words: «text», «list of text, or null»."""
    if "anyOf" in schema:
        return ", or ".join(_kind(each, definitions) for each in schema["anyOf"])
    if "$ref" in schema:
        keys = definitions[schema["$ref"].rpartition("/")[2]]["properties"]
        return f"object with {', '.join(keys)}"
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    if schema["type"] == "array":
        return f"list of {_kind(schema['items'], definitions)}"
    return KINDS[schema["type"]]


def _size(content: bytes) -> str:
    return f"{len(content) / 1000:.0f} kB" if len(content) >= 1000 else f"{len(content)} B"
