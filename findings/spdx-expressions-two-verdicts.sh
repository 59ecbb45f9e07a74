#!/usr/bin/env bash
# Two libraries for SPDX expressions disagree on what is valid, and on what is canonical.
#
# Versions: packaging 26.4 (what PyPI and pip judge `License-Expression` with), license-expression 30.4.4 (what scanners use).
# Seen:     «Apache-2.0+» (valid by SPDX's grammar) is unknown to license-expression; «GPL-2.0-or-later+» (a plus on an
#           identifier that says it already) and «MIT+» are canonical to packaging and unknown to the other. A deprecated
#           «GPL-3.0» is canonical as it is to packaging, while license-expression makes «GPL-3.0-only» of it without a word, and
#           «zlib-acknowledgement» of «Nunit». `simplify()` drops a repeated licence and sorts the rest.
# Why:      A licence that was copied from a package index and then normalised by the other library can change its name; a table
#           that compares the two finds differences that nobody made.
# Output:   below, a line for each expression
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check packaging==26.4 license-expression==30.4.4 2>/dev/null
venv/bin/python - <<'PYTHON'
import sys

from license_expression import ExpressionError, get_spdx_licensing
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

SPDX = get_spdx_licensing()
EXPECTED = {
    "Apache-2.0+": ("Apache-2.0+", "unknown"),
    "MIT+": ("MIT+", "unknown"),
    "GPL-2.0-or-later+": ("GPL-2.0-or-later+", "unknown"),
    "GPL-3.0": ("GPL-3.0", "GPL-3.0-only"),
    "Nunit": ("Nunit", "zlib-acknowledgement"),
    "LGPL-3.0+": ("LGPL-3.0+", "LGPL-3.0-or-later"),
}


def by_packaging(text: str) -> str:
    try:
        return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return "unknown"


def by_license_expression(text: str) -> str:
    try:
        return str(SPDX.parse(text, validate=True))
    except ExpressionError:
        return "unknown"


seen = {text: (by_packaging(text), by_license_expression(text)) for text in EXPECTED}
for text, (first, second) in seen.items():
    print(f"{text:20} packaging: {first:20} license-expression: {second}")
sys.exit(0 if seen == EXPECTED else "this has changed")
PYTHON
