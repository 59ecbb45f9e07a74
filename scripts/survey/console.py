"""How commands speak: progress, problems and exit codes. The only user of rich.

Exit codes: 0 good · 1 the content or the site is wrong · 2 usage or environment is wrong.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from .engine import EngineError
from .pipeline import SiteError
from .problems import ContentError, EnvironmentProblem, Problem

WRONG_CONTENT = 1
WRONG_ENVIRONMENT = 2


def speak(message: str) -> None:
    """Print a line of plain text on standard output."""
    Console(soft_wrap=True, highlight=False).print(Text(message))


@contextmanager
def working(message: str) -> Iterator[None]:
    """Show on a terminal that work goes on; say nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(Text(message)):
        yield


@contextmanager
def told() -> Iterator[None]:
    """Turn every failure that a command expects into readable lines on standard error and the right exit code."""
    try:
        yield
    except ContentError as error:
        problems(error.problems)
        count = sum(not problem.note for problem in error.problems)
        _stop(f"{count} problem{'s' * (count != 1)} in the content. The published site is as it was.", WRONG_CONTENT)
    except (EngineError, SiteError) as error:
        _stop(f"{error}\nThe pages are not good enough to be published. The published site is as it was.", WRONG_CONTENT)
    except EnvironmentProblem as error:
        _stop(str(error), WRONG_ENVIRONMENT)
    except KeyboardInterrupt:
        _stop("Stopped.", WRONG_ENVIRONMENT)


def problems(found: Iterable[Problem]) -> None:
    """Print problems, one a line, as ``file:line:col: CODE message (hint)``; notes say that they are notes."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    for problem in found:
        text = Text(str(problem))
        if problem.note:
            text = Text("note: ", style="dim") + text
        else:
            text.highlight_regex(rf"{problem.code}", "bold red")
        console.print(text)


def _stop(message: str, code: int) -> None:
    Console(stderr=True, soft_wrap=True, highlight=False).print(Text(message))
    sys.exit(code)
