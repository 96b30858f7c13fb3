// Rows as objects, without a copy of what stands in the columns: a table has hundreds of thousands.
const row_classes = new WeakMap();
function class_of_rows(table) {
  if (row_classes.has(table)) return row_classes.get(table);
  class Row {
    constructor(at) { this.at = at; }
  }
  const own = (name, get) => Object.defineProperty(Row.prototype, name, { get, set() {} }); // Tabulator writes back what it read
  for (const [name, cells] of Object.entries(table)) own(name, function () { return cells[this.at]; });
  if (!("document" in table)) own("document", function () { return document_name(this.doc); });
  own("doc_id", function () { return index.documents.doc_id[this.doc]; });
  row_classes.set(table, Row);
  return Row;
}
const row_at = (table, at) => new (class_of_rows(table))(at);

/** Rows from..to, all when not told. */
function rows_between(table, from = 0, to = table.doc.length) {
  const Row = class_of_rows(table);
  const rows = new Array(to - from);
  for (let at = from; at < to; at++) rows[at - from] = new Row(at);
  return rows;
}
const rows_in = (table, doc) => rows_between(table, ...rows_of(table, doc));

/** Columns of the result; those that begin with _ are the page's own. */
const columns_of = (table) => Object.keys(table).filter((column) => column !== "doc" && !column.startsWith("_"));
