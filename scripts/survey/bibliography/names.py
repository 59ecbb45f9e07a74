"""Authors: the value of an ``author`` field as names in four parts (CITING B2)."""

import re
from collections.abc import Iterator

from pybtex.database import Person  # type: ignore[import-untyped]
from pybtex.textutils import width as _width  # type: ignore[import-untyped]

from ..latex import Decoded, read_latex
from ..references import Name
