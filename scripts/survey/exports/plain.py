"""Formatted references as plain text, to be pasted where no program reads them (CITING T1)."""

from ..citation import aip, apa
from ..references import Reference, run_on


def plain_text(reference: Reference) -> str:
    """Return *reference* in the styles of AIP and APA, each under its name, and an empty line."""
    return f"AIP\n{run_on(aip(reference))}\n\nAPA\n{run_on(apa(reference))}\n\n"
