// Starts the scripts of a page: the tray on every page, filters for tables, the comparison.

import { tray } from "./tray.js";

const table = document.querySelector(".sv-explorer");
const comparison = document.querySelector(".sv-compare");

if (!comparison) tray();
if (table instanceof HTMLElement) (await import("./explorer.js")).explorer(table);
if (comparison instanceof HTMLElement) (await import("./compare.js")).compare(comparison);
