"""Reads content/ into one immutable Catalogue, or reports every problem in it."""

from .catalogue import Catalogue, Claimed, Moved, Person
from .citation_keys import LOCK
from .glossary_terms import Use
from .loader import freeze, load, load_survey
from .printed_glossary import MissingTerm, missing_from_printed_glossary, unused_in_print
from .reader import ADDRESSES, largest

__all__ = [
    "ADDRESSES",
    "LOCK",
    "Catalogue",
    "Claimed",
    "MissingTerm",
    "Moved",
    "Person",
    "Use",
    "freeze",
    "largest",
    "load",
    "load_survey",
    "missing_from_printed_glossary",
    "unused_in_print",
]
