// A long table in portions: the browser lays out those near the screen, so that a change costs what is seen of it.

import { made } from "./elements.js";

/** From so many rows on a table is laid out in portions. */
const LONG = 150;

/** Rows of a portion: about a screen of them. */
const PORTION = 10;

/** Portions that one frame has time for. */
const FEW = 3;

/** So many rows fill any screen. */
const NEAR = 20;

/** About how high a row is, for the scroll bar: what is away from the screen has no height of its own. */
const HEIGHT = "6rem";

/**
 * Return what puts rows into *table*, and what tells its portions, if it has any, that other rows are hidden.
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
  // What was near the screen before the browser lays out whole, wherever it is now: therefore a few in each frame.
  /** @param {number} from the place of the portion to begin with */
  const wake = (from) => {
    waiting = requestAnimationFrame(() => {
      for (const part of parts.slice(from, from + FEW)) part.style.contentVisibility = "";
      if (from + FEW < parts.length) wake(from + FEW);
    });
  };
  const fit = () => {
    if (parts.length === 1) return;
    parts.reduce(fitted, 0);
    cancelAnimationFrame(waiting); // The frames of an earlier change do not count.
    waiting = requestAnimationFrame(() => wake(0));
  };
  return { fill, fit };
}

/**
 * Give a portion about the height of the rows that it shows, and leave it for later frames if it is far down.
 * @param {number} above how many rows are shown above it
 * @param {HTMLTableSectionElement} part
 * @returns {number} how many are shown down to its end
 */
function fitted(above, part) {
  const shown = [...part.rows].filter((row) => !row.hidden).length;
  part.hidden = !shown;
  part.style.containIntrinsicBlockSize = `auto calc(${shown} * ${HEIGHT})`;
  part.style.contentVisibility = above >= NEAR ? "hidden" : "";
  return above + shown;
}
