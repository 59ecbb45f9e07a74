"""Put the finished site on a branch of a git remote: ``publish.py --remote R [--branch B] [--under DIR]``."""

import argparse
import sys
from pathlib import Path

from survey.problems import EnvironmentProblem
from survey.publish import Destination, publish

PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Read the command line, publish, say where. Returns 0, or 2 when publishing is not possible here."""
    options = _options()
    try:
        to = Destination(options.remote, options.branch, options.under)
        commit = publish(PROJECT, options.site, to, options.message)
    except EnvironmentProblem as problem:
        print(f"publish: {problem}", file=sys.stderr)
        return 2
    print(f"{options.site} is on {to.branch} of {to.remote}: {commit[:12]}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Publish the finished site to a branch of a git remote.")
    parser.add_argument("--site", type=Path, default=PROJECT / "build" / "site", help="default: build/site")
    parser.add_argument("--remote", required=True, help="a remote's name, or an address, for example origin")
    parser.add_argument("--branch", default="gh-pages", help="default: gh-pages")
    parser.add_argument("--under", default="", metavar="DIR", help="a folder of the branch, for one site of several")
    parser.add_argument("--message", default="Publish the site", help="the commit's message")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
