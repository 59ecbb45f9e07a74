#!/usr/bin/env python3
"""Make a dated edition of the site, which never changes, and an archive of it for a repository of data."""

import argparse
import os
from pathlib import Path

from survey.cli import console
from survey.cli.editions import adopt_editions, make_edition
from survey.content.project import Project

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line, make the edition, say what to do with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with mkdocs.yml and content/ (this one)")
    parser.add_argument("--build-dir", type=Path, help="where all that is made goes (PROJECT/build)")
    parser.add_argument("--date", help="its day, such as 2026-11-22 (the day of the commit)")
    parser.add_argument("--site-url", help="address at which the site is read (as in mkdocs.yml)")
    parser.add_argument("--out", type=Path, help="where editions are made (PROJECT/build/editions)")
    parser.add_argument(
        "--adopt",
        type=Path,
        metavar="DIR",
        help="make none; record once which files older editions have, which lie in DIR",
    )
    options = parser.parse_args()
    with console.report_errors():
        project = Project.at(options.project.resolve(), ROOT / "templates", options.build_dir)
    if options.adopt:
        with console.report_errors("No edition was recorded."):
            records = adopt_editions(project, options.adopt, options.site_url)
        written = " ".join(map(os.path.relpath, records))
        console.print_line(f"Now commit them: git add {written}" if records else "Every edition is recorded already.")
        return
    out = options.out or project.build / "editions"
    with console.report_errors("No edition was made."), console.working("Making the edition") as progress:
        made = make_edition(project, out, options.date, options.site_url, progress)
    console.print_line(
        f"The edition is in {os.path.relpath(made.site)}, its archive is {os.path.relpath(made.archive)}. Now:"
    )
    publishing = f"scripts/publish.py --remote origin --branch editions --edition {made.written[0].stem}"
    console.print_line(f"  .venv/bin/python {publishing}")
    console.print_line(f"  git add {' '.join(map(os.path.relpath, made.written))}")
    console.print_line("and commit: from then on pages are cited by it.")


if __name__ == "__main__":
    main()
