"""A software survey as a website: content in, verified static site out.

For scripts of your own: ``from survey import read_survey`` gives everything that the survey says, checked and typed.
"""

from pathlib import Path

from .catalogue import Catalogue, load
from .files import read_tree
from .problems import ContentError

__all__ = ["Catalogue", "ContentError", "read_survey"]

ROOT = Path(__file__).resolve().parents[2]


def read_survey(project: Path = ROOT) -> Catalogue:
    """Return the content of the survey in the folder *project* (this one).

    Raises ContentError with every problem of all files, each with file, line and column.
    """
    return load(read_tree(project / "content", "content"))
