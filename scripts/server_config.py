#!/usr/bin/env python3
"""Print how a web server serves the site: types of files, the page for what is missing, caching, security."""

import argparse
from pathlib import Path

from survey.cli import console
from survey.site import mkdocs
from survey.site.mkdocs import EngineSettings
from survey.site.server_config import SERVERS, SiteLocation

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line and print a configuration. The hosts of build.py --host find theirs in the site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", choices=SERVERS)
    parser.add_argument("--root", type=Path, default=ROOT / "build" / "site", help="the site's folder on the server")
    parser.add_argument("--site-url", help="address at which the site is read (as in mkdocs.yml)")
    options = parser.parse_args()
    with console.report_errors():
        place = SiteLocation.of(options.root, mkdocs.address(ROOT, EngineSettings(options.site_url)))
        console.print_line(SERVERS[options.server](place).rstrip("\n"))


if __name__ == "__main__":
    main()
