"""Serve the built site on this machine, as a public host would. Ctrl-C ends it.

Files are sent with the media types that public hosts use, and missing addresses
show the site's own 404 page. For a preview while you write, use `serve`.

Example:
  %(prog)s --port 8080 --under /survey/
"""

from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path
from threading import Event

from ..files import disk, is_ours
from ..problems import EnvironmentProblem
from ..site.static_server import hosted
from . import console
from .options import add_build_dir, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="the built site (default: site/ in the folder of --build-dir)"
    )
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--under", default="/", metavar="PATH", help="path of the site's address, as in /survey/")


def run(options: Namespace) -> None:
    """Serve until interrupted."""
    with console.report_errors(), suppress(KeyboardInterrupt):
        site = options.site or project_of(options).build / "site"
        if not is_ours(site):
            raise EnvironmentProblem(f"{site} is not a finished site; build it first: make site")
        if not 0 <= options.port <= 0xFFFF:
            raise EnvironmentProblem(f"{options.port} is no port; they end at 65535")
        under = f"/{options.under.strip('/')}/".replace("//", "/")
        with disk(f"serve at port {options.port}"), hosted(site, under, port=options.port) as address:
            console.print_line(f"The site is at {address} until you press Ctrl-C.")
            Event().wait()
