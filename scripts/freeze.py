#!/usr/bin/env python3
"""Freeze what readers cite and link to: new BibTeX keys and new addresses. From then on no build lets one go.

Also brings the list of papers in CITATION.cff, if there is one, up to date.
"""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from survey.cli import console
from survey.cli.editions import CITATION, stamped
from survey.content import ADDRESSES, freeze
from survey.content import LOCK as KEYS
from survey.content.project import Project, content, read_identity
from survey.files import add_files, temporary_folder
from survey.pipeline import Settings, build
from survey.problems import Progress

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line; add what is new to the lists, or say in which it is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with mkdocs.yml and content/ (this one)")
    parser.add_argument("--build-dir", type=Path, help="where all that is made goes (PROJECT/build)")
    parser.add_argument("--check", action="store_true", help="write no list; exit 1 if something new is not in them")
    options = parser.parse_args()
    with console.report_errors():
        project = Project.at(options.project.resolve(), ROOT / "templates", options.build_dir)
    with console.report_errors("The lists are as they were."):
        with console.working("Building the site, whose addresses are the promise") as progress:
            lists = _lists(project, progress)
        old = [path for path, text in lists.items() if not _says(project.root / path, text)]
        if options.check and old:
            parser.exit(1, f"not up to date: {', '.join(old)}; run scripts/freeze.py\n")
        add_files(project.root, {path: lists[path] for path in old})
    console.print_line(f"Complete: {', '.join(lists)}.")


def _lists(project: Project, progress: Progress) -> Mapping[str, bytes]:
    """Return path -> text of each list as it should be. The site is built for its addresses alone, and not kept."""
    files = content(project)
    keys = freeze(files, odd=files.odd).encode()
    frozen = replace(project, instead={KEYS: keys})
    with temporary_folder(project.build, "freeze") as folder:
        lock = build(frozen, Settings(folder / "site"), progress=progress).lock
    citation = {CITATION: stamped(frozen, *read_identity(frozen, ""))} if (project.root / CITATION).is_file() else {}
    lists = {f"content/{ADDRESSES}": lock, **citation}
    return {f"content/{KEYS}": keys, **{path: text.encode() for path, text in lists.items()}}


def _says(path: Path, text: bytes) -> bool:
    return path.is_file() and path.read_bytes() == text


if __name__ == "__main__":
    main()
