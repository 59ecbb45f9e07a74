"""llms.txt: an index of the survey in Markdown, for language models (https://llmstxt.org/).

Its links go to the Markdown pages. Names are plain text, so Markdown syntax in them is escaped.
"""

from collections.abc import Iterable

from .. import addresses
from ..content import Catalogue
from ..content.build_identity import BuildIdentity
from ..text.markdown import escaped
from ..text.prose import plain
from .citations import FORMATS

Item = tuple[str, str, str]
"""Name, address, note."""


def llms_txt(catalogue: Catalogue, identity: BuildIdentity, others: Iterable[Item]) -> bytes:
    """Return llms.txt; *others* are the list pages: title, address, description."""
    survey = catalogue.survey
    contributions = [
        (entry.name, addresses.markdown_page(addresses.contribution(entry.id)), plain(entry.tagline))
        for entry in catalogue.contributions
    ]
    categories = [
        (each.name, addresses.markdown_page(addresses.category(each.id)), each.short) for each in catalogue.categories
    ]
    pages = [(title, addresses.markdown_page(address), text) for title, address, text in others]
    data = [
        ("The whole catalogue as JSON", addresses.CATALOGUE, "documented on the Data page"),
        ("Its JSON Schema", addresses.data_schema("catalogue"), "every key with its meaning"),
        (f"The {survey.contributions} as a table", addresses.data("contributions.csv"), "CSV"),
        *(
            (f"Citations of all {survey.contributions}", kind.address(addresses.CITE_ALL), kind.name)
            for kind in FORMATS
        ),
    ]
    sections = (
        (survey.contributions.capitalize(), contributions),
        ("Categories", categories),
        ("Lists", pages),
        ("Data", data),
    )
    listed = "".join(_section(identity, heading, items) for heading, items in sections)
    about = f"Every page is also available as Markdown: append index.html.md to its address. {survey.licence.name}."
    return f"# {escaped(survey.name)}\n\n> {escaped(survey.tagline)}\n\n{escaped(about)}\n{listed}".encode()


def _section(identity: BuildIdentity, heading: str, items: Iterable[Item]) -> str:
    lines = [f"- [{escaped(name)}]({identity.full(address)}): {escaped(note)}\n" for name, address, note in items]
    return f"\n## {escaped(heading)}\n\n{''.join(lines)}"
