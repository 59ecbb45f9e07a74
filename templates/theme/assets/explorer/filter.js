// Which entries match the chosen values, and how many would match with each further value.

/**
 * @typedef {object} Thing
 * @property {ReadonlySet<string>} filed its facet values, each as `facet:value`
 * @property {string} words its search words, folded
 */

/** @typedef {ReadonlyMap<string, readonly string[]>} Choice facet id -> its chosen values, as `facet:value` */

/**
 * An entry matches if it has at least one chosen value of every facet with chosen values.
 * @param {readonly Thing[]} things
 * @param {Choice} choice
 * @param {(words: string) => boolean} finds
 * @returns {{shown: boolean[], counts: Map<string, number>}} for each entry whether it is shown; for each `facet:value`
 *   the number shown if it were the only choice of its facet, with the choices of other facets unchanged
 */
export function filtered(things, choice, finds) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const shown = things.map(({ filed, words }) => {
    const missed = [...choice].filter(([, wanted]) => !wanted.some((value) => filed.has(value)));
    if (missed.length > 1 || !finds(words)) return false;
    const only = missed.length ? `${missed[0][0]}:` : "";
    for (const value of filed) if (value.startsWith(only)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return missed.length === 0;
  });
  return { shown, counts };
}
