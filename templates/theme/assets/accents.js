/**
 * Removes accents, for the search, the explorer and the glossary. The file is both a classic script and a module: the
 * search also works from a folder on disk, from which browsers load no modules.
 * @param {string} text
 * @returns {string} `e` for `é`; ligatures are kept
 */
globalThis.withoutAccents = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
