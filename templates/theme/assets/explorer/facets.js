// The facets above a table: their options, the active filters, and how they open and close.

import { made, removable, the } from "./elements.js";

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLInputElement[]} all its check boxes
 */
export const ticks = (form) => [...form.querySelectorAll("input")].filter((each) => each.type === "checkbox");

/**
 * An option of a facet.
 * @param {HTMLInputElement} tick
 */
export function option(tick) {
  const label = /** @type {HTMLElement} */ (tick.closest("label")), count = the(label, ".sv-count", HTMLElement);
  const facet = tick.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
  const name = the(label, ".sv-option", HTMLElement).textContent;
  return {
    tick,
    filed: `${tick.name}:${tick.value}`,
    label: `${facet}: ${name}`,
    /** @param {number} found */
    tell(found) {
      if (count.textContent !== String(found)) count.textContent = String(found);
      tick.disabled = !found && !tick.checked;
    },
  };
}

/**
 * @param {readonly ReturnType<typeof option>[]} options
 * @returns {Map<string, string[]>} facet id -> its chosen values
 */
export function chosen(options) {
  /** @type {Map<string, string[]>} */
  const choice = new Map();
  for (const { tick, filed } of options) {
    if (tick.checked) choice.set(tick.name, [...(choice.get(tick.name) ?? []), filed]);
  }
  return choice;
}

/**
 * Return a function that lists the active filters, each with a button that removes it, and shows their number by facet.
 * @param {HTMLElement} list
 * @param {HTMLInputElement} text
 * @param {readonly ReturnType<typeof option>[]} options
 */
export function listing(list, text, options) {
  /** @param {() => void} undo @param {HTMLElement} control */
  const remove = (undo, control) => () => {
    undo();
    control.dispatchEvent(new Event("input", { bubbles: true }));
    (list.querySelector("button") ?? text).focus();
  };
  /** @param {string[]} unknown */
  return (unknown) => {
    const active = options.filter(({ tick }) => tick.checked).map(({ tick, label }) =>
      removable(label, `${label}: remove filter`, remove(() => { tick.checked = false; }, tick)));
    if (text.value.trim()) {
      const label = `“${text.value.trim()}”`;
      active.unshift(removable(label, `${label}: remove filter`, remove(() => { text.value = ""; }, text)));
    }
    list.replaceChildren(...active, ...unknown.map((each) => made("li", { class: "sv-none" }, `unknown filter: ${each}`)));
    for (const facet of text.form?.querySelectorAll(".sv-facet") ?? []) {
      const number = facet.querySelectorAll("input:checked:not([name=columns])").length;
      the(facet, "summary", HTMLElement).dataset.chosen = number ? String(number) : "";
    }
  };
}

/**
 * Open one facet at a time, and close facets as menus close.
 * @param {HTMLFormElement} form
 */
export function oneOpen(form) {
  const facets = [...form.querySelectorAll("details")], toggle = the(form, ".sv-filters-toggle", HTMLElement);
  const bar = the(form, ".sv-filters-bar", HTMLElement);
  // On wide screens an open facet covers what follows: this is moved down, so that changes can be seen.
  const room = () => {
    const sheet = facets.find((each) => each.open)?.querySelector("fieldset");
    const lies = sheet && getComputedStyle(sheet).position === "absolute";
    bar.style.marginBottom = lies ? `${sheet.offsetHeight + 8}px` : "";
  };
  for (const facet of facets) {
    facet.addEventListener("toggle", () => {
      if (facet.open) facets.filter((each) => each !== facet).forEach((each) => { each.open = false; });
      room();
    });
    facet.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !facet.open) return;
      facet.open = false;
      facet.querySelector("summary")?.focus();
    });
  }
  addEventListener("resize", room);
  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
  });
}
