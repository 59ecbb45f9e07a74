// A table of the survey with its form: filters, order and columns, all of which are kept in the address of the page.

import { restored, written } from "./address.js";
import { sorted, textOf } from "./cells.js";
import { made, the } from "./elements.js";
import { chosen, listing, oneOpen, option, ticks } from "./facets.js";
import { filtered } from "./filter.js";
import { portions } from "./portions.js";
import { citations, csv, hand } from "./takeaway.js";
import { finder } from "./words.js";

/** Milliseconds after the last change until the address is updated and the number of rows announced. */
const REST = 400;

/**
 * Activate the form above a table.
 * @param {HTMLElement} place the part of the page with the form and the table
 */
export function explorer(place) {
  globalThis.unfold(place);
  const { form, text, show } = view(place);
  let rest = 0;

  /** @param {boolean} typing */
  const remember = (typing) => {
    const address = location.pathname + written(form);
    if (address === location.pathname + location.search) return;
    if (typing && history.state?.typing) history.replaceState({ typing }, "", address);
    else history.pushState({ typing }, "", address);
  };
  /** @param {boolean} [typing] */
  const changed = (typing = false) => {
    const announce = show();
    clearTimeout(rest);
    rest = setTimeout(() => (announce(), remember(typing)), REST);
    if (!typing) remember(false);
  };
  const restore = () => show(restored(form, location.search))();

  form.addEventListener("input", ({ target }) => changed(target === text));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (changed(), text.focus())));
  addEventListener("popstate", restore);
  oneOpen(form);
  restore();
  globalThis.wake(place);
}

/**
 * Find the parts of the form and the table, and create those that need JavaScript.
 * @param {HTMLElement} place
 */
function view(place) {
  const form = the(place, "form", HTMLFormElement), table = the(place, "table", HTMLTableElement);
  const text = the(form, "input[name=text]", HTMLInputElement), sort = the(form, "select[name=sort]", HTMLSelectElement);
  const said = the(form, "[role=status]", HTMLElement), result = the(form, ".sv-result-said", HTMLElement);
  const number = the(form, ".sv-result-count", HTMLElement), reset = the(form, "[type=reset]", HTMLElement);
  const rows = [...table.tBodies[0].rows], heads = [...the(table, "thead tr", HTMLTableRowElement).cells];
  const things = rows.map((row) => ({ filed: new Set(row.dataset.filed?.split(" ")), words: row.dataset.words ?? "" }));
  const options = ticks(form).filter((each) => each.name !== "columns").map(option);
  const { fill, fit } = portions(table);
  const order = ordering(fill, table, rows, heads, sort), columns = choosing(form, rows, heads);
  const chips = listing(the(form, ".sv-active", HTMLElement), text, options);

  heads.forEach((head) => sortable(head, sort));
  if (place.dataset.cite) rows.forEach(pickable);
  document.dispatchEvent(new Event("picked"));
  form.addEventListener("click", ({ target }) => {
    const taken = target instanceof Element ? target.closest("[data-take]")?.getAttribute("data-take") : null;
    if (taken) take(taken, place, rows, heads).then((told) => said.textContent = told);
  });

  /** @param {string[]} [unknown] values in the address that the page does not have */
  const show = (unknown = []) => {
    const { shown, counts } = filtered(things, chosen(options), finder(text.value));
    rows.forEach((row, index) => { if (row.hidden === shown[index]) row.hidden = !shown[index]; });
    for (const each of options) each.tell(counts.get(each.filed) ?? 0);
    order();
    fit();
    columns();
    chips(unknown);
    number.textContent = String(shown.filter(Boolean).length);
    reset.hidden = !written(form);
    return () => { said.textContent = result.textContent; };
  };
  return { form, text, show };
}

/**
 * Return a function that sorts the rows in the chosen order and marks it in the column headers.
 * @param {(rows: readonly HTMLTableRowElement[]) => void} fill puts rows into the table
 * @param {HTMLTableElement} table
 * @param {HTMLTableRowElement[]} rows
 * @param {HTMLTableCellElement[]} heads
 * @param {HTMLSelectElement} sort
 */
function ordering(fill, table, rows, heads, sort) {
  const said = the(table, ".sv-order", HTMLElement);
  let before = "";
  return () => {
    if (sort.value === before) return;
    before = sort.value;
    const down = before.startsWith("-"), column = heads.findIndex((head) => head.dataset.column === before.replace("-", ""));
    fill(column < 0 ? rows : sorted(rows, column, down));
    said.textContent = sort.selectedOptions[0].text;
    heads.forEach((head, index) => index === column
      ? head.setAttribute("aria-sort", down ? "descending" : "ascending")
      : head.removeAttribute("aria-sort"));
  };
}

/**
 * Put a button into a column header that sorts ascending, then descending, then in the order of the survey.
 * @param {HTMLTableCellElement} head
 * @param {HTMLSelectElement} sort
 */
function sortable(head, sort) {
  const column = head.dataset.column ?? "", button = made("button", { type: "button" }, ...head.childNodes);
  head.append(button);
  head.dataset.label = button.textContent ?? "";
  button.addEventListener("click", () => {
    sort.value = sort.value === column ? `-${column}` : sort.value === `-${column}` ? "" : column;
    sort.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/**
 * Return a function that shows the chosen columns.
 * @param {HTMLFormElement} form
 * @param {HTMLTableRowElement[]} rows
 * @param {HTMLTableCellElement[]} heads
 */
function choosing(form, rows, heads) {
  const choices = ticks(form).filter((each) => each.name === "columns");
  return () => {
    for (const { value, checked } of choices) {
      const index = heads.findIndex((head) => head.dataset.column === value);
      if (heads[index].hidden === !checked) continue;
      for (const cells of [heads, ...rows.map((row) => row.cells)]) cells[index].hidden = !checked;
    }
  };
}

/**
 * Add the button to a row that picks it for comparison.
 * @param {HTMLTableRowElement} row
 */
function pickable(row) {
  const head = the(row, "th", HTMLTableCellElement), name = textOf(head);
  head.append(made("button", { type: "button", class: "sv-pick", "data-pick": row.dataset.id, "data-name": name }));
}

/**
 * Offer the rows shown as a download; return a message for the reader.
 * @param {string} kind
 * @param {HTMLElement} place
 * @param {HTMLTableRowElement[]} rows
 * @param {HTMLTableCellElement[]} heads
 */
async function take(kind, place, rows, heads) {
  const shown = [...the(place, "table", HTMLTableElement).tBodies].flatMap((part) => [...part.rows]).filter((row) => !row.hidden);
  if (kind !== "csv") {
    const ids = (/** @type {HTMLTableRowElement[]} */ some) => some.map((row) => row.dataset.id ?? "");
    return citations(ids(shown), kind, { name: place.dataset.cite ?? "", ids: ids(rows) });
  }
  const columns = heads.map((head, index) => ({ index, name: head.textContent ?? "", hidden: head.hidden })).filter(({ hidden }) => !hidden);
  const lines = shown.map((row) => [...columns.map(({ index }) => textOf(row.cells[index])), the(row, "th a", HTMLAnchorElement).href]);
  hand("survey.csv", "text/csv", csv([[...columns.map(({ name }) => name), "Address"], ...lines]));
  return `Downloaded ${shown.length} rows as survey.csv.`;
}
