// A table to sort and filter, by Tabulator. Only text nodes go into it: a cell's markup stays text.
let grid, grid_name, grid_table, left_at; // left_at: the row whose text was opened
const kept_views = {}; // filters and sorting of the tables that were looked at
const CHOSEN_FROM = new Set(["kind", "status", "gender", "level", "level_group", "edition", "modifier", "precision", "label", "section", "resolved_from", "unit_norm"]);

/** `> 100`, `<=5`, `10-20` or the beginning of a number. */
function number_matches(query, value) {
  if (is_missing(value)) return false;
  const compared = query.match(/^\s*([<>]=?|=)\s*(-?[\d.,]+)\s*$/);
  const range = query.match(/^\s*(-?[\d.,]+)\s*(?:-|–|\.\.)\s*(-?[\d.,]+)\s*$/);
  const number = (written) => Number(written.replace(/,/g, ""));
  if (range) return value >= number(range[1]) && value <= number(range[2]);
  if (!compared) return String(value).startsWith(query.replace(/[,\s]/g, ""));
  const wanted = number(compared[2]);
  return { "<": value < wanted, ">": value > wanted, "<=": value <= wanted, ">=": value >= wanted, "=": value === wanted }[compared[1]];
}

async function show_table(name) {
  const table = await open_table(name);
  const pages = await pages_of(name, table);
  if (state.tab !== name) return;
  const described = index.tables[name];
  const extra = $("every").checked ? ["doc_id", ...columns_of(table).filter((column) => !described.shown.includes(column))] : [];
  const columns = ["document", ...described.shown, ...extra].map((column) => column_of(column, described, table, pages));
  const rows = rows_between(table);
  leave_table();
  const { filters = [], sorters = [] } = state.row ? {} : kept_views[name] ?? {}; // a row that is looked for is not filtered away
  const still = (field) => columns.some((column) => column.field === field);
  grid_name = name;
  grid_table = table;
  grid = new Tabulator("#grid", {
    data: rows, columns, height: "100%", layout: "fitDataFill", columnDefaults: { maxWidth: 420 },
    placeholder: rows.length ? "no row matches" : `no ${name} were found`,
    initialFilter: $("only").checked ? [{ field: "doc", type: "=", value: state.doc }] : [],
    initialHeaderFilter: filters.filter(({ field }) => still(field)).map(({ field, value }) => ({ field, value })),
    initialSort: sorters.filter(({ field }) => still(field)).map(({ field, dir }) => ({ column: field, dir })),
    rowFormatter: (row) => {
      const { doc, mention_id } = row.getData();
      walkable(row.getElement(), () => open_row(row));
      row.getElement().classList.toggle("current", doc === state.doc && state.mention !== null && mention_id === state.mention);
    },
  });
  grid.on("rowClick", (e, row) => { if (getSelection().isCollapsed && !e.target.closest("a")) open_row(row); }); // else text is being copied
  const count = (shown) => { $("count").textContent = `${number_format.format(shown)} of ${counted(rows.length, "row")}`; };
  grid.on("dataFiltered", (_, shown) => count(shown.length));
  count(rows.length);
  await new Promise((done) => grid.on("tableBuilt", done));
  for (const column of grid.getColumns()) {
    const title = column.getElement().querySelector(".tabulator-col-title-holder");
    title.tabIndex = 0;
    title.onkeydown = (e) => { if (e.key === "Enter") title.click(); };
  }
  if (state.row) {
    const [doc, mention] = state.row;
    state.row = null;
    const found = grid.getRows().find((row) => row.getData().doc === doc && row.getData().mention_id === mention);
    if (found) await show_row(found);
  }
}

function leave_table() {
  if (!grid) return;
  kept_views[grid_name] = { filters: grid.getHeaderFilters(), sorters: grid.getSorters() };
  grid.destroy();
  grid = left_at = null;
}

async function show_row(row) {
  await grid.scrollToRow(row, "center", false).catch(() => {}); // which a filter may have taken away
  document.querySelectorAll("#grid .current").forEach((node) => node.classList.remove("current"));
  row.getElement().classList.add("current");
  row.getElement().focus({ preventScroll: true });
}

function open_row(row) {
  left_at = row;
  const { doc, mention_id } = row.getData();
  go({ tab: "text", doc, mention: mention_id ?? null });
}

function column_of(column, described, table, pages) {
  const numeric = (table[column] ?? []).some((cell) => typeof cell === "number");
  const value_of = (cell, row) => column === "value" ? figure_value(row) : cell;
  const made = {
    title: column, field: column, headerTooltip: () => element("span", {}, described.about[column] ?? column),
    formatter: (cell) => column === "document" ? document_cell(cell.getData().doc) : cell_of(cell.getData(), column, pages),
    sorter: numeric ? (a, b, x, y) => by_number(value_of(a, x.getData()), value_of(b, y.getData()))
      : (a, b) => collator.compare(a ?? "", b ?? ""),
    hozAlign: numeric ? "right" : "left", headerHozAlign: numeric ? "right" : "left",
    headerFilter: "input", headerFilterPlaceholder: numeric ? "> 10" : "filter",
    headerFilterFunc: numeric ? (query, value, row) => number_matches(query, value_of(value, row))
      : (query, value) => fold_cell(value).includes(fold_cell(query)),
  };
  if (column === "document") Object.assign(made, {
    width: 230, headerTooltip: () => element("span", {}, "title or first sentence, with the date; the filter knows the doc_id, too"),
    sorter: (a, b, x, y) => x.getData().doc - y.getData().doc,
    headerFilterFunc: (query, _, { doc }) => fold_cell(`${document_text(doc)} ${index.documents.doc_id[doc]}`).includes(fold_cell(query)),
  });
  if (CHOSEN_FROM.has(column)) {
    made.headerFilter = "list";
    made.headerFilterParams = { valuesLookup: () => [...new Set(table[column])].filter((value) => !is_missing(value)), clearable: true, sort: "asc", itemFormatter: (label) => element("span", {}, label) };
    made.headerFilterPlaceholder = "all";
    made.headerFilterFunc = "=";
  }
  return made;
}
const document_cell = (doc) => element("span", { title: `${document_text(doc)}\n${index.documents.doc_id[doc]}` }, element("small", {}, document_date(doc)), document_date(doc) && " ", document_name(doc));

/** What stands in a cell: a name leads to the page of who bears it. */
function cell_of(row, column, pages) {
  const text = value_text(column, row);
  const page = text && pages(row, column);
  return page ? page_link(...page, text) : document.createTextNode(text);
}

/** Save what the filters leave, as it is sorted: numbers in full, with their bounds. */
function save_table() {
  const shown = grid.getColumns().map((column) => column.getField()).filter((column) => !["document", "doc_id"].includes(column));
  const known = columns_of(grid_table);
  const bounded = shown.flatMap((column) => [column, ...["low", "high"].map((end) => `${column}_${end}`).filter((bound) => known.includes(bound) && !shown.includes(bound))]);
  save(`${grid_name}.csv`, csv(["doc_id", ...bounded], grid.getRows("active").map((row) => row.getData())));
}

const by_number = (a, b) => (a ?? -Infinity) - (b ?? -Infinity) || 0;

function listen_to_table() {
  $("only").addEventListener("change", () => show_table(state.tab));
  $("every").addEventListener("change", () => show_table(state.tab));
  $("clear").addEventListener("click", () => { grid?.clearHeaderFilter(); });
  $("save").addEventListener("click", () => { if (grid) save_table(); });
}
