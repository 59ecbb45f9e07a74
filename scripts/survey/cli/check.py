"""Check the content without building.

Every problem is told as file:line:column: CODE message (hint), for all files in
one run; a file whose form is wrong is checked further once its form is right.

Example:
  %(prog)s --project ../other-survey
"""

from argparse import ArgumentParser, Namespace

from ..content.project import read
from . import console
from .options import add_build_dir, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add what a check may be told."""
    add_build_dir(parser)


def run(options: Namespace) -> None:
    """Check, say what was found."""
    with console.report_errors():
        catalogue = read(project_of(options))
    console.problems(catalogue.notes)
    console.print_line(f"The content is good: {len(catalogue.contributions)} {catalogue.survey.contributions}.")
