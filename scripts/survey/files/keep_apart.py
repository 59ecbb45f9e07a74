"""Checks that output folders are separate from source folders and built sites, however their paths are written."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from ..problems import EnvironmentProblem
from .os_errors import disk, is_ours


def keep_apart(folder: Path, option: str, others: Iterable[Path]) -> None:
    """Raise EnvironmentProblem if *folder*, given by *option*, is one of *others*, lies in one, or contains one.

    Symbolic links, ``..`` and letter case are ignored: on some file systems such paths are the same.
    """
    with disk(f"look at {folder}"):
        for other in others:
            if is_within(folder, other):
                raise EnvironmentProblem(
                    f"{option} {folder} lies in {other}, where nothing is built; name another folder"
                )
            if is_within(other, folder):
                raise EnvironmentProblem(f"{option} {folder} holds {other}, which would be lost; name another folder")


def keep_out_of_sites(folder: Path, option: str, site: Path) -> None:
    """Raise EnvironmentProblem if *folder*, given by *option*, is a file, or lies in *site* or in another built one."""
    with disk(f"look at {folder}"):
        if folder.is_file():
            raise EnvironmentProblem(f"{option} {folder} is a file; name a folder")
        inside = [parent for parent in folder.resolve().parents if is_ours(parent)]
        if not inside and is_within(folder, site) and not is_within(site, folder):
            inside = [site]
        if inside:
            raise EnvironmentProblem(
                f"{option} {folder} lies in {inside[0]}, which a build replaces as a whole; name a folder beside it"
            )


def is_within(path: Path, folder: Path) -> bool:
    """Return whether *path* is *folder* or lies in it; neither has to exist."""
    parts, start = _parts(path), _parts(folder)
    if parts[: len(start)] == start:
        return True
    real = path.resolve()
    return folder.exists() and any(each.exists() and each.samefile(folder) for each in (real, *real.parents))


def _parts(path: Path) -> list[str]:
    return [unicodedata.normalize("NFC", part).casefold() for part in path.resolve().parts]
