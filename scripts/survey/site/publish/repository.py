"""The git commands for publishing: a temporary repository and its communication with the remote."""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ...files.git import GitFailed, git
from ...problems import EnvironmentProblem
from ...text.characters import visible

# ── Sites that other programs put on a branch, recognised by their commit messages ──

PROGRAMS: Mapping[str, str] = {
    "mkdocs gh-deploy": r"Deployed [0-9a-f]+ with MkDocs version: \S+",
    "ghp-import": r"Update documentation",
    "peaceiris/actions-gh-pages": r"deploy: (?:\S+@)?[0-9a-f]{7,64}",
    "JamesIves/github-pages-deploy-action": r"Deploying to \S+(?: from .+)? 🚀",
}
"""Program to the pattern of its default commit subject."""

MIKE = r".*\bmike [0-9]\S*"
"""Pattern of mike's commit subjects. mike keeps several versions of a site on its branch; none may be deleted."""

DOMAIN = "CNAME"
"""File with the custom domain at which GitHub serves the branch; it is always kept."""


@dataclass(frozen=True)
class OtherSite:
    """A site that another program put on a branch: its files, and the subject of a commit that wrote one of them."""

    program: str
    subject: str
    files: frozenset[str]


def other_site(last_changes: Mapping[str, str], paths: Iterable[str]) -> OtherSite | None:
    """Return the other program's site to which all of *paths* belong; None if a person changed one of them last.

    *last_changes* maps each path to the subject of the last commit that changed it.
    """
    programs = {path: program for path, subject in last_changes.items() if (program := _program(subject))}
    ours = sorted(paths)
    if any(path not in programs for path in ours):
        return None
    return OtherSite(programs[ours[0]], last_changes[ours[0]], frozenset(programs) - {DOMAIN})


def is_of_mike(last_changes: Mapping[str, str], paths: Iterable[str]) -> bool:
    """Return whether mike was the last to change one of *paths*."""
    return any(re.fullmatch(MIKE, last_changes.get(path, "")) for path in paths)


def _program(subject: str) -> str:
    return next((name for name, pattern in PROGRAMS.items() if re.fullmatch(pattern, subject)), "")


Entries = Mapping[str, str]
"""The files of a tree: path -> «mode object»."""

EMPTY = "100644 e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
"""An empty file."""

PATIENCE = (0.0, 0.3, 0.9)
"""Seconds before each check whether a push was refused because the remote was processing another push."""


class Competition(Exception):
    """Somebody else pushed in the meantime. The message is the remote's answer."""


@dataclass(frozen=True)
class Tip:
    """The newest commit of a branch, its tree and its files; all empty if there is no such branch."""

    commit: str = ""
    tree: str = ""
    files: Entries = field(default_factory=dict)


@dataclass(frozen=True)
class Repository:
    """A temporary bare repository for one branch of one remote."""

    folder: Path
    remote: str
    branch: str

    @classmethod
    def create(cls, folder: Path, author: tuple[str, str], remote: str, branch: str) -> "Repository":
        """Create one in the empty *folder*; *author* (name, e-mail address) is the author of its commits."""
        git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=scratch", ".")
        # Refuse paths that any file system would read as .git, not only the one of this machine.
        checks = {"core.protectNTFS": "true", "core.protectHFS": "true"}
        for key, value in {"user.name": author[0], "user.email": author[1], **checks}.items():
            git(folder, "config", key, value)
        git(folder, "hash-object", "-w", "--stdin")  # the file EMPTY
        return cls(folder, remote, branch)

    def store(self, files: Iterable[tuple[str, bytes]]) -> Entries:
        """Store *files* (path, content) as regular, non-executable files and return them as entries of a tree."""
        stream = self.folder / "stream"
        with stream.open("wb") as feed:
            feed.write(b"commit refs/heads/scratch\ncommitter nobody <nobody> 0 +0000\ndata 0\n")
            for path, content in files:
                quoted = path.replace("\\", "\\\\").replace('"', '\\"')
                feed.write(f'M 100644 inline "{quoted}"\ndata {len(content)}\n'.encode() + content + b"\n")
            feed.write(b"done\n")
        with stream.open("rb") as feed:
            git(self.folder, "fast-import", "--quiet", "--done", feed=feed)
        stream.unlink()
        return self._entries("refs/heads/scratch")

    def tip(self) -> str:
        """Return the remote's newest commit of the branch, an empty string if there is no such branch.

        Raises EnvironmentProblem if another branch makes this name impossible: git stores branches as files, so `a` and
        `a/b` cannot both exist.
        """
        above = [str(each) for each in PurePosixPath(self.branch).parents][:-1]
        names = (self.branch, f"{self.branch}/*", *above)
        output = git(self.folder, "ls-remote", "--heads", "--", self.remote, *(f"refs/heads/{name}" for name in names))
        tips = {name.removeprefix("refs/heads/"): commit for commit, name in map(str.split, output.splitlines())}
        beside = [name for name in tips if name in above or name.startswith(f"{self.branch}/")]
        if beside and self.branch not in tips:
            raise EnvironmentProblem(
                f"the remote has a branch {beside[0]}, beside which there can be none called {self.branch}; "
                "choose another --branch"
            )
        return tips.get(self.branch, "")

    def fetch(self) -> Tip:
        """Return the newest state of the remote's branch. Raises Competition if the branch changes meanwhile."""
        if not (before := self.tip()):
            return Tip()
        try:
            self._fetch("--depth=1")
        except EnvironmentProblem as problem:
            if self.tip() != before:
                raise Competition(str(problem)) from problem
            raise
        commit, tree = git(self.folder, "rev-parse", "refs/tip", "refs/tip^{tree}").split()
        return Tip(commit, tree, self._entries(tree))

    def last_changes(self) -> Mapping[str, str]:
        """Return each path of the branch's history with the subject of the last commit that changed it.

        Paths that git would quote are missing.
        """
        self._fetch("--depth=2147483647", "--filter=blob:none")
        log = ("log", "--first-parent", "-m", "--no-renames", "--no-show-signature", "--format=format:%x00%s")
        output = git(self.folder, "-c", "core.quotePath=false", *log, "--name-only", "refs/tip")
        last: dict[str, str] = {}
        for commit in output.split("\0")[1:]:
            subject, *paths = commit.split("\n")
            for path in filter(None, paths):
                last.setdefault(path, subject)
        return last

    def text(self, entry: str) -> str:
        """Return the content of the text file with this *entry*."""
        return git(self.folder, "cat-file", "blob", entry.split()[1])

    def tree(self, entries: Entries) -> str:
        """Store a tree of exactly *entries* and return its object name."""
        git(self.folder, "read-tree", "--empty")
        lines = "".join(f"{entry}\t{path}\0" for path, entry in entries.items())
        git(self.folder, "update-index", "-z", "--index-info", feed=lines.encode(errors="surrogateescape"))
        return git(self.folder, "write-tree").strip()

    def commit(self, tree: str, parent: str, message: str) -> str:
        """Store a commit of *tree* with *parent* (empty for none) and return its object name."""
        parents = ("-p", parent) if parent else ()
        return git(self.folder, "commit-tree", tree, *parents, "-m", message).strip()

    def push(self, commit: str, before: str) -> None:
        """Push *commit* to the branch, whose newest commit was *before*.

        Raises Competition if somebody else has pushed since, and EnvironmentProblem with the remote's answer if it
        refuses. The state of the branch decides which it is, not the answer, since a hook may print anything.
        """
        try:
            git(self.folder, "push", "--porcelain", "--", self.remote, f"{commit}:refs/heads/{self.branch}")
        except GitFailed as failure:
            refused = re.search(r"^!\t[^\t]*\t(.*)$", failure.printed, re.MULTILINE)
            if refused is None:  # no status of the branch: no connection or no permission
                raise
            remarks = re.findall(r"^remote: *(.*?) *$", failure.complaint, re.MULTILINE)
            answer = " ".join((refused[1], *filter(None, remarks)))
            for pause in PATIENCE:
                time.sleep(pause)
                now = self.tip()
                if now == commit:
                    return
                if now != before:
                    raise Competition(answer) from failure
            raise EnvironmentProblem(visible(f"the remote refused to update {self.branch}: {answer}")) from failure

    def _fetch(self, *options: str) -> None:
        refs = f"+refs/heads/{self.branch}:refs/tip"
        git(self.folder, "fetch", "--quiet", "--no-tags", *options, "--", self.remote, refs)

    def _entries(self, tree: str) -> Entries:
        lines = git(self.folder, "ls-tree", "-r", "-z", "--full-tree", tree).split("\0")
        parts = (line.partition("\t") for line in lines if line)
        return {path: " ".join(entry.split()[::2]) for entry, _, path in parts}


def check_branch(name: str) -> None:
    """Raise EnvironmentProblem if *name* is not a valid branch name for git."""
    try:
        meant = git(Path("/"), "check-ref-format", "--branch", name).removesuffix("\n") if name.isprintable() else ""
    except GitFailed:
        meant = ""
    if not meant or meant != name or name.startswith("refs/"):
        raise EnvironmentProblem(f"--branch {name!r} is not a name that a branch can have, such as gh-pages")


def address_of(project: Path, remote: str) -> str:
    """Return the address of *remote*: the name of one of *project*'s remotes, an address, or a path.

    Raises EnvironmentProblem if it is none of these.
    """
    if address := _remote(project, remote):
        # A path in git's settings is relative to the project, but git will run in another folder.
        return str((project / address).absolute()) if (project / address).is_dir() else address
    if Path(remote).is_dir():
        return str(Path(remote).absolute())
    if re.match(r"[a-z+]+://|[\w.-]+@?[\w.-]*:(?!:)", remote):
        return remote
    raise EnvironmentProblem(
        f"there is no git remote «{remote}» here; add one (git remote add {remote} ADDRESS) "
        "or name an address: --remote ADDRESS"
    )


def _remote(project: Path, name: str) -> str:
    """Return the address of the remote called *name*, an empty string if there is none.

    A project that lies inside another repository, which tracks none of its files, has no remotes.
    """
    try:
        top = Path(git(project, "rev-parse", "--show-toplevel").removesuffix("\n"))
        if top.resolve() != project.resolve() and not git(project, "ls-files", "--", "."):
            return ""
        return git(project, "remote", "get-url", "--push", "--", name).strip()
    except GitFailed:
        return ""


def identity(project: Path) -> tuple[str, str]:
    """Return the author of commits: name and e-mail address from git's settings in *project*, or a neutral default."""
    try:
        return git(project, "config", "user.name").strip(), git(project, "config", "user.email").strip()
    except GitFailed:
        return "Survey", "survey@localhost"
