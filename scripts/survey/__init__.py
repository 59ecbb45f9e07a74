"""A software survey as a website: content in, verified static site out.

For scripts of your own: ``from survey import read_survey`` gives everything that the survey says, checked and typed.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .problems import ContentError

if TYPE_CHECKING:
    from .catalogue import Catalogue

__all__ = ["ContentError", "read_survey"]

ROOT = Path(__file__).resolve().parents[2]

# Every command comes through here first. The system's Python, which starts one that is called by its name alone, would
# end in a traceback.
if find_spec("pybtex") is None:
    print(
        f"{sys.executable} lacks the packages of this project. Start it as .venv/bin/python {sys.argv[0]} …; "
        "`make site` sets that up.",
        file=sys.stderr,
    )
    sys.exit(2)


def read_survey(project: Path = ROOT) -> "Catalogue":
    """Return the content of the survey in the folder *project* (this one).

    Raises ContentError with every problem of all files, each with file, line and column.
    """
    # Here and not above: whoever wants a part of this package waits for that part alone.
    from .project import Project, read

    return read(Project.at(project, ROOT / "templates"))
