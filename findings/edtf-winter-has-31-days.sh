#!/usr/bin/env bash
# EDTF's winter lasts from 1 to 31 December in the Python package edtf, and «2023-24» has two meanings in it.
#
# Version: edtf 5.0.2 (the newest in November 2026).
# Seen:    The standard (ISO 8601-2, EDTF level 1) has codes for seasons: 21 spring, 22 summer, 23 autumn, 24 winter. The package
#          gives spring, summer and autumn three months each; 2023-24 (winter 2023) ends on the last day of December, so
#          January and February belong to no season at all. Its reader of words, text_to_edtf, takes the very same letters
#          «2023-24» for the years 2023 to 2024.
# Why:     BibLaTeX's date field is EDTF, and journals have winter issues. Who sorts or filters by lower_strict/upper_strict loses
#          two of winter's three months; who lets both readers of the package see a value gets two answers.
# Output:  spring 3 months, summer 3, autumn 3, winter 1; «2023-24» is a Season to one reader and 2023/2024 to the other
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check edtf==5.0.2 2>/dev/null
venv/bin/python - <<'PYTHON'
import sys

from edtf import parse_edtf, text_to_edtf

months = {}
for code, season in {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}.items():
    date = parse_edtf(f"2023-{code}")
    first, last = date.lower_strict(), date.upper_strict()
    months[season] = (last.tm_year - first.tm_year) * 12 + last.tm_mon - first.tm_mon + 1
    print(f"{season}: 2023-{code} is {first[:3]} to {last[:3]}, {months[season]} months")
kind, words = type(parse_edtf("2023-24")).__name__, text_to_edtf("2023-24")
print(f"«2023-24»: parse_edtf says {kind}, text_to_edtf says {words}")
right = months == {"spring": 3, "summer": 3, "autumn": 3, "winter": 1} and (kind, words) == ("Season", "2023/2024")
sys.exit(0 if right else "this has changed")
PYTHON
