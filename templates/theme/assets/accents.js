/**
 * The one place that takes accents off, for the search, the explorer and the glossary. It is a classic script and a module
 * alike: the search works from a folder on disk, too, whence browsers load no modules.
 * @param {string} text
 * @returns {string} `e` for `é`; ligatures stay
 */
globalThis.withoutAccents = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");
