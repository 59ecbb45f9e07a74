"""How commands speak: progress, problems and exit codes. The only user of rich.

Exit codes: 0 good · 1 the content or the site is wrong · 2 usage or environment is wrong.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from .engine import EngineError
from .pipeline import SiteError
from .problems import ContentError, EnvironmentProblem, Problem

WRONG_CONTENT = 1
WRONG_ENVIRONMENT = 2


def speak(message: str) -> None:
    """Print a line of plain text on standard output."""
    print(message)


@contextmanager
def working(message: str) -> Iterator[None]:
    """Show on a terminal that work goes on; say nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # a tenth of a second that only terminals are worth

    with Console(stderr=True).status(message):
        yield


@contextmanager
def told(after: str = "") -> Iterator[None]:
    """Turn every failure that a command expects into readable lines on standard error and the right exit code.

    *after* is said behind the problems of the content.
    """
    try:
        yield
    except ContentError as error:
        problems(error.problems)
        count = sum(not problem.note for problem in error.problems)
        _stop(f"{count} problem{'s' * (count != 1)} in the content. {after}".rstrip(), WRONG_CONTENT)
    except (EngineError, SiteError) as error:
        _stop(
            f"{error}\nThe pages are not good enough to be published. The published site is as it was.", WRONG_CONTENT
        )
    except EnvironmentProblem as error:
        _stop(str(error), WRONG_ENVIRONMENT)
    except KeyboardInterrupt:
        _stop("Stopped.", WRONG_ENVIRONMENT)


def trouble(error: ContentError | EnvironmentProblem, after: str) -> None:
    """Say what is wrong, and *after* it what that means, of a failure that ends nothing."""
    if isinstance(error, ContentError):
        problems(error.problems)
    else:
        print(error, file=sys.stderr)
    print(after, file=sys.stderr)


def problems(found: Iterable[Problem]) -> None:
    """Print problems, one a line, as ``file:line:col: CODE message (hint)``; notes say that they are notes."""
    for problem in found:
        _print_error(f"note: {problem}" if problem.note else str(problem), problem.code)


def _print_error(text: str, strong: str) -> None:
    """Print a line on standard error, on a terminal with the word *strong* in colour."""
    if not sys.stderr.isatty():
        print(text, file=sys.stderr)
        return
    from rich.console import Console
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(rf"\b{strong}\b", "bold red")
    Console(stderr=True, soft_wrap=True, highlight=False).print(shown)


def _stop(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(code)
