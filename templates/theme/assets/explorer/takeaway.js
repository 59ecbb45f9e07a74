// Files made in the reader's browser: CSV of what is shown, citations of what is chosen.

import { root } from "./root.js";

/** What comes before a formula in a cell, and white space at the start, which spreadsheets skip. */
const FORMULA = /^(?=[\t\r\n])|(?:^|[;\t\r\n]) *(?=[=+@-])/g;

/**
 * Quote a cell by RFC 4180. What a spreadsheet would run as a formula gets an apostrophe before it, also behind a sign
 * that parts cells where a comma does not. `scripts/survey/exports/data/entries.py` does alike.
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
 * Give the reader a file.
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
 * Citation files that are their records in a row, by their ending: media type, and where one record ends and the next
 * begins. `scripts/survey/exports/citations` says of which there are buttons (`in_browser`).
 * @type {Record<string, {type: string, end: RegExp}>}
 */
const FORMATS = {
  bib: { type: "application/x-bibtex", end: /(?<=^\}\n)/m },
  ris: { type: "application/x-research-info-systems", end: /(?<=^ER {2}-.*\r?\n)/m },
};

/** More files than these are not asked for one by one. */
const FEW = 20;

/** @typedef {{name: string, ids: readonly string[]}} Collection a citation file, and whose citations it holds, in its order */

/**
 * Fetch citations from the site and hand them over as one file: the files of the contributions, one after the other.
 * @param {readonly string[]} ids
 * @param {string} ending of FORMATS
 * @param {Collection} [collection] that holds them all
 * @returns {Promise<string>} what to tell the reader
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
 * @param {string} ending of FORMATS
 * @param {Collection} collection
 * @returns {Promise<string[] | undefined>} their citations; nothing if the collection does not have one for each
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
