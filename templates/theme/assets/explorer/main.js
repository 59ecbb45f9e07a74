// What a page of the survey needs beyond HTML: the tray everywhere, filters where there is a table, the comparison.

import { tray } from "./tray.js";

const table = document.querySelector(".sv-explorer");
const comparison = document.querySelector(".sv-compare");

if (!comparison) tray();
if (table instanceof HTMLElement) (await import("./explorer.js")).explorer(table);
if (comparison instanceof HTMLElement) (await import("./compare.js")).compare(comparison);
