#!/usr/bin/env bash
# ASE: an empty text in `info` makes a slab periodic in all three directions, when the structure is written and read.
#
# Version: ASE 3.29.0 (the newest in November 2026), NumPy 2.4.6.
# Seen:    Atoms with pbc (True, True, False) and info {"comment": ""} are written as extended XYZ. ASE writes «comment= pbc="T T F"»;
#          its reader takes what follows the equals sign, over the space, for the value. After one round trip info is
#          {"comment": "pbc=T T F"} and pbc is (True, True, True). No exception, no warning. With another entry behind it,
#          that one is lost instead: {"comment": "", "charge": -1} comes back as {"comment": "charge=-1"}.
# Why:     Extended XYZ is what machine-learning potentials are trained and tested on. An empty comment turns surfaces into bulk
#          with a vacuum, and the neighbour lists of a model see atoms through the third direction.
# Output:  before: [ True  True False]; after: [ True  True  True]
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


def round_trip(info: dict[str, object]) -> tuple[str, Atoms]:
    slab = Atoms("HO", [[0, 0, 0], [0, 0, 1]], cell=[5, 5, 9], pbc=(True, True, False), info=info)
    file = io.StringIO()
    write(file, slab, format="extxyz")
    return file.getvalue().split("\n")[1], read(io.StringIO(file.getvalue()), format="extxyz")


seen = []
for info in ({"comment": "clean"}, {"comment": ""}, {"comment": "", "charge": -1}):
    line, back = round_trip(info)
    print(f"written: {line}")
    print(f"info before: {info}; after: {back.info}")
    print(f"pbc before: [ True  True False]; after: {back.pbc}\n")
    seen.append((list(map(bool, back.pbc)), back.info.get("comment")))
expected = [
    ([True, True, False], "clean"),
    ([True, True, True], "pbc=T T F"),
    ([True, True, False], "charge=-1"),
]
sys.exit(0 if seen == expected else "this has changed")
PYTHON
