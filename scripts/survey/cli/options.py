"""Options that several commands share: the project, the build folder and the site's address."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import ROOT, TEMPLATES

if TYPE_CHECKING:
    from ..content.project import Project


def add_project(parser: ArgumentParser) -> None:
    """Add --project."""
    parser.add_argument(
        "--project",
        type=Path,
        default=ROOT,
        metavar="DIR",
        help="folder with mkdocs.yml and content/ (default: this checkout; without one, the current folder)",
    )


def add_build_dir(parser: ArgumentParser) -> None:
    """Add --project and --build-dir."""
    add_project(parser)
    parser.add_argument(
        "--build-dir",
        type=Path,
        metavar="DIR",
        help="folder for everything that is built (default: build/ of the project)",
    )


def add_site_url(parser: ArgumentParser) -> None:
    """Add --site-url."""
    parser.add_argument(
        "--site-url", metavar="URL", help="address at which the site is read (default: site_url of mkdocs.yml)"
    )


def project_of(options: Namespace) -> "Project":
    """Return the project that *options* name.

    Raises EnvironmentProblem if the build folder is one that holds other files.
    """
    # Imported here, not above: a build starts MkDocs before this module is loaded.
    from ..content.project import Project

    return Project.at(options.project.resolve(), TEMPLATES, getattr(options, "build_dir", None))
