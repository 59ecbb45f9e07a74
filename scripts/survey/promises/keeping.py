"""Compare a finished site with what was promised, and keep what moved: redirects, copies, places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..catalogue import Moved
from ..frozen import COMMAND
from ..problems import Place, Problem, did_you_mean
from .hints import Hints
from .lock import Lock, written
from .ways import Ways, page_of


@dataclass(frozen=True)
class Kept:
    """What has to be done so that every promised address works, and what cannot be done."""

    ways: Mapping[str, str]
    """Address that is not there any more -> where it is now."""
    problems: tuple[Problem, ...]
    lock: str
    """The text of the list, with what is new."""


def keep(made: Mapping[str, str], lock: Lock, moved: Sequence[Moved]) -> Kept:
    """Return how a site with the addresses *made* keeps what *lock* promises, by the aliases *moved*."""
    ways = Ways(made, moved, lock.goals)
    vanished = [address for address in lock.goals if address not in made]
    goals = {
        address: goal for address in vanished if (goal := ways.goal(address)) and not _goes_with_page(address, ways)
    }
    # What a list that cannot be read does not say is no reason to tell anything else.
    problems = lock.problems or (
        *_lost(vanished, made, lock, ways),
        *_used_again(made, lock, ways),
        *_wrong(moved, made, lock, ways),
        *_new(made, lock),
    )
    promised = {**{address: ways.goal(address) or "" for address in vanished}, **made}
    return Kept(goals, problems, written(promised))


def _goes_with_page(address: str, ways: Ways) -> bool:
    """Say whether *address* is a place in a page that leads on itself: nothing can be put there."""
    return "#" in address and page_of(address) not in ways.made


def _lost(vanished: Sequence[str], made: Mapping[str, str], lock: Lock, ways: Ways) -> Iterator[Problem]:
    lost = [address for address in vanished if ways.goal(address) is None and not _goes_with_page(address, ways)]
    hints = Hints.of(lost, made.keys() - lock.goals.keys())
    for address in lost:
        yield Problem(lock.places[address], "ADR002", f"the address {address} would vanish", hints.line(address))


def _used_again(made: Mapping[str, str], lock: Lock, ways: Ways) -> Iterator[Problem]:
    """Yield what an address stood for and would not any more: retired ones stay so, short ones keep their meaning."""
    said = {(each.old, each.new) for each in ways.moved}
    for address, before in lock.goals.items():
        if not before or address not in made or made[address] == before or (address, made[address]) in said:
            continue
        if not made[address]:
            message = f"the address {address} was retired and leads to {before}; it cannot stand for something new"
            yield Problem(lock.places[address], "ADR004", message, "choose another id or number")
        elif made[address] != ways.goal(before):
            message = f"the address {address} would lead to {made[address]}; it was published for {before}"
            yield Problem(lock.places[address], "ADR003", message, "numbers are never given to something else")


def _wrong(moved: Sequence[Moved], made: Mapping[str, str], lock: Lock, ways: Ways) -> Iterator[Problem]:
    for each in moved:
        using = list(ways.using(each))
        if made.get(each.old, each.new) != each.new:
            message = f"{each.old} is still an address of the site"
            yield Problem(each.place, "ADR004", message, "it cannot lead elsewhere; take the alias away")
        elif lock.goals and not using:
            near = did_you_mean(each.old, lock.goals)
            yield Problem(each.place, "ADR005", f"{each.old} was never published", near)
        elif each.old.startswith("/") and (why := _unusable(each, ways)):
            yield Problem(
                each.place, "ADR005", f"{each.old} cannot lead to {each.new}: {why}", did_you_mean(each.new, made)
            )


def _unusable(moved: Moved, ways: Ways) -> str:
    """Return why an alias of an address is of no use, or nothing."""
    goal = ways.goal(moved.new)
    if goal is None:
        return "the site has no such address"
    if _is_file(moved.old) is not _is_file(goal):
        return "a file can stand only for a file"
    return ""


def _is_file(address: str) -> bool:
    return not page_of(address).endswith("/")


def _new(made: Mapping[str, str], lock: Lock) -> Iterator[Problem]:
    if new := sorted(made.keys() - lock.goals.keys()):
        message = f"{len(new)} new address{'es are' if len(new) > 1 else ' is'} not promised yet: {new[0]}"
        yield Problem(Place(lock.path), "ADR006", message + (" …" if len(new) > 1 else ""), f"run {COMMAND}", note=True)
