"""JSON files, written with pydantic's serialiser: that of the standard library is slow when it indents."""

from pydantic_core import to_json


def json_file(value: object) -> bytes:
    """Return *value* as a JSON file: UTF-8, two-space indent, keys in their given order, a final newline."""
    return to_json(value, indent=2) + b"\n"
