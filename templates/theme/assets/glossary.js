// @ts-check
/**
 * Filters the glossary by typed text and ticked kinds. Both are kept in the address, so that a link opens the same
 * list; a link to a hidden term shows all terms. Without this script the page is complete but has no filter. It needs
 * accents.js.
 */
(() => {
  /** @typedef {{ element: HTMLElement, kind: string, text: string }} Entry */

  const AFTER = 250;
  /** Milliseconds without typing after which the result is announced and the address changed. */

  const place = /** @type {HTMLElement} */ (document.querySelector(".sv-sieve-place"));
  globalThis.unfold(place);

  const form = /** @type {HTMLFormElement} */ (document.getElementById("sieve"));
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("text"));
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=kind]")]);
  const reset = /** @type {HTMLButtonElement} */ (form.querySelector("[type=reset]"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const lists = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".sv-glossary")]);
  const entries = lists.flatMap((list) => /** @type {HTMLElement[]} */ ([...list.children]).map(entry));
  let waiting = 0;

  /**
   * Returns *text* without accents, in lower case.
   * @param {string} text
   */
  function fold(text) {
    return globalThis.withoutAccents(text).toLowerCase();
  }

  /**
   * @param {HTMLElement} element
   * @returns {Entry}
   */
  function entry(element) {
    const parts = [...element.querySelectorAll(".sv-self, .sv-expansion, .sv-definition, .sv-variants")];
    const words = parts.map((part) => part.textContent);
    return { element, kind: element.dataset.kind ?? "", text: fold([element.dataset.ascii, ...words].join(" ")) };
  }

  function sift() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
    const found = entries.filter((each) => words.every((word) => each.text.includes(word)));
    const shown = new Set(found.filter((each) => !kinds.length || kinds.includes(each.kind)));
    for (const each of entries) each.element.hidden = !shown.has(each);
    for (const box of boxes) count(box, found.filter((each) => each.kind === box.value).length);
    lists.forEach(hideIfEmpty);
    reset.hidden = !words.length && !kinds.length;
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(shown.size), AFTER);
  }

  /**
   * @param {HTMLInputElement} box
   * @param {number} number
   */
  function count(box, number) {
    const shown = /** @type {HTMLElement} */ (box.parentElement?.querySelector(".sv-count"));
    shown.textContent = String(number);
    box.disabled = !number && !box.checked;
  }

  /**
   * Hides a letter without visible terms: its list, its heading, and the link to it.
   * @param {HTMLElement} list
   */
  function hideIfEmpty(list) {
    const heading = /** @type {HTMLElement} */ (list.previousElementSibling);
    const way = document.querySelector(`.sv-letters [href="#${heading.id}"]`)?.parentElement;
    const isEmpty = [...list.children].every((each) => /** @type {HTMLElement} */ (each).hidden);
    for (const part of [list, heading, way]) if (part) part.hidden = isEmpty;
  }

  /** @param {number} number */
  function tell(number) {
    status.textContent = reset.hidden ? `${entries.length} terms` : `${number} of ${entries.length} terms`;
    const address = new URL(location.href);
    address.search = String(new URLSearchParams(/** @type {[string, string][]} */ (asked())));
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  /** Returns the parameters of the filter, without empty ones. */
  function asked() {
    return [...new FormData(form)].filter(([, value]) => value);
  }

  /** Fills in the form from the address. */
  function recall() {
    const given = new URLSearchParams(location.search);
    field.value = given.get("text") ?? ""; // Not «q»: that parameter opens the theme's search.
    for (const box of boxes) box.checked = given.getAll("kind").includes(box.value);
    sift();
    reveal();
  }

  /** Shows all terms if the term in the address is hidden. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.hidden) return;
    clear();
    target.scrollIntoView();
  }

  function clear() {
    field.value = "";
    for (const box of boxes) box.checked = false;
    sift();
  }

  form.addEventListener("input", sift);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    clear();
    field.focus(); // The button that had the focus is hidden.
  });
  addEventListener("hashchange", reveal);
  addEventListener("popstate", recall);
  recall();
  globalThis.wake(place);
})();
