// Creates elements. Strings become text nodes, never HTML.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Partial<Record<string, string>>} [attributes]
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[K]}
 */
export function made(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value ?? "");
  element.append(...content);
  return element;
}

/**
 * Return a list item with a button that removes a choice.
 * @param {string} text
 * @param {string} label what it does, beginning with *text*
 * @param {() => void} act
 * @returns {HTMLLIElement}
 */
export function removable(text, label, act) {
  const button = made("button", { type: "button", "aria-label": label, class: "sv-remove" }, text);
  button.addEventListener("click", act);
  return made("li", {}, button);
}

/**
 * @template {Element} T
 * @param {ParentNode} inside
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T} the element, which the templates always provide
 */
export function the(inside, selector, kind) {
  const found = inside.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`there is no ${selector}`);
}

/**
 * @param {Document} page
 * @returns {string} the first heading of the page, without the link that the theme adds
 */
export const nameOf = (page) => page.querySelector("h1")?.firstChild?.textContent?.trim() ?? "";
