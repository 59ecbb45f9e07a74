"""Sites that other programs put on a branch, known by the messages of their commits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PROGRAMS: Mapping[str, str] = {
    "mkdocs gh-deploy": r"Deployed [0-9a-f]+ with MkDocs version: \S+",
    "ghp-import": r"Update documentation",
    "peaceiris/actions-gh-pages": r"deploy: (?:\S+@)?[0-9a-f]{7,64}",
    "JamesIves/github-pages-deploy-action": r"Deploying to \S+(?: from .+)? 🚀",
}
"""Program to the subject of its commits, unless somebody chose another."""

MIKE = r".*\bmike [0-9]\S*"
"""mike keeps several versions of a site on its branch, and says so in each commit: nothing of them may go."""

DOMAIN = "CNAME"
"""Says at which domain GitHub shows the branch, whoever wrote it there: it stays."""


@dataclass(frozen=True)
class OtherSite:
    """What another program put on a branch: its files, and its newest commit that wrote one of them."""

    program: str
    subject: str
    files: frozenset[str]


def other_site(last_changes: Mapping[str, str], paths: Iterable[str]) -> OtherSite | None:
    """Return the site to which all of *paths* belong, with all of its files; None if one of them is somebody else's.

    *last_changes* tells for each path the subject of the commit that was the last to change it. A file that somebody
    added or changed by a commit of their own is theirs.
    """
    programs = {path: program for path, subject in last_changes.items() if (program := _program(subject))}
    ours = sorted(paths)
    if any(path not in programs for path in ours):
        return None
    return OtherSite(programs[ours[0]], last_changes[ours[0]], frozenset(programs) - {DOMAIN})


def of_mike(last_changes: Mapping[str, str], paths: Iterable[str]) -> bool:
    """Say whether one of *paths* was put there by mike."""
    return any(re.fullmatch(MIKE, last_changes.get(path, "")) for path in paths)


def _program(subject: str) -> str:
    return next((name for name, pattern in PROGRAMS.items() if re.fullmatch(pattern, subject)), "")
