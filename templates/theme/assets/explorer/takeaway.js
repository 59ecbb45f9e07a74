// Files made in the browser: CSV of the rows shown, citations of the contributions chosen.

import { root } from "./root.js";

/** Where an apostrophe is inserted: before a formula, and before leading white space, which spreadsheets skip. */
const FORMULA = /^(?=[\t\r\n])|(?:^|[;\t\r\n]) *(?=[=+@-])/g;

/**
 * Quote a cell as in RFC 4180. Text that a spreadsheet would run as a formula is prefixed with an apostrophe, also
 * after a character that separates cells in some locales. `scripts/survey/exports/data/entries.py` does the same.
 * @param {string} text
 * @returns {string}
 */
function quoted(text) {
  const harmless = text.replace(FORMULA, "$&'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * @param {readonly (readonly string[])[]} lines
 * @returns {string} CSV with the line ends of RFC 4180
 */
export const csv = (lines) => lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");

/**
 * Offer a file as a download.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function hand(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Citation formats in which a file is a plain sequence of records, by extension: media type, and the end of a record.
 * `in_browser` in `scripts/survey/exports/citations` states which formats have buttons.
 * @type {Record<string, {type: string, end: RegExp}>}
 */
const FORMATS = {
  bib: { type: "application/x-bibtex", end: /(?<=^\}\n)/m },
  ris: { type: "application/x-research-info-systems", end: /(?<=^ER {2}-.*\r?\n)/m },
};

/** With more contributions than this, the collection is fetched instead of single files. */
const FEW = 20;

/** @typedef {{name: string, ids: readonly string[]}} Collection a citation file, and the ids of its contributions, in its order */

/**
 * Fetch the citation files of contributions and offer them as one file.
 * @param {readonly string[]} ids
 * @param {string} ending a key of FORMATS
 * @param {Collection} [collection] that contains all of them
 * @returns {Promise<string>} a message for the reader
 */
export async function citations(ids, ending, collection) {
  try {
    const texts = collection && ids.length > FEW && await found(ids, ending, collection)
      || await Promise.all(ids.map((id) => fetched(`cite/${id}.${ending}`)));
    hand(`citations.${ending}`, FORMATS[ending].type, texts.join(""));
    return `Downloaded ${ids.length} citations as citations.${ending}.`;
  } catch (error) {
    return `The citations could not be downloaded: ${error instanceof Error ? error.message : error}.`;
  }
}

/**
 * @param {readonly string[]} ids
 * @param {string} ending a key of FORMATS
 * @param {Collection} collection
 * @returns {Promise<string[] | undefined>} their citations; undefined if the collection does not have one for each
 */
async function found(ids, ending, { name, ids: held }) {
  const records = (await fetched(`cite/${name}.${ending}`)).split(FORMATS[ending].end);
  if (records.length !== held.length) return undefined;
  const places = new Map(held.map((id, place) => [id, place]));
  return ids.map((id) => records[places.get(id) ?? 0]);
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(new URL(address, root));
  if (!response.ok) throw new Error(`${address}, ${response.status}`);
  return response.text();
}
