"""Generator of a website from a software survey: reads content, writes a verified static site.

For your own scripts: ``from survey import read_survey`` returns the content of the survey, checked and typed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .content import Catalogue
    from .problems import ContentError

__all__ = ["ContentError", "read_survey"]

COMMAND = ".venv/bin/survey"
"""The command as messages show it: as `make` installs it in a checkout."""

# Default project folder; folder of this package and what belongs to it; folder of the page templates. A wheel
# contains the templates inside the package.
_PACKAGE = Path(__file__).resolve().parent
if (_PACKAGE / "templates").is_dir():
    ROOT, CODE, TEMPLATES = Path(), _PACKAGE, _PACKAGE / "templates"
else:
    ROOT, CODE, TEMPLATES = _PACKAGE.parents[1], _PACKAGE.parent, _PACKAGE.parents[1] / "templates"


def read_survey(project: Path = ROOT) -> "Catalogue":
    """Return the content of the survey in the folder *project* (default: this checkout).

    Raises ContentError with every problem of all files, each with file, line and column.
    """
    # Imported late, so that importing one part of the package does not load the rest.
    from .content.project import Project, read

    return read(Project.at(project, TEMPLATES))


def __getattr__(name: str) -> type["ContentError"]:
    """Return ContentError, loaded on first use so that commands start without it."""
    if name != "ContentError":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .problems import ContentError

    return ContentError
