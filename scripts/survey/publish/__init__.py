"""Put a finished site on a branch of a git remote, beside whatever else is there.

Works in a scratch repository, so the project's own branches stay as they are. ghp-import turns the site into git
objects, once; each attempt then fetches the branch, replaces our files in it by the new ones and pushes. A
competing push makes an attempt fail; the next one starts from what the other has pushed. Never forces.
"""

import os
import time
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ghp_import import GhpError, ghp_import  # type: ignore[import-untyped]

from ..files import MARKER, disk, files_in, is_ours, listed
from ..problems import EnvironmentProblem
from .repository import Competition, Entries, Repository, address_of, identity

ATTEMPTS = 10
_PAUSE = 0.1
SITEMAP = "sitemap.xml"
_OURS = "site"
"""The branch of the scratch repository that holds the new site."""


@dataclass(frozen=True)
class Destination:
    """Where a site is published: a remote (its name in the project's repository, or an address) and a branch.

    ``under`` is a folder of the branch, for a site beside others (a preview); empty for the branch's root. What is
    published ``once`` (a dated edition) is never changed.
    """

    remote: str = "origin"
    branch: str = "gh-pages"
    under: str = ""
    once: bool = False

    def __post_init__(self) -> None:
        """Refuse what would leave the branch."""
        parts = PurePosixPath(self.under).parts
        if self.under and (self.under != "/".join(parts) or {"..", ".git", "/"} & set(parts)):
            raise EnvironmentProblem(f"--under {self.under!r} is not a plain folder of the branch")


def publish(project: Path, site: Path, to: Destination, message: str) -> str:
    """Publish the finished folder *site* and return the commit that now holds it on the branch.

    Returns the commit that was there if it holds the same site already. Raises EnvironmentProblem when *site* is
    not a complete build, the remote is unknown or refuses, or the branch has other people's files in our places.
    """
    if "GIT_DIR" in os.environ:
        raise EnvironmentProblem("inside a git hook every git command works on the hook's repository; publish outside")
    _check_complete(site, to)
    remote = address_of(project, to.remote)
    with disk("publish"), TemporaryDirectory(prefix="survey-publish-") as scratch:
        repository = Repository.create(Path(scratch), identity(project))
        _import(repository, site, to, message)
        for attempt in range(ATTEMPTS):
            try:
                return _attempt(repository, remote, to, message)
            except Competition:
                time.sleep(_PAUSE * attempt)
    raise EnvironmentProblem(f"others kept pushing to {to.branch}; gave up after {ATTEMPTS} attempts")


def _check_complete(site: Path, to: Destination) -> None:
    if not is_ours(site):
        raise EnvironmentProblem(f"{site} is not a finished site; build it first: make site, or scripts/edition.py")
    there, wanted = files_in(site), listed((site / MARKER).read_text(encoding="utf-8"))
    if odd := sorted(there ^ wanted):
        raise EnvironmentProblem(f"{site} was changed after it was built ({odd[0]}); build it again: make site")
    # Only a preview, and an edition, which goes elsewhere, tell crawlers nothing.
    if not (to.once or to.under or SITEMAP in there):
        raise EnvironmentProblem(f"{site} is a preview or an edition; build the site itself: make site")


def _import(repository: Repository, site: Path, to: Destination, message: str) -> None:
    """Store the files of *site* in *repository*, as the branch _OURS. ghp-import works in the current folder."""
    source = str(site.absolute())
    try:
        with chdir(repository.folder):
            ghp_import(source, branch=_OURS, remote="none", mesg=message, prefix=to.under or None, nojekyll=True)
    except (GhpError, TypeError) as error:  # TypeError: ghp-import 2.1.0 stumbles while it tells of a failure
        raise EnvironmentProblem(f"git could not store the site: {error}") from error


def _attempt(repository: Repository, remote: str, to: Destination, message: str) -> str:
    tip = repository.fetch(remote, to.branch)
    there = repository.entries(tip) if tip else {}
    new = repository.entries(_OURS)
    tree = repository.tree(_merged(there, new, _published(repository, tip, there, to), to))
    if tip and tree == repository.tree_of(tip):
        return tip
    if to.once and any(path.startswith(f"{to.under}/") for path in there):
        raise EnvironmentProblem(f"{to.under} is on {to.branch} already, and is not the same; an edition never changes")
    commit = repository.commit(tree, tip, message)
    repository.push(remote, commit, to.branch)
    return commit


def _published(repository: Repository, tip: str | None, there: Entries, to: Destination) -> frozenset[str]:
    """Return the paths in the branch that an earlier publication of ours put there.

    A site inside of ours, with a marker of its own (a dated edition, which a whole site brings along), stays by itself.
    """
    start = f"{to.under}/" if to.under else ""
    text = repository.text(tip, start + MARKER) if tip else None
    if text is None:
        return frozenset()
    markers = {path for path in there if path.startswith(start) and path.endswith(f"/{MARKER}")} - {start + MARKER}
    inside = tuple(path.removesuffix(MARKER) for path in markers)
    ours = {start + name for name in {*listed(text), MARKER}}
    return frozenset(path for path in ours if not path.startswith(inside))


def _merged(there: Entries, new: Entries, published: frozenset[str], to: Destination) -> Entries:
    """Return the branch's files with ours of old replaced by the *new* ones; others' files stay as they are."""
    others = {path: entry for path, entry in there.items() if path not in published}
    folders = _folders(new)
    clashing = {path for path in others if path in folders or not _folders((path,)).isdisjoint(new)}
    if taken := sorted(clashing | {path for path in others if path in new and others[path] != new[path]}):
        raise EnvironmentProblem(
            f"{to.branch} has files of others where the site would go ({taken[0]}, {len(taken)} in all); "
            "publish to another --branch, or --under a folder of its own"
        )
    return {**others, **new}


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(str(parent) for path in paths for parent in PurePosixPath(path).parents)
