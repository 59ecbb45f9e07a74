// What a page of the survey needs beyond HTML: filters where there is a table, the comparison, and the tray everywhere.

import { tray } from "./tray.js";

const table = document.querySelector(".sv-explorer");
const comparison = document.querySelector(".sv-compare");

if (table instanceof HTMLElement) import("./explorer.js").then(({ explorer }) => explorer(table));
if (comparison instanceof HTMLElement) import("./compare.js").then(({ compare }) => compare(comparison));
else tray();
