"""Trees of files on disk: write only what changed, replace a site as a whole, one build at a time."""

from survey.files.border import MARKER, disk, is_ours, listed
from survey.files.locks import locked
from survey.files.reading import read_tree
from survey.files.swap import files_in, recover, replace_site, workspace
from survey.files.trees import Changes, write_tree

__all__ = [
    "MARKER",
    "Changes",
    "disk",
    "files_in",
    "is_ours",
    "listed",
    "locked",
    "recover",
    "replace_site",
    "workspace",
    "write_tree",
]
