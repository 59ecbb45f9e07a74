// The comparison: two to four contributions side by side, read from their own pages.

import { textOf } from "./cells.js";
import { made, nameOf, removable, the } from "./elements.js";
import { comparison, FEWEST, MOST, pick, picked } from "./picked.js";
import { root } from "./root.js";
import { citations, csv, hand } from "./takeaway.js";

/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} name
 * @property {string} address
 * @property {Map<string, Fact>} facts by the id of the row
 */

/** @typedef {{label: string, content: Node[], text: string}} Fact */

/**
 * Show the comparison given by the address, or else that of the picks.
 * @param {HTMLElement} place
 */
export function compare(place) {
  globalThis.unfold(place);
  const form = the(place, "form", HTMLFormElement), add = the(form, "select", HTMLSelectElement);
  const only = the(form, "input[name=only]", HTMLInputElement), said = the(form, "[role=status]", HTMLElement);
  const list = the(form, ".sv-active", HTMLElement), taking = the(form, ".sv-take", HTMLElement);
  const table = the(place, ".sv-compare-table", HTMLElement);
  const names = new Map([...add.options].filter(({ value }) => value).map(({ value, text }) => [value, text]));
  const chosen = () => new URLSearchParams(location.search).getAll("with").filter((each) => names.has(each));
  /** @type {readonly Column[]} */
  let columns = [];

  const show = async () => {
    const asked = new URLSearchParams(location.search), ids = [...new Set(chosen())].slice(0, MOST);
    only.checked = asked.get("only") === "differences";
    list.replaceChildren(...ids.map((id) => {
      const name = names.get(id) ?? id;
      return removable(name, `${name}: remove from comparison`, () => {
        go(ids.filter((other) => other !== id));
        (list.querySelector("button") ?? add).focus();
      });
    }));
    for (const each of add.options) each.disabled = ids.includes(each.value);
    add.disabled = ids.length >= MOST;
    add.value = "";
    taking.hidden = !ids.length;
    const query = location.search;
    const { found, told } = await fetched(ids);
    if (query !== location.search) return;
    columns = found;
    table.replaceChildren(...(columns.length ? [drawn(columns)] : []));
    const unknown = asked.getAll("with").filter((each) => !names.has(each)).map((each) => `“${each}” was not found.`);
    const many = chosen().length > MOST ? [`You can compare at most ${MOST}.`] : [];
    const few = ids.length < FEWEST ? [`Choose ${FEWEST} to ${MOST} to compare.`] : [];
    said.textContent = [...unknown, ...many, ...told, ...few, ...narrowed(table, only.checked, columns)].join(" ");
  };

  /** @param {readonly string[]} ids */
  const go = (ids) => {
    pick(ids.map((id) => ({ id, name: names.get(id) ?? id })));
    history.pushState(null, "", comparison(ids) + (only.checked ? "&only=differences" : ""));
    show();
  };

  add.addEventListener("change", () => add.value && go([...chosen(), add.value]));
  only.addEventListener("change", () => {
    history.pushState(null, "", comparison(chosen()) + (only.checked ? "&only=differences" : ""));
    said.textContent = narrowed(table, only.checked, columns).join(" ");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", async ({ target }) => {
    const kind = target instanceof Element ? target.closest("[data-take]")?.getAttribute("data-take") : null;
    if (kind === "csv") hand("comparison.csv", "text/csv", csv(lines(columns)));
    else if (kind) said.textContent = await citations(columns.map(({ id }) => id), kind);
  });
  addEventListener("popstate", show);
  if (!location.search && picked().length) history.replaceState(null, "", comparison(picked().map(({ id }) => id)));
  show();
  globalThis.wake(place);
}

/**
 * @param {readonly string[]} ids
 * @returns {Promise<{found: Column[], told: string[]}>} the contributions, and messages about pages that failed to load
 */
async function fetched(ids) {
  const done = await Promise.allSettled(ids.map(read));
  return {
    found: done.flatMap((each) => each.status === "fulfilled" ? [each.value] : []),
    told: done.flatMap((each) => each.status === "rejected" ? [`A page could not be loaded: ${each.reason.message}.`] : []),
  };
}

/**
 * Read a contribution from its page.
 * @param {string} id
 * @returns {Promise<Column>}
 */
async function read(id) {
  const address = new URL(`contributions/${id}/`, root).href, response = await fetch(address);
  if (!response.ok) throw new Error(`${id}, ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const link of page.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  const lead = the(page, ".sv-lead", Element);
  /** @type {[string, Fact][]} */
  const facts = [
    ["tagline", fact("Summary", the(lead, ".sv-tagline", Element))],
    ["category", fact("Category", the(lead, ".sv-chips", Element))],
  ];
  for (const row of page.querySelectorAll(".sv-compared > [data-row]")) {
    facts.push([row.getAttribute("data-row") ?? "", fact(the(row, "dt", Element).textContent ?? "", the(row, "dd", Element))]);
  }
  return { id, name: nameOf(page) || id, address, facts: new Map(facts) };
}

/**
 * @param {string} label
 * @param {Element} content
 * @returns {Fact}
 */
function fact(label, content) {
  for (const button of content.querySelectorAll("button")) button.remove();
  const bare = /** @type {Element} */ (content.cloneNode(true));
  for (const mark of bare.querySelectorAll(".sv-mark")) mark.remove();
  const chips = content.matches(".sv-chips") ? [content] : [...content.childNodes];
  return { label, content: chips, text: textOf(bare) };
}

/**
 * @param {readonly Column[]} columns
 * @returns {Map<string, string>} id -> label of every row that at least one page has
 */
const labels = (columns) => new Map(columns.flatMap(({ facts }) => [...facts].map(([row, { label }]) => [row, label])));

/**
 * @param {readonly Column[]} columns
 * @returns {HTMLElement}
 */
function drawn(columns) {
  const heads = columns.map(({ name, address }) =>
    made("th", { scope: "col" }, made("a", { href: address }, name)));
  const body = [...labels(columns)].map(([row, label]) => {
    const cells = columns.map(({ name, facts }) =>
      made("td", { "data-label": name }, ...facts.get(row)?.content ?? [made("span", { class: "sv-none" }, "–")]));
    const head = made("th", { scope: "row" }, label);
    return made("tr", { "data-row": row }, head, ...cells);
  });
  const caption = `Comparison of ${columns.map(({ name }) => name).join(", ")}`;
  const top = made("tr", {}, made("th", { scope: "col" }, "Fact"), ...heads);
  return made("div", { class: "sv-scroll", role: "region", "aria-label": caption, tabindex: "0" },
    made("table", { class: "sv-table sv-compare-facts" }, made("caption", {}, caption),
      made("thead", {}, top), made("tbody", {}, ...body)));
}

/**
 * Show all rows of the comparison, or only those that differ.
 * @param {HTMLElement} table
 * @param {boolean} only
 * @param {readonly Column[]} columns
 * @returns {string[]} messages for the reader
 */
function narrowed(table, only, columns) {
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => /** @type {HTMLElement} */ (row));
  const differs = rows.map(({ dataset }) => new Set(columns.map(({ facts }) => facts.get(dataset.row ?? "")?.text)).size > 1);
  rows.forEach((row, index) => { row.hidden = only && !differs[index]; });
  return columns.length < FEWEST ? [] : [`${differs.filter(Boolean).length} of ${rows.length} facts differ.`];
}

/** @param {readonly Column[]} columns */
function lines(columns) {
  const rows = [...labels(columns)].map(([row, label]) => [label, ...columns.map(({ facts }) => facts.get(row)?.text ?? "")]);
  return [["Fact", ...columns.map(({ name }) => name)], ...rows, ["Address", ...columns.map(({ address }) => address)]];
}
