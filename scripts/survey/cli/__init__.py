"""The command line: one command, `survey`, with one module of this folder for each subcommand.

Only the module of the requested subcommand is imported. A module defines ``add_options(parser)`` and ``run(options)``;
its docstring is the manual that `--help` prints.
"""

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from inspect import cleandoc

from .. import COMMAND

COMMANDS: Mapping[str, str] = {
    "build": "build the site",
    "check": "check the content without building",
    "explain": "say what an error code means and what to do",
    "serve": "show the site while you write",
    "new": "start the file of a contribution or package",
    "schema": "write JSON Schemas of the content for editors",
    "freeze": "record new BibTeX keys and addresses",
    "edition": "make a dated edition and its archive",
    "publish": "put the built site on a branch of a git remote",
    "browse": "serve the built site on this machine",
    "server-config": "print the configuration of a web server",
}
"""Subcommand to summary, in the order of typical use. A module has its subcommand's name, with _ for -."""

EXIT_CODES = """
exit codes:
  0 good; 1 the content or the site is wrong; 2 usage or environment is wrong;
  130, 143 stopped by Ctrl-C or a plain kill"""


def main(*before: str) -> None:
    """Run the command line, with *before* (a subcommand's name) in front of its arguments, and end the process."""
    # First of all: until a command begins its work (console.report_errors) there is nothing to clean up, so Ctrl-C ends
    # the process at once instead of printing a traceback. Shells ignore SIGINT for background jobs; that is kept.
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A script started by its name alone runs with the system's Python, which would fail with a traceback.
    if find_spec("pybtex") is None:
        print(
            f"{sys.executable} lacks the packages of this project. Start it as {COMMAND} …; `make site` sets that up.",
            file=sys.stderr,
        )
        sys.exit(2)
    run([*before, *sys.argv[1:]])
    if sys.stdout:  # Python has none where the caller closed it
        sys.stdout.flush()
    os._exit(0)  # all output is written; freeing the catalogue would take a tenth of a second


def run(arguments: Sequence[str]) -> None:
    """Run the command that *arguments* (its name and options) describe. Raises SystemExit if it fails."""
    options = parsed(arguments)
    options.run(options)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed options of the command named first in *arguments*; ``run`` is the function to call with them.

    Raises SystemExit for wrong usage and after --help.
    """
    parser = argparse.ArgumentParser(
        prog=COMMAND,
        description="A software survey as a website: content in, verified static site out.",
        epilog=f"{COMMAND} COMMAND --help is the manual of a command.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        if name not in arguments[:1]:
            commands.add_parser(name, help=summary)
            continue
        module = import_module(f"{__name__}.{name.replace('-', '_')}")
        manual, _, example = cleandoc(module.__doc__ or "").partition("\n\nExample:\n")
        command = commands.add_parser(
            name,
            help=summary,
            description=manual,
            epilog=f"example:\n{example}\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_options(command)
        command.set_defaults(run=module.run)
    return parser.parse_args(arguments)
