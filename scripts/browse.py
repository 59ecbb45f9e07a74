#!/usr/bin/env python3
"""Serve the built site on this machine, as a public host would."""

import argparse
from contextlib import suppress
from pathlib import Path
from threading import Event

from survey.cli import console
from survey.files import disk, is_ours
from survey.problems import EnvironmentProblem
from survey.site.static_server import hosted

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line, serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--under", default="/", metavar="PATH", help="path of the site's address, as in /survey/")
    options = parser.parse_args()
    with console.report_errors(), suppress(KeyboardInterrupt):
        if not is_ours(options.site):
            raise EnvironmentProblem(f"{options.site} is not a finished site; build it first: make site")
        if not 0 <= options.port <= 0xFFFF:
            raise EnvironmentProblem(f"{options.port} is no port; they end at 65535")
        under = f"/{options.under.strip('/')}/".replace("//", "/")
        with disk(f"serve at port {options.port}"), hosted(options.site, under, port=options.port) as address:
            console.print_line(f"The site is at {address} until you press Ctrl-C.")
            Event().wait()


if __name__ == "__main__":
    main()
