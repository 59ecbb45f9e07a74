"""A project on disk: its paths, its content, and the state of that content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import CODE
from ..files import Tree, keep_apart, keep_out_of_sites, read_tree
from . import Catalogue, largest, load
from .build_identity import SURVEY, BuildIdentity, content_hash, revision


@dataclass(frozen=True)
class Project:
    """The paths of a survey: ``root`` contains mkdocs.yml and content/.

    ``instead`` are content files that replace or add to those on disk, for changes that are not yet written.
    """

    root: Path
    templates: Path
    build: Path
    drawings: Path
    """The cache of drawings, shared by all projects with these templates: drawings do not depend on the project."""
    instead: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def markdown_cache(self) -> Path:
        """The cache of the pages' Markdown versions."""
        return self.build / "cache" / "markdown"

    @property
    def made_of(self) -> tuple[str, ...]:
        """The sources of the site in the project: paths in it, including templates and code if they are inside it."""
        root = self.root.resolve()
        parts = (path.resolve() for path in (root / "content", root / "mkdocs.yml", self.templates, CODE))
        return tuple(path.relative_to(root).as_posix() for path in parts if path.is_relative_to(root))

    @classmethod
    def at(cls, root: Path, templates: Path, build: Path | None = None) -> "Project":
        """Return the project in the folder *root* with *templates*; all output goes below *build*.

        By default, *build* is build/ of the project, and drawings are cached in build/ beside the templates, or in the
        project's if the templates are installed. Raises EnvironmentProblem if *build* overlaps with source folders.
        """
        if build is None:
            shared = root if templates.parent == CODE else templates.parent
            return cls(root, templates, root / "build", shared / "build" / "cache" / "talk")
        project = cls(root, templates, build.absolute(), build.absolute() / "cache" / "talk")
        keep_apart(build, "--build-dir", project.sources)
        return project

    @property
    def sources(self) -> tuple[Path, ...]:
        """The source folders of the project, in which nothing is built."""
        code = self.templates.parent
        names = ("content", "scripts", "tests", ".git", ".github", ".ci", ".venv")
        own = (folder / name for folder in dict.fromkeys((self.root, code)) for name in names)
        return (self.templates, *own)

    def check_out(self, out: Path, editions: Path | None = None) -> None:
        """Raise EnvironmentProblem if a site in *out* would destroy files, or would be destroyed by a later build."""
        kept = (self.build / "docs", self.build / "cache", self.drawings, self.build / "schemas")
        more = (self.build / "editions",) if self.build / "editions" not in out.absolute().parents else ()
        keep_apart(out, "--out", (*self.sources, *kept, *more, *((editions,) if editions else ())))
        keep_out_of_sites(out, "--out", self.build / "site")


def content(project: Project) -> Tree:
    """Return the content files of the project, none of them opened yet."""
    return read_tree(project.root / "content", "content", largest, project.instead)


def read(project: Project) -> Catalogue:
    """Return the project's content as a catalogue; raise ContentError with all problems."""
    files = content(project)
    return load(files, odd=files.odd)


def read_identity(project: Project, home: str, snapshot: str = "") -> tuple[Catalogue, BuildIdentity]:
    """Return the project's content, and its state as stated on the site; *home* is the address of the site.

    *snapshot* is the day of the dated edition to be made; empty for the live site.
    """
    catalogue = read(project)
    state = revision(project.root, SURVEY, project.made_of, catalogue.survey.published)
    content_digest = content_hash(catalogue.files)
    return catalogue, BuildIdentity(
        home, state.commit, state.epoch, content_digest, snapshot, state.changed, state.unknown
    )
