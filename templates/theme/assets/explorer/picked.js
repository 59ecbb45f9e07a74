// The contributions that a reader has picked for comparison: their ids, kept in this browser and sent nowhere.

import { root } from "./root.js";

export const FEWEST = 2;
export const MOST = 4;

const KEY = `comparison ${root.pathname}`;
const ID = /^[a-z0-9][a-z0-9-]*$/;

/** Holds where the browser keeps nothing. */
let held = "";

/** @returns {string[]} ids, in the order in which they were picked */
export function picked() {
  let text = held;
  try {
    text = localStorage.getItem(KEY) ?? "";
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  return [...new Set(text.split(" "))].filter((each) => ID.test(each)).slice(0, MOST);
}

/**
 * Keep *identifiers* as what is picked, and tell the page.
 * @param {readonly string[]} identifiers
 */
export function pick(identifiers) {
  held = identifiers.join(" ");
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
