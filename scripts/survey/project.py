"""A project on disk, and what is read of it: its content, and which state of it this is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .catalogue import Catalogue, load
from .edition import SURVEY, Edition, content_hash
from .files import read_tree
from .revision import revision

CODE = Path(__file__).resolve().parents[1]
"""The folder of the commands and of this package."""


@dataclass(frozen=True)
class Project:
    """Where a survey's parts are: ``root`` holds mkdocs.yml and content/.

    ``instead`` are files of the content that count instead of those on the disk: as they are to become.
    """

    root: Path
    templates: Path
    build: Path
    instead: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def twins(self) -> Path:
        """Where the pages' Markdown twins are kept."""
        return self.build / "cache" / "twins"

    @property
    def drawings(self) -> Path:
        """Where drawings are kept. They are the same for whoever asks: all projects of these templates share them."""
        return self.templates.parent / "build" / "cache" / "talk"

    @property
    def made_of(self) -> tuple[str, ...]:
        """What of the project its site is made of: paths in it, also of templates and code if they are in there."""
        root = self.root.resolve()
        parts = (path.resolve() for path in (root / "content", root / "mkdocs.yml", self.templates, CODE))
        return tuple(path.relative_to(root).as_posix() for path in parts if path.is_relative_to(root))

    @classmethod
    def at(cls, root: Path, templates: Path) -> "Project":
        """Return the project in the folder *root*, written by *templates*."""
        return cls(root, templates, root / "build")


def read(project: Project) -> Catalogue:
    """Return the project's content as a catalogue; raise ContentError with all problems."""
    return load(_content(project))


def read_edition(project: Project, home: str, snapshot: str = "") -> tuple[Catalogue, Edition]:
    """Return the project's content with what the site says of its state; *home* is where the survey lives.

    *snapshot* is the day of a dated edition that is to be made.
    """
    content = _content(project)
    catalogue = load(content)
    state = revision(project.root, SURVEY, project.made_of, catalogue.survey.published)
    return catalogue, Edition(
        home, state.commit, state.epoch, content_hash(content), snapshot, state.changed, state.unknown
    )


def _content(project: Project) -> Mapping[str, bytes]:
    return {**read_tree(project.root / "content", "content"), **project.instead}
