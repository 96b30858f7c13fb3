// A table to sort and filter, by Tabulator. Only text nodes go into it: a cell's markup stays text.
let grid, grid_name, left_at; // left_at: the row whose text was opened
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
  const table = await open_blob(name);
  if (state.tab !== name) return;
  const described = index.tables[name];
  const extra = $("every").checked ? Object.keys(table).filter((c) => c !== "doc" && !described.shown.includes(c)) : [];
  const columns = ["document", ...described.shown, ...extra].map((column) => column_of(column, described, table));
  const rows = [];
  for (let at = 0; at < table.doc.length; at++) {
    const row = row_at(table, at);
    row.document = index.documents.doc_id[row.doc];
    rows.push(row);
  }
  leave_table();
  const { filters = [], sorters = [] } = state.row ? {} : kept_views[name] ?? {}; // a row that is looked for is not filtered away
  const still = (field) => columns.some((column) => column.field === field);
  grid_name = name;
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
  grid.on("rowClick", (_, row) => { if (getSelection().isCollapsed) open_row(row); }); // else text is being copied
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

/** Let the keyboard go over rows: arrows to the next, Enter opens. */
function walkable(node, open) {
  node.tabIndex = 0;
  node.onkeydown = (e) => {
    if (e.target !== node) return;
    const next = e.key === "ArrowDown" ? node.nextElementSibling : e.key === "ArrowUp" ? node.previousElementSibling : null;
    if (e.key === "Enter") open(); else if (!next) return;
    e.preventDefault();
    next?.focus();
  };
}

function column_of(column, described, table) {
  const numeric = (table[column] ?? []).some((cell) => typeof cell === "number");
  const value_of = (cell, row) => column === "value" ? figure_value(row) : cell;
  const made = {
    title: column, field: column, headerTooltip: () => element("span", {}, described.about[column] ?? column),
    formatter: (cell) => document.createTextNode(value_text(column, cell.getData())),
    sorter: numeric ? (a, b, x, y) => by_number(value_of(a, x.getData()), value_of(b, y.getData()))
      : (a, b) => collator.compare(a ?? "", b ?? ""),
    hozAlign: numeric ? "right" : "left", headerHozAlign: numeric ? "right" : "left",
    headerFilter: "input", headerFilterPlaceholder: numeric ? "> 10" : "filter",
    headerFilterFunc: numeric ? (query, value, row) => number_matches(query, value_of(value, row))
      : (query, value) => fold(value).includes(fold(query)),
  };
  if (CHOSEN_FROM.has(column)) {
    made.headerFilter = "list";
    made.headerFilterParams = { valuesLookup: true, clearable: true, sort: "asc", itemFormatter: (label) => element("span", {}, label) };
    made.headerFilterPlaceholder = "all";
    made.headerFilterFunc = "=";
  }
  return made;
}
const by_number = (a, b) => (a ?? -Infinity) - (b ?? -Infinity) || 0;

function listen_to_table() {
  $("only").addEventListener("change", () => show_table(state.tab));
  $("every").addEventListener("change", () => show_table(state.tab));
  $("clear").addEventListener("click", () => { grid?.clearHeaderFilter(); });
}
