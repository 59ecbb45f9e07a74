"""Uses of the glossary's terms: as values of facts, and in texts, matched as for their links."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Literal

from ..text.kinds import Inline
from ..text.prose import Words, links, running
from ..text.safe import Safe, escape
from .known_ids import fields
from .model import Category, Contribution, Glossary, Package, Program, Term, Value, Vocabulary
from .synonyms import LANGUAGES, spellings

# ── Links from acronyms in running text to the glossary ──
# The longest form wins, so a term inside a name (ABC in ABC++ or ABC-3) does not match, and names of software do not
# match unless they are terms themselves.


@dataclass(frozen=True)
class Terms:
    """The glossary as a pattern that finds terms in text."""

    pattern: re.Pattern[str]
    by_form: Mapping[str, Term]

    def linker(self, address: Callable[[str], str]) -> Words:
        """Return a function that escapes text and links the first occurrence of each term.

        *address* takes a term's id and returns its address in the page. Use a new linker for each section.
        """
        seen: set[str] = set()

        def link(found: re.Match[str]) -> str:
            term = self.by_form.get(found[0])
            if term is None or term.id in seen:
                return escape_inside(found[0])
            seen.add(term.id)
            title = f' title="{escape(term.expansion)}"' if term.expansion else ""
            link = f'class="sv-term" data-term="{term.id}" href="{escape(address(term.id))}"{title}'
            return f"<a {link}>{escape_inside(found[0])}</a>"

        def words(text: str) -> Safe:
            pieces: list[str] = []
            end = 0
            for found in self.pattern.finditer(text):
                pieces += [escape_inside(text[end : found.start()]), link(found)]
                end = found.end()
            return Safe("".join((*pieces, escape_inside(text[end:]))))

        return words

    def used(self, text: str) -> frozenset[str]:
        """Return the ids of the terms that occur in *text*, or to which it links (`term:ID`)."""
        forms = (self.by_form.get(found[0]) for found in self.pattern.finditer(running(text)))
        named = links(text) if isinstance(text, Inline) else ()
        return frozenset(term.id for term in forms if term) | {
            link.removeprefix("term:") for link in named if link.startswith("term:")
        }


def escape_inside(text: str) -> str:
    """Return *text* escaped, with spaces at its ends kept, for use within a line."""
    body = escape(text)
    if not body:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{body}{' ' * text[-1].isspace()}"


def terms(glossary: Glossary, names: Iterable[str]) -> Terms:
    """Return the pattern of all forms of all terms; within *names* of software, no term matches."""
    by_form = {form: term for term in glossary.terms if term.autolink for form in (term.term, *term.variants)}
    inside = re.compile("|".join(map(re.escape, by_form)) or r"(?!)")
    forms = sorted({*by_form, *filter(inside.search, names)}, key=lambda form: (-len(form), form))
    pattern = "|".join(map(re.escape, forms)) or r"(?!)"
    return Terms(re.compile(rf"(?<![\w+.-])(?:{pattern})(?![\w+]|-\w*\d)"), by_form)


UserKind = Literal["contribution", "package", "category"]


@dataclass(frozen=True)
class Use:
    """A contribution, package or category that uses a term."""

    kind: UserKind
    id: str
    fact: str = ""
    """The vocabulary in which one of its values names the term; preferred to a use in text."""
    section: str = ""
    """The section of its prose that uses the term first; empty if `fact` is set or the text has no sections."""


RELATED = "elsewhere"
"""The section of a contribution's page with links to other sites."""

Uses = Mapping[str, tuple[Use, ...]]
"""Id of a term to its uses: contributions, packages and categories, each once and in their own order."""


def uses(
    terms: Terms,
    vocabularies: Mapping[str, Vocabulary],
    programs: Mapping[str, Program],
    contributions: Sequence[Contribution],
    packages: Sequence[Package],
    categories: Sequence[Category],
) -> Uses:
    """Return the uses of each term; unused terms are absent."""
    explained = {
        name: {value.id: value.glossary for value in vocabulary.values if value.glossary}
        for name, vocabulary in vocabularies.items()
    }
    spelt = _by_spelling(chain.from_iterable(vocabulary.values for vocabulary in vocabularies.values()))
    found: dict[str, dict[tuple[UserKind, str], Use]] = {}
    every = chain(
        chain.from_iterable(_contribution(terms, explained, entry) for entry in contributions),
        chain.from_iterable(_package(terms, explained, spelt, programs, package) for package in packages),
        chain.from_iterable(_category(terms, category) for category in categories),
    )
    for term, use in every:
        found.setdefault(term, {}).setdefault((use.kind, use.id), use)
    return MappingProxyType({term: tuple(by.values()) for term, by in found.items()})


Found = Iterator[tuple[str, Use]]
Explained = Mapping[str, Mapping[str, str]]


def _by_spelling(values: Iterator[Value]) -> Mapping[str, str]:
    """Return every spelling (letter case folded) of the values that refer to a term, with the id of the term."""
    return {form.casefold(): value.glossary for value in values if value.glossary for form in spellings(value)}


def _parts(entry: Contribution | Package) -> Iterator[str]:
    """Yield the parts of compound names: the acronym in ABC-Learn has the same meaning as on its own."""
    for name in (entry.name, *entry.aliases):
        yield from re.split(r"\W+", name)


def _contribution(terms: Terms, explained: Explained, entry: Contribution) -> Found:
    for vocabulary, ids in entry.facts.items():
        named = (explained[vocabulary].get(identifier) for identifier in ids)
        yield from ((term, Use("contribution", entry.id, fact=vocabulary)) for term in named if term)
    for section, text in entry.prose.items():
        yield from _in_texts(terms, Use("contribution", entry.id, section=section), text)
    related = (link.name for link in entry.related)
    yield from _in_texts(terms, Use("contribution", entry.id, section=RELATED), *related)
    yield from _in_texts(terms, Use("contribution", entry.id), entry.tagline, *_parts(entry))


def _package(
    terms: Terms, explained: Explained, spelt: Mapping[str, str], programs: Mapping[str, Program], package: Package
) -> Found:
    use = Use("package", package.id)
    languages = (explained.get(LANGUAGES, {}).get(language) for language in package.languages)
    runs_in = (programs[identifier].glossary for identifier in package.runs_in)
    yield from ((term, use) for term in (*languages, *runs_in, spelt.get(package.licence.name.casefold())) if term)
    licence = (package.licence.name, (package.licence.spdx or "").replace("-", " "))
    yield from _in_texts(terms, use, *licence, *_parts(package), *(text for _, text in fields(package)))


def _category(terms: Terms, category: Category) -> Found:
    use = Use("category", category.id)
    yield from _in_texts(terms, use, category.name, category.short, *(text for _, text in fields(category)))


def _in_texts(terms: Terms, use: Use, *texts: str) -> Found:
    yield from ((term, use) for text in texts for term in terms.used(text))
