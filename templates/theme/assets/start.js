/**
 * The first script: functions with which the others activate dormant parts of the page, loading of the modules, and
 * links that also work in a folder on disk. A classic script, because browsers load no modules from a folder on disk.
 *
 * Parts that need a script are text in `<script class="sv-dormant">`, which browsers never show, even without style
 * sheets. Within them, `sv-asleep` is hidden until its script has started; `sv-without` is shown instead until then.
 */

/**
 * Insert the dormant parts of *inside* into the page, unless that was done while it loaded. They are still hidden.
 * @param {ParentNode} inside
 */
globalThis.unfold = (inside) => {
  for (const each of inside.querySelectorAll("script.sv-dormant")) each.outerHTML = each.textContent;
};

/**
 * Show the hidden parts of *inside*, because the script that they need has started.
 * @param {ParentNode} inside
 */
globalThis.wake = (inside) => {
  for (const each of inside.querySelectorAll(".sv-asleep:not(span)")) each.classList.remove("sv-asleep");
  for (const each of inside.querySelectorAll(".sv-without")) each.remove();
};

/**
 * Turn the hidden text that *selector* matches into buttons.
 * @param {string} selector
 */
globalThis.wakeButtons = (selector) => {
  for (const word of document.querySelectorAll(`span.sv-asleep${selector}`)) {
    const button = document.createElement("button");
    for (const { name, value } of word.attributes) button.setAttribute(name, value);
    button.type = "button";
    button.classList.remove("sv-asleep");
    button.textContent = word.getAttribute("data-label");
    word.replaceWith(button);
  }
};

(() => {
  if (location.protocol !== "file:") {
    import("./explorer/main.js").catch((error) => {
      document.documentElement.classList.remove("sv-scripted");
      throw error;
    });
    return;
  }

  /** In a folder on disk, no server adds index.html to a link. */
  const named = (link) => {
    const url = new URL(link.getAttribute("href") ?? "", location.href);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) return;
    url.pathname += "index.html";
    link.setAttribute("href", url.href);
  };
  document.querySelectorAll("a[href]").forEach(named);
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link) named(link);
  }, true);
})();
