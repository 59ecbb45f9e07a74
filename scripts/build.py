#!/usr/bin/env python3
"""Build the site: content/ in, a verified static site out."""

import argparse
import gc
import os
import sys
from contextlib import ExitStack
from pathlib import Path

# A build is short and makes hardly any cycles; looking for them, from the first import on, takes a tenth of its time.
gc.disable()

from survey.problems import EnvironmentProblem  # noqa: E402
from survey.site import mkdocs  # noqa: E402
from survey.site.server_config import HOSTS  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


def command_line() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with mkdocs.yml and content/ (this one)")
    parser.add_argument("--build-dir", type=Path, help="where all that is made goes (PROJECT/build)")
    parser.add_argument("--out", type=Path, help="where the site goes (PROJECT/build/site)")
    parser.add_argument("--site-url", help="address at which the site will be read (as in mkdocs.yml)")
    parser.add_argument("--preview", metavar="NAME", help="put a banner with NAME and noindex on every page")
    parser.add_argument("--editions", type=Path, help="folder with all dated editions, to be published with the site")
    parser.add_argument("--host", choices=HOSTS, help="put the file into the site that tells this host how to serve it")
    return parser.parse_args()


def main(options: argparse.Namespace, waiting: mkdocs.Engine) -> None:
    """Build with the engine that is *waiting*, say what was done."""
    # Only now: these take half a second, in which the engine loads, too.
    from survey.cli import console
    from survey.content.project import Project
    from survey.pipeline import Settings, build

    with console.report_errors():
        project = Project.at(options.project.resolve(), ROOT / "templates", options.build_dir)
    out = options.out or project.build / "site"
    with console.report_errors("The published site is as it was."), console.working("Building the site") as progress:
        settings = Settings(out, options.site_url, options.preview, editions=options.editions, host=options.host)
        report = build(project, settings, waiting, progress)
    console.problems(report.notes)
    times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in report.seconds.items())
    console.print_line(f"{len(report.pages)} pages are in {out} ({times}).")


if __name__ == "__main__":
    options = command_line()
    with ExitStack() as ending:
        try:
            waiting = ending.enter_context(mkdocs.started())
        except EnvironmentProblem:
            from survey.cli import console

            with console.report_errors():
                raise
        main(options, waiting)
    sys.stdout.flush()
    os._exit(0)  # all is written; taking a whole catalogue apart would be a tenth of a second's work for nobody
