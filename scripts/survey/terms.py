"""Acronyms in running text become links to the glossary.

The longest form wins, so a term inside a name (ABC in ABC++ or ABC-3) is not taken for the term, and names of software
are left alone unless they are terms themselves.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .model import Glossary, Term
from .prose import Words, links, running
from .safe import Safe, escape
from .text import Inline


@dataclass(frozen=True)
class Terms:
    """The glossary as a pattern over running text."""

    pattern: re.Pattern[str]
    by_form: Mapping[str, Term]

    def linker(self, address: Callable[[str], str]) -> Words:
        """Return a function that escapes text and links the first use of each term that it meets.

        *address* takes a term's id and returns its address in the page. Ask for a new linker for each section.
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
        """Return the ids of the terms that occur in *text*, or that its links name (`term:ID`)."""
        forms = (self.by_form.get(found[0]) for found in self.pattern.finditer(running(text)))
        named = links(text) if isinstance(text, Inline) else ()
        return frozenset(term.id for term in forms if term) | {
            link.removeprefix("term:") for link in named if link.startswith("term:")
        }


def escape_inside(text: str) -> str:
    """Return *text* escaped, with the spaces at its ends kept: it stands in the middle of a line."""
    body = escape(text)
    if not body:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{body}{' ' * text[-1].isspace()}"


def terms(glossary: Glossary, names: Iterable[str]) -> Terms:
    """Return the pattern of all forms of all terms, with the *names* of software that hold one protected."""
    by_form = {form: term for term in glossary.terms if term.autolink for form in (term.term, *term.variants)}
    inside = re.compile("|".join(map(re.escape, by_form)) or r"(?!)")
    forms = sorted({*by_form, *filter(inside.search, names)}, key=lambda form: (-len(form), form))
    pattern = "|".join(map(re.escape, forms)) or r"(?!)"
    return Terms(re.compile(rf"(?<![\w+.-])(?:{pattern})(?![\w+]|-\w*\d)"), by_form)
