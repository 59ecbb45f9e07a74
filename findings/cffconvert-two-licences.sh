#!/usr/bin/env bash
# A CITATION.cff with two licences becomes a licence address that holds a Python list.
#
# Version: cffconvert 2.0.0 (the newest in November 2026).
# Seen:    CFF 1.2.0 allows a list under `license` (it means «or»), and `cffconvert --validate` accepts it. The CodeMeta and the
#          schema.org that it writes then say "license": "https://spdx.org/licenses/['MIT', 'Apache-2.0']", and an author
#          that is an organisation (`name`) becomes "@type": "Person".
# Why:     Software under MIT or Apache-2.0 is common. Registries that harvest CodeMeta take the address as it is: it leads
#          nowhere and matches no licence.
# Output:  codemeta and schema.org: license = https://spdx.org/licenses/['MIT', 'Apache-2.0'], the organisation is a Person
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cffconvert==2.0.0 2>/dev/null
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Please cite this software.
title: Example code
type: software
authors:
  - name: Example Laboratory
license: [MIT, Apache-2.0]
CFF
venv/bin/cffconvert --validate
venv/bin/cffconvert --format codemeta > codemeta.json
venv/bin/cffconvert --format schema.org > schema.json
venv/bin/python - <<'PYTHON'
import json
import sys

seen = set()
for name in ("codemeta.json", "schema.json"):
    with open(name, encoding="utf-8") as file:
        data = json.load(file)
    print(f"{name}: license = {data['license']}; {data['author'][0]['name']} is a {data['author'][0]['@type']}")
    seen.add((data["license"], data["author"][0]["@type"]))
sys.exit(0 if seen == {("https://spdx.org/licenses/['MIT', 'Apache-2.0']", "Person")} else "this has changed")
PYTHON
