#!/usr/bin/env python3
"""Put the finished site on a branch of a git remote, beside whatever else is there."""

import argparse
from pathlib import Path

from survey import addresses, console
from survey.edition import checked_day
from survey.publish import Destination, publish

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build"


def main() -> None:
    """Read the command line, publish, say where."""
    options = _options()
    with console.told():
        to, site = _destination(options)
        commit = publish(PROJECT, site, to, options.message)
    console.speak(f"{site} is on {to.branch} of {to.remote}: {commit[:12]}")


def _destination(options: argparse.Namespace) -> tuple[Destination, Path]:
    """Return where to publish, and what: the site, or a dated edition in the folder that readers know."""
    if options.edition is None:
        return Destination(options.remote, options.branch, options.under), options.site or BUILD / "site"
    under = addresses.edition(checked_day(options.edition)).rstrip("/")
    site = options.site or BUILD / "editions" / under.removeprefix("v/")
    return Destination(options.remote, options.branch, under, once=True), site


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="default: build/site, or the edition in build/editions")
    parser.add_argument("--remote", required=True, help="a remote's name, or an address, for example origin")
    parser.add_argument("--branch", default="gh-pages", help="default: gh-pages")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--under", default="", metavar="DIR", help="a folder of the branch, for one site of several")
    where.add_argument("--edition", metavar="DATE", help="a dated edition (2026-11-22), which is never changed")
    parser.add_argument("--message", default="Publish the site", help="the commit's message")
    return parser.parse_args()


if __name__ == "__main__":
    main()
