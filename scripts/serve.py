#!/usr/bin/env python3
"""Serve the site while you write: a saved change shows at once, a broken file is told and changes nothing."""

import argparse
import signal
from contextlib import ExitStack, suppress
from pathlib import Path

from survey.cli import console
from survey.content.project import Project
from survey.files import Changes
from survey.site.live_preview import serve

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the command line, serve until interrupted, tell what every change did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT, help="folder with mkdocs.yml and content/ (this one)")
    parser.add_argument("--build-dir", type=Path, help="where all that is made goes (PROJECT/build)")
    parser.add_argument("--address", default="127.0.0.1:8000", help="host and port (127.0.0.1:8000)")
    options = parser.parse_args()
    with console.report_errors():
        project = Project.at(options.project.resolve(), ROOT / "templates", options.build_dir)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # in the background, shells have it ignored
    broken = False
    with console.report_errors(), suppress(KeyboardInterrupt), ExitStack() as first:
        progress = first.enter_context(console.working("Reading the content"))
        for told in serve(project, options.address, progress):
            first.close()
            if isinstance(told, str):
                console.print_line(told)
                continue
            if isinstance(told, Changes):
                if told or broken:
                    console.print_line(f"Good: {len(told.written)} files written, {len(told.deleted)} deleted.")
            else:
                console.trouble(told, "The pages stay as they were until this is mended.")
            broken = not isinstance(told, Changes)


if __name__ == "__main__":
    main()
