// The cells of a table as text, for sorting and for downloads.

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * @param {Element} cell
 * @returns {string} its values separated by semicolons; empty if nothing is stated
 */
export function textOf(cell) {
  const values = [...cell.querySelectorAll(".sv-value, .sv-chip")].map((value) => value.textContent?.trim() ?? "");
  if (values.length) return values.join("; ");
  return cell.querySelector(".sv-none") ? "" : cell.textContent?.trim().replace(/\s+/g, " ") ?? "";
}

/**
 * Sort *rows* by a column. Rows with an empty cell come last in either direction; equal rows keep their order.
 * @param {readonly HTMLTableRowElement[]} rows
 * @param {number} column
 * @param {boolean} down
 * @returns {HTMLTableRowElement[]}
 */
export function sorted(rows, column, down) {
  const keyed = rows.map((row) => ({ row, key: textOf(row.cells[column]) }));
  keyed.sort((one, other) => {
    if (!one.key || !other.key) return Number(!one.key) - Number(!other.key);
    return down ? collator.compare(other.key, one.key) : collator.compare(one.key, other.key);
  });
  return keyed.map(({ row }) => row);
}
