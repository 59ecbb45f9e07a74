// Compares what a reader types with the search words of a row.

import "../accents.js";

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/**
 * Fold typed text as scripts/survey/content/facet_index.py folds the words of a row.
 * @param {string} text
 * @returns {string} lower case without accents; ligatures are kept, and rows have both forms
 */
export const folded = (text) => globalThis.withoutAccents(text.toLowerCase());

/**
 * Return the test for typed text: every word of it must be the beginning of a word of the row.
 * @param {string} typed
 * @returns {(words: string) => boolean}
 */
export function finder(typed) {
  const beginnings = folded(typed).split(/\s+/).filter(Boolean)
    .map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(SPECIAL, "\\$&")}`, "u"));
  return (words) => beginnings.every((beginning) => beginning.test(words));
}
