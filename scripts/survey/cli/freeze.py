"""Record new BibTeX keys and new addresses, which readers cite and link to.

A build that would lose a recorded key or address fails. The lists are
content/keys.lock and content/addresses.lock; commit them. The site is built to
find its addresses and is then discarded. The list of papers in CITATION.cff, if
that file exists, is updated too.

Example:
  %(prog)s --check
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from .. import COMMAND
from ..content import ADDRESSES, freeze
from ..content import LOCK as KEYS
from ..content.project import Project, content, read_identity
from ..files import add_files, temporary_folder
from ..pipeline import Settings, build
from ..problems import Progress
from . import console
from .edition import CITATION, stamped
from .options import add_build_dir, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument("--check", action="store_true", help="write no list; exit 1 if something new is not in them")


def run(options: Namespace) -> None:
    """Update the lists; with --check, only report those that are out of date."""
    with console.report_errors():
        project = project_of(options)
    with console.report_errors("The lists are as they were."):
        with console.working("Building the site, whose addresses are the promise") as progress:
            lists = _lists(project, progress)
        old = [path for path, text in lists.items() if not _is_current(project.root / path, text)]
        if options.check and old:
            console.stop(f"not up to date: {', '.join(old)}; run {COMMAND} freeze", console.WRONG_CONTENT)
        add_files(project.root, {path: lists[path] for path in old})
    console.print_line(f"Complete: {', '.join(lists)}.")


def _lists(project: Project, progress: Progress) -> Mapping[str, bytes]:
    """Return path -> up-to-date text of each list. Builds the site in a temporary folder to find its addresses."""
    files = content(project)
    keys = freeze(files, odd=files.odd).encode()
    frozen = replace(project, instead={KEYS: keys})
    with temporary_folder(project.build, "freeze") as folder:
        lock = build(frozen, Settings(folder / "site"), progress=progress).lock
    citation = {CITATION: stamped(frozen, *read_identity(frozen, ""))} if (project.root / CITATION).is_file() else {}
    lists = {f"content/{ADDRESSES}": lock, **citation}
    return {f"content/{KEYS}": keys, **{path: text.encode() for path, text in lists.items()}}


def _is_current(path: Path, text: bytes) -> bool:
    return path.is_file() and path.read_bytes() == text
