"""A cache of compiled Jinja templates: ours and those of the theme.

Compiled code is read with Python's marshal, which does not validate its input, so only unchanged files are loaded.
"""

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ..files import Cache, recipe


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in a folder until the template, the code that compiles it or a library changes."""

    def __init__(self, folder: Path, module: str) -> None:
        """Keep them in *folder*; *module* (such as survey.site.rendering) determines how they are compiled."""
        self._cache, self._module = Cache(folder), module

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled template into *bucket* if it is cached."""
        code = self._cache.read(bucket.key, self._key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the compiled template in *bucket*."""
        self._cache.keep(bucket.key, self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return f"{recipe(self._module)}\n{bucket.key}\n{bucket.checksum}"
