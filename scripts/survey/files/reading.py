"""A folder of content as a mapping: read once, links refused."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from survey.files.border import disk
from survey.problems import ContentError, EnvironmentProblem, Place, Problem

SKIPPED = ("~", ".swp", ".tmp", ".bak", ".orig")
"""How the names of editors' leftovers end."""


def read_tree(folder: Path, shown: str) -> Mapping[str, bytes]:
    """Return every file below *folder* by its relative path; *shown* is how messages call the folder.

    Hidden files and editors' leftovers are passed over. Raises ContentError (FIL001) for symbolic links, which could
    publish what they point to, and EnvironmentProblem if the folder is not there.
    """
    if not folder.is_dir():
        raise EnvironmentProblem(f"there is no folder {folder}")
    with disk(f"read {folder}"):
        paths = sorted(_files(folder))
    links = [path for path in paths if path.is_symlink()]
    if links:
        places = (Place(f"{shown}/{path.relative_to(folder).as_posix()}") for path in links)
        raise ContentError(
            Problem(place, "FIL001", "is a symbolic link", "put the file itself there") for place in places
        )
    with disk(f"read {folder}"):
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name.endswith(SKIPPED):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path
