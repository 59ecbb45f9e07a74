// Where the site lives, whatever its prefix: two folders above this file's.

export const root = new URL("../../", import.meta.url);
