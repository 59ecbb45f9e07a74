// Splits a long table into portions: the browser lays out only those near the screen, so that changes are fast.

import { made } from "./elements.js";

/** Tables with at least this many rows are laid out in portions. */
const LONG = 150;

/** Rows of a portion: about one screen. */
const PORTION = 10;

/** Portions laid out in one frame. */
const FEW = 3;

/** Enough rows to fill any screen. */
const NEAR = 20;

/** The approximate height of a row, for the scroll bar: portions away from the screen have no height of their own. */
const HEIGHT = "6rem";

/**
 * Return a function that puts rows into *table*, and one that updates its portions when other rows are hidden.
 * @param {HTMLTableElement} table
 */
export function portions(table) {
  const [first] = table.tBodies, { length } = first.rows;
  const parts = length < LONG ? [first] : Array.from({ length: Math.ceil(length / PORTION) }, () => made("tbody"));
  const each = parts.length > 1 ? PORTION : length;
  /** @param {readonly HTMLTableRowElement[]} rows */
  const fill = (rows) => parts.forEach((part, index) => part.append(...rows.slice(index * each, (index + 1) * each)));
  if (parts.length > 1) {
    fill([...first.rows]);
    first.replaceWith(...parts);
    table.classList.add("sv-table--long");
  }
  let waiting = 0;
  // The browser also lays out portions that are no longer near the screen: so only a few in each frame.
  /** @param {number} from the index of the first portion */
  const wake = (from) => {
    waiting = requestAnimationFrame(() => {
      for (const part of parts.slice(from, from + FEW)) part.style.contentVisibility = "";
      if (from + FEW < parts.length) wake(from + FEW);
    });
  };
  const fit = () => {
    if (parts.length === 1) return;
    parts.reduce(fitted, 0);
    cancelAnimationFrame(waiting); // Frames of an earlier change are obsolete.
    waiting = requestAnimationFrame(() => wake(0));
  };
  return { fill, fit };
}

/**
 * Set the height of a portion to about that of the rows it shows, and defer its layout if it is far down.
 * @param {number} above the number of rows shown above it
 * @param {HTMLTableSectionElement} part
 * @returns {number} the number of rows shown down to its end
 */
function fitted(above, part) {
  const shown = [...part.rows].filter((row) => !row.hidden).length;
  part.hidden = !shown;
  part.style.containIntrinsicBlockSize = `auto calc(${shown} * ${HEIGHT})`;
  part.style.contentVisibility = above >= NEAR ? "hidden" : "";
  return above + shown;
}
