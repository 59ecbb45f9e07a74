"""How work that takes a while says how far it is. Who shows it is not its business."""

from typing import Protocol


class Progress(Protocol):
    """Is told what is being done, and how much of how much of it is done; 0 of 0 if that is not known."""

    def __call__(self, doing: str, done: int = 0, of: int = 0, /) -> None:
        """Take the message; it lasts until the next one."""


def silent(doing: str, done: int = 0, of: int = 0, /) -> None:
    """Show nothing."""
