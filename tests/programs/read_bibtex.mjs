// Print what a JavaScript reader makes of a .bib file: for each entry the names of its authors and its title.
// node --input-type=module --eval "$(cat read_bibtex.mjs)" citation-js|better-bibtex FILE, in the folder of node_modules.
import fs from "node:fs"
import { Cite } from "@citation-js/core"
import "@citation-js/plugin-bibtex"
import { parse } from "@retorquere/bibtex-parser"

const [reader, file] = process.argv.slice(-2)
const text = fs.readFileSync(file, "utf8")
const entries = reader === "citation-js" ? new Cite(text, { generateGraph: false }).data : parse(text).entries
const read = entries.map((entry) =>
  reader === "citation-js"
    ? [entry.id, entry.author.map((name) => [name.family, name.given]), entry.title]
    : [entry.key, entry.fields.author.map((name) => [name.lastName, name.firstName]), entry.fields.title],
)
console.log(JSON.stringify(read))
