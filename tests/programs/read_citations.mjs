// Print what Citation.js makes of a citation file, as CSL-JSON.
// node --input-type=module --eval "$(cat read_citations.mjs)" FILE, in the folder of node_modules.
import fs from "node:fs"
import { Cite } from "@citation-js/core"
import "@citation-js/plugin-bibtex"
import "@citation-js/plugin-enw"
import "@citation-js/plugin-ris"

console.log(JSON.stringify(new Cite(fs.readFileSync(process.argv[1], "utf8"), { generateGraph: false }).data))
