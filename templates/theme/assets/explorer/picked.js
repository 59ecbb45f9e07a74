// The contributions that a reader has picked for comparison: id and name, kept in this browser and sent nowhere.

import { root } from "./root.js";

/** @typedef {{id: string, name: string}} Pick */

export const FEWEST = 2;
export const MOST = 4;

const KEY = `comparison ${root.pathname}`;
const ID = /^[a-z0-9][a-z0-9-]*$/;

/** Holds where the browser keeps nothing. */
let held = "";

/** @returns {Pick[]} in the order in which they were picked */
export function picked() {
  let text = held;
  try {
    text = localStorage.getItem(KEY) ?? "";
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  return read(text).slice(0, MOST);
}

/**
 * @param {string} text what the browser kept; other programs may have written it
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
 * Keep *picks* as what is picked, and tell the page.
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
 * Call *listener* whenever what is picked changes, here or in another window.
 * @param {() => void} listener
 */
export function whenPicked(listener) {
  document.addEventListener("picked", listener);
  addEventListener("storage", (event) => event.key === KEY && listener());
}

/**
 * @param {readonly string[]} identifiers
 * @returns {string} the address at which they stand side by side
 */
export function comparison(identifiers) {
  return `${new URL("compare/", root)}?${new URLSearchParams(identifiers.map((each) => ["with", each]))}`;
}
