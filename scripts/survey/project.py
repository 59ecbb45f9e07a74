"""A project on disk, and what is read of it: its content, and which state of it this is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .catalogue import Catalogue, largest, load
from .edition import Edition, content_hash
from .files import Tree, read_tree
from .revision import revision


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

    @classmethod
    def at(cls, root: Path, templates: Path) -> "Project":
        """Return the project in the folder *root*, written by *templates*."""
        return cls(root, templates, root / "build")


def content(project: Project) -> Tree:
    """Return the files of the project's content, none of them opened yet."""
    return read_tree(project.root / "content", "content", largest, project.instead)


def read(project: Project) -> Catalogue:
    """Return the project's content as a catalogue; raise ContentError with all problems."""
    files = content(project)
    return load(files, odd=files.odd)


def read_edition(project: Project, home: str, snapshot: str = "") -> tuple[Catalogue, Edition]:
    """Return the project's content with what the site says of its state; *home* is where the survey lives.

    *snapshot* is the day of a dated edition that is to be made.
    """
    catalogue = read(project)
    state = revision(project.root, catalogue.survey.published)
    return catalogue, Edition(home, state.commit, state.epoch, content_hash(catalogue.files), snapshot)
