"""Trees of files on disk: write only what changed, replace a site as a whole, one build at a time; and caches."""

from .apart import keep_apart, keep_out_of_sites
from .border import MARKER, disk, is_ours, listed
from .cache import Cache, recipe
from .locks import locked
from .reading import Tree, read_tree
from .rooms import room
from .swap import files_in, recover, replace_site, workspace
from .trees import Changes, add_files, remove_files, write_tree

__all__ = [
    "MARKER",
    "Cache",
    "Changes",
    "Tree",
    "add_files",
    "disk",
    "files_in",
    "is_ours",
    "keep_apart",
    "keep_out_of_sites",
    "listed",
    "locked",
    "read_tree",
    "recipe",
    "recover",
    "remove_files",
    "replace_site",
    "room",
    "workspace",
    "write_tree",
]
