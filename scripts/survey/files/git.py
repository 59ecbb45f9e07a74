"""Git as a command. The only module that starts it."""

import os
import re
import subprocess
from pathlib import Path
from typing import BinaryIO

from ..problems import EnvironmentProblem
from ..text.characters import visible

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


class GitFailed(EnvironmentProblem):
    """Git refused: in one line, which command and why. Carries what it printed and what it complained of."""

    def __init__(self, command: str, printed: str, complaint: str) -> None:
        self.printed, self.complaint = printed, complaint
        # An address may hold a password, which git itself does not always leave out.
        told = re.sub(r"(?<=://)[^/\s@]*@", "", " ".join(complaint.split()))
        super().__init__(f"git {command}: {visible(told)}")


def git(folder: Path, *arguments: str, feed: bytes | BinaryIO = b"") -> str:
    """Run git in *folder* and return what it printed; *feed* is what it reads.

    Raises GitFailed, and EnvironmentProblem where there is no git to run.
    """
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or KEPT.fullmatch(key)}
    command, variables = ["git", *arguments], {**inherited, "LC_ALL": "C"}
    text, stream = (feed, None) if isinstance(feed, bytes) else (None, feed)
    try:
        done = subprocess.run(command, cwd=folder, input=text, stdin=stream, capture_output=True, env=variables)
    except (FileNotFoundError, PermissionError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise EnvironmentProblem(f"there is no folder {folder}") from error
        raise EnvironmentProblem("git is not installed, or not in PATH; install it") from error
    printed = done.stdout.decode(errors="surrogateescape")
    if done.returncode:
        raise GitFailed(_called(arguments), printed, done.stderr.decode(errors="replace"))
    return printed


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
        return f"{problem} (for {above / '.git'})"
    if Path(top).resolve() != above:
        return f"git takes {top} for the checkout, not {above}, whose .git it cannot read or does not use for this"
    return ""
