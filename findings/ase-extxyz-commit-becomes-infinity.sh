#!/usr/bin/env bash
# ASE: text in `info` comes back from extended XYZ as another thing: an abbreviated commit as infinity, None as True.
#
# Version: ASE 3.29.0 (the newest in November 2026), NumPy 2.4.6.
# Seen:    ASE writes text without quotes where it has no spaces, and its reader guesses types. The abbreviated git commit
#          «12e4567» is then a float, inf; «001» is 1; the phase «T» is True; None is written as a key without a value, which is
#          read as True. No exception, no warning.
# Why:     About one in eighteen abbreviated commits of seven characters is a number to Python (only digits, or digits around one
#          «e»). A data set that records by which state of a code each structure was computed loses it for these alone.
# Output:  commit '12e4567' → inf, version '001' → 1, phase 'T' → True, charge None → True
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ase==3.29.0 numpy==2.4.6 2>/dev/null
venv/bin/python - <<'PYTHON'
import io
import sys

from ase import Atoms
from ase.io import read, write

info = {"commit": "12e4567", "version": "001", "phase": "T", "charge": None}
file = io.StringIO()
write(file, Atoms("H", info=info), format="extxyz")
print(f"written: {file.getvalue().splitlines()[1]}")
back = read(io.StringIO(file.getvalue()), format="extxyz").info
for key, value in info.items():
    print(f"{key}: {value!r} → {back[key]!r}")
right = back["commit"] == float("inf") and back["version"] == 1 and back["phase"] is True and back["charge"] is True
sys.exit(0 if right else "this has changed")
PYTHON
