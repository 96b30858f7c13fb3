// A table as CSV: the rows that the filters leave, as they are sorted, for spreadsheets and scripts alike.
const BYTE_ORDER_MARK = "\ufeff"; // by which spreadsheets know UTF-8
// A spreadsheet takes such a text for a formula; an apostrophe before it keeps it a text (as in bpextract/cells.py).
const FORMULA = /^'*(?:[\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff\xad]*[=+\-@＝＋－＠]|[\t\r\n])/;

function csv_cell(value) {
  if (is_missing(value)) return "";
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const csv = (columns, rows) => BYTE_ORDER_MARK +
  [columns.map(csv_cell), ...rows.map((row) => columns.map((column) => csv_cell(row[column])))].map((line) => `${line.join(",")}\r\n`).join("");

/** Let the browser save a text as a file. */
function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // by then the browser has it
}
