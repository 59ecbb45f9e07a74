// Which things a choice of values lets through, and what each further value would give.

/**
 * @typedef {object} Thing
 * @property {ReadonlySet<string>} filed what it is filed under, each as `facet:value`
 * @property {string} words what it is found by, folded
 */

/** @typedef {ReadonlyMap<string, readonly string[]>} Choice facet id to the values chosen of it, as `facet:value` */

/**
 * Any chosen value of a facet will do; every facet with a choice must have one.
 * @param {readonly Thing[]} things
 * @param {Choice} choice
 * @param {(words: string) => boolean} finds
 * @returns {{shown: boolean[], counts: Map<string, number>}} for each thing whether it is shown; for each `facet:value`
 *   how many things it alone would show of its facet, with the choices in the other facets as they are
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
