/**
 * Ranks search results. The index comes from scripts/survey/search, which folds names as `fold` does here. The rules of
 * ranking are in tests/search/queries.yml. A classic script: browsers load no modules from a folder on disk.
 *
 * @typedef {object} Thing     An entry of the index.
 * @property {number} kind     The index of its kind: of equal matches, those of an earlier kind come first.
 * @property {string} address  From the root of the site.
 * @property {string} title
 * @property {string} note
 * @property {Name[]} names
 * @property {string} wholes   Its names without spaces, for a quick check whether any can match.
 * @property {string} text     Its text in its original spelling; empty until the texts are loaded.
 * @property {string} folded   Note and text, folded; empty until needed.
 *
 * @typedef {{words: string[], whole: string, own: boolean}} Name  `whole` has no spaces; `own` is false for an alias.
 * @typedef {{thing: Thing, score: number}} Hit
 */
const surveySearch = (() => {
  // Scores of matches, best first. OWN is added for a name that is not an alias: a plural name beats an exact alias.
  const OWN = 5;
  const [SAME, PLURAL, WORDS, BEGINNINGS, INSIDE, SAYS, SIMILAR] = [70, 66, 50, 40, 30, 20, 10];
  const SHORTEST_INSIDE = 3;
  const ENOUGH = 5;
  const TELLING = 4; // the least letters of a word that counts; shorter words are mostly «the», «by», «and»

  /** @type {Thing[]} */ const things = [];
  /** @type {string[][]} */ const kinds = [];
  /** @type {Map<string, string>} */ const letters = new Map();

  /** Called by the two files of the index: first with the names, then, if they are needed, with the texts. */
  function take(part, {records, ...head}) {
    if (part === "texts") {
      records.forEach((text, place) => Object.assign(things[place], {text, folded: ""}));
      return;
    }
    kinds.push(...head.kinds);
    Object.entries(head.letters).forEach(([letter, ascii]) => letters.set(letter, ascii));
    for (const [kind, address, title, note, own, aliases] of records) {
      const names = [...own.map(name => called(name, true)), ...aliases.map(name => called(name, false))];
      const wholes = names.map(name => name.whole).join(" ");
      things.push({kind, address, title, note, names, wholes, text: "", folded: ""});
    }
  }

  /** @returns {Name} */
  function called(name, own) {
    return {words: name.split(" "), whole: name.replaceAll(" ", ""), own};
  }

  /** @returns {string} the words of a text in lower-case ASCII letters and digits */
  function fold(text) {
    const ascii = text.replace(/[^\x00-\x7f]/gu, letter => letters.get(letter) ?? withoutAccents(letter));
    const plain = ascii.toLowerCase().replace(/['`’]/g, "").replace(/\+(?![a-z0-9])/g, "p");
    return (plain.match(/[a-z0-9]+/g) ?? []).join(" ");
  }

  /** @returns {string} the query without the prefixes of web addresses, DOIs and arXiv numbers */
  function bare(query) {
    const place = query.trim().replace(/^https?:\/\/(www\.)?/i, "");
    return place.replace(/^(dx\.)?doi(\.org\/|:|\s)\s*/i, "")
      .replace(/^arxiv(\.org\/(abs|pdf)\/|:|\s)\s*(\S+?)(v\d+)?(\.pdf)?$/i, "$3");
  }

  /** @returns {Hit[]} matches by name or text, or else by similar spelling, or else by some of the words */
  function find(query) {
    const words = fold(bare(query)).split(" ").filter(Boolean);
    if (!words.length) return [];
    const sought = called(words.join(" "), true);
    const start = words[0].replace(/(?<=..)s$/, "");
    const byName = thing => (thing.wholes.includes(start) ? best(thing.names, name => fit(sought, name), thing) : 0);
    const named = hits(byName);
    if (named.length >= ENOUGH) return named;
    const found = hits(thing => byName(thing) || says(words, thing));
    const close = found.length ? found : hits(thing => best(thing.names, name => similar(sought, name), thing));
    return close.length ? close : partly(words);
  }

  /** If no entry has all words («the thing by …»): entries with some of them in their names, most words first. */
  function partly(words) {
    const telling = words.filter(word => word.length >= TELLING).map(word => called(word, true));
    return hits(thing => {
      const points = telling.map(word => best(thing.names, name => fit(word, name), thing)).filter(close => close > INSIDE + OWN + 1);
      return points.length && 100 * points.length + Math.max(...points);
    });
  }

  function hits(score) {
    const found = [];
    for (const thing of things) {
      const points = score(thing);
      if (points > 0) found.push({thing, score: points});
    }
    return found.sort((one, other) => other.score - one.score);
  }

  /** The best score of an entry's names; a name counts more than an alias, an earlier kind more than a later one. */
  function best(names, closeness, thing) {
    let most = 0;
    for (const name of names) {
      const close = closeness(name);
      if (close) most = Math.max(most, close + (name.own ? OWN : 0) + brief(name));
    }
    return most && most - thing.kind / 10;
  }

  /** A bonus for short names, smaller than any other difference: of equal matches, the shorter name is first. */
  function brief(name) {
    return 0.05 / name.whole.length;
  }

  function fit(sought, name) {
    const {words, whole} = sought;
    if (name.whole === whole) return SAME;
    if (alike(name.whole, whole)) return PLURAL;
    if (each(words, name.words, alike)) return WORDS;
    if (name.whole.startsWith(whole) || each(words, name.words, (word, typed) => word.startsWith(typed))) return BEGINNINGS;
    return whole.length >= SHORTEST_INSIDE && name.whole.includes(whole) ? INSIDE : 0;
  }

  function alike(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return short === long || (short.length + 1 === long.length && long.endsWith("s") && long.startsWith(short));
  }

  /** Whether each typed word matches a different word of a name, in any order. */
  function each(typed, words, fits) {
    const free = [...words];
    return typed.length <= words.length && typed.every(one => {
      const place = free.findIndex(word => fits(word, one));
      if (place >= 0) free.splice(place, 1);
      return place >= 0;
    });
  }

  /** The score if names, note and text together have all words, higher the more of them are in names; otherwise 0. */
  function says(words, thing) {
    thing.folded ||= ` ${fold(`${thing.note} ${thing.text}`)}`;
    const all = words.every(word => thing.folded.includes(` ${word}`) || thing.names.some(name => name.words.includes(word)));
    if (!all) return 0;
    const named = words.filter(word => thing.names.some(name => name.words.some(part => part.startsWith(word)))).length;
    return SAYS + Math.min(named, 8) - thing.kind / 10;
  }

  /** The score for similar spelling of the whole name, or of each word. */
  function similar(sought, name) {
    if (near(sought.whole, name.whole)) return SIMILAR + 2;
    return each(sought.words, name.words, (word, typed) => word === typed || near(typed, word)) ? SIMILAR : 0;
  }

  /**
   * Whether the words differ by one typing error, or two in a long word: a letter missing, added or changed, or two
   * swapped. The first letter must be equal, since it is hardly ever wrong.
   */
  function near(one, other) {
    const slips = one.length >= 8 ? 2 : one.length >= 4 ? 1 : 0;
    return slips > 0 && one[0] === other[0] && Math.abs(one.length - other.length) <= slips && distance(one, other) <= slips;
  }

  /** The Damerau–Levenshtein distance (optimal string alignment). */
  function distance(one, other) {
    let [before, last] = [[], Array.from({length: other.length + 1}, (_, place) => place)];
    for (let row = 1; row <= one.length; row++) {
      const next = [row];
      for (let column = 1; column <= other.length; column++) {
        const differs = one[row - 1] === other[column - 1] ? 0 : 1;
        next[column] = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + differs);
        const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
        if (swapped) next[column] = Math.min(next[column], before[column - 2] + 1);
      }
      [before, last] = [last, next];
    }
    return last[other.length];
  }

  return {take, find, fold, kinds, things, ENOUGH};
})();
