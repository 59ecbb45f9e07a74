#!/usr/bin/env bash
# Four readers of BibTeX make two characters of {\'\i}: a dotless i and a combining accent, which no normalisation joins.
#
# Versions: @citation-js/plugin-bibtex 0.8.2, @retorquere/bibtex-parser 9.0.29 (Better BibTeX), pandoc 3.9 (pypandoc-binary
#   1.17); biber 2.18 does the same.
# Behaviour: «Mart{\'\i}nez», the spelling of LaTeX's manuals, becomes «Martı́nez»: U+0131 U+0301. Unicode has no
#   composition for it, so NFC keeps both. {\'i} becomes í (U+00ED).
# Why it matters: the name looks right and is equal to no «Martínez»: not in searches, in the index of authors, or where
#   works of one author are joined. BibTeX itself sets both spellings alike, so who writes .bib files does not see it.
# Seen:
#   citation-js    {\'\i} 131 301   {\'i} ed
#   better-bibtex  {\'\i} 131 301   {\'i} ed
#   pandoc         {\'\i} 131 301   {\'i} ed
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund \
    @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 @retorquere/bibtex-parser@9.0.29
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypandoc-binary==1.17 2>/dev/null
cat >two.bib <<'BIB'
@article{old, author = {{\'\i}, A}, title = {T}, journal = {J}, year = {2020}}
@article{new, author = {{\'i}, A}, title = {T}, journal = {J}, year = {2020}}
BIB
cat >read.mjs <<'JS'
import fs from "node:fs"
import { Cite } from "@citation-js/core"
import "@citation-js/plugin-bibtex"
import { parse } from "@retorquere/bibtex-parser"
const text = fs.readFileSync("two.bib", "utf8")
console.log("citation-js", ...new Cite(text, { generateGraph: false }).data.map((item) => item.author[0].family))
console.log("better-bibtex", ...parse(text).entries.map((entry) => entry.fields.author[0].lastName))
JS
cat >pandoc.py <<'PY'
import json, pypandoc
items = json.loads(pypandoc.convert_file("two.bib", "csljson", format="bibtex"))
names = {item["id"]: item["author"][0]["family"] for item in items}
print("pandoc", names["old"], names["new"])
PY
{ node read.mjs; venv/bin/python pandoc.py; } >seen.txt
python3 - <<'PY'
import sys, unicodedata
same = True
for line in open("seen.txt", encoding="utf-8"):
    reader, old, new = line.split()
    old, new = (unicodedata.normalize("NFC", name) for name in (old, new))
    print(f"{reader:14}", r"{\'\i}", *(f"{ord(sign):x}" for sign in old), r"  {\'i}", *(f"{ord(sign):x}" for sign in new))
    same &= (old, new) == ("\u0131\u0301", "\u00ed")
sys.exit(0 if same else 1)
PY
