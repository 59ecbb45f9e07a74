// The tray at the lower edge of every page with the contributions picked for comparison, and the buttons that pick.

import { made, nameOf, removable } from "./elements.js";
import { comparison, FEWEST, MOST, pick, picked, whenPicked } from "./picked.js";

/** Show the tray while something is picked, and handle every `data-pick` button, including those added later. */
export function tray() {
  globalThis.wakeButtons("[data-pick]");
  const said = made("p", { role: "status" });
  const list = made("ul");
  const go = made("a", { class: "sv-button sv-button--main" });
  const clear = made("button", { type: "button" }, "Clear");
  const bar = made("aside", { class: "sv-tray", "aria-label": "Comparison" }, list, said, go, clear);
  document.body.append(bar);

  /** @param {string} id of the pick whose button is gone: focus the next button, or the one that picks it again */
  const goOn = (id) => {
    const next = list.querySelector("button") ?? document.querySelector(`[data-pick="${id}"]`);
    if (next instanceof HTMLElement) next.focus();
  };
  clear.addEventListener("click", () => {
    const [first] = picked();
    pick([]);
    goOn(first?.id ?? "");
  });

  const show = () => {
    const chosen = picked();
    bar.hidden = !chosen.length;
    document.documentElement.classList.toggle("sv-picking", chosen.length > 0);
    list.replaceChildren(...chosen.map(({ id, name }) =>
      removable(name, `${name}: remove from comparison`, () => {
        pick(picked().filter((other) => other.id !== id));
        goOn(id);
      })));
    go.textContent = `Compare ${chosen.length}`;
    go.hidden = chosen.length < FEWEST;
    go.setAttribute("href", comparison(chosen.map(({ id }) => id)));
    said.textContent = chosen.length ? more(chosen.length) : "";
    for (const button of document.querySelectorAll("[data-pick]")) {
      if (button instanceof HTMLElement) told(button, chosen.some(({ id }) => id === button.dataset.pick), chosen.length >= MOST);
    }
  };
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-pick]");
    if (button instanceof HTMLElement) toggle(button.dataset.pick ?? "", button.dataset.name ?? nameOf(document));
  });
  whenPicked(show);
  show();
}

/**
 * @param {number} number of picked contributions
 * @returns {string} how many more can be picked
 */
function more(number) {
  if (number >= MOST) return `You can compare at most ${MOST}.`;
  return number < FEWEST ? `Add ${FEWEST - number} to ${MOST - number} more.` : `You can add ${MOST - number} more.`;
}

/** @param {string} id @param {string} name */
function toggle(id, name) {
  const chosen = picked(), others = chosen.filter((each) => each.id !== id);
  if (others.length < chosen.length) pick(others);
  else if (chosen.length < MOST) pick([...chosen, { id, name }]);
}

/**
 * Set the label of a button to its current action. In a table, the accessible name includes the contribution.
 * @param {HTMLElement} button
 * @param {boolean} inside whether it removes the contribution
 * @param {boolean} full
 */
function told(button, inside, full) {
  const { name } = button.dataset;
  button.classList.toggle("sv-pick--in", inside);
  button.setAttribute("aria-disabled", String(!inside && full));
  if (name) button.setAttribute("aria-label", inside ? `Remove ${name} from comparison` : `Compare ${name}`);
  if (name) button.textContent = inside ? "Remove" : "Compare";
  else button.textContent = inside ? "Remove from comparison" : "Add to comparison";
}
