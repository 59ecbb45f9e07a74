// The tray: what is picked for comparison, at the lower edge of every page, and the buttons that pick.

import { made, removable } from "./elements.js";
import { comparison, FEWEST, MOST, pick, picked, whenPicked } from "./picked.js";

/** Show the tray while something is picked, and make every `data-pick` button on the page work, now or later. */
export function tray() {
  const said = made("p", { role: "status" });
  const list = made("ul");
  const go = made("a", { class: "sv-button sv-button--main" });
  const clear = made("button", { type: "button" }, "Clear");
  const bar = made("aside", { class: "sv-tray", "aria-label": "Comparison" }, list, go, clear, said);
  document.body.append(bar);
  clear.addEventListener("click", () => pick([]));

  const show = () => {
    const chosen = picked();
    bar.hidden = !chosen.length;
    document.documentElement.classList.toggle("sv-picking", chosen.length > 0);
    list.replaceChildren(...chosen.map((each) =>
      removable(each, `${each}: remove from comparison`, () => {
        pick(picked().filter((other) => other !== each));
        (list.querySelector("button") ?? document.body).focus();
      })));
    go.textContent = `Compare ${chosen.length}`;
    go.hidden = chosen.length < FEWEST;
    go.setAttribute("href", comparison(chosen));
    said.textContent = chosen.length < FEWEST ? `Pick ${FEWEST} to ${MOST} to compare.` : chosen.length < MOST ? "" : `${MOST} at most.`;
    buttons(chosen);
  };
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-pick]");
    if (button instanceof HTMLElement) toggle(button.dataset.pick ?? "");
  });
  whenPicked(show);
  show();
}

/** @param {string} identifier */
function toggle(identifier) {
  const chosen = picked();
  if (chosen.includes(identifier)) pick(chosen.filter((each) => each !== identifier));
  else if (chosen.length < MOST) pick([...chosen, identifier]);
}

/** @param {readonly string[]} chosen */
function buttons(chosen) {
  for (const button of document.querySelectorAll("[data-pick]")) {
    const inside = chosen.includes(button.getAttribute("data-pick") ?? "");
    button.setAttribute("aria-pressed", String(inside));
    button.setAttribute("aria-disabled", String(!inside && chosen.length >= MOST));
  }
}
