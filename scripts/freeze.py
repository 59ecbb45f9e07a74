#!/usr/bin/env python3
"""Freeze what readers cite and link to: new BibTeX keys and new addresses. From then on no build lets one go.

Also brings the list of papers in CITATION.cff, if there is one, up to date.
"""

import argparse
from pathlib import Path

from survey import console
from survey.catalogue import LOCK as KEYS
from survey.catalogue import freeze
from survey.editions import CITATION, stamped
from survey.files import disk, read_tree
from survey.pipeline import Settings, build
from survey.project import Project, read_edition
from survey.promises import LOCK as ADDRESSES

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line; add what is new to the two lists, or say that it is missing there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with mkdocs.yml and content/ (this one)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something new is not frozen yet")
    options = parser.parse_args()
    project = Project.at(options.project.resolve(), ROOT / "templates")
    content = project.root / "content"
    with console.told("The lists are as they were."):
        if not options.check:
            _write(content / KEYS, freeze(read_tree(content, "content")))
        with console.working("Building the site, whose addresses are the promise …"):
            lock = build(project, Settings(project.build / "site")).lock
        wanted = {content / ADDRESSES: lock, **_citation(project)}
        old = [path for path, text in wanted.items() if not path.is_file() or path.read_bytes() != text.encode()]
        if options.check and old:
            parser.exit(1, f"not up to date: {', '.join(path.name for path in old)}; run scripts/freeze.py\n")
        for path in old:
            _write(path, wanted[path])
    console.speak(f"{KEYS}, {', '.join(path.name for path in wanted)} are complete.")


def _citation(project: Project) -> dict[Path, str]:
    path = project.root / CITATION
    return {path: stamped(project, *read_edition(project, ""))} if path.is_file() else {}


def _write(path: Path, text: str) -> None:
    with disk(f"write {path}"):
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
