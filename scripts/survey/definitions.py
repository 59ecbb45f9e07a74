"""The definitions that a page carries: of the terms that its links name, for its script to show beside them.

They are part of the page and not a file to be fetched, so that a definition is there before a screen reader asks for
it, also in pages that are read from a disk; a page pays only for the terms that it uses, whatever the glossary holds.
"""

import json
import re

from .model import Glossary
from .prose import plain
from .safe import in_script

TERM = re.compile(rb'<a (?:class="sv-term" )?data-term="([a-z0-9-]+)" href=')


def with_definitions(markdown: bytes, glossary: Glossary) -> bytes:
    """Return the page with the terms that its links name at its end, as JSON: id to [term, expansion, definition]."""
    used = {found.decode() for found in TERM.findall(markdown)}
    told = {
        term.id: [term.term, term.expansion or "", plain(term.definition)] for term in glossary.terms if term.id in used
    }
    if not told:
        return markdown
    data = in_script(json.dumps(told, ensure_ascii=False, separators=(",", ":")))
    return markdown + f'\n<script type="application/json" id="sv-definitions">{data}</script>\n'.encode()
