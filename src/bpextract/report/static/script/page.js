// Going about: documents, tabs, the address.
let list;
/** Move to another document, tab or mention; the address tells where, so that the browser's back button works. */
function go(change) {
  if (change.row) state.row = change.row;
  const next = { doc: state.doc, tab: state.tab, mention: null, ...change };
  const address = `#${next.tab}/${next.doc}${next.mention === null ? "" : `/${next.mention}`}`;
  if (location.hash === address) arrive(); else location.hash = address;
}

function arrive() {
  const [tab, doc, mention] = location.hash.slice(1).split("/");
  const last = index.documents.doc_id.length - 1;
  const before = state.doc;
  state.tab = tab === "chart" || tab in index.tables ? tab : "text";
  state.doc = Math.max(0, Math.min(Number.parseInt(doc, 10) || 0, last));
  state.mention = mention === undefined ? null : Number(mention);
  hide_tip();
  for (const button of $("tabs").children) {
    const here = button.dataset.tab === state.tab;
    button.setAttribute("aria-selected", here);
    button.tabIndex = here ? 0 : -1;
    if (here) button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  $("text").hidden = state.tab !== "text";
  $("chart").hidden = state.tab !== "chart";
  $("table").hidden = state.tab === "text" || state.tab === "chart";
  $("previous").disabled = state.doc === 0;
  $("next").disabled = state.doc >= last;
  show_current_document();
  if (state.tab === "text") return last < 0 ? $("article").replaceChildren("No documents.") : show_text();
  if (state.tab === "chart") return show_chart();
  // Sorting and filters stay while one goes back and forth between a table and its texts.
  const other = grid_name !== state.tab || state.row || ($("only").checked && state.doc !== before);
  if (other) return show_table(state.tab);
  if (left_at) return show_row(left_at);
}

// ---- the list of documents -------------------------------------------------------------------------------------------

function show_current_document() {
  document.querySelectorAll("#documents .current").forEach((node) => node.classList.remove("current"));
  const row = list?.getRow(state.doc);
  if (!row) return;
  const box = $("documents").getBoundingClientRect(), here = row.getElement().getBoundingClientRect();
  if (!row.getElement().isConnected || here.top < box.top || here.bottom > box.bottom) list.scrollToRow(row, "center", true).catch(() => {});
  row.getElement().classList.add("current");
}

async function list_documents() {
  const { doc_id, n_mentions, error } = index.documents;
  const total = (shown) => { $("total").textContent = `${shown < doc_id.length ? `${number_format.format(shown)} of ` : ""}${counted(doc_id.length, "document")}`; };
  const data = doc_id.map((name, id) => ({ id, name, head: index.heads[id], n: n_mentions[id], error: error[id], key: fold(`${name} ${index.heads[id] ?? ""}`) }));
  list = new Tabulator("#documents", {
    data, height: "100%", layout: "fitColumns", headerVisible: false, placeholder: doc_id.length ? "no document matches" : "no documents",
    columns: [{ field: "name", title: "document", formatter: (cell) => {
      const one = cell.getData();
      return element("div", { class: "card", title: `${one.head ?? ""}\n${one.name}`.trim() }, element("b", {}, one.head ?? one.name),
        element("small", {}, `${one.head ? `${one.name} · ` : ""}${one.error ? "⚠ " : ""}${counted(one.n, "mention")}`));
    } }],
    rowFormatter: (row) => {
      walkable(row.getElement(), () => open_document(row.getData().id));
      row.getElement().classList.toggle("current", row.getData().id === state.doc);
    },
  });
  list.on("rowClick", (_, row) => open_document(row.getData().id));
  list.on("dataFiltered", (_, shown) => total(shown.length));
  total(doc_id.length);
  await new Promise((done) => list.on("tableBuilt", done));
  $("find").addEventListener("input", () => list.setFilter("key", "like", fold($("find").value)));
  $("find").addEventListener("keydown", (e) => { if (e.key === "ArrowDown") $("documents").querySelector(".tabulator-row")?.focus(); });
}

/** A table or chart of "this document only" stays, and follows; else the text is what one wants. */
function open_document(doc) {
  const follows = state.tab === "chart" ? $("only-chart").checked : $("only").checked;
  go({ doc, tab: follows ? state.tab : "text" });
}

// ---- tabs ------------------------------------------------------------------------------------------------------------

function put_tabs() {
  const tabs = [["text", "text"], ...Object.keys(index.tables).map((name) => [name, name]), ["chart", "chart"]];
  const panel = (tab) => tab === "text" || tab === "chart" ? tab : "table";
  $("tabs").append(...tabs.map(([tab, title]) => element("button", { role: "tab", "data-tab": tab, "aria-controls": panel(tab), onclick: () => go({ tab }) }, title,
    ...(index.tables[tab] ? [element("small", {}, ` ${number_format.format(index.tables[tab].n)}`)] : []))));
  $("tabs").addEventListener("keydown", (e) => {
    const next = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[e.key];
    if (!next) return;
    e.target[next]?.focus();
    e.target[next]?.click();
  });
}

async function start() {
  index = await open_blob("index");
  colors = index.colors;
  put_tabs();
  put_legend();
  $("previous").addEventListener("click", () => go({ doc: state.doc - 1 }));
  $("next").addEventListener("click", () => go({ doc: state.doc + 1 }));
  $("only-chart").addEventListener("change", () => show_chart());
  listen_to_marks();
  listen_to_table();
  await list_documents();
  addEventListener("hashchange", arrive);
  await arrive();
  document.body.dataset.ready = "yes"; // for tests
}
start().catch((error) => {
  const old = typeof DecompressionStream === "undefined";
  $("article").replaceChildren(old ? "This browser is too old for the page: it needs one of 2023 or later." : `The page is broken: ${error}`);
  throw error;
});
