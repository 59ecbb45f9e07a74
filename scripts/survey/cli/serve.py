"""Show the site while you write: a saved change is shown at once.

Problems are reported, and the pages stay as they were until the files are
correct. Ctrl-C ends it.

Example:
  %(prog)s --address 127.0.0.1:8080
"""

import signal
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack, suppress

from ..files import Changes
from ..site.live_preview import serve
from . import console
from .options import add_build_dir, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument("--address", default="127.0.0.1:8000", help="host and port (default: 127.0.0.1:8000)")


def run(options: Namespace) -> None:
    """Serve until interrupted and print the result of every change."""
    with console.report_errors():
        project = project_of(options)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # shells ignore SIGINT for background jobs
    broken = False
    with console.report_errors(), suppress(KeyboardInterrupt), ExitStack() as first:
        progress = first.enter_context(console.working("Reading the content"))
        for result in serve(project, options.address, progress):
            first.close()
            if isinstance(result, str):
                console.print_line(result)
                continue
            if isinstance(result, Changes):
                if result or broken:
                    console.print_line(f"Good: {len(result.written)} files written, {len(result.deleted)} deleted.")
            else:
                console.trouble(result, "The pages stay as they were until this is mended.")
            broken = not isinstance(result, Changes)
