"""What the search knows about one thing, and in which order things come that bear the same name."""

from dataclasses import dataclass

from ..model import Survey


@dataclass(frozen=True)
class Kind:
    """A kind of result. ``one`` is written beside a result, ``several`` on the button that narrows to this kind."""

    id: str
    one: str
    several: str


def kinds(survey: Survey) -> tuple[Kind, ...]:
    """Return the kinds of results: of several things that match equally well, the earlier kind comes first."""
    return (
        Kind("contribution", survey.contribution.capitalize(), survey.contributions.capitalize()),
        Kind("category", "Category", "Categories"),
        Kind("term", "Term", "Terms"),
        Kind("package", "Package", "Packages"),
        Kind("list", "List", "Lists"),
        Kind("person", "Person", "People"),
        Kind("reference", "Reference", "References"),
        Kind("page", "Page", "Pages"),
    )


@dataclass(frozen=True)
class SearchRecord:
    """A thing that can be found, and where it is."""

    kind: str
    address: str
    title: str
    note: str
    """One line that tells it from others."""
    names: tuple[str, ...]
    """What it is called."""
    aliases: tuple[str, ...] = ()
    """What it also goes by, and what leads to it alone."""
    text: str = ""
    """What it says: words of it find it when no name does."""
