"""Runs git commands. The only module that starts git."""

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
"""Environment variables of git for identity, connections and settings.

All others select a repository (GIT_DIR, GIT_INDEX_FILE, GIT_CEILING_DIRECTORIES …): within a hook they name the hook's
repository, and git would use it whatever the working directory. Git removes the same variables before it enters another
repository, and keeps the settings of its command line (prepare_other_repo_env in its run-command.c).
"""


class GitFailed(EnvironmentProblem):
    """A git command failed: in one line, which one and why. ``printed`` and ``complaint`` are its two outputs."""

    def __init__(self, command: str, printed: str, complaint: str) -> None:
        self.printed, self.complaint = printed, complaint
        # The output may contain an address with a password, which git does not always remove.
        reason = re.sub(r"(?<=://)[^/\s@]*@", "", " ".join(complaint.split()))
        super().__init__(f"git {command}: {visible(reason)}")


def git(folder: Path, *arguments: str, feed: bytes | BinaryIO = b"") -> str:
    """Run git in *folder* and return its standard output; *feed* is its standard input.

    Raises GitFailed if the command fails, EnvironmentProblem if git or the folder is missing.
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
        raise GitFailed(_command_name(arguments), printed, done.stderr.decode(errors="replace"))
    return printed


def _command_name(arguments: tuple[str, ...]) -> str:
    """Return the name of the git command in *arguments*, which begin with options of git itself."""
    before = iter(arguments)
    for argument in before:
        if argument == "-c":
            next(before)
        elif not argument.startswith("-"):
            return argument
    return ""


def repository_above(folder: Path) -> Path | None:
    """Return the nearest folder from *folder* upwards that has a .git, readable or not; None without one."""
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None)


def trouble(folder: Path) -> str:
    """Return why git cannot use the .git above *folder*, with git's own remedy; empty if it can or there is none."""
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
