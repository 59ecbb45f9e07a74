// Print the bibliographies that citeproc-js makes of a CSL-JSON file: for each style the entry of each id, as HTML.
// node --input-type=module --eval "$(cat cite.mjs)" LOCALE ITEMS STYLE…, in the folder of node_modules.
import fs from "node:fs"
import CSL from "citeproc"

const [locale, items, ...styles] = process.argv.slice(1).map((path) => [path, fs.readFileSync(path, "utf8")])
const byId = new Map(JSON.parse(items[1]).map((item) => [item.id, item]))
const sys = { retrieveLocale: () => locale[1], retrieveItem: (id) => structuredClone(byId.get(id)) }
const made = styles.map(([path, style]) => {
  const engine = new CSL.Engine(sys, style, "en-US")
  engine.updateItems([...byId.keys()])
  const [{ entry_ids }, entries] = engine.makeBibliography()
  return [path, entry_ids.map(([id], index) => [id, entries[index]])]
})
console.log(JSON.stringify(made))
