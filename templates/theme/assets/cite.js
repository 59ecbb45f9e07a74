/**
 * The two things about citing that only a reader's browser can do: say that something was copied, also to those who
 * do not see it, and know the day on which a page is read. Without it everything is on the page all the same.
 */
(() => {
  /**
   * Show the buttons that copy, if the script of Material, which does it, has started. It copies out of a field of text, so
   * that lines end as those of a clipboard do.
   */
  function offerCopies() {
    if (!("document$" in globalThis)) return;
    wakeButtons(".sv-copy");
  }

  /** Material tells in its dialog that something was copied; as a status it is read out (WCAG 4.1.3). */
  function announceCopies() {
    document.querySelector("[data-md-component=dialog]")?.setAttribute("role", "status");
  }

  /**
   * Fill in the day of reading where `data-accessed` stands: `long` is replaced by the day in words, other values are
   * shown with the day in the place of `…`.
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
