/**
 * Citations: announce that text was copied, also to screen readers, and fill in the date of access. Without this script
 * the page is still complete.
 */
(() => {
  /**
   * Show the copy buttons if Material's script, which copies, has started. It copies from a text field, so that line
   * ends are those of the clipboard.
   */
  function offerCopies() {
    if (!("document$" in globalThis)) return;
    wakeButtons(".sv-copy");
  }

  /** Material's dialog shows that text was copied; as a status it is also read aloud (WCAG 4.1.3). */
  function announceCopies() {
    document.querySelector("[data-md-component=dialog]")?.setAttribute("role", "status");
  }

  /**
   * Fill in the date of access in elements with `data-accessed`: for `long`, the date in words; for other values, the
   * value with the date in place of `…`.
   * @param {Date} today
   */
  function fillInDay(today) {
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
    const words = today.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    for (const place of document.querySelectorAll("[data-accessed]")) {
      const wanted = place.getAttribute("data-accessed") ?? "";
      if (wanted === "long") {
        const time = document.createElement("time");
        time.dateTime = day;
        time.textContent = words;
        place.replaceChildren(time);
      } else {
        place.textContent = wanted.replace("…", day);
      }
    }
  }

  offerCopies();
  announceCopies();
  fillInDay(new Date());
})();
