"""A software survey as a website: content in, verified static site out.

For scripts of your own: ``from survey import read_survey`` gives everything that the survey says, checked and typed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .content import Catalogue
    from .problems import ContentError

__all__ = ["ContentError", "read_survey"]

COMMAND = ".venv/bin/survey"
"""How messages call the command: as `make` installs it in a checkout."""

# The project that a command is about if none is named; the folder of this package and of what belongs to it; how pages
# read. A wheel brings the templates inside of the package.
_PACKAGE = Path(__file__).resolve().parent
if (_PACKAGE / "templates").is_dir():
    ROOT, CODE, TEMPLATES = Path(), _PACKAGE, _PACKAGE / "templates"
else:
    ROOT, CODE, TEMPLATES = _PACKAGE.parents[1], _PACKAGE.parent, _PACKAGE.parents[1] / "templates"


def read_survey(project: Path = ROOT) -> "Catalogue":
    """Return the content of the survey in the folder *project* (this one).

    Raises ContentError with every problem of all files, each with file, line and column.
    """
    # Here and not above: whoever wants a part of this package waits for that part alone.
    from .content.project import Project, read

    return read(Project.at(project, TEMPLATES))


def __getattr__(name: str) -> type["ContentError"]:
    """Return ContentError, which is loaded when it is asked for: a command starts without it."""
    if name != "ContentError":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .problems import ContentError

    return ContentError
