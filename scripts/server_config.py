#!/usr/bin/env python3
"""Print how a web server serves the site: types of files, the page for what is missing, caching, security."""

import argparse
from pathlib import Path

from survey import console, engine
from survey.engine import EngineSettings
from survey.server_config import SERVERS, Place

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line and print a configuration. The hosts of build.py --host find theirs in the site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", choices=SERVERS)
    parser.add_argument("--root", type=Path, default=ROOT / "build" / "site", help="the site's folder on the server")
    parser.add_argument("--site-url", help="address at which the site is read (as in mkdocs.yml)")
    options = parser.parse_args()
    with console.told():
        place = Place.of(options.root, engine.address(ROOT, EngineSettings(options.site_url)))
        console.speak(SERVERS[options.server](place).rstrip("\n"))


if __name__ == "__main__":
    main()
