"""The list of promises: content/addresses.lock, one address a line, sorted; `old -> new` for one that leads on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..frozen import COMMAND, Form, read_frozen
from ..problems import Place, Problem

HEAD = f"""\
# Every address that this site has published: pages, places in them (#), files; «a -> b» leads on. Readers' links lead
# here, so a line that stands here stays for ever. {COMMAND} adds new ones; aliases.yml says where old ones lead.
"""
LINE = re.compile(r"(/[^\s]*)(?: -> (/[^\s]*))?")


@dataclass(frozen=True)
class Lock:
    """Promised addresses with what they lead on to (else an empty string), and where each is promised."""

    path: str
    goals: Mapping[str, str]
    places: Mapping[str, Place]
    problems: tuple[Problem, ...] = ()


def read_lock(path: str, content: bytes | None) -> Lock:
    """Return the list in *content*, with what is wrong with it; without a file, nothing is promised yet."""
    frozen, problems = read_frozen(path, content or b"", Form(LINE, "ADR001", "an address"))
    goals = {address: goal for address, (goal, _) in frozen.items()}
    places = {address: place for address, (_, place) in frozen.items()}
    return Lock(path, MappingProxyType(goals), MappingProxyType(places), problems)


def written(goals: Mapping[str, str]) -> str:
    """Return the text of a list of *goals*."""
    lines = (f"{address} -> {goal}" if goal else address for address, goal in sorted(goals.items()))
    return HEAD + "".join(f"{line}\n" for line in lines)
