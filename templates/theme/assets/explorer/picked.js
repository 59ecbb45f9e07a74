// The contributions that a reader has picked for comparison: id and name, stored in this browser and not sent anywhere.

import { root } from "./root.js";

/** @typedef {{id: string, name: string}} Pick */

export const FEWEST = 2;
export const MOST = 4;

const KEY = `comparison ${root.pathname}`;
const ID = /^[a-z0-9][a-z0-9-]*$/;

/** The picks, where the browser has no storage. */
let held = "";

/** @returns {Pick[]} in the order in which they were picked */
export function picked() {
  let text = held;
  try {
    text = localStorage.getItem(KEY) ?? "";
  } catch {
    // Storage is disabled: the picks last as long as the page.
  }
  return read(text).slice(0, MOST);
}

/**
 * @param {string} text the stored value, which may not be valid: other programs can write it
 * @returns {Pick[]}
 */
function read(text) {
  try {
    /** @type {Pick[]} */
    const picks = JSON.parse(text || "[]");
    return picks.map(({ id, name }) => ({ id: String(id), name: String(name) })).filter(({ id }) => ID.test(id));
  } catch {
    return [];
  }
}

/**
 * Store *picks* and notify the page.
 * @param {readonly Pick[]} picks
 */
export function pick(picks) {
  held = JSON.stringify(picks);
  try {
    localStorage.setItem(KEY, held);
  } catch {
    // As above.
  }
  document.dispatchEvent(new Event("picked"));
}

/**
 * Call *listener* whenever the picks change, in this window or another.
 * @param {() => void} listener
 */
export function whenPicked(listener) {
  document.addEventListener("picked", listener);
  addEventListener("storage", (event) => event.key === KEY && listener());
}

/**
 * @param {readonly string[]} identifiers
 * @returns {string} the address of their comparison
 */
export function comparison(identifiers) {
  return `${new URL("compare/", root)}?${new URLSearchParams(identifiers.map((each) => ["with", each]))}`;
}
