"""Citation files: every reference, every category and the whole survey in every format (CITING E1, E2)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ... import addresses
from ...content import Catalogue
from ...content.references import Reference
from .bibtex_format import biblatex, bibtex
from .csl_json import csl
from .styles import plain_text
from .tagged import endnote, ris


@dataclass(frozen=True)
class Format:
    """A format in which references are given away: how its files end, and what writes them."""

    extension: str
    name: str
    write: Callable[[Reference], str]
    join: Callable[[Sequence[str]], str] = "".join


def _json_list(items: Sequence[str]) -> str:
    return "[\n" + ",\n".join(items) + "\n]\n"


def _text_file(items: Sequence[str]) -> str:
    """Return a text that readers open: a byte-order mark tells its character set where a host does not (nginx)."""
    return "\ufeff" + "".join(items)


FORMATS = (
    Format("bib", "BibTeX", bibtex),
    Format("biblatex.bib", "biblatex", biblatex),
    Format("ris", "RIS", ris),
    Format("csl.json", "CSL-JSON", csl, _json_list),
    Format("enw", "EndNote", endnote),
    Format("txt", "Plain text", plain_text, _text_file),
)


def citation_files(catalogue: Catalogue) -> Mapping[str, bytes]:
    """Return the address of every citation file to its content: a bulk file is its singles in a row, by number."""
    collections = tuple(_collections(catalogue))
    files: dict[str, bytes] = {}
    for kind in FORMATS:
        written = {reference.key: kind.write(reference) for reference in catalogue.references}
        for name, keys in collections:
            files[addresses.citation(name, kind.extension)] = kind.join([written[key] for key in keys]).encode()
    return files


def _collections(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of every file and the keys of what is in it."""
    yield from ((name, [key]) for key, name in catalogue.citation_names.items())
    yield addresses.CITE_ALL, [entry.reference for entry in catalogue.contributions]
    yield addresses.CITE_REFERENCES, [each.key for each in catalogue.references if each.number is not None]
    for category in catalogue.categories:
        inside = (entry for entry in catalogue.contributions if category.id in entry.categories)
        yield category.id, [entry.reference for entry in inside]
