"""Jinja's templates, compiled once and kept: ours, and those of the theme.

Compiled code is read by Python's marshal, which believes whatever it is given; so it is given nothing that has changed.
"""

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ..files import Cache, recipe


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in a folder, until the template, the code that compiles it or a library changes."""

    def __init__(self, folder: Path, module: str) -> None:
        """Keep them in *folder*; *module* (survey.rendering) decides how they are compiled."""
        self._cache, self._module = Cache(folder), module

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give *bucket* its template's code, if it is kept."""
        code = self._cache.read(bucket.key, self._key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code that *bucket* holds."""
        self._cache.keep(bucket.key, self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return f"{recipe(self._module)}\n{bucket.key}\n{bucket.checksum}"
