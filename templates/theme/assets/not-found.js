/**
 * On the «not found» page: if the site has a page whose address differs only in capitals, slashes, or punctuation at
 * the end, go there with query and fragment. The target must be in the site's own list (search/pages.json, or that of
 * the dated edition) and differ from the current address, which rules out other sites and loops.
 */
(() => {
  const root = new URL("../", document.currentScript.src);

  /** Returns the part of an address that is compared. */
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
    // The address cannot be decoded, or the list cannot be fetched: the «not found» page stays.
  });
})();
