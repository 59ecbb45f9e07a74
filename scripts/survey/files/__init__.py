"""Trees of files on disk: write only what changed, replace a site as a whole, one build at a time; and caches."""

from .apart import keep_apart, keep_out_of_sites
from .border import MARKER, disk, is_ours, listed
from .cache import Cache, recipe
from .locks import locked
from .manifest import Manifest, differences, manifest_digest, manifest_of, read_manifest, sizes, unlike
from .reading import SKIPPED, Tree, read_tree
from .rooms import room
from .swap import files_in, recover, replace_site, workspace
from .trees import Changes, add_files, remove_files, write_tree

__all__ = [
    "MARKER",
    "SKIPPED",
    "Cache",
    "Changes",
    "Manifest",
    "Tree",
    "add_files",
    "differences",
    "disk",
    "files_in",
    "is_ours",
    "keep_apart",
    "keep_out_of_sites",
    "listed",
    "locked",
    "manifest_digest",
    "manifest_of",
    "read_manifest",
    "read_tree",
    "recipe",
    "recover",
    "remove_files",
    "replace_site",
    "room",
    "sizes",
    "unlike",
    "workspace",
    "write_tree",
]
