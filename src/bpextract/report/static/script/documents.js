// The list of documents, to be found by title or beginning, or doc_id.
let list;

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
  const data = doc_id.map((_, id) => ({ id }));
  list = new Tabulator("#documents", {
    data, height: "100%", layout: "fitColumns", headerVisible: false, placeholder: doc_id.length ? "no document matches" : "no documents",
    columns: [{ field: "id", title: "document", formatter: (cell) => {
      const doc = cell.getValue();
      const facts = [document_date(doc), index.heads[doc] && doc_id[doc], `${error[doc] ? "⚠ " : ""}${counted(n_mentions[doc], "mention")}`];
      return element("div", { class: "card", title: `${index.heads[doc] ?? ""}\n${doc_id[doc]}`.trim() }, element("b", {}, document_name(doc)), element("small", {}, facts.filter(Boolean).join(" · ")));
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
  $("find").addEventListener("input", () => {
    const query = fold($("find").value);
    list.setFilter(({ id }) => fold_cell(`${document_date(id)} ${doc_id[id]} ${index.heads[id] ?? ""}`).includes(query));
  });
  $("find").addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown") $("documents").querySelector(".tabulator-row")?.focus();
    if (e.key === "Enter") go({ tab: "search", query: $("find").value });
  });
}

/** A table, map or chart of "this document only" stays, and follows; else the text is what one wants. */
function open_document(doc) {
  const only = { chart: "only-chart", map: "only-map", timeline: "only-timeline" }[state.tab] ?? "only";
  go({ doc, tab: state.page === null && $(only).checked ? state.tab : "text" });
}
