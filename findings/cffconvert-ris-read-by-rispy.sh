#!/usr/bin/env bash
# cffconvert's RIS has no record for rispy.
#
# Versions: cffconvert 2.0.0, rispy 0.10.0 (the newest of both in November 2026).
# Seen:     cffconvert ends a record with the line «ER», without the two spaces and the hyphen that RIS asks for
#           («ER  - »). rispy then finds no end of a record and returns an empty list: no exception, no warning. The same
#           text with «ER  - » gives the record.
# Why:      `rispy.load` is what Python scripts read RIS with, and CITATION.cff is what software is cited from. Who joins the two
#           loses everything and is told nothing. bibutils, which needs no end, glues «ER» to the address of the record.
# Output:   rispy reads 0 records from cffconvert's RIS, and 1 when the last line is «ER  - »
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cffconvert==2.0.0 rispy==0.10.0 2>/dev/null
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Please cite this software.
title: Example code
type: software
authors:
  - {family-names: Example, given-names: Ada}
date-released: "2023-08-14"
repository-code: https://example.org/code
CFF
venv/bin/cffconvert --validate
venv/bin/cffconvert --format ris > made.ris
venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import rispy

made = Path("made.ris").read_text(encoding="utf-8")
print(made)
lines = made.rstrip().split("\n")
mended = "\n".join([*lines[:-1], "ER  - ", ""])
counts = len(rispy.loads(made)), len(rispy.loads(mended))
print(f"rispy reads {counts[0]} records from cffconvert's RIS, and {counts[1]} when the last line is «ER  - »")
sys.exit(0 if lines[-1] == "ER" and counts == (0, 1) else "this has changed")
PYTHON
