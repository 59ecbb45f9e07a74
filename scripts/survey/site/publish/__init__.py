"""Put a finished site on a branch of a git remote; other files on the branch are kept.

This is done in a temporary repository, so the project's own branches do not change. The site is stored as git objects
once; each attempt then fetches the branch, replaces our old files by the new ones and pushes, never by force. If
somebody else pushes meanwhile, the attempt fails and the next one starts from their push.
"""

import json
import random
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ... import COMMAND
from ...addresses import BUILD, EDITIONS, SITEMAP
from ...files import MARKER, Manifest, differences, disk, is_ours, listed, manifest_digest, read_manifest
from ...files.git import trouble
from ...problems import EnvironmentProblem
from .repository import (
    EMPTY,
    Competition,
    Entries,
    OtherSite,
    Repository,
    Tip,
    address_of,
    check_branch,
    identity,
    is_of_mike,
    other_site,
)

WAIT = 120.0
"""Seconds for which publishing is retried while others push."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0
NO_JEKYLL = ".nojekyll"
"""An empty file in the root of a branch; without it, GitHub leaves out files that begin with an underscore."""
_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._+-]*[A-Za-z0-9_+-])?")


@dataclass(frozen=True)
class Destination:
    """Where a site is published: a remote (its name in the project's repository, or an address) and a branch.

    ``under`` is a folder of the branch, for a site beside others (a preview); empty for the branch's root. A site
    published ``once`` (a dated edition) is never changed; ``manifest`` is the recorded digest of its list of files,
    empty if none is recorded. ``take_over`` allows replacing another program's site (see other_site).
    """

    remote: str = "origin"
    branch: str = "gh-pages"
    under: str = ""
    once: bool = False
    manifest: str = ""
    take_over: bool = False

    def __post_init__(self) -> None:
        """Raise EnvironmentProblem for paths outside the branch and for names with a special meaning.

        A folder's name has letters, digits and . _ + -, and no dot at its ends, so that no file system reads it as
        .git: not as .GIT or git~1, with a space or dot at its end (NTFS), or with invisible characters (HFS+), as
        listed by git's own is_ntfs_dotgit and is_hfs_dotgit.
        """
        if self.under and not all(map(_PART.fullmatch, self.under.split("/"))):
            raise EnvironmentProblem(
                f"--under {self.under!r} is not a plain folder of the branch, such as previews/pr-7 "
                "(letters, digits and . _ + -, no dot at the ends of a name)"
            )
        if self.start.startswith(EDITIONS) and not self.once:
            raise EnvironmentProblem(
                f"--under {self.under!r} is kept for dated editions; publish one by --edition DATE"
            )
        if not self.remote.strip() or not self.remote.isprintable():
            raise EnvironmentProblem(f"--remote {self.remote!r} is neither the name of a remote nor an address")
        check_branch(self.branch)

    @property
    def start(self) -> str:
        """The prefix of the site's paths in the branch."""
        return f"{self.under}/" if self.under else ""


def publish(
    project: Path, site: Path, to: Destination, message: str, *, allow_dirty: bool = False, wait: float = WAIT
) -> str:
    """Publish the finished folder *site* and return the commit of the branch that contains it.

    If the branch already has the same site, its newest commit is returned. *allow_dirty* also allows a site that was
    built from uncommitted files. While others push, publishing is retried for *wait* seconds.

    Raises EnvironmentProblem when *site* is not a complete, unchanged build, git does not work in *project*, the remote
    is unknown or refuses, or the branch has other people's files at our paths.
    """
    if not message.isprintable():
        raise EnvironmentProblem(f"--message {message!r} has a line end or another sign that cannot be seen")
    if why := trouble(project):
        raise EnvironmentProblem(f"nothing is published before git works here: {why}")
    with disk(f"read {site}"):
        manifest = _checked(site)
        _check_state(site, manifest, to, allow_dirty=allow_dirty)
    with disk("publish"), TemporaryDirectory(prefix="survey-publish-") as scratch:
        remote = address_of(project, to.remote)
        repository = Repository.create(Path(scratch), identity(project), remote, to.branch)
        new = repository.store(_contents(site, manifest, to))
        end = time.monotonic() + wait
        attempt = 0
        while True:
            attempt += 1
            try:
                return _attempt(repository, new, to, message)
            except Competition as rival:
                rest = end - time.monotonic()
                if rest <= 0:
                    raise EnvironmentProblem(
                        f"others kept pushing to {to.branch} for {wait:g} seconds ({attempt} attempts; the last "
                        f"answer: {rival}); try again, or give it more time: --wait SECONDS"
                    ) from rival
                # Random exponential backoff, so that competing publishers do not retry at the same moment.
                longest = min(_FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE, rest)
                time.sleep(random.uniform(0, longest))


def _checked(site: Path) -> Manifest:
    """Return the manifest of *site*; raise EnvironmentProblem unless its files are exactly as they were built."""
    if not is_ours(site):
        raise EnvironmentProblem(f"{site} is not a finished site; build it first: make site, or {COMMAND} edition")
    manifest = read_manifest((site / MARKER).read_text(encoding="utf-8", errors="replace"))
    if not manifest or not all(manifest.values()):
        raise EnvironmentProblem(
            f"{site} was built by an earlier version, or not to its end; build it again: make site"
        )
    changes: dict[str, list[str]] = {}
    for kind, name in differences(site, manifest):
        if name != MARKER:
            changes.setdefault(kind, []).append(name)
    if changes:
        listed_changes = "; ".join(f"{kind}: {_first_names(names)}" for kind, names in sorted(changes.items()))
        raise EnvironmentProblem(f"{site} was changed after it was built ({listed_changes}); build it again: make site")
    return manifest


def _first_names(names: list[str]) -> str:
    shown = ", ".join(name if name.isprintable() else repr(name) for name in names[:3])
    return shown + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _check_state(site: Path, manifest: Manifest, to: Destination, *, allow_dirty: bool) -> None:
    """Raise EnvironmentProblem unless the state in build.json allows publishing *site* at *to*."""
    # Only previews and editions have no sitemap.
    if not (to.once or to.under or SITEMAP in manifest):
        raise EnvironmentProblem(f"{site} is a preview or an edition; build the site itself: make site")
    try:
        fields = json.loads((site / BUILD).read_bytes())
        state, version = fields["state"], fields["version"]
    except (FileNotFoundError, ValueError, TypeError, KeyError) as error:
        raise EnvironmentProblem(f"{BUILD} in {site} does not say of which commit it is; build it again") from error
    if to.once and state != "committed":
        raise EnvironmentProblem(f"{site} is {version}, {state}; an edition shows a commit exactly: {COMMAND} edition")
    if to.manifest and manifest_digest(manifest) != to.manifest:
        raise EnvironmentProblem(f"{site} is another edition than the one of that day that content/editions/ records")
    if state not in ("committed", "unversioned", "dirty"):
        raise EnvironmentProblem(
            f"when {site} was built, git did not say of which commit; mend that and build it again"
        )
    if state == "dirty" and not allow_dirty:
        raise EnvironmentProblem(
            f"{site} ({version}) was built of files that are in no commit; commit them and build it again, "
            "or publish it as it is: --allow-dirty"
        )


def _contents(site: Path, manifest: Manifest, to: Destination) -> Iterator[tuple[str, bytes]]:
    """Yield path in the branch and content of each file; check its digest again, so only checked content is published.

    Raises EnvironmentProblem if a file has changed since the check.
    """
    for name, digest in manifest.items():
        content = (site / name).read_bytes()
        if sha256(content).hexdigest() != digest:
            raise EnvironmentProblem(f"{site} changes while it is published ({name}); try again when its build is done")
        yield to.start + name, content
    yield to.start + MARKER, (site / MARKER).read_bytes()


def _attempt(repository: Repository, new: Entries, to: Destination, message: str) -> str:
    tip = repository.fetch()
    if to.once and any(path.startswith(to.start) for path in tip.files):
        if all(tip.files.get(path) == entry for path, entry in new.items()):
            return tip.commit
        raise EnvironmentProblem(f"{to.under} is on {to.branch} already, and is not the same; an edition never changes")
    tree = repository.tree(_merged(repository, tip, new, to))
    if tree == tip.tree:
        return tip.commit
    commit = repository.commit(tree, tip.commit, message)
    repository.push(commit, tip.commit)
    return commit


def _merged(repository: Repository, tip: Tip, new: Entries, to: Destination) -> Entries:
    """Return the branch's files with our previous ones replaced by *new*; other people's files are kept.

    Raises EnvironmentProblem if they are at our paths and must not be replaced.
    """
    published = _published(repository, tip, to)
    others = {path: entry for path, entry in tip.files.items() if path not in published}
    if taken := _taken(others, new):
        last_changes = repository.last_changes()
        found = other_site(last_changes, taken)
        if found is None or not to.take_over:
            raise _refusal(to, taken, last_changes, found)
        going = _replaceable(found.files, others, to)
        others = {path: entry for path, entry in others.items() if path not in going}
    return {NO_JEKYLL: EMPTY, **others, **new}


def _published(repository: Repository, tip: Tip, to: Destination) -> frozenset[str]:
    """Return the paths in the branch that our previous publication wrote."""
    marker = tip.files.get(to.start + MARKER)
    if marker is None:
        return frozenset()
    ours = {to.start + name for name in {*listed(repository.text(marker)), MARKER}}
    inside = _sites_inside(tip.files, to)
    return frozenset(path for path in ours if not path.startswith(inside))


def _replaceable(files: Iterable[str], others: Entries, to: Destination) -> frozenset[str]:
    inside = _sites_inside(others, to)
    return frozenset(path for path in files if path.startswith(to.start) and not path.startswith(inside))


def _sites_inside(paths: Iterable[str], to: Destination) -> tuple[str, ...]:
    """Return the folders with a marker of their own inside the site's folder; these sites are kept separately.

    An example is a dated edition, which is published with a whole site.
    """
    markers = (path for path in paths if path.startswith(to.start) and path.endswith(f"/{MARKER}"))
    return tuple(path.removesuffix(MARKER) for path in markers if path != to.start + MARKER)


def _taken(others: Entries, new: Entries) -> frozenset[str]:
    """Return the files of *others* at the path of a *new* file or folder."""
    folders = _folders(new)
    clashing = {path for path in others if path in folders or not _folders((path,)).isdisjoint(new)}
    return frozenset(clashing | {path for path in others if path in new and others[path] != new[path]})


def _refusal(
    to: Destination, taken: frozenset[str], last_changes: Mapping[str, str], found: OtherSite | None
) -> EnvironmentProblem:
    """Return the error that says why the site does not replace the files *taken*, and what to do."""
    first = min(taken)
    elsewhere = "publish to another --branch, or --under a folder of its own"
    if is_of_mike(last_changes, taken):
        return EnvironmentProblem(f"{to.branch} is kept by mike, which has its versions there ({first}); {elsewhere}")
    if found:
        return EnvironmentProblem(
            f"{to.branch} has a site that {found.program} put there («{found.subject}») where this one would go "
            f"({first}, {len(taken)} in all); to replace that site, whose files stay in the branch's history: "
            f"--take-over; or {elsewhere}"
        )
    unknown = min(path for path in taken if other_site(last_changes, (path,)) is None)
    by = f"; «{last_changes[unknown]}» was the last to change it" if unknown in last_changes else ""
    return EnvironmentProblem(
        f"{to.branch} has files of others where the site would go ({unknown}, {len(taken)} in all{by}); {elsewhere}"
    )


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(str(parent) for path in paths for parent in PurePosixPath(path).parents)
