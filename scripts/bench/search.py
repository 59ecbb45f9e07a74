#!/usr/bin/env python3
"""Measure the search in Chromium with the golden queries, on the current content and with 4,000 contributions.

Prints how many queries have the expected first result, how much the first query downloads, and how long queries take;
then the same for Material's search engine, with MkDocs' index of the pages and with our records as its index.
"""

import argparse
import gzip
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from typing import Any

import material  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from bench.chromium import find_chromium
from survey import TEMPLATES
from survey.cli import console
from survey.content.build_identity import BuildIdentity
from survey.content.model import Survey
from survey.content.project import Project, read
from survey.content.strict_yaml import Document
from survey.content.strict_yaml import read as read_yaml
from survey.search import SearchRecord, search_files, search_records
from survey.site.documents import documents

ROOT = Path(__file__).resolve().parents[2]
QUERIES = "tests/search/queries.yml"
ENGINE = [ROOT / "templates/theme/assets" / name for name in ("accents.js", "search/ranking.js")]
RUN = """queries => queries.map(query => {
    const start = performance.now(), found = surveySearch.find(query);
    return [found[0]?.thing.address ?? "", performance.now() - start];
})"""
OURS_FOR_MATERIAL = """() => surveySearch.things.map(({address, title, note, text, kind, names}) => {
    const forms = own => names.filter(name => name.own === own).flatMap(name => [name.words.join(" "), name.whole]);
    const said = [note, ...forms(false), text].join(" ");
    return {location: address, title, text: said, tags: forms(true), boost: 2 ** (7 - kind)};
})"""
MATERIAL = """async ([worker, index, queries]) => {
    const engine = new Worker(URL.createObjectURL(new Blob([worker])));
    const ask = message => new Promise(done => { engine.onmessage = done; engine.postMessage(message); });
    await ask({type: 0, data: {...index, options: {suggest: false}}});
    const found = [];
    for (const query of queries) found.push((await ask({type: 2, data: query})).data.data.items[0]?.[0].location ?? "");
    return found;
}"""
"""Message types of Material's search worker: 0 is set-up, 2 is a query."""
FIELDS = {"title": {"boost": 1e3}, "text": {"boost": 1}, "tags": {"boost": 1e6}}
CONFIG = {"lang": ["en"], "separator": r"[\s\-/()_,.:+]+", "pipeline": [], "fields": FIELDS}


def main() -> None:
    """Print one line for each size and engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contributions", type=int, default=4000)
    many = parser.parse_args().contributions
    project = Project.at(ROOT, TEMPLATES)
    catalogue = read(project)
    records = search_records(
        catalogue, documents(project, catalogue, BuildIdentity("https://survey.example/", None, 0, "")).pages
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        ours(page, f"{len(catalogue.contributions)} contributions", catalogue.survey, records)
        mine = {"config": CONFIG, "docs": page.evaluate(OURS_FOR_MATERIAL)}
        theirs(page, "Material's engine, our records", mine)
        theirs(page, "Material's engine, MkDocs' index", stock_index())
        page.reload()
        copies = multiplied(records, many // len(catalogue.contributions))
        ours(page, f"{many:,} contributions", catalogue.survey, copies)
        browser.close()


def golden() -> Mapping[str, str]:
    """Return the golden queries: query to expected address."""
    document = read_yaml(QUERIES, (ROOT / QUERIES).read_bytes())
    assert isinstance(document, Document), document
    groups: Any = document.data
    return {query: address for group in groups.values() for query, address in group.items()}


def multiplied(records: Sequence[SearchRecord], times: int) -> list[SearchRecord]:
    """Return *records* and *times* - 1 copies with other letters, so that the copies do not compress better."""
    made = list(records)
    for copy in range(1, times):
        turned = str.maketrans(ascii_lowercase, ascii_lowercase[copy % 25 + 1 :] + ascii_lowercase[: copy % 25 + 1])
        for record in records:
            made.append(turned_into(record, copy, turned))
    return made


def turned_into(record: SearchRecord, copy: int, letters: Mapping[int, int]) -> SearchRecord:
    """Return *record* with its letters replaced by *letters* and the number of the *copy* added."""
    names, aliases = (
        tuple(f"{name.lower().translate(letters)}{copy}" for name in each) for each in (record.names, record.aliases)
    )
    note, text = (f"{each.lower().translate(letters)} {copy}" for each in (record.note, record.text))
    return SearchRecord(record.kind, f"{copy}/{record.address}", record.title, note, names, aliases, text)


def ours(page: Page, label: str, survey: Survey, records: Sequence[SearchRecord]) -> None:
    """Load the index of *records* as the search box does, run the queries, print results, sizes and times."""
    files = [*(path.read_bytes() for path in ENGINE), *search_files(survey, records).values()]
    for content in files:
        page.add_script_tag(content=content.decode())
    wanted = golden()
    found = page.evaluate(RUN, [*wanted])
    times = sorted(took for _, took in found)
    right = sum(address == got for address, (got, _) in zip(wanted.values(), found, strict=True))
    sizes = " + ".join(f"{len(gzip.compress(each)) / 1e3:,.0f} kB" for each in files)
    console.print_line(
        f"{label}: {right} of {len(wanted)} right; first query fetches {sizes} compressed (accents, engine, names, "
        f"and texts if names are few); a query takes {times[len(times) // 2]:.1f} ms, at most {times[-1]:.0f} ms"
    )


def theirs(page: Page, label: str, index: object) -> None:
    """Run the queries in Material's search worker with *index* and print the results."""
    worker = next((Path(material.__file__).parent / "templates/assets/javascripts/workers").glob("search.*.min.js"))
    wanted = golden()
    found = page.evaluate(MATERIAL, [worker.read_text(encoding="utf-8"), index, [*wanted]])
    right = sum(address == got for address, got in zip(wanted.values(), found, strict=True))
    size = len(gzip.compress(json.dumps(index, separators=(",", ":")).encode()))
    console.print_line(f"{label}: {right} of {len(wanted)} right; first query fetches {size / 1e3:,.0f} kB of index")


def stock_index() -> object:
    """Return the index that MkDocs' search plugin makes of the pages in build/docs (made by `survey build`)."""
    with TemporaryDirectory() as folder:
        config = Path(folder, "mkdocs.yml")
        inherited = {"INHERIT": str(ROOT / "mkdocs.yml"), "docs_dir": str(ROOT / "build/docs"), "plugins": ["search"]}
        theme = {"custom_dir": str(ROOT / "templates/theme")}
        config.write_text(json.dumps({**inherited, "site_dir": f"{folder}/site", "theme": theme}), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(config)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return json.loads(Path(folder, "site/search/search_index.json").read_bytes())


if __name__ == "__main__":
    main()
