/**
 * What a query finds, best first. The index comes from scripts/survey/search, which folds names as `fold` does here.
 * The rules that this keeps stand in tests/search/queries.yml. A classic script, not a module: browsers load no modules
 * from a folder on disk.
 *
 * @typedef {object} Thing     Something that can be found.
 * @property {number} kind     Its place among the kinds: of equal matches the earlier kind comes first.
 * @property {string} address  From the root of the site.
 * @property {string} title
 * @property {string} note
 * @property {Name[]} names
 * @property {string} wholes   Its names without spaces, to see quickly that none can fit.
 * @property {string} text     What it says, with its spelling; empty as long as the texts are not here.
 * @property {string} folded   The same, folded, once it was needed.
 *
 * @typedef {{words: string[], whole: string, own: boolean}} Name  `whole` has no spaces; `own` is false for an alias.
 * @typedef {{thing: Thing, score: number}} Hit
 */
const surveySearch = (() => {
  // How closely a query fits, best first. OWN is for a name that is no alias: a name in the plural beats an alias.
  const OWN = 5;
  const [SAME, PLURAL, WORDS, BEGINNINGS, INSIDE, SAYS, SIMILAR] = [70, 66, 50, 40, 30, 20, 10];
  const SHORTEST_INSIDE = 3;
  const ENOUGH = 5;
  const TELLING = 4; // letters; shorter words are mostly «the», «by», «and»

  /** @type {Thing[]} */ const things = [];
  /** @type {string[][]} */ const kinds = [];
  /** @type {Map<string, string>} */ const letters = new Map();

  /** Take one of the two files of the index: the names come first, then, if they are needed, the texts. */
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

  /** @returns {string} the words of a text in small ASCII letters and digits */
  function fold(text) {
    const ascii = text.replace(/[^\x00-\x7f]/gu, letter => letters.get(letter) ?? withoutAccents(letter));
    const plain = ascii.toLowerCase().replace(/['`’]/g, "").replace(/\+(?![a-z0-9])/g, "p");
    return (plain.match(/[a-z0-9]+/g) ?? []).join(" ");
  }

  /** @returns {string} what was typed without what only says where an identifier is looked up */
  function bare(query) {
    const place = query.trim().replace(/^https?:\/\/(www\.)?/i, "");
    return place.replace(/^(dx\.)?doi(\.org\/|:|\s)\s*/i, "")
      .replace(/^arxiv(\.org\/(abs|pdf)\/|:|\s)\s*(\S+?)(v\d+)?(\.pdf)?$/i, "$3");
  }

  /** @returns {Hit[]} what a query finds by name, or by what it says, or by a similar spelling */
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

  /** When nothing has all words («the thing by …»): what has some of them in its names, the most words first. */
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

  /** The closest of a thing's names; an own name counts more than an alias, an earlier kind more than a later one. */
  function best(names, closeness, thing) {
    let most = 0;
    for (const name of names) {
      const close = closeness(name);
      if (close) most = Math.max(most, close + (name.own ? OWN : 0) + brief(name));
    }
    return most && most - thing.kind / 10;
  }

  /** Of names that fit alike, the one with less else in it; less than any other difference. */
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

  /** Whether every word that was typed has a word of its own in a name, in any order. */
  function each(typed, words, fits) {
    const free = [...words];
    return typed.length <= words.length && typed.every(one => {
      const place = free.findIndex(word => fits(word, one));
      if (place >= 0) free.splice(place, 1);
      return place >= 0;
    });
  }

  /** Whether names and text together have all words; the more of them names have, the better. */
  function says(words, thing) {
    thing.folded ||= ` ${fold(`${thing.note} ${thing.text}`)}`;
    const all = words.every(word => thing.folded.includes(` ${word}`) || thing.names.some(name => name.words.includes(word)));
    if (!all) return 0;
    const named = words.filter(word => thing.names.some(name => name.words.some(part => part.startsWith(word)))).length;
    return SAYS + Math.min(named, 8) - thing.kind / 10;
  }

  /** How similar the spelling is: of the whole name, or of each word. */
  function similar(sought, name) {
    if (near(sought.whole, name.whole)) return SIMILAR + 2;
    return each(sought.words, name.words, (word, typed) => word === typed || near(typed, word)) ? SIMILAR : 0;
  }

  /**
   * Whether one slip, or two in a long word, make one word of the other: a letter lost, added, changed, or two swapped.
   * The first letter is hardly ever wrong.
   */
  function near(one, other) {
    const slips = one.length >= 8 ? 2 : one.length >= 4 ? 1 : 0;
    return slips > 0 && one[0] === other[0] && Math.abs(one.length - other.length) <= slips && distance(one, other) <= slips;
  }

  /** The distance of Damerau and Levenshtein (optimal string alignment). */
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
