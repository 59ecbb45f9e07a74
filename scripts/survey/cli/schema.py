"""Write the JSON Schemas of the content files, for editors.

An editor uses them to check and complete a file as you type, if the file's
first line names its schema:
# yaml-language-server: $schema=../../build/schemas/contribution.schema.json

Example:
  %(prog)s --out ~/schemas
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..exports.editor_schemas import schemas
from ..files import write_tree
from ..problems import EnvironmentProblem
from . import console
from .options import add_build_dir, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for them (default: schemas/ in the folder of --build-dir)"
    )


def run(options: Namespace) -> None:
    """Write the schemas."""
    with console.report_errors():
        project = project_of(options)
        if not project.root.is_dir():
            raise EnvironmentProblem(f"there is no folder {project.root}")
        out = options.out or project.build / "schemas"
        write_tree(out, schemas())
    console.print_line(f"The schemas are in {out}.")
