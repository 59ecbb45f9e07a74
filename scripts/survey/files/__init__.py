"""File operations: trees written only where they changed, sites replaced as a whole, locks, caches, git."""

from .cache import Cache, recipe
from .keep_apart import keep_apart, keep_out_of_sites
from .manifest import Manifest, differences, manifest_digest, manifest_of, read_manifest, sizes, unlike
from .os_errors import MARKER, disk, is_ours, listed
from .swap import files_in, locked, recover, replace_site, workspace
from .tempdir import temporary_folder
from .trees import SKIPPED, Changes, Tree, add_files, read_tree, remove_files, write_tree

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
    "sizes",
    "temporary_folder",
    "unlike",
    "workspace",
    "write_tree",
]
