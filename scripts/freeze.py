#!/usr/bin/env python3
"""Freeze the BibTeX keys of new entries: readers cite by them, so from then on no build lets one change or go."""

import argparse
from pathlib import Path

from survey import console
from survey.catalogue import LOCK, freeze
from survey.files import disk, read_tree

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line and add what is new to content/keys.lock."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with content/ (this one)")
    content = parser.parse_args().project.resolve() / "content"
    with console.told(f"{LOCK} is as it was."):
        frozen = freeze(read_tree(content, "content"))
        with disk(f"write {content / LOCK}"):
            (content / LOCK).write_text(frozen, encoding="utf-8")
    console.speak(f"content/{LOCK} has every key of references.bib. Commit it.")


if __name__ == "__main__":
    main()
