"use strict";
// The page's data: blobs of compressed JSON, each opened when it is first looked at (see blobs.py).
function read_blob(name) {
  const packed = atob(document.getElementById(`blob-${name}`).textContent);
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at++) bytes[at] = packed.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}
const opened = new Map();
function keep(name, make) {
  if (!opened.has(name)) opened.set(name, make());
  return opened.get(name);
}
const open_blob = (name) => keep(name, () => read_blob(name));

/** What stands in parts of a few documents each: the part of a document. */
const part_of = (doc) => Math.floor(doc / index.in_part);
const open_part = (name, doc) => open_blob(`${name}-${part_of(doc)}`);
const n_parts = () => Math.ceil(index.documents.doc_id.length / index.in_part);
const open_table = (name) => index.parts.includes(name) ? keep(name, () => join_parts(name)) : open_blob(name);
async function join_parts(name) {
  const parts = await Promise.all(Array.from({ length: n_parts() }, (_, part) => read_blob(`${name}-${part}`)));
  const columns = Object.keys(parts[0] ?? { doc: [] });
  return Object.fromEntries(columns.map((column) => [column, parts.flatMap((part) => part[column])]));
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
const collator = new Intl.Collator("vi", { numeric: true });
const number_format = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });
const counted = (n, what) => `${number_format.format(n)} ${what}${n === 1 ? "" : "s"}`;

let index, colors;
// What is looked at. `mention`, `page` and `hit` are places in a text, among the pages of who is named, among what was
// sought; `row` is the [doc, mention] of the row to show in the table that opens; `hidden` are labels that are not marked.
const state = { doc: 0, tab: "text", mention: null, page: null, hit: null, query: "", row: null, hidden: new Set() };

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
const is_missing = (value) => value === null || value === undefined;

/** A figure's value for sorting and drawing: the number, else the lower bound. */
const figure_value = (row) => row.value ?? row.value_low;
const normal_value = (row) => row.value_norm ?? row.value_low_norm;
function value_text(name, row) {
  const value = row[name];
  if (name === "value" && is_missing(value) && typeof row.value_low === "number")
    return `${number_format.format(row.value_low)} – ${number_format.format(row.value_high)}`;
  if (is_missing(value)) return "";
  return typeof value === "number" && (name.startsWith("value") || name.startsWith("n_")) ? number_format.format(value) : String(value);
}
function tally(rows, key) {
  const counts = new Map();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
