"""content/ -> one immutable Catalogue, or every problem in it."""

from .claims import share
from .load import load, load_survey
from .record import Catalogue, Claimed, Person

__all__ = ["Catalogue", "Claimed", "Person", "load", "load_survey", "share"]
