"""Where an address leads that is not there any more: by an alias of its own, by an entry's new id, with its page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..catalogue import Moved


def page_of(address: str) -> str:
    """Return the page of a place; any other address is returned as it is."""
    return address.partition("#")[0]


@dataclass(frozen=True)
class Ways:
    """The aliases, over the addresses that the site has by itself."""

    made: Mapping[str, str]
    moved: Sequence[Moved]
    goals: Mapping[str, str] = field(default_factory=dict)
    """What promised addresses led on to."""

    def goal(self, address: str) -> str | None:
        """Return where *address* leads now: an address of the site, or None."""
        if address in self.made:
            return address
        ways = (self._followed(way, {address}) for way in self._next(address))
        return next((way for way in ways if way is not None), None)

    def using(self, moved: Moved) -> Iterator[str]:
        """Yield the promised addresses that *moved* speaks of."""
        for address in self.goals:
            if address == moved.old or self._renamed(address, moved) != address:
                yield address

    def _followed(self, address: str, seen: set[str]) -> str | None:
        if address in self.made:
            return address
        if address in seen:
            return None
        ways = (self._followed(way, {*seen, address}) for way in self._next(address))
        return next((way for way in ways if way is not None), None)

    def _next(self, address: str) -> Iterator[str]:
        """Yield where one step leads, the surest way first."""
        yield from (each.new for each in self.moved if each.old == address)
        yield from (way for each in self.moved if (way := self._renamed(address, each)) != address)
        if before := self.goals.get(address):
            yield before

    def _renamed(self, address: str, moved: Moved) -> str:
        if moved.old.startswith("/"):
            return address
        return re.sub(rf"(?<![a-z0-9]){re.escape(moved.old)}(?![a-z0-9])", moved.new, address)
