#!/usr/bin/env python3
"""Put the finished site on a branch of a git remote, beside whatever else is there."""

import argparse
import math
from pathlib import Path

from survey import addresses
from survey.cli import console
from survey.content import strict_yaml
from survey.content.build_identity import checked_day
from survey.problems import EnvironmentProblem
from survey.site.publish import WAIT, Destination, publish

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build"


def main() -> None:
    """Read the command line, publish, say where."""
    options = _options()
    with console.report_errors():
        to, site = _destination(options)
        commit = publish(PROJECT, site, to, options.message, allow_dirty=options.allow_dirty, wait=options.wait)
    console.print_line(f"{site} is on the branch {to.branch}, commit {commit[:12]}.")


def _destination(options: argparse.Namespace) -> tuple[Destination, Path]:
    """Return where to publish, and what: the site, or a dated edition in the folder that readers know."""
    if options.edition is None:
        to = Destination(options.remote, options.branch, options.under, take_over=options.take_over)
        return to, options.site or BUILD / "site"
    if options.take_over:
        raise EnvironmentProblem("an edition has a place of its own and takes nothing over; leave --take-over away")
    under = addresses.edition(checked_day(options.edition)).rstrip("/")
    site = options.site or BUILD / "editions" / under.removeprefix("v/")
    return Destination(options.remote, options.branch, under, once=True, manifest=_recorded(options.edition)), site


def _recorded(day: str) -> str:
    """Return what the record of the edition of *day* says of its files; nothing if there is no record here."""
    record = PROJECT / "content" / "editions" / f"{day}.yml"
    document = strict_yaml.read(str(record), record.read_bytes(), dict) if record.is_file() else None
    data = document.data if isinstance(document, strict_yaml.Document) else {}
    return str(data.get("manifest", "")) if isinstance(data, dict) else ""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="default: build/site, or the edition in build/editions")
    parser.add_argument("--remote", required=True, help="a remote's name, or an address, for example origin")
    parser.add_argument("--branch", default="gh-pages", help="default: gh-pages")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--under", default="", metavar="DIR", help="a folder of the branch, for one site of several")
    where.add_argument("--edition", metavar="DATE", help="a dated edition (2026-11-22), which is never changed")
    parser.add_argument("--message", default="Publish the site", help="the commit's message, one line")
    parser.add_argument("--allow-dirty", action="store_true", help="also what was built of files that are in no commit")
    parser.add_argument(
        "--take-over", action="store_true", help="replace a site that mkdocs gh-deploy or the like put in this place"
    )
    parser.add_argument(
        "--wait",
        type=_seconds,
        default=WAIT,
        metavar="SECONDS",
        help=f"how long to try again while others push, too (default: {WAIT:g})",
    )
    return parser.parse_args()


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds) or seconds < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


if __name__ == "__main__":
    main()
