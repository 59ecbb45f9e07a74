// The facets over a table: what can be chosen, what is chosen, and how they fold out.

import { made, removable, the } from "./elements.js";

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLInputElement[]} everything in it that can be ticked
 */
export const ticks = (form) => [...form.querySelectorAll("input")].filter((each) => each.type === "checkbox");

/**
 * A value that can be chosen.
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
 * @returns {Map<string, string[]>} facet id to the values chosen of it
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
 * Return what lists the active filters, each a button that takes it away, and tells each facet how many it has.
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
 * Let facets fold out one at a time, and fold away as menus do.
 * @param {HTMLFormElement} form
 */
export function oneOpen(form) {
  const facets = [...form.querySelectorAll("details")], toggle = the(form, ".sv-filters-toggle", HTMLElement);
  const bar = the(form, ".sv-filters-bar", HTMLElement);
  // On wide screens what folds out lies over what follows: what follows makes room, so that its changes are seen.
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
