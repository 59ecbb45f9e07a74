"""The live preview: pages are written again after every saved change. The only module that imports watchfiles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch

from ..content.project import Project, read_identity
from ..files import Changes, add_files, locked, remove_files, write_tree
from ..problems import ContentError, EnvironmentProblem, Progress, silent
from ..slides import drawn
from . import mkdocs
from .documents import beside, documents, for_crawlers
from .mkdocs import EngineError, EngineSettings, Server


@dataclass(frozen=True)
class _Saved:
    """The result of a saved change: the files written for the engine, and those that bypass it."""

    changes: Changes
    beside: Mapping[str, bytes]
    site: frozenset[str]
    """The paths in the site of all these files and of the theme's files."""


Trouble = ContentError | EngineError | EnvironmentProblem
"""Why a saved change is not shown: content, a template or the theme is wrong, or a file cannot be read or written."""


def serve(project: Project, address: str, progress: Progress = silent) -> Iterator[Changes | Trouble | str]:
    """Serve the project at *address* (127.0.0.1:8000) until interrupted.

    Yields, at the start and after every saved change, the files written or the error because of which the last good
    pages are kept; also lines that the server prints. The server starts once the content is free of errors. Raises
    EnvironmentProblem when the project cannot be read or written at the start, when *address* cannot be used, and when
    the server stops (or the EngineError because of which it stopped).
    """
    saves = _saves(project, progress)
    for first in saves:
        if isinstance(first, _Saved):
            yield first.changes
            break
        if first is not None:
            yield first
    else:
        return
    last, docs = first, project.build / "docs"
    unsure: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    with mkdocs.serve(project.root, docs, EngineSettings(), address) as server:
        for saved in saves:
            yield from _messages(server)
            if isinstance(saved, _Saved):
                gone = (gone | last.site) - saved.site
                last, unsure = saved, saved.changes.written
                yield saved.changes
            elif saved is not None:
                yield saved
            else:
                # MkDocs skips a page whose output is newer than its source, even if that output was made from the
                # previous source. So the pages are touched again in the first second without a change.
                _touch(docs / name for name in unsure)
                unsure = ()
            if site := server.site:
                add_files(site, last.beside)
                # MkDocs only adds files and deletes none; and it may have been writing a page that was removed.
                remove_files(site, gone)


def _messages(server: Server) -> Iterator[Trouble | str]:
    """Yield the messages of *server*; if it has ended, raise its error, or EnvironmentProblem if it reported none."""
    ended = server.ended
    for message in server.messages():
        if ended and not isinstance(message, str):
            raise message
        yield message
    if ended:
        raise EnvironmentProblem("the server could not start, or stopped")


def _saves(project: Project, progress: Progress) -> Iterator[_Saved | Trouble | None]:
    """Yield the result of writing the pages, at once and after every change, and None each second without one."""
    try:
        yield _written(project, progress)
    except ContentError as error:
        yield error
    watched = (project.root / "content", project.templates, project.root / "mkdocs.yml")
    late = True
    for changes in watch(
        *watched, debounce=100, step=20, rust_timeout=1000, yield_on_timeout=True, raise_interrupt=False
    ):
        # Writing once more catches changes that were saved before the watch began.
        yield _attempt(project) if changes or late else None
        late = False
        if any(path.endswith((".html", "mkdocs.yml")) for _, path in changes):
            _touch((project.build / "docs").rglob("*.md"))  # the theme affects all pages


def _touch(pages: Iterable[Path]) -> None:
    """Update the modification times of *pages*, so that the engine builds them again."""
    for path in pages:
        path.touch()


def _attempt(project: Project) -> _Saved | Trouble:
    """Write the pages, or return the error. An incompletely saved file causes one, which the next save resolves."""
    try:
        return _written(project)
    except (ContentError, EnvironmentProblem) as error:
        return error


def _written(project: Project, progress: Progress = silent) -> _Saved:
    """Write the pages that changed; rewriting unchanged pages would make the server rebuild in a loop."""
    catalogue, identity = read_identity(project, mkdocs.site_url(project.root))
    made = documents(project, catalogue, identity)
    docs = project.build / "docs"
    with locked(docs):
        more = {**beside(project, catalogue, made, identity), **for_crawlers(made, identity)}
        more |= drawn(made.slide_assets.jobs, project.drawings, progress)
        site = {*map(mkdocs.made_of, made.files), *more, *mkdocs.theme_files(project.root)}
        return _Saved(write_tree(docs, made.files), more, frozenset(site))
