#!/usr/bin/env python3
"""Start a new entry: a contribution's or package's file with every key that it needs, ready to be filled in."""

import argparse
from pathlib import Path

from survey.cli import console
from survey.content import load_survey
from survey.content.entry_templates import check_id, contribution, package
from survey.content.project import Project, content
from survey.files import disk
from survey.problems import EnvironmentProblem

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line and write the file, never over another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("contribution", "package"))
    parser.add_argument("id", help="the entry's permanent name in addresses: a-z, 0-9 and inner hyphens")
    options = parser.parse_args()
    with console.report_errors():
        check_id(options.id)
        path = ROOT / "content" / f"{options.kind}s" / f"{options.id}.yml"
        if path.exists():
            raise EnvironmentProblem(f"{path.relative_to(ROOT)} is there already")
        files = content(Project.at(ROOT, ROOT / "templates"))
        draft = package() if options.kind == "package" else contribution(load_survey(files, odd=files.odd))
        # «x»: never over another file, nor through a link to one.
        with disk(f"write {path}"), path.open("x", encoding="utf-8") as file:
            file.write(draft)
    console.print_line(f"Fill in {path.relative_to(ROOT)}, then run scripts/check.py: it names what is still to do.")


if __name__ == "__main__":
    main()
