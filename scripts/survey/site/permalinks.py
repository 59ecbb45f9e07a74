"""Permanent addresses: the build fails if an address that was published once would stop working.

content/addresses.lock lists all published addresses; content/aliases.yml gives the new addresses of those that moved.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape as html_escape
from types import MappingProxyType

from .. import addresses
from ..addresses import relative
from ..content import Catalogue, Moved
from ..content.lock_files import FREEZE, Form, read_frozen
from ..files import disk
from ..problems import Place, Problem, did_you_mean
from .verify import Site

# ── Redirects: short addresses, and folders of pages that have no page of their own ──
# A meta refresh drops the query and fragment, so a script redirects where scripts run. It reads the target from the
# link, so that the script is the same on every page and also works from a folder on disk.

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="description" content="This address leads to {title}.">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<link rel="icon" href="data:,">
<noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>
</head>
<body><main><h1>{title}</h1><p>This address leads to <a href="{way}">{title}</a>.</p></main>
<script>
const way = new URL(document.querySelector("a").href);
way.search ||= location.search;
way.hash ||= location.hash;
if (way.protocol === "file:" && way.pathname.endsWith("/")) way.pathname += "index.html";
location.replace(way);
</script>
</body>
</html>
"""


def targets(catalogue: Catalogue) -> Mapping[str, tuple[str, str]]:
    """Return address -> (target address, target title) of every redirect."""
    overview = (addresses.EXPLORE, catalogue.survey.contributions.capitalize())
    short = {
        addresses.short(entry.number): (addresses.contribution(entry.id), entry.name)
        for entry in catalogue.contributions
    }
    groups = {
        addresses.short_category(category.id): (addresses.category(category.id), category.name)
        for category in catalogue.categories
    }
    return {**short, **groups, addresses.CONTRIBUTIONS: overview, addresses.SHORT: overview}


def redirects(catalogue: Catalogue, canonical_root: str) -> Mapping[str, bytes]:
    """Return address -> HTML of every redirect. *canonical_root* is the survey's address, with a / at its end."""
    return {
        here: redirect_page(here, there, title, canonical_root) for here, (there, title) in targets(catalogue).items()
    }


def redirect_page(here: str, there: str, title: str, canonical_root: str) -> bytes:
    """Return the HTML of a redirect from *here* to *there*, a page called *title*.

    *canonical_root* is the survey's address, with a / at its end.
    """
    way = html_escape(addresses.relative(here, there))
    return PAGE.format(title=html_escape(title), way=way, canonical=html_escape(canonical_root + there)).encode()


__all__ = ["Lock", "PermalinkPlan", "keep", "kept_files", "read_lock"]


# ── The list of published addresses: content/addresses.lock, one per line, sorted; `old -> new` for a redirect ──

HEAD = f"""\
# Every address that this site has published: pages, places in them (#), files; «a -> b» redirects. Readers' links lead
# here, so no line is ever removed. {FREEZE} adds new ones; aliases.yml says where old ones lead.
"""
LINE = re.compile(r"(/[^\s]*)(?: -> (/[^\s]*))?")


@dataclass(frozen=True)
class Lock:
    """The published addresses with their redirect targets (empty if none), and the line of each in the list."""

    path: str
    goals: Mapping[str, str]
    places: Mapping[str, Place]
    problems: tuple[Problem, ...] = ()


def read_lock(path: str, content: bytes | None) -> Lock:
    """Return the list in *content*, the text of the file *path*, with its problems; None is an empty list."""
    frozen, problems = read_frozen(path, content or b"", Form(LINE, "ADR001", "an address"))
    goals = {address: goal for address, (goal, _) in frozen.items()}
    places = {address: place for address, (_, place) in frozen.items()}
    return Lock(path, MappingProxyType(goals), MappingProxyType(places), problems)


def written(goals: Mapping[str, str]) -> str:
    """Return the text of a list of *goals*."""
    lines = (f"{address} -> {goal}" if goal else address for address, goal in sorted(goals.items()))
    return HEAD + "".join(f"{line}\n" for line in lines)


# ── Where a removed address leads: by its own alias, by an entry's new id, or with its page ──


def page_of(address: str) -> str:
    """Return *address* without its fragment."""
    return address.partition("#")[0]


@dataclass(frozen=True)
class Ways:
    """Resolves addresses by the aliases (``moved``) and the addresses that the site has without them (``made``)."""

    made: Mapping[str, str]
    moved: Sequence[Moved]
    goals: Mapping[str, str] = field(default_factory=dict)
    """Published addresses and their redirect targets."""

    def goal(self, address: str) -> str | None:
        """Return the address of the site that *address* leads to now, or None."""
        if address in self.made:
            return address
        ways = (self._followed(way, {address}) for way in self._next(address))
        return next((way for way in ways if way is not None), None)

    def using(self, moved: Moved) -> Iterator[str]:
        """Yield the published addresses to which the alias *moved* applies."""
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
        """Yield the addresses that one step leads to, the most specific first."""
        yield from (each.new for each in self.moved if each.old == address)
        yield from (way for each in self.moved if (way := self._renamed(address, each)) != address)
        if before := self.goals.get(address):
            yield before

    def _renamed(self, address: str, moved: Moved) -> str:
        if moved.old.startswith("/"):
            return address
        return re.sub(rf"(?<![a-z0-9]){re.escape(moved.old)}(?![a-z0-9])", moved.new, address)


# ── Hints: the line for aliases.yml that would keep an address, guessed from the new addresses of the site ──

SEPARATOR = re.compile(r"([/#.]|(?<=#)get-)")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Hints:
    """Guesses the new addresses of those that vanished: of a renamed entry, or the most similar new address."""

    renamed: Mapping[Pair, int]
    """(old id, new id) to the number of addresses that this renaming would explain."""
    new: Set[str]

    @classmethod
    def of(cls, vanished: Iterable[str], new: Set[str]) -> "Hints":
        """Compare the addresses that *vanished* with those that are *new*."""
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
    """Yield (old word, new word) for each of the *new* addresses that differs from *old* in exactly one word."""
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


# ── Files that keep old addresses working: redirects, copies of files, and additional anchors in pages ──

INSIDE = re.compile(r"a|article|aside|dd|div|dt|figure|h[1-6]|li|main|nav|p|section|span|td|th")
"""Elements that can contain an additional anchor. In a table row it goes into the first cell, in a definition group
into the term."""
START_OF_TERM = re.compile(r"\s*<dt\b[^>]*>")
START_OF_CELL = re.compile(r"<t[dh]\b[^>]*>")
NOTE = '<p class="sv-moved" id="{old}">What stood here has moved to <a href="{way}">{title}</a>.</p>\n'


def kept_files(site: Site, ways: Mapping[str, str], canonical_root: str) -> Mapping[str, bytes]:
    """Return the files to add to *site*, or to replace in it, so that every old address of *ways* works.

    *ways* maps old addresses to existing ones, both as in the lock; *canonical_root* is the survey's address. Raises
    EnvironmentProblem if the site cannot be read.
    """
    with disk(f"read {site.folder}"):
        return dict(_files(site, ways, canonical_root))


def _files(site: Site, ways: Mapping[str, str], canonical_root: str) -> Iterator[tuple[str, bytes]]:
    places: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for old, new in ways.items():
        if "#" in old:
            places[page_of(old)][old.partition("#")[2]] = new
        elif old.endswith("/"):
            yield _file(old), redirect_page(old[1:], new[1:], _title(site, new), canonical_root)
        else:
            yield _file(old), (site.folder / _file(new)).read_bytes()
    for page, moved in places.items():
        html = (site.folder / _file(page)).read_text(encoding="utf-8")
        for old, new in moved.items():
            html = _with_place(html, old, new, page, _title(site, new))
        yield _file(page), html.encode()


def _with_place(html: str, old: str, new: str, page: str, title: str) -> str:
    """Return the page with an anchor *old*: at *new* if that is on this page, otherwise in a note that links to it."""
    at = _start(html, new.partition("#")[2]) if page_of(new) == page else None
    if at is not None:
        return f'{html[:at]}<span id="{html_escape(old)}"></span>{html[at:]}'
    note = NOTE.format(old=html_escape(old), way=html_escape(relative(page[1:], new[1:])), title=html_escape(title))
    body, end, rest = html.rpartition("</article>")
    return body + note + end + rest


def _start(html: str, name: str) -> int | None:
    """Return the offset at which an anchor for the element with the id *name* can be inserted, or None."""
    found = re.search(rf'<(\w+)(?:\s[^<>]*)?\sid="?{re.escape(html_escape(name))}(?=["\s>])[^<>]*>', html)
    if found is None:
        return None
    if found[1] == "tr":
        cell = START_OF_CELL.search(html, found.end())
        return cell.end() if cell else None
    if term := START_OF_TERM.match(html, found.end()):
        return term.end()
    return found.end() if INSIDE.fullmatch(found[1]) else found.start()


def _file(address: str) -> str:
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]


def _title(site: Site, address: str) -> str:
    page = site.pages.get(_file(page_of(address)))
    return page.title if page else address


# ── Compare a finished site with the list of published addresses, and keep those that moved ──


@dataclass(frozen=True)
class PermalinkPlan:
    """How the published addresses are kept, and problems for those that cannot be kept."""

    ways: Mapping[str, str]
    """Removed address -> the address that it leads to now."""
    problems: tuple[Problem, ...]
    lock: str
    """The text of the list, with the new addresses added."""


def keep(made: Mapping[str, str], lock: Lock, moved: Sequence[Moved]) -> PermalinkPlan:
    """Return how a site with the addresses *made* keeps the addresses in *lock*, using the aliases *moved*."""
    ways = Ways(made, moved, lock.goals)
    vanished = [address for address in lock.goals if address not in made]
    goals = {
        address: goal for address in vanished if (goal := ways.goal(address)) and not _goes_with_page(address, ways)
    }
    # If the list cannot be read, problems that compare with it would be misleading.
    problems = lock.problems or (
        *_lost(vanished, made, lock, ways),
        *_used_again(made, lock, ways),
        *_wrong(moved, made, lock, ways),
        *_new(made, lock),
    )
    promised = {**{address: ways.goal(address) or "" for address in vanished}, **made}
    return PermalinkPlan(goals, problems, written(promised))


def _goes_with_page(address: str, ways: Ways) -> bool:
    """Return whether *address* is an anchor of a page that now redirects, to which no anchor can be added."""
    return "#" in address and page_of(address) not in ways.made


def _lost(vanished: Sequence[str], made: Mapping[str, str], lock: Lock, ways: Ways) -> Iterator[Problem]:
    lost = [address for address in vanished if ways.goal(address) is None and not _goes_with_page(address, ways)]
    hints = Hints.of(lost, made.keys() - lock.goals.keys())
    for address in lost:
        yield Problem(
            lock.places[address], "ADR002", f"the address {address} would no longer exist", hints.line(address)
        )


def _used_again(made: Mapping[str, str], lock: Lock, ways: Ways) -> Iterator[Problem]:
    """Yield a problem for each address that changes its meaning: a reused retired address or short address."""
    declared = {(each.old, each.new) for each in ways.moved}
    for address, before in lock.goals.items():
        if not before or address not in made or made[address] == before or (address, made[address]) in declared:
            continue
        if not made[address]:
            message = f"the retired address {address} redirects to {before}; it cannot be used for something new"
            yield Problem(lock.places[address], "ADR004", message, "choose another id or number")
        elif made[address] != ways.goal(before):
            message = f"the address {address} would lead to {made[address]}; it was published for {before}"
            yield Problem(lock.places[address], "ADR003", message, "numbers are never reused")


def _wrong(moved: Sequence[Moved], made: Mapping[str, str], lock: Lock, ways: Ways) -> Iterator[Problem]:
    for each in moved:
        using = list(ways.using(each))
        if made.get(each.old, each.new) != each.new:
            message = f"{each.old} is still an address of the site"
            yield Problem(each.place, "ADR004", message, "it cannot redirect; remove the alias")
        elif lock.goals and not using:
            near = did_you_mean(each.old, lock.goals)
            yield Problem(each.place, "ADR005", f"{each.old} was never published", near)
        elif each.old.startswith("/") and (why := _unusable(each, ways)):
            yield Problem(
                each.place, "ADR005", f"{each.old} cannot lead to {each.new}: {why}", did_you_mean(each.new, made)
            )


def _unusable(moved: Moved, ways: Ways) -> str:
    """Return why the alias of an address cannot work, or an empty string."""
    goal = ways.goal(moved.new)
    if goal is None:
        return "the site has no such address"
    if _is_file(moved.old) is not _is_file(goal):
        return "only a file can replace a file"
    return ""


def _is_file(address: str) -> bool:
    return not page_of(address).endswith("/")


def _new(made: Mapping[str, str], lock: Lock) -> Iterator[Problem]:
    if new := sorted(made.keys() - lock.goals.keys()):
        message = f"{len(new)} new address{'es are' if len(new) > 1 else ' is'} not in the list yet: {new[0]}"
        yield Problem(Place(lock.path), "ADR006", message + (" …" if len(new) > 1 else ""), f"run {FREEZE}", note=True)
