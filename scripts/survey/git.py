"""Git as a command. The only module that starts it."""

import os
import re
import subprocess
from pathlib import Path

from .problems import EnvironmentProblem, visible

KEPT = re.compile(
    r"GIT_(?:(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|KEY_\d+|VALUE_\d+)"
    r"|(?:SSH|SSL|HTTP|PROXY|TRACE|TEST)\w*|ASKPASS|TERMINAL_PROMPT|ALLOW_PROTOCOL|EXEC_PATH|TEMPLATE_DIR"
    r"|DISCOVERY_ACROSS_FILESYSTEM)"
)
"""Variables of git's that say who works, how to connect and which settings hold.

All others say which repository is meant (GIT_DIR, GIT_INDEX_FILE, GIT_CEILING_DIRECTORIES …): inside a hook they name
the hook's, and git would obey them wherever it runs. Git takes the same away when it goes on to another repository, and
keeps the settings of its command line (prepare_other_repo_env in its run-command.c).
"""


def git(folder: Path, *arguments: str, feed: bytes = b"") -> str:
    """Run git in *folder* and return what it printed.

    Raises EnvironmentProblem, one line with what git complained of. *feed* is what it reads.
    """
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or KEPT.fullmatch(key)}
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, input=feed, capture_output=True, env={**inherited, "LC_ALL": "C"})
    except (FileNotFoundError, PermissionError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise EnvironmentProblem(f"there is no folder {folder}") from error
        raise EnvironmentProblem("git is not installed, or not in PATH; install it") from error
    if done.returncode:
        # Porcelain says on standard output what became of each ref, and the rest on standard error.
        said = done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace") * (
            "--porcelain" in arguments
        )
        raise EnvironmentProblem(f"git {_called(arguments)}: {visible(' '.join(said.split()))}")
    return done.stdout.decode(errors="surrogateescape")


def _called(arguments: tuple[str, ...]) -> str:
    """Return the name of the command in *arguments*, in front of which stand options for git itself."""
    before = iter(arguments)
    for argument in before:
        if argument == "-c":
            next(before)
        elif not argument.startswith("-"):
            return argument
    return ""


def repository_above(folder: Path) -> Path | None:
    """Return the nearest folder from *folder* upwards that has a .git, whether or not git can read it."""
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None)


def trouble(folder: Path) -> str:
    """Return why git, though there is a .git for *folder*, does not answer: its own reason and remedy; else nothing."""
    above = repository_above(folder.resolve())
    if above is None:
        return ""
    try:
        top = git(folder, "rev-parse", "--show-toplevel").removesuffix("\n")
    except EnvironmentProblem as problem:
        return str(problem)
    if Path(top).resolve() != above:
        return f"git takes {top} for the checkout, not {above}, whose .git it cannot read or does not use for this"
    return ""
