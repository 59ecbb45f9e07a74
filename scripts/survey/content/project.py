"""A project on disk, and what is read of it: its content, and which state of it this is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import CODE
from ..files import Tree, keep_apart, keep_out_of_sites, read_tree
from . import Catalogue, largest, load
from .build_identity import SURVEY, BuildIdentity, content_hash, revision


@dataclass(frozen=True)
class Project:
    """Where a survey's parts are: ``root`` holds mkdocs.yml and content/.

    ``instead`` are files of the content that count instead of those on the disk: as they are to become.
    """

    root: Path
    templates: Path
    build: Path
    drawings: Path
    """Where drawings are kept. They are the same for whoever asks: all projects of these templates share them."""
    instead: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def markdown_cache(self) -> Path:
        """Where the pages' Markdown versions are kept."""
        return self.build / "cache" / "markdown"

    @property
    def made_of(self) -> tuple[str, ...]:
        """What of the project its site is made of: paths in it, also of templates and code if they are in there."""
        root = self.root.resolve()
        parts = (path.resolve() for path in (root / "content", root / "mkdocs.yml", self.templates, CODE))
        return tuple(path.relative_to(root).as_posix() for path in parts if path.is_relative_to(root))

    @classmethod
    def at(cls, root: Path, templates: Path, build: Path | None = None) -> "Project":
        """Return the project in the folder *root*, written by *templates*; all that is made goes below *build*.

        Without it, that is build/ of the project, and drawings are kept in build/ beside the templates, or of the
        project if these are installed. Raises EnvironmentProblem if *build* is where something else stands.
        """
        if build is None:
            shared = root if templates.parent == CODE else templates.parent
            return cls(root, templates, root / "build", shared / "build" / "cache" / "talk")
        project = cls(root, templates, build.absolute(), build.absolute() / "cache" / "talk")
        keep_apart(build, "--build-dir", project.sources)
        return project

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders of the project that nothing is ever built in."""
        code = self.templates.parent
        names = ("content", "scripts", "tests", ".git", ".github", ".ci", ".venv")
        own = (folder / name for folder in dict.fromkeys((self.root, code)) for name in names)
        return (self.templates, *own)

    def check_out(self, out: Path, editions: Path | None = None) -> None:
        """Raise EnvironmentProblem if a site in *out* would destroy something, or be destroyed by a later build."""
        kept = (self.build / "docs", self.build / "cache", self.drawings, self.build / "schemas")
        more = (self.build / "editions",) if self.build / "editions" not in out.absolute().parents else ()
        keep_apart(out, "--out", (*self.sources, *kept, *more, *((editions,) if editions else ())))
        keep_out_of_sites(out, "--out", self.build / "site")


def content(project: Project) -> Tree:
    """Return the files of the project's content, none of them opened yet."""
    return read_tree(project.root / "content", "content", largest, project.instead)


def read(project: Project) -> Catalogue:
    """Return the project's content as a catalogue; raise ContentError with all problems."""
    files = content(project)
    return load(files, odd=files.odd)


def read_identity(project: Project, home: str, snapshot: str = "") -> tuple[Catalogue, BuildIdentity]:
    """Return the project's content with what the site says of its state; *home* is where the survey lives.

    *snapshot* is the day of a dated edition that is to be made.
    """
    catalogue = read(project)
    state = revision(project.root, SURVEY, project.made_of, catalogue.survey.published)
    content_digest = content_hash(catalogue.files)
    return catalogue, BuildIdentity(
        home, state.commit, state.epoch, content_digest, snapshot, state.changed, state.unknown
    )
