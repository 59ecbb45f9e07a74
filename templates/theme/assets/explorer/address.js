// Synchronises a form with the address of the page; controls in their initial state are left out.

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/**
 * @param {HTMLFormElement} form
 * @returns {Map<string, Control[]>} the named controls, by name
 */
function controls(form) {
  /** @type {Map<string, Control[]>} */
  const named = new Map();
  for (const each of form.elements) {
    if ((each instanceof HTMLInputElement || each instanceof HTMLSelectElement) && each.name) {
      named.set(each.name, [...(named.get(each.name) ?? []), each]);
    }
  }
  return named;
}

/** @param {Control} control */
const ticked = (control) => control instanceof HTMLInputElement && control.type === "checkbox";

/** @param {Control} control */
const usual = (control) => control instanceof HTMLInputElement
  ? control.defaultValue
  : [...control.options].find((option) => option.defaultSelected)?.value ?? control.options[0].value;

/**
 * Return the query for controls of *form* that are not in their initial state; an empty value means none is ticked.
 * @param {HTMLFormElement} form
 * @returns {string} beginning with `?`, or empty
 */
export function written(form) {
  const query = new URLSearchParams();
  for (const [name, group] of controls(form)) {
    if (!ticked(group[0])) {
      if (group[0].value.trim() !== usual(group[0])) query.append(name, group[0].value.trim());
    } else if (group.some((each) => each instanceof HTMLInputElement && each.checked !== each.defaultChecked)) {
      const values = group.filter((each) => each instanceof HTMLInputElement && each.checked).map((each) => each.value);
      for (const value of values.length ? values : [""]) query.append(name, value);
    }
  }
  return query.size ? `?${query}` : "";
}

/**
 * Set *form* to the state given by the query of an address.
 * @param {HTMLFormElement} form
 * @param {string} search
 * @returns {string[]} the values in the query that the form does not have
 */
export function restored(form, search) {
  const query = new URLSearchParams(search), named = controls(form);
  for (const [name, group] of named) {
    const values = query.getAll(name);
    for (const each of group) {
      if (each instanceof HTMLInputElement && ticked(each)) {
        each.checked = values.length ? values.includes(each.value) : each.defaultChecked;
      } else {
        each.value = values[0] ?? usual(each);
        if (each instanceof HTMLSelectElement && each.selectedIndex < 0) each.value = usual(each);
      }
    }
  }
  return [...query].filter(([name, value]) => value && !offers(named.get(name) ?? [], value)).map((pair) => pair.join("="));
}

/**
 * @param {Control[]} group
 * @param {string} value
 */
function offers(group, value) {
  return group.some((each) => each instanceof HTMLSelectElement
    ? [...each.options].some((option) => option.value === value)
    : !ticked(each) || each.value === value);
}
