/**
 * On the page for wrong addresses: if the site has a page whose address differs from the wrong one only in capitals, a
 * slash, or a sign of the sentence that it stood in, go there, with query and fragment. It goes only to a page that the
 * site itself lists (search/pages.json, or that of the dated edition), and never to where it is: so it leads nowhere
 * else, and not in circles.
 */
(() => {
  const root = new URL("../", document.currentScript.src);

  /** What of an address is compared. */
  const essence = (path) => path.toLowerCase().replace(/\/index\.html?$/, "/").replace(/\/+/g, "/").replace(/^\/|[\s/.,;:!?'"’”»)\]}>]+$/g, "");

  async function lead() {
    const here = decodeURI(location.pathname);
    if (!here.toLowerCase().startsWith(decodeURI(root.pathname).toLowerCase())) return;
    const rest = here.slice(decodeURI(root.pathname).length);
    const edition = /^\/*(v\/[^/]+\/)?/i.exec(rest)[1]?.toLowerCase() ?? "";
    const answer = await fetch(new URL(`${edition}search/pages.json`, root));
    if (!answer.ok) return;
    const wanted = essence(rest), found = (await answer.json()).find((page) => essence(edition + page) === wanted);
    if (found === undefined) return;
    const there = new URL(edition + found, root);
    if (there.pathname === location.pathname) return;
    there.search = location.search;
    there.hash = location.hash;
    location.replace(there);
  }

  lead().catch(() => {
    // The address is no text, or the list cannot be fetched: the page says that there is nothing here.
  });
})();
