"""A software survey as a website: content in, verified static site out.

For scripts of your own: ``from survey import read_survey`` gives everything that the survey says, checked and typed.
"""

import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Every command comes through here first, and before anything else: until it begins its work (console.report_errors)
# there is nothing to tidy up, and Ctrl-C simply ends it, where Python would show what it was importing. Shells have it
# ignored for what runs in the background.
if Path(sys.argv[0]).resolve().parent == ROOT / "scripts" and signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from importlib.util import find_spec  # noqa: E402
from typing import TYPE_CHECKING  # noqa: E402

from .problems import ContentError  # noqa: E402

if TYPE_CHECKING:
    from .content import Catalogue

__all__ = ["ContentError", "read_survey"]

# The system's Python, which starts a command that is called by its name alone, would end in a traceback.
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
    from .content.project import Project, read

    return read(Project.at(project, ROOT / "templates"))
