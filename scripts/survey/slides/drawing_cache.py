"""Drawings that are kept: what has been drawn once is never drawn again.

A drawing is kept until its record, the code that draws or a library changes.
"""

import os
import signal
import threading
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from ..files import Cache, disk, recipe
from ..problems import EnvironmentProblem, Progress, silent
from .jobs import FontJob, Job

FEW = 6
"""So few drawings are made sooner than a second process is started."""


def drawn(jobs: Mapping[str, Job], folder: Path, progress: Progress = silent) -> Mapping[str, bytes]:
    """Return name -> file of every job; what *folder* keeps is read, the rest is drawn and kept there.

    Raises EnvironmentProblem if this machine does not let us draw.
    """
    cache = Cache(folder)
    keys = {name: key_of(job) for name, job in jobs.items()}
    files = {key: content for key in keys.values() if (content := cache.read(key, key)) is not None}
    missing = {keys[name]: job for name, job in jobs.items() if keys[name] not in files}
    if missing:
        with disk("draw"):
            files |= _draw(missing, cache, progress)
    fonts = {font for job in jobs.values() for font in job.fonts}
    cache.clear({*keys.values(), *map(key_of, fonts)})
    return {name: files[key] for name, key in keys.items()}


def _draw(missing: Mapping[str, Job], cache: Cache, progress: Progress) -> Mapping[str, bytes]:
    from . import render_job

    needed = {key_of(font): font for job in missing.values() for font in job.fonts}
    fonts = {key: content for key in needed if (content := cache.read(key, key)) is not None}
    plain: dict[str, Job | FontJob] = {key: font for key, font in needed.items() if key not in fonts}
    plain |= {key: job for key, job in missing.items() if not job.fonts}
    all_jobs = len(plain.keys() | missing.keys())
    files: dict[str, bytes] = {}

    def done(key: str, file: bytes) -> None:
        files[key] = file
        cache.keep(key, key, file)
        progress("Drawing pictures", len(files), all_jobs)

    progress("Drawing pictures", 0, all_jobs)
    with _workers(len(plain)) as pool:
        for key, file in zip(plain, _results(pool, plain.values()), strict=True):
            done(key, file)
    carried = {font: fonts[key] if key in fonts else files[key] for key, font in needed.items()}
    for key, job in missing.items():
        if job.fonts:
            done(key, render_job.draw_with_fonts(job, carried))
    return files


@contextmanager
def _workers(jobs: int) -> Iterator[Executor]:
    """Yield who draws so many *jobs*: processes if there are many, which start from one that has all libraries.

    When the block ends, for whatever reason, or this process does, killed perhaps, they end at once.
    """
    if jobs <= FEW:
        with ThreadPoolExecutor(1) as pool, ExitStack() as last:
            last.callback(pool.shutdown, wait=False, cancel_futures=True)
            yield pool
        return
    processes = get_context("forkserver")
    processes.set_forkserver_preload(["__main__", f"{__package__}.drawing"])
    theirs, ours = processes.Pipe(duplex=False)
    try:
        with theirs, ProcessPoolExecutor(os.cpu_count(), processes, _end_with, (theirs,)) as pool, ours:
            yield pool
    except BrokenProcessPool as error:
        raise EnvironmentProblem("cannot draw: a process that draws was ended; is there memory enough?") from error


def _results(pool: Executor, jobs: Collection[Job | FontJob]) -> Iterator[bytes]:
    """Return the drawings as they are done. Ctrl-C, which terminals send to every process, is for this one alone."""
    from . import render_job

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # those that are started inherit it
    try:
        # Not pool.map, which cancels what nobody waits for: before Python 3.12 a pool that ends stumbles over that.
        futures = [pool.submit(render_job.draw, job) for job in jobs]
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return (future.result() for future in futures)


def _end_with(starter: Connection) -> None:
    """End this process as soon as nobody holds the other end of *starter*."""

    def wait() -> None:
        starter.poll(None)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def key_of(job: Job | FontJob) -> str:
    """Return a hash of everything that the drawing depends on, in hexadecimal digits."""
    return sha256(f"{recipe(f'{__package__}.drawing')}\n{job!r}".encode()).hexdigest()
