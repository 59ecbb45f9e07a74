"""content/ -> one immutable Catalogue, or every problem in it."""

from .claims import share
from .keys import LOCK
from .load import freeze, load, load_survey
from .record import Catalogue, Claimed, Person

__all__ = ["LOCK", "Catalogue", "Claimed", "Person", "freeze", "load", "load_survey", "share"]
