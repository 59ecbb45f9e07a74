"""The names of software in titles: styles change the capitals of what stands without braces.

Codes: TIT001 (note) a name with unusual capitals stands in a title without braces.
"""

from collections.abc import Iterator

from ..model import Contribution, Package
from ..problems import Problem
from .record import Catalogue

AROUND = ".,:;!?()[]“”‘’\"'"
"""What may stand around a word and is none of its letters."""


def problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for each name in a title that styles would print as «Latex» or «Pdftex»."""
    named: tuple[Contribution | Package, ...] = (*catalogue.contributions, *catalogue.packages.values())
    words = {word for entry in named for name in (entry.name, *entry.aliases) for word in _unusual(name)}
    for reference in catalogue.references:
        # What is in braces is safe, and parts the words around it.
        bare = "".join("{}" if span.protected else span.text for span in reference.title)
        for word in sorted(words & {word.strip(AROUND) for word in bare.split()}):
            message = f"'{word}' stands in the title of {reference.key} without braces"
            hint = f"write {{{word}}}, so that its capitals stay in every style"
            yield Problem(reference.place, "TIT001", message, hint, note=True)


def _unusual(name: str) -> Iterator[str]:
    """Yield the words of a name that a style would spell otherwise: LaTeX and pdftex; not Metafont or «for»."""
    words = name.split()
    for word in words:
        if any(letter.isupper() for letter in word[1:]) or (len(words) == 1 and word[0].islower()):
            yield word
