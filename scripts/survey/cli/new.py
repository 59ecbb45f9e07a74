"""Start the file of a contribution or package, with every key that it needs.

The file is written to content/contributions/ or content/packages/; an existing
file is never overwritten. Fill it in: `check` reports what is still missing.

Example:
  %(prog)s contribution my-code
"""

from argparse import ArgumentParser, Namespace

from .. import COMMAND
from ..content import load_survey
from ..content.entry_templates import check_id, contribution, package
from ..content.project import content
from ..files import disk
from ..problems import EnvironmentProblem
from . import console
from .options import add_project, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_project(parser)
    parser.add_argument("kind", choices=("contribution", "package"), help="what to start")
    parser.add_argument("id", help="the entry's permanent name in addresses: a-z, 0-9 and inner hyphens")


def run(options: Namespace) -> None:
    """Write the file; refuse to overwrite an existing one."""
    with console.report_errors():
        check_id(options.id)
        project = project_of(options)
        path = project.root / "content" / f"{options.kind}s" / f"{options.id}.yml"
        if path.exists():
            raise EnvironmentProblem(f"{path.relative_to(project.root)} is there already")
        files = content(project)
        draft = package() if options.kind == "package" else contribution(load_survey(files, odd=files.odd))
        # «x» fails if the path exists, even as a symbolic link.
        with disk(f"write {path}"), path.open("x", encoding="utf-8") as file:
            file.write(draft)
    shown = path.relative_to(project.root)
    console.print_line(f"Fill in {shown}, then run {COMMAND} check: it names what is still to do.")
