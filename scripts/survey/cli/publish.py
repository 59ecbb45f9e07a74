"""Put the built site on a branch of a git remote; other files there are kept.

Only a site that was built from a commit and has not been changed since is
published. If somebody else pushes at the same time, publishing is tried again
on top of their push. A dated edition (--edition) is published once and never
changed.

Example:
  %(prog)s --remote origin --branch gh-pages
"""

import math
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from .. import addresses
from ..content import strict_yaml
from ..content.build_identity import checked_day
from ..content.project import Project
from ..problems import EnvironmentProblem
from ..site.publish import WAIT, Destination, publish
from . import console
from .options import add_build_dir, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument(
        "--site",
        type=Path,
        metavar="DIR",
        help="what to publish (default: site/ in the folder of --build-dir, or the edition in editions/)",
    )
    parser.add_argument("--remote", required=True, help="a remote's name, or an address, for example origin")
    parser.add_argument("--branch", default="gh-pages", help="default: gh-pages")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--under", default="", metavar="DIR", help="a folder of the branch, for one site of several")
    where.add_argument("--edition", metavar="DATE", help="a dated edition (2026-11-22), which is never changed")
    parser.add_argument("--message", default="Publish the site", help="the commit's message, one line")
    parser.add_argument("--allow-dirty", action="store_true", help="also publish a site built from uncommitted files")
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


def run(options: Namespace) -> None:
    """Publish the site and print the branch and commit."""
    with console.report_errors():
        project = project_of(options)
        to, site = _destination(project, options)
        commit = publish(project.root, site, to, options.message, allow_dirty=options.allow_dirty, wait=options.wait)
    console.print_line(f"{site} is on the branch {to.branch}, commit {commit[:12]}.")


def _destination(project: Project, options: Namespace) -> tuple[Destination, Path]:
    """Return where to publish, and the folder to publish: the site, or with --edition a dated edition.

    Raises EnvironmentProblem if --edition and --take-over are combined.
    """
    if options.edition is None:
        to = Destination(options.remote, options.branch, options.under, take_over=options.take_over)
        return to, options.site or project.build / "site"
    if options.take_over:
        raise EnvironmentProblem("an edition has a place of its own and takes nothing over; leave --take-over away")
    under = addresses.edition(checked_day(options.edition)).rstrip("/")
    site = options.site or project.build / "editions" / under.removeprefix("v/")
    manifest = _recorded(project.root / "content" / "editions" / f"{options.edition}.yml")
    return Destination(options.remote, options.branch, under, once=True, manifest=manifest), site


def _recorded(record: Path) -> str:
    """Return the manifest digest in an edition's *record*; an empty string if there is no record or no digest."""
    document = strict_yaml.read(str(record), record.read_bytes(), dict) if record.is_file() else None
    data = document.data if isinstance(document, strict_yaml.Document) else {}
    return str(data.get("manifest", "")) if isinstance(data, dict) else ""


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds) or seconds < 0:
        raise ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds
