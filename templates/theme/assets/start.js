/**
 * The first of our scripts: what the others wake the page's sleeping parts with, the scripts that are modules, and links
 * that lead to pages in a folder on disk, too. A classic script, as all that works there: browsers load no modules from
 * a folder on disk.
 *
 * What only a script can use is not in the page as such: it stands as text in `<script class="sv-dormant">`, which also
 * browsers without style sheets show to nobody. In it, and hidden until its script says that it works, is `sv-asleep`;
 * `sv-without` is what readers are told while it does not.
 */

/**
 * Put what stands dormant in *inside* into the page, if that was not done while the page came in. It is not seen yet.
 * @param {ParentNode} inside
 */
globalThis.unfold = (inside) => {
  for (const each of inside.querySelectorAll("script.sv-dormant")) each.outerHTML = each.textContent;
};

/**
 * Show what is asleep in *inside*: the script that it needs has started.
 * @param {ParentNode} inside
 */
globalThis.wake = (inside) => {
  for (const each of inside.querySelectorAll(".sv-asleep:not(span)")) each.classList.remove("sv-asleep");
  for (const each of inside.querySelectorAll(".sv-without")) each.remove();
};

/**
 * Make buttons of the sleeping words that *selector* finds.
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

  /** A folder on disk has nobody who would find its index.html. */
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
