"""The keys of the data files under /data/v1, as published: none goes, changes its type, or comes unannounced.

`data_keys.txt` holds the version of the data files and every key with its type. When a key comes, raise the second
number of `VERSION` in `scripts/survey/exports/data/__init__.py`, then: ``pytest tests/test_data_keys.py --renew``.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from survey import addresses
from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.exports.data import VERSION, data_files

PUBLISHED = Path(__file__).with_name("data_keys.txt")
IDENTITY = BuildIdentity("https://example.org/", None, 0, "")
GONE = "a key of version 1 went or changed its type: programs rely on it, so that takes data/v2, beside data/v1"
CAME = "a key came: raise the second number of VERSION in exports/data/__init__.py, then run this test with --renew"
BACK = "the version is lower than the published one"
LIST = "the list is not up to date: run this test with --renew"


def published(files: Mapping[str, bytes]) -> list[str]:
    """Return every key of the data files with its type, and every column of the table."""
    whole, build = (json.loads(files[addresses.data_schema(name)]) for name in ("catalogue", "build"))
    header = next(csv.reader(io.StringIO(files[addresses.data("contributions.csv")].decode())))
    columns = (f"contributions.csv:{name} column" for name in header)
    return sorted([*_keys(whole, whole["$defs"], ""), *_keys(build, {}, "build.json:"), *columns])


def _keys(schema: Mapping[str, Any], definitions: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, inside in schema.get("properties", {}).items():
        yield f"{path}{name} {_type(inside)}{'' if name in schema.get('required', ()) else ', may be absent'}"
        for part in _parts(inside):
            if "$ref" in part:
                yield from _keys(definitions[part["$ref"].rpartition("/")[2]], definitions, f"{path}{name}.")


def _parts(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield *schema* and everything that a value of it may be or hold, but for what stands under a key."""
    yield schema
    inside = (*schema.get("anyOf", ()), *(schema[key] for key in ("items", "additionalProperties") if schema.get(key)))
    for part in inside:
        yield from _parts(part)


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return f"one of {', '.join(sorted(schema['enum']))}"
    if "$ref" in schema:
        return "object"
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    if isinstance(values := schema.get("additionalProperties"), dict):
        return f"object of {_type(values)}"
    return str(schema["type"])


def wrong(before: Iterable[str], now: Iterable[str], known: str, version: str) -> str:
    """Return what is wrong with the keys *now* in *version*, if *before* were those of the version *known*."""
    first, second = ([int(part) for part in each.split(".")] for each in (known, version))
    if second < first:
        return BACK
    if set(before) - set(now) and second[0] == first[0]:
        return GONE
    if set(now) - set(before) and second <= first:
        return CAME
    return LIST if set(now) != set(before) or known != version else ""


@pytest.mark.parametrize(
    ("now", "version", "expected"),
    [
        ("id text,name text", "1.3", ""),
        ("id text", "1.3", GONE),
        ("id text", "1.4", GONE),
        ("id text", "2.0", LIST),
        ("id number,name text", "1.4", GONE),
        ("id text,name text,doi text", "1.3", CAME),
        ("id text,name text,doi text", "1.2", BACK),
        ("id text,name text,doi text", "1.10", LIST),
        ("id text,name text", "1.4", LIST),
    ],
)
def test_what_a_change_of_keys_takes(now: str, version: str, expected: str) -> None:
    assert wrong(["id text", "name text"], now.split(","), "1.3", version) == expected


def test_no_key_of_the_data_goes_or_comes_without_a_higher_version(
    request: pytest.FixtureRequest, catalogue: Catalogue
) -> None:
    # The names of the survey's own vocabularies are the content's; one stands for all.
    first_of_all = next(iter(catalogue.vocabularies.values()))
    vocabulary = first_of_all.model_copy(update={"id": "a-vocabulary"})
    entries = tuple(
        entry.model_copy(update={"facts": {vocabulary.id: entry.facts[first_of_all.id]}})
        for entry in catalogue.contributions
    )
    changed = replace(catalogue, vocabularies={vocabulary.id: vocabulary}, contributions=entries)
    now = published(data_files(changed, IDENTITY))
    first, *before = PUBLISHED.read_text(encoding="utf-8").splitlines()
    known = first.removeprefix("version ")
    trouble = wrong(before, now, known, VERSION)
    if trouble == LIST and request.config.getoption("--renew"):
        PUBLISHED.write_text("\n".join([f"version {VERSION}", *now, ""]), encoding="utf-8")
        return
    changes = [*(f"- {key}" for key in sorted({*before} - {*now})), *(f"+ {key}" for key in sorted({*now} - {*before}))]
    assert not trouble, "\n".join([*changes, trouble])
