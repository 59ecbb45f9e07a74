"""How a value becomes a JSON file: by pydantic's writer, since Python's own is slow as soon as it indents."""

from pydantic_core import to_json


def json_file(value: object) -> bytes:
    """Return *value* as a JSON file: UTF-8, two spaces, keys in the order in which they are, a newline at the end."""
    return to_json(value, indent=2) + b"\n"
