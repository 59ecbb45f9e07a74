"""Cache of drawings.

A drawing is reused until its record, the drawing code or a library changes.
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
"""Up to this many drawings are made faster than a second process starts."""


def drawn(jobs: Mapping[str, Job], folder: Path, progress: Progress = silent) -> Mapping[str, bytes]:
    """Return name -> file of every job; files cached in *folder* are read, the others are drawn and cached there.

    Raises EnvironmentProblem if drawing or writing to *folder* fails.
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
    embedded = {font: fonts[key] if key in fonts else files[key] for key, font in needed.items()}
    for key, job in missing.items():
        if job.fonts:
            done(key, render_job.draw_with_fonts(job, embedded))
    return files


@contextmanager
def _workers(jobs: int) -> Iterator[Executor]:
    """Yield an executor for this number of *jobs*: a thread for a few, else processes forked with libraries loaded.

    The processes end at once when the block ends or this process ends, even if it is killed.
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
        with theirs, ProcessPoolExecutor(os.cpu_count(), processes, _exit_with, (theirs,)) as pool, ours:
            yield pool
    except BrokenProcessPool as error:
        raise EnvironmentProblem("cannot draw: a process that draws was ended; is there memory enough?") from error


def _results(pool: Executor, jobs: Collection[Job | FontJob]) -> Iterator[bytes]:
    """Return the drawings in order, each when it is done. Only this process handles Ctrl-C, which reaches all."""
    from . import render_job

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # started processes inherit it
    try:
        # Not pool.map, which cancels jobs not waited for: before Python 3.12, shutting down the pool then fails.
        futures = [pool.submit(render_job.draw, job) for job in jobs]
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return (future.result() for future in futures)


def _exit_with(starter: Connection) -> None:
    """End this process as soon as the other end of *starter* is closed."""

    def wait() -> None:
        starter.poll(None)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def key_of(job: Job | FontJob) -> str:
    """Return a hash (SHA-256, hexadecimal) of everything that the drawing depends on."""
    return sha256(f"{recipe(f'{__package__}.drawing')}\n{job!r}".encode()).hexdigest()
