"""Drawings that are kept: what has been drawn once is never drawn again.

A drawing is kept under a hash of everything that it depends on: its record, the code that draws, and the libraries.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from ..files import clear, disk, put
from .jobs import FontJob, Job

LIBRARIES = (
    "fontpkg-source-sans-3",
    "fontpkg-source-serif-4",
    "fonttools",
    "python-pptx",
    "resvg-py",
    "segno",
)
FEW = 6
"""So few drawings are made sooner than a second process is started."""


def drawn(jobs: Mapping[str, Job], folder: Path) -> Mapping[str, bytes]:
    """Return name -> file of every job; what *folder* keeps is read, the rest is drawn and kept there."""
    with disk(f"write {folder}"):
        folder.mkdir(parents=True, exist_ok=True)
        keys = {name: key_of(job) for name, job in jobs.items()}
        there = {path.name for path in folder.iterdir()}
        if missing := {key: jobs[name] for name, key in keys.items() if key not in there}:
            _draw(missing, folder)
        fonts = (key_of(font) for job in jobs.values() for font in job.fonts)
        clear(folder, there, {*keys.values(), *fonts})
        return {name: (folder / key).read_bytes() for name, key in keys.items()}


def _draw(missing: Mapping[str, Job], folder: Path) -> None:
    from . import drawing

    fonts = {key_of(font): font for job in missing.values() for font in job.fonts}
    plain: dict[str, Job | FontJob] = {key: font for key, font in fonts.items() if not (folder / key).is_file()}
    plain |= {key: job for key, job in missing.items() if not job.fonts}
    with _workers(len(plain)) as pool:
        for key, file in zip(plain, pool.map(drawing.draw, plain.values()), strict=True):
            put(folder / key, file)
    carried = {font: (folder / key).read_bytes() for key, font in fonts.items()}
    for key, job in missing.items():
        if job.fonts:
            put(folder / key, drawing.draw_with_fonts(job, carried))


def _workers(jobs: int) -> Executor:
    """Return who draws so many *jobs*: processes if there are many, which start from one that has all libraries."""
    if jobs <= FEW:
        return ThreadPoolExecutor(1)
    processes = get_context("forkserver")
    processes.set_forkserver_preload(["__main__", f"{__package__}.drawing"])
    return ProcessPoolExecutor(os.cpu_count(), processes)


def key_of(job: Job | FontJob) -> str:
    """Return a hash of everything that the drawing depends on, in hexadecimal digits."""
    return hashlib.sha256(f"{_recipe()}\n{job!r}".encode()).hexdigest()


@cache
def _recipe() -> str:
    """Return what every drawing depends on: the code in this folder, and the libraries."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    parts: Iterable[bytes] = (path.read_bytes() for path in code)
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return hashlib.sha256(b"\n".join([*parts, libraries.encode()])).hexdigest()
