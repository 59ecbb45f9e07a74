#!/usr/bin/env python3
"""Build the site: content/ in, a verified static site out."""

import argparse
import gc
from pathlib import Path

# A build is short and makes hardly any cycles; looking for them, from the first import on, takes a tenth of its time.
gc.disable()

from survey import console  # noqa: E402
from survey.pipeline import Project, Settings, build  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line, build, say what was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with mkdocs.yml and content/ (this one)")
    parser.add_argument("--out", type=Path, help="where the site goes (PROJECT/build/site)")
    parser.add_argument("--site-url", help="address at which the site will be read (as in mkdocs.yml)")
    parser.add_argument("--preview", metavar="NAME", help="put a banner with NAME and noindex on every page")
    options = parser.parse_args()
    project = Project.at(options.project.resolve(), ROOT / "templates")
    with console.told("The published site is as it was."), console.working("Building the site …"):
        report = build(project, Settings(options.out or project.build / "site", options.site_url, options.preview))
    console.problems(report.notes)
    times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in report.seconds.items())
    console.speak(f"{report.pages} pages are in {options.out or project.build / 'site'} ({times}).")


if __name__ == "__main__":
    main()
