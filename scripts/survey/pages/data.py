"""The page that documents the data files: what is in each, and how to use them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from .. import addresses
from ..exports.citing import FORMATS
from ..exports.data.samples import samples
from ..exports.data.schemas import LISTS
from ..exports.data.table import COLUMNS
from ..safe import Safe, attribute, block, escape
from . import citing
from .desk import Desk, Desks
from .parts import Link, Page


@dataclass(frozen=True)
class Key:
    """A key or column: its name, what kind of value it has, and what that means."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class DataFile:
    """A data file with all its keys."""

    id: str
    link: Link
    schema: Link | None
    about: str
    size: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class DataLinks:
    """A data file and its schema."""

    link: Link
    schema: Link


@dataclass(frozen=True)
class SampleView:
    """A piece of program to copy."""

    heading: str
    code: Safe
    text: Safe


@dataclass(frozen=True)
class DataPage(Page):
    """The data files and how to use them."""

    template: ClassVar[str] = "data"
    home: str
    version: str
    licence: Link
    edition: str
    catalogue: DataLinks
    build: DataLinks
    files: tuple[DataFile, ...]
    contributions: str
    cite: tuple[Link, ...]
    """The citation files of all contributions."""
    cite_one: str
    """Where those of one are: an address with ID for the entry's id."""
    also: tuple[Link, ...]
    samples: tuple[SampleView, ...]


KINDS = {"string": "text", "integer": "number", "boolean": "true or false", "null": "null", "object": "object"}
ALSO = {
    "llms.txt": addresses.LLMS,
    "Atom feed": addresses.ATOM,
    "JSON feed": addresses.JSON_FEED,
}


def data(desks: Desks, files: Mapping[str, bytes]) -> DataPage:
    """Return the page about the data; *files* are all data files by address."""
    desk = desks.at(addresses.DATA)
    survey = desk.catalogue.survey
    return DataPage(
        address=desk.here,
        title="Data",
        description=f"{survey.name} for programs: every file, its keys, examples to copy, and what will stay.",
        home=desk.to(addresses.HOME),
        version=json.loads(files[addresses.CATALOGUE])["version"],
        licence=Link(escape(survey.licence.name), escape(survey.licence.url)),
        edition=desk.edition.version,
        catalogue=DataLinks(desk.download_of_all(addresses.CATALOGUE), _schema(desk, "catalogue")),
        build=DataLinks(desk.file(addresses.BUILD), _schema(desk, "build")),
        files=(*_lists(desk, files), _table(desk, files)),
        contributions=survey.contributions,
        cite=citing.files(desk, addresses.CITE_ALL),
        cite_one=desk.edition.full(addresses.citation("ID", FORMATS[0].extension)),
        also=tuple(desk.file(address, text) for text, address in ALSO.items()),
        samples=tuple(
            SampleView(each.heading, block(each.code), attribute(each.code)) for each in samples(desk.edition)
        ),
    )


def _schema(desk: Desk, name: str) -> Link:
    return desk.file(addresses.data_schema(name), "schema")


def _lists(desk: Desk, files: Mapping[str, bytes]) -> Iterator[DataFile]:
    definitions = json.loads(files[addresses.data_schema("catalogue")])["$defs"]
    for name, shape in LISTS.items():
        definition = definitions[shape.__name__]
        address = addresses.data(f"{name}.json")
        yield DataFile(
            id=name,
            link=desk.download_of_all(address),
            schema=_schema(desk, name),
            about=definition["description"].split("\n")[0],
            size=_size(files[address]),
            keys=tuple(
                Key(key, _kind(schema, definitions), schema.get("description", ""))
                for key, schema in definition["properties"].items()
            ),
        )


def _table(desk: Desk, files: Mapping[str, bytes]) -> DataFile:
    address = addresses.data("contributions.csv")
    facts = {each.key: f"{each.about} Names, as shown." for each in desk.catalogue.vocabularies.values()}
    return DataFile(
        id="table",
        link=desk.download_of_all(address),
        schema=None,
        about=(
            "The contributions as a table: UTF-8, commas, every text in quotes (RFC 4180). Between several values "
            "stands «; », and an empty cell is not stated. Read every column as text: article numbers begin with zeros."
        ),
        size=_size(files[address]),
        keys=tuple(
            Key(name, "number" if name == "number" else "text", text) for name, text in {**COLUMNS, **facts}.items()
        ),
    )


def _kind(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """Return what a value of *schema* is, in words: «text», «list of text, or null»."""
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
