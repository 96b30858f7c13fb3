"use strict";
// The page's data: blobs of compressed JSON, each opened when it is first looked at (see page.py).
const opened = new Map();
function open_blob(name) {
  if (!opened.has(name)) {
    const packed = document.getElementById(`blob-${name}`).textContent;
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    opened.set(name, new Response(stream).json());
  }
  return opened.get(name);
}

const $ = (id) => document.getElementById(id);
/** Make an element; `on…` are listeners, `color` is the colour of a label. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "color") made.style.setProperty("--c", value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children); // strings become text nodes: an article's markup stays text
  return made;
}
// lào cai, LAO CAI and Lào Cai are one when looking for something.
const fold = (text) => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const collator = new Intl.Collator("vi", { numeric: true });
const number_format = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });

const counted = (n, what) => `${number_format.format(n)} ${what}${n === 1 ? "" : "s"}`;

let index, colors;
// `row`: the [doc, mention] of the row to show in the table that opens; `hidden`: labels that are not marked.
const state = { doc: 0, tab: "text", mention: null, row: null, hidden: new Set() };

/** The rows of a document in a table: from, to (rows stand in the order of documents). */
function rows_of(table, doc) {
  const bound = (wanted) => {
    let low = 0, high = table.doc.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (table.doc[middle] < wanted) low = middle + 1; else high = middle;
    }
    return low;
  };
  return [bound(doc), bound(doc + 1)];
}
const row_at = (table, at) => Object.fromEntries(Object.keys(table).map((name) => [name, table[name][at]]));
const is_missing = (value) => value === null || value === undefined;

/** A figure's value for sorting and drawing: the number, else the lower bound. */
const figure_value = (row) => row.value ?? row.value_low;
function value_text(name, row) {
  const value = row[name];
  if (name === "value" && is_missing(value) && typeof row.value_low === "number")
    return `${number_format.format(row.value_low)} – ${number_format.format(row.value_high)}`;
  if (is_missing(value)) return "";
  return typeof value === "number" && (name.startsWith("value") || name.startsWith("n_")) ? number_format.format(value) : String(value);
}
