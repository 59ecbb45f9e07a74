// @ts-check
/**
 * Shows the definition of a linked acronym on hover, on focus, and on the first tap. It can be dismissed with Esc, the
 * pointer can move onto it, and it stays until pointer and focus have left (WCAG 1.4.13). Without this script the
 * acronym is a link whose title spells it out.
 */
(() => {
  /** @typedef {[term: string, expansion: string, definition: string]} Definition */

  const BEFORE = 150;
  const AFTER = 300;
  /** Milliseconds: a pointer crossing the text opens nothing, one moving to the definition does not close it. */

  const MARGIN = 8;

  const glossary = new URL("../glossary/", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** @type {Record<string, Definition>} */
  const definitions = JSON.parse(document.getElementById("sv-definitions")?.textContent ?? "{}");

  const tip = element("span", "sv-tip");
  const text = tip.appendChild(element("span", "sv-tip-text"));
  const link = tip.appendChild(document.createElement("a"));
  tip.popover = "manual";
  text.id = "sv-tip";
  text.role = "tooltip";
  link.textContent = "Open in the glossary";

  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let waiting = 0;
  let byTouch = false;

  /**
   * @param {string} tag
   * @param {string} name
   */
  function element(tag, name, content = "") {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = content;
    return made;
  }

  /**
   * Returns the acronym with a definition on which an event happened, or null.
   * @param {Event} event
   * @returns {HTMLAnchorElement | null}
   */
  function termOf(event) {
    const found = event.target instanceof Element ? event.target.closest("a[data-term]") : null;
    return found instanceof HTMLAnchorElement && (found.dataset.term ?? "") in definitions ? found : null;
  }

  /** @param {EventTarget | null} target */
  function inside(target) {
    return target instanceof Node && tip.contains(target);
  }

  /**
   * @param {() => void} action
   * @param {number} milliseconds
   */
  function later(action, milliseconds) {
    clearTimeout(waiting);
    waiting = setTimeout(action, milliseconds);
  }

  /** @param {HTMLAnchorElement} term */
  function show(term) {
    clearTimeout(waiting);
    if (term === shown) return;
    hide();
    const id = term.dataset.term ?? "";
    const [name, expansion, definition] = definitions[id];
    text.replaceChildren(element("strong", "", expansion ? `${name}: ${expansion}. ` : `${name}. `), definition);
    link.href = new URL(`#${id}`, glossary).href;
    link.tabIndex = term.href === link.href ? -1 : 0; // One tab stop is enough.
    term.removeAttribute("title"); // The browser would show it over the definition.
    term.setAttribute("aria-describedby", text.id);
    term.after(tip);
    tip.showPopover();
    place(term);
    shown = term;
  }

  function hide() {
    clearTimeout(waiting);
    if (!shown) return;
    if (inside(document.activeElement)) shown.focus();
    shown.removeAttribute("aria-describedby");
    shown = null;
    tip.remove();
  }

  /**
   * Places the definition below the first line of *term*, or above it if there is more room, and within the window.
   * @param {HTMLAnchorElement} term
   */
  function place(term) {
    const at = term.getClientRects()[0];
    const right = document.documentElement.clientWidth - tip.offsetWidth - MARGIN;
    const isAbove = at.bottom + tip.offsetHeight > innerHeight && at.top > tip.offsetHeight;
    tip.style.left = `${scrollX + Math.max(MARGIN, Math.min(at.left, right))}px`;
    tip.style.top = `${scrollY + (isAbove ? at.top - tip.offsetHeight : at.bottom)}px`;
  }

  if ("popover" in tip) {
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const term = termOf(event);
      if (term) later(() => show(term), BEFORE);
      else if (inside(event.target)) clearTimeout(waiting);
      else if (shown !== document.activeElement) later(hide, AFTER);
      else clearTimeout(waiting);
    });
    document.addEventListener("focusin", (event) => {
      const term = termOf(event);
      if (term?.matches(":focus-visible")) show(term);
      else if (!term && !inside(event.target)) hide();
    });
    document.addEventListener("focusout", (event) => {
      if (!inside(event.relatedTarget)) hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
    document.addEventListener("pointerdown", (event) => {
      byTouch = event.pointerType === "touch";
      if (byTouch && !inside(event.target) && termOf(event) !== shown) hide();
    });
    document.addEventListener("click", (event) => {
      const term = termOf(event);
      if (!byTouch || !term || term === shown) return;
      event.preventDefault();
      show(term);
    });
  }
})();
