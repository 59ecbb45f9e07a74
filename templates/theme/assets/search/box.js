/**
 * The search box: shows the results of `surveySearch` and their number, filters them by kind, and has the keys of
 * Material's search: `/`, `f` or `s` opens it, arrows move through it, Enter follows, Escape closes. The index is
 * fetched when the box is first used. A classic script: browsers load no modules from a folder on disk.
 */
(() => {
  const MOST_SHOWN = 50;
  const QUIET_FOR = 300; // milliseconds after the last key until the number of results is announced
  const AROUND = 12; // words shown on either side of a match in a text

  const home = new URL("../../", document.currentScript.src);
  unfold(document.querySelector(".md-header"));
  const box = document.querySelector(".md-search");
  const toggle = document.getElementById("__search");
  const input = document.getElementById("sv-find");
  const status = document.getElementById("sv-find-status");
  const narrow = box.querySelector(".sv-find-kinds");
  const list = box.querySelector(".md-search-result__list");
  const invitation = status.textContent;

  /** @type {number | null} */ let chosen = null; // the kind by which results are filtered
  /** @type {Element | null} */ let before = null; // the element that had the focus when the box was opened by a key
  let timer = 0;

  // ── Fetching the index, once ───────────────────────────────────────────────────────────────────────────────────

  const names = once(() => Promise.all(["assets/accents.js", "assets/search/ranking.js"].map(script)).then(() => script("search/names.js")));
  const texts = once(() => script("search/texts.js"));

  function once(start) {
    let started;
    return () => (started ??= start());
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(address, home).href;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  }

  // ── Results ────────────────────────────────────────────────────────────────────────────────────────────────────

  async function show() {
    const query = input.value;
    await names();
    let hits = surveySearch.find(query);
    if (query.trim() && hits.length < surveySearch.ENOUGH) {
      await texts();
      hits = surveySearch.find(query);
    }
    if (query === input.value) render(query, hits);
  }

  function render(query, hits) {
    const counts = surveySearch.kinds.map((_, kind) => hits.filter(hit => hit.thing.kind === kind).length);
    if (chosen !== null && !counts[chosen]) chosen = null;
    const shown = chosen === null ? hits : hits.filter(hit => hit.thing.kind === chosen);
    const words = surveySearch.fold(query).split(" ").filter(word => word.length > 1);
    list.replaceChildren(...shown.slice(0, MOST_SHOWN).map(hit => item(hit.thing, words)));
    list.closest(".md-search__scrollwrap").scrollTop = 0;
    offer(counts, hits.length);
    say(query.trim() ? told(shown.length) : invitation);
  }

  function told(count) {
    const what = count === 1 ? "1 result" : `${count || "No"} results`;
    const where = chosen === null ? "" : ` in ${surveySearch.kinds[chosen][1]}`;
    return what + where + (count > MOST_SHOWN ? `, showing the first ${MOST_SHOWN}` : "");
  }

  /** Announce the text in the status region once the reader has stopped typing. */
  function say(text) {
    clearTimeout(timer);
    timer = setTimeout(() => { if (status.textContent !== text) status.textContent = text; }, QUIET_FOR);
  }

  /** Update the buttons that filter results by kind. The elements are reused, so that focus is not lost. */
  function offer(counts, all) {
    const buttons = [...narrow.children];
    if (!buttons.length) narrow.append(button("All", null), ...surveySearch.kinds.map((names, kind) => button(names[1], kind)));
    for (const each of narrow.children) {
      const kind = each.value === "" ? null : Number(each.value);
      each.lastChild.textContent = String(kind === null ? all : counts[kind]);
      each.hidden = kind !== null && !counts[kind];
      each.setAttribute("aria-pressed", String(kind === chosen));
    }
    narrow.hidden = counts.filter(Boolean).length < 2;
  }

  function button(label, kind) {
    const made = element("button", "sv-find-kind-button", [`${label} `, element("span", "sv-find-count", [])]);
    made.type = "button";
    made.value = kind === null ? "" : String(kind);
    made.addEventListener("click", () => { chosen = kind; show(); });
    return made;
  }

  function item(thing, words) {
    const seen = [thing.title, thing.note].some(text => words.some(word => has(text, word)));
    const said = seen ? "" : excerpt(thing, words);
    const link = element("a", "md-search-result__link sv-find-link", [
      element("span", "sv-find-head", [
        element("span", "sv-find-title", marked(thing.title, words)),
        element("span", "sv-find-kind", [surveySearch.kinds[thing.kind][0]]),
      ]),
      element("span", "sv-find-note", marked(thing.note, words)),
      ...(said ? [element("span", "sv-find-note", marked(said, words))] : []),
    ]);
    link.href = place(thing.address);
    return element("li", "md-search-result__item", [link]);
  }

  /** The URL of an entry; in a folder on disk, no server adds index.html. */
  function place(address) {
    const url = new URL(address, home);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  function has(text, word) {
    return ` ${surveySearch.fold(text)}`.includes(` ${word}`);
  }

  /** The text of an entry around the first match. */
  function excerpt(thing, words) {
    const all = thing.text.split(" ");
    const found = all.findIndex(each => words.some(word => has(each, word)));
    if (found < 0) return "";
    const [start, end] = [Math.max(0, found - AROUND), found + AROUND];
    return `${start ? "… " : ""}${all.slice(start, end).join(" ")}${end < all.length ? " …" : ""}`;
  }

  function marked(text, words) {
    return text.split(/([\p{L}\p{N}]+)/u).map((part, place) => {
      const sought = place % 2 && words.some(word => surveySearch.fold(part).startsWith(word));
      return sought ? element("mark", "", [part]) : part;
    });
  }

  function element(tag, classes, children) {
    const made = document.createElement(tag);
    made.className = classes;
    made.append(...children);
    return made;
  }

  // ── Opening, closing, keys ─────────────────────────────────────────────────────────────────────────────────────

  /** Opens or closes the box by a click, because Material listens for its change event. */
  function open(wanted) {
    if (toggle.checked !== wanted) toggle.click();
  }

  function close() {
    const back = before;
    chosen = null;
    open(false);
    if (box.contains(document.activeElement)) document.activeElement.blur();
    back?.focus();
  }

  /** Moves the focus. From the buttons of kinds, down goes to the first result and up to the input. */
  function walk(step) {
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    stops[here < 0 ? Math.max(0, step) : (here + step + stops.length) % stops.length]?.focus();
  }

  /** Follow the best result for the current input, which may not be shown yet. */
  async function follow() {
    await show();
    list.querySelector("a")?.click();
  }

  function writes(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  }

  const KEYS = {
    Escape: close,
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    Enter: follow,
  };

  /** Returns the action of a key, or undefined: Enter on a button or result keeps its normal effect. */
  function meant(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
    if (event.key === "Enter" && event.target !== input) return undefined;
    if (toggle.checked) return KEYS[event.key];
    return ["/", "f", "s"].includes(event.key) && !writes(event.target) ? enter : undefined;
  }

  function enter() {
    before = document.activeElement;
    input.select();
  }

  document.addEventListener("keydown", event => {
    const action = meant(event);
    if (!action) return;
    event.preventDefault();
    action();
  });

  input.addEventListener("focus", () => { open(true); show(); });
  input.addEventListener("input", show);
  toggle.addEventListener("change", () => {
    if (toggle.checked) input.focus();
    else before = null;
  });
  box.addEventListener("focusout", event => { if (event.relatedTarget && !box.contains(event.relatedTarget)) open(false); });
  box.querySelector("form").addEventListener("submit", event => event.preventDefault());
  box.querySelector("form").addEventListener("reset", () => {
    chosen = null;
    setTimeout(() => { input.focus(); show(); }); // the box is empty only after this event
  });
  list.addEventListener("click", event => { if (event.target.closest("a")) close(); });
  wake(document.querySelector(".md-header"));
})();
