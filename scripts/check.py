#!/usr/bin/env python3
"""Check the content without building: every problem of all files, each where it stands."""

import argparse
from pathlib import Path

from survey.cli import console
from survey.content.project import Project, read

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line, check, say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with mkdocs.yml and content/ (this one)")
    parser.add_argument("--build-dir", type=Path, help="where all that is made goes (PROJECT/build)")
    options = parser.parse_args()
    with console.report_errors():
        catalogue = read(Project.at(options.project.resolve(), ROOT / "templates", options.build_dir))
    console.problems(catalogue.notes)
    console.print_line(f"The content is good: {len(catalogue.contributions)} {catalogue.survey.contributions}.")


if __name__ == "__main__":
    main()
