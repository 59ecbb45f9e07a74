"""The command line: one command, `survey`, with a module of this folder for each thing that it does.

Only the module that is asked for is imported. A module has ``add_options(parser)`` and ``run(options)``; its docstring
is its manual, which `--help` prints.
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
"""What the command does, in the order in which people need it. A module is named as its command, with _ for -."""

EXIT_CODES = """
exit codes:
  0 good; 1 the content or the site is wrong; 2 usage or environment is wrong;
  130, 143 stopped by Ctrl-C or a plain kill"""


def main(*before: str) -> None:
    """Run what the command line asks for and end the process. *before* stands before its words: a command's name."""
    # First of all: until a command begins its work (console.report_errors) there is nothing to tidy up, and Ctrl-C
    # simply ends it, where Python would show what it was importing. Shells ignore it for what runs in the background.
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # The system's Python, which starts a script that is called by its name alone, would end in a traceback.
    if find_spec("pybtex") is None:
        print(
            f"{sys.executable} lacks the packages of this project. Start it as {COMMAND} …; `make site` sets that up.",
            file=sys.stderr,
        )
        sys.exit(2)
    run([*before, *sys.argv[1:]])
    sys.stdout.flush()
    os._exit(0)  # all is written; taking a whole catalogue apart would be a tenth of a second's work for nobody


def run(arguments: Sequence[str]) -> None:
    """Run what *arguments* ask for: the name of a command and its options. Raises SystemExit if that fails."""
    options = parsed(arguments)
    options.run(options)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of the command that *arguments* name first, and as ``run`` the function that takes them."""
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
