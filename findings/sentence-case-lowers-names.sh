#!/usr/bin/env bash
# citeproc-js sets a mixed-case title in sentence case by lowering every word that begins with a capital.
#
# Version: citeproc 2.4.63 (npm).
# Behaviour: «A code: GPU training of SchNet in Python» becomes «A code: gpu training of schnet in python». The
#   specification of CSL 1.0.2 lowers letters only in titles that are all upper case: «For lower or mixed case strings, the
#   first character of the first word is capitalized if the word is lowercase. The case of all other words stays the same.»
# Why it matters: titles of papers on software are names and acronyms. 82 of the 2,549 styles of Debian's
#   citation-style-language-styles set titles in sentence case, so capitals have to be protected by
#   <span class="nocase"> in CSL-JSON even where title case would not change them.
# Seen:
#   A code: GPU training of SchNet in Python -> A code: gpu training of schnet in python
#   with nocase                              -> A code: GPU training of SchNet in Python
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund citeproc@2.4.63
cat >cite.mjs <<'JS'
import CSL from "citeproc"
const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>s</title><id>s</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title" text-case="sentence"/></layout></bibliography></style>`
const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><terms/></locale>`
const keep = (word) => `<span class="nocase">${word}</span>`
const titles = [
  "A code: GPU training of SchNet in Python",
  `A code: ${keep("GPU")} training of ${keep("SchNet")} in ${keep("Python")}`,
]
const items = titles.map((title, index) => ({ id: String(index), type: "article-journal", title }))
const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => items[Number(id)] }, style, "en-US")
engine.setOutputFormat("text")
engine.updateItems(["0", "1"])
const [plain, kept] = engine.makeBibliography()[1].map((entry) => entry.trim())
console.log(`${titles[0]} -> ${plain}`)
console.log(`with nocase${" ".repeat(30)}-> ${kept}`)
process.exit(plain === "A code: gpu training of schnet in python" && kept === titles[0] ? 0 : 1)
JS
node cite.mjs
