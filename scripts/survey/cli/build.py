"""Build the site: content in, a verified static site out.

The content is read and checked, pages and data files are written, MkDocs builds
the site from them, and the site is checked. Only then does it replace the
existing site, in one step. If anything is wrong, the existing site is kept and
every problem is reported as file:line:column: CODE message (hint).

Example:
  %(prog)s --site-url https://you.example/survey/
"""

import gc
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path

from ..problems import EnvironmentProblem
from ..site import mkdocs
from ..site.server_config import HOSTS
from .options import add_build_dir, add_site_url, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where the site goes (default: site/ in the folder of --build-dir)"
    )
    add_site_url(parser)
    parser.add_argument("--preview", metavar="NAME", help="put a banner with NAME and noindex on every page")
    parser.add_argument(
        "--editions", type=Path, metavar="DIR", help="folder with all dated editions, to be published with the site"
    )
    parser.add_argument("--host", choices=HOSTS, help="put the file into the site that tells this host how to serve it")


def run(options: Namespace) -> None:
    """Start MkDocs, build the site and print a summary."""
    # A build is short and creates hardly any reference cycles; collecting them takes a tenth of its time.
    gc.disable()
    with ExitStack() as ending:
        try:
            waiting = ending.enter_context(mkdocs.started())
        except EnvironmentProblem:
            from . import console

            with console.report_errors():
                raise
        _build(options, waiting)


def _build(options: Namespace, waiting: mkdocs.Engine) -> None:
    """Build with the engine *waiting*, which was started earlier."""
    # Imported here, not above: this takes half a second, during which the engine loads as well.
    from ..pipeline import Settings, build
    from . import console

    with console.report_errors():
        project = project_of(options)
    out = options.out or project.build / "site"
    with console.report_errors("The published site is as it was."), console.working("Building the site") as progress:
        settings = Settings(out, options.site_url, options.preview, editions=options.editions, host=options.host)
        report = build(project, settings, waiting, progress)
    console.problems(report.notes)
    times = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in report.seconds.items())
    console.print_line(f"{len(report.pages)} pages are in {out} ({times}).")
