"""Trees of files on disk: write only what changed, replace a site as a whole, one build at a time."""

from .border import MARKER, disk, is_ours, listed
from .locks import locked
from .manifest import Manifest, differences, manifest_digest, manifest_of, read_manifest, sizes, unlike
from .reading import SKIPPED, read_tree
from .rooms import room
from .shelf import clear, put
from .swap import files_in, recover, replace_site, workspace
from .trees import Changes, add_files, write_tree

__all__ = [
    "MARKER",
    "SKIPPED",
    "Changes",
    "Manifest",
    "add_files",
    "clear",
    "differences",
    "disk",
    "files_in",
    "is_ours",
    "listed",
    "locked",
    "manifest_digest",
    "manifest_of",
    "put",
    "read_manifest",
    "read_tree",
    "recover",
    "replace_site",
    "room",
    "sizes",
    "unlike",
    "workspace",
    "write_tree",
]
