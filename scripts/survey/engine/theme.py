"""The files that the theme brings, which a file of the survey must not replace unnoticed."""

import os
from pathlib import Path

from .settings import theme


def theme_files(project: Path) -> frozenset[str]:
    """Return the addresses below assets/ that the theme of *project* or our own templates for it take."""
    from mkdocs.utils import get_theme_dir  # not above: it takes a while, and MkDocs is started before it

    folders = [Path(get_theme_dir("material")), *map(Path, theme(project).values())]
    return frozenset(
        Path(room, name).relative_to(folder).as_posix()
        for folder in folders
        for room, _, names in os.walk(folder / "assets")
        for name in names
    )
