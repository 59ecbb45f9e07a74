"""Citation files of every reference, every category and the whole survey, in every format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ... import addresses
from ...content import Catalogue
from ...content.references import Reference
from ...files.media_types import media_type
from .bibtex_format import biblatex, bibtex
from .csl_json import csl
from .styles import plain_text
from .tagged import endnote, ris


@dataclass(frozen=True)
class Format:
    """A citation format, declared once. Its media type follows from its extension (`files/media_types.py`)."""

    extension: str
    """The extension of its files, without the leading dot."""
    name: str
    """The name that readers see."""
    write: Callable[[Reference], str]
    """Returns one reference in this format."""
    join: Callable[[Sequence[str]], str] = "".join
    """Joins several written references to the text of one file."""
    line_end: str = "\n"
    byte_order_mark: bool = False
    """Whether its files begin with a byte-order mark, for hosts (nginx) that do not state the encoding of text."""
    on_page: bool = False
    """Whether pages show a reference in it, to be copied. The style sheet has rules for three, including APA."""
    in_browser: bool = False
    """Whether the browser can make such a file of the rows shown (templates/theme/assets/explorer/takeaway.js)."""

    @property
    def media_type(self) -> str:
        """The media type of its files."""
        return media_type(f"x.{self.extension}")

    def address(self, name: str) -> str:
        """Return the address of the file *name*: that of a contribution, a category or a collection."""
        return addresses.citation(name, self.extension)

    def file(self, written: Sequence[str]) -> str:
        """Return the text of a file of several references, each *written* in this format."""
        return ("\ufeff" if self.byte_order_mark else "") + self.join(written)


def _json_list(items: Sequence[str]) -> str:
    return "[\n" + ",\n".join(items) + "\n]\n"


FORMATS = (
    Format("bib", "BibTeX", bibtex, on_page=True, in_browser=True),
    Format("biblatex.bib", "biblatex", biblatex),
    Format("ris", "RIS", ris, line_end="\r\n", on_page=True, in_browser=True),
    Format("csl.json", "CSL-JSON", csl, _json_list),
    Format("enw", "EndNote", endnote),
    Format("txt", "Plain text", plain_text, byte_order_mark=True),
)
"""Every format, in the order in which pages offer them. Files, links, pages, data and tests read this."""
IN_BROWSER = tuple(kind for kind in FORMATS if kind.in_browser)


def citation_files(catalogue: Catalogue) -> Mapping[str, bytes]:
    """Return address -> content of every citation file. Collections hold the single records, ordered by number."""
    collections = tuple(_collections(catalogue))
    files: dict[str, bytes] = {}
    for kind in FORMATS:
        written = {reference.key: kind.write(reference) for reference in catalogue.references}
        for name, keys in collections:
            files[kind.address(name)] = kind.file([written[key] for key in keys]).encode()
    return files


def _collections(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of every file and the keys of its references."""
    yield from ((name, [key]) for key, name in catalogue.citation_names.items())
    yield addresses.CITE_ALL, [entry.reference for entry in catalogue.contributions]
    yield addresses.CITE_REFERENCES, [each.key for each in catalogue.references if each.number is not None]
    for category in catalogue.categories:
        inside = (entry for entry in catalogue.contributions if category.id in entry.categories)
        yield category.id, [entry.reference for entry in inside]
