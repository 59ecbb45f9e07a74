// The root of the site, whatever its prefix: two folders above that of this file.

export const root = new URL("../../", import.meta.url);
