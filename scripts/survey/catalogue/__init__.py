"""content/ -> one immutable Catalogue, or every problem in it."""

from .claims import share
from .keys import LOCK
from .load import freeze, load, load_survey
from .printed import idle, unlisted
from .reading import ADDRESSES, largest
from .record import Catalogue, Claimed, Moved, Person
from .uses import Use

__all__ = [
    "ADDRESSES",
    "LOCK",
    "Catalogue",
    "Claimed",
    "Moved",
    "Person",
    "Use",
    "freeze",
    "idle",
    "largest",
    "load",
    "load_survey",
    "share",
    "unlisted",
]
