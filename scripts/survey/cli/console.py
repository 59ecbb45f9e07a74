"""Output of the commands: lines, progress, problems and exit codes. The only module that imports rich.

Exit codes: 0 success · 1 the content or the site is wrong · 2 usage or environment is wrong · 128 plus the signal's
number when a signal ended the command: 130 for Ctrl-C (SIGINT), 143 for SIGTERM.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from types import FrameType
from typing import NoReturn

from ..pipeline import SiteError
from ..problems import ContentError, EnvironmentProblem, Problem, Progress
from ..site.mkdocs import EngineError

WRONG_CONTENT = 1
WRONG_ENVIRONMENT = 2
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that end a command: Ctrl-C, kill, a closed terminal."""
LONG = 5.0
"""Seconds after which a stage is named on standard error where that is not a terminal."""


def print_line(message: str) -> None:
    """Print a line of plain text on standard output; end the command if it cannot be written."""
    try:
        print(message, flush=True)
    except OSError as error:
        # Otherwise Python would flush standard output again at exit and report the error a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(128 + signal.SIGPIPE)
        stop(f"cannot write to standard output: {error.strerror}", WRONG_ENVIRONMENT)


@contextmanager
def working(doing: str) -> Iterator[Progress]:
    """Yield the function to report progress to; *doing* names the first stage.

    Output goes to standard error. On a terminal it is a progress line, removed at the end; elsewhere, a line is printed
    only for a stage that takes longer than LONG.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") in ("dumb", "unknown"):
        lines = _PrintedProgress()
        lines(doing)
        try:
            yield lines
        finally:
            lines.end()
        return
    # Importing rich takes a tenth of a second, so it is done only for terminals.
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(20), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{doing} …", total=None)

        def show(doing: str, done: int = 0, of: int = 0, /) -> None:
            if not bar.tasks[0].description.startswith(doing):
                bar.reset(task, total=None)  # restarts the elapsed time
            description = f"{doing}: {done} of {of}" if of else f"{doing} …"
            bar.update(task, description=description, completed=done, total=of or None)

        yield show


class _PrintedProgress:
    """Prints the name of a stage once it has taken longer than LONG."""

    def __init__(self) -> None:
        self._doing, self._timer = "", Timer(0, print)

    def __call__(self, doing: str, done: int = 0, of: int = 0, /) -> None:
        if doing == self._doing:
            return
        self.end()
        self._doing = doing
        line = f"{doing}: {of} …" if of else f"{doing} …"
        self._timer = Timer(LONG, print, [line], {"file": sys.stderr, "flush": True})
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Cancel the pending line."""
        self._timer.cancel()


@contextmanager
def report_errors(after: str = "") -> Iterator[None]:
    """Turn every expected failure into readable lines on standard error and the right exit code.

    *after* is printed after the problems of the content. A signal of ENDING ends the command after its cleanup.
    """
    try:
        with _stoppable():
            yield
    except ContentError as error:
        problems(error.problems)
        count = sum(not problem.note for problem in error.problems)
        stop(f"{count} problem{'s' * (count != 1)} in the content. {after}".rstrip(), WRONG_CONTENT)
    except (EngineError, SiteError) as error:
        stop(f"{error}\nThe pages are not good enough to be published. The published site is as it was.", WRONG_CONTENT)
    except EnvironmentProblem as error:
        stop(str(error), WRONG_ENVIRONMENT)
    except KeyboardInterrupt as stopped:
        stop("Stopped.", 128 + (stopped.args[0] if stopped.args else signal.SIGINT))


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn the signals of ENDING into KeyboardInterrupt with the signal's number, except those that are ignored now."""
    before = {number: signal.getsignal(number) for number in ENDING}

    def stop(number: int, _: FrameType | None) -> None:
        for each in ENDING:  # a second signal must not interrupt the cleanup
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt(number)

    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def trouble(error: ContentError | EngineError | EnvironmentProblem, after: str) -> None:
    """Print an error that does not end the command, followed by the line *after*."""
    if isinstance(error, ContentError):
        problems(error.problems)
    else:
        print(error, file=sys.stderr)
    print(after, file=sys.stderr)


def problems(found: Iterable[Problem]) -> None:
    """Print problems, one a line, as ``file:line:col: CODE message (hint)``; notes begin with ``note:``."""
    for problem in found:
        _print_error(f"note: {problem}" if problem.note else str(problem), problem.code)


def _print_error(text: str, strong: str) -> None:
    """Print a line on standard error; on a terminal, the word *strong* is coloured."""
    if not sys.stderr.isatty():
        print(text, file=sys.stderr)
        return
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(rf"\b{strong}\b", "bold red")
    Console(stderr=True, soft_wrap=True, highlight=False).print(shown)


def stop(message: str, code: int) -> NoReturn:
    """Print *message* on standard error and end the command with the exit code *code*."""
    print(message, file=sys.stderr)
    sys.exit(code)
