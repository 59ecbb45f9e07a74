// What a reader types against what a row is found by.

import "../accents.js";

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/**
 * Fold what a reader types as scripts/survey/content/facet_index.py folds the words of a row.
 * @param {string} text
 * @returns {string} small letters without accents; ligatures stay, and rows carry both forms
 */
export const folded = (text) => globalThis.withoutAccents(text.toLowerCase());

/**
 * Make the test for what a reader typed: every word of it begins a word of the row.
 * @param {string} typed
 * @returns {(words: string) => boolean}
 */
export function finder(typed) {
  const beginnings = folded(typed).split(/\s+/).filter(Boolean)
    .map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(SPECIAL, "\\$&")}`, "u"));
  return (words) => beginnings.every((beginning) => beginning.test(words));
}
