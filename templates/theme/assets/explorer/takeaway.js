// Files made in the reader's browser: CSV of what is shown, citations of what is chosen.

import { root } from "./root.js";

/**
 * Quote a cell by RFC 4180. What a spreadsheet would run as a formula gets an apostrophe before it.
 * @param {string} text
 * @returns {string}
 */
function quoted(text) {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
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

/** Media types by the ending of a citation file. */
const TYPES = { bib: "application/x-bibtex", ris: "application/x-research-info-systems" };

/**
 * Fetch citation files from the site and hand them over as one file.
 * @param {readonly string[]} names of the files: ids of contributions, or of something that has a file for all it holds
 * @param {"bib" | "ris"} ending
 * @param {number} number how many citations they hold
 * @returns {Promise<string>} what to tell the reader
 */
export async function citations(names, ending, number) {
  try {
    const texts = await Promise.all(names.map((name) => fetched(`cite/${name}.${ending}`)));
    // Each file ends in a line end, and an empty line has no place in RIS (CITING R1).
    hand(`citations.${ending}`, TYPES[ending], texts.join(""));
    return `${number} citations are in citations.${ending}.`;
  } catch (error) {
    return `The citations could not be fetched: ${error instanceof Error ? error.message : error}.`;
  }
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(new URL(address, root));
  if (!response.ok) throw new Error(`${address}, ${response.status}`);
  return response.text();
}
