"""Check the content without building.

All problems of all files are reported in one run, each as
file:line:column: CODE message (hint). A file that does not match its schema is
checked further only after that is corrected.

Example:
  %(prog)s --project ../other-survey
"""

from argparse import ArgumentParser, Namespace

from ..content.project import read
from . import console
from .options import add_build_dir, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)


def run(options: Namespace) -> None:
    """Check the content and print the result."""
    with console.report_errors():
        catalogue = read(project_of(options))
    console.problems(catalogue.notes)
    console.print_line(f"The content is good: {len(catalogue.contributions)} {catalogue.survey.contributions}.")
