"""The line of aliases.yml that would keep an address, guessed from what is new in the site."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from .ways import page_of

SEPARATOR = re.compile(r"([/#.]|(?<=#)get-)")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Hints:
    """Guesses what became of addresses that vanished: an entry that was renamed, or something like it that is new."""

    renamed: Mapping[Pair, int]
    """Old and new id to the number of addresses that such a change would explain."""
    new: Set[str]

    @classmethod
    def of(cls, vanished: Iterable[str], new: Set[str]) -> "Hints":
        """Compare what *vanished* with what is *new*."""
        return cls(Counter(pair for old in vanished for pair in _pairs(old, new)), new)

    def line(self, address: str) -> str:
        """Return a line for aliases.yml that keeps *address*."""
        pairs = {pair: way for way in self.new for pair in _pairs(address, {way})}
        best = max(pairs, key=lambda pair: (self.renamed[pair], _likeness(pair), pair), default=None)
        if best is None:
            page = page_of(address)
            return _line(address, page if page != address else "…")
        return _line(*best) if self.renamed[best] > 1 else _line(address, pairs[best])


def _pairs(old: str, new: Iterable[str]) -> Iterator[Pair]:
    """Yield old and new word for each of the *new* addresses that differs from *old* in one word."""
    before = SEPARATOR.split(old)
    for way in new:
        after = SEPARATOR.split(way)
        if len(after) == len(before):
            unlike = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
            if len(unlike) == 1:
                yield unlike[0]


def _likeness(pair: Pair) -> float:
    return SequenceMatcher(None, *pair).ratio()


def _line(old: str, new: str) -> str:
    return f"add to content/aliases.yml: - {{old: {old}, new: {new}, reason: …}}"
