// Print what a JavaScript reader makes of a citation file, as CSL-JSON.
// node --input-type=module --eval "$(cat read_citations.mjs)" citation-js|better-bibtex FILE, in the folder of node_modules.
import fs from "node:fs"
import { Cite } from "@citation-js/core"
import "@citation-js/plugin-bibtex"
import "@citation-js/plugin-enw"
import "@citation-js/plugin-ris"
import { parse } from "@retorquere/bibtex-parser"

const [reader, file] = process.argv.slice(1)
const text = fs.readFileSync(file, "utf8")

/** The fields of an entry, as the parser of Better BibTeX gives them, under the names that CSL has for them. */
function asCsl({ key, fields }) {
  const date = fields.date ?? [fields.year, fields.month].filter(Boolean).join("-")
  return {
    id: key,
    title: fields.title,
    author: fields.author.map((name) => ({
      family: name.lastName ?? name.name,
      given: name.firstName ?? "",
      "non-dropping-particle": name.prefix ?? "",
      suffix: name.suffix ?? "",
    })),
    "container-title": fields.journal ?? fields.journaltitle ?? "",
    volume: fields.volume ?? "",
    issue: fields.number ?? "",
    page: fields.pages ?? fields.eid ?? "",
    issued: date ? { "date-parts": [date.split("-")] } : {},
    DOI: fields.doi ?? "",
  }
}

const read = reader === "citation-js" ? new Cite(text, { generateGraph: false }).data : parse(text).entries.map(asCsl)
console.log(JSON.stringify(read))
