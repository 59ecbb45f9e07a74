"""Examples of how to use the data files, to copy. The tests run every one of them against the finished site."""

from dataclasses import dataclass

from ... import addresses
from ...edition import Edition


@dataclass(frozen=True)
class Sample:
    """A piece of program."""

    heading: str
    language: str
    """python or shell."""
    code: str


def samples(edition: Edition) -> tuple[Sample, ...]:
    """Return the examples, for the address at which the survey lives."""
    catalogue = edition.full(addresses.CATALOGUE)
    table = edition.full(addresses.data("contributions.csv"))
    schema = edition.full(addresses.data_schema("catalogue"))
    return (
        Sample("Python: every paper with its DOI", "python", PAPERS.format(url=catalogue)),
        Sample("Python: the packages by licence", "python", LICENCES.format(url=catalogue)),
        Sample("Python: the table", "python", TABLE.format(url=table)),
        Sample("Shell: the first rows of the table", "shell", f"curl -fsSL {table} | sed -n 1,5p"),
        Sample("Shell: keep a copy with its schema", "shell", f"curl -fsSLO {catalogue}\ncurl -fsSLO {schema}"),
    )


PAPERS = """\
import json
from urllib.request import urlopen

with urlopen("{url}") as answer:
    catalogue = json.load(answer)

for entry in catalogue["contributions"]:
    print(entry["number"], entry["name"], entry["doi"] or "no confirmed DOI")"""

LICENCES = """\
import json
from collections import Counter
from urllib.request import urlopen

with urlopen("{url}") as answer:
    packages = json.load(answer)["packages"]

licences = [package["license"] for package in packages]
named = Counter(each["spdx"] or f"{{each['name']}} (no confirmed SPDX identifier)" for each in licences)
for licence, count in named.most_common():
    print(count, licence)"""

TABLE = """\
import csv
from urllib.request import urlopen

with urlopen("{url}") as answer:
    lines = answer.read().decode("utf-8").splitlines()

for row in csv.DictReader(lines):
    print(row["number"], row["name"], row["categories"].split("; "))"""
