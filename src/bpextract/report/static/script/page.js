// Going about: tabs, and the address, which tells where one is.
const DRAWN = { text: show_here, search: show_search, chart: () => show_chart(), map: show_map, timeline: show_timeline };

/** The address of a document, tab, mention, page or what was sought: #tab/doc/at?query. */
function address_of({ tab = state.tab, doc = state.doc, mention = null, page = null, hit = null, query = "" }) {
  const at = [[page, "p"], [hit, "h"], [mention, ""]].find(([number]) => !is_missing(number));
  return `#${tab}/${doc}${at ? `/${at[1]}${at[0]}` : ""}${query ? `?${encodeURIComponent(query)}` : ""}`;
}

/** Move there; the address changes, so that the browser's back button works. */
function go(change) {
  if (change.row) state.row = change.row;
  const address = address_of(change);
  if (location.hash === address) arrive(); else location.hash = address;
}

/** Move there without a step for the back button, as while one types. */
function replace(change) {
  history.replaceState(null, "", address_of(change));
  arrive();
}

function read_address() {
  const [place, query = ""] = location.hash.slice(1).split("?");
  const [tab, doc, at = ""] = place.split("/");
  state.tab = tab in DRAWN || tab in index.tables ? tab : "text";
  state.doc = Math.max(0, Math.min(Number.parseInt(doc, 10) || 0, index.documents.doc_id.length - 1));
  const number = (pattern) => pattern.test(at) ? Number(at.replace(/^\D/, "")) : null;
  state.mention = number(/^\d+$/);
  state.page = state.tab in WHO ? number(/^p\d+$/) : null;
  state.hit = state.tab === "text" ? number(/^h\d+$/) : null;
  try { state.query = decodeURIComponent(query); } catch { state.query = query; } // as somebody may have cut it short
}

const panel_of = (tab) => tab in DRAWN ? tab : "table";
function arrive() {
  const before = state.doc;
  read_address();
  hide_tip();
  for (const button of $("tabs").children) {
    const here = button.dataset.tab === state.tab;
    button.setAttribute("aria-selected", here);
    button.tabIndex = here ? 0 : -1;
    if (here) button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  const open = state.page === null ? panel_of(state.tab) : "who";
  for (const panel of document.querySelectorAll("main > section")) panel.hidden = panel.id !== open;
  $("previous").disabled = state.doc === 0;
  $("next").disabled = state.doc >= index.documents.doc_id.length - 1;
  show_current_document();
  if (state.page !== null) return show_who(state.tab, state.page);
  if (state.tab in DRAWN) return DRAWN[state.tab]();
  // Sorting and filters stay while one goes back and forth between a table and its texts.
  const other = grid_name !== state.tab || state.row || ($("only").checked && state.doc !== before);
  if (other) return show_table(state.tab);
  if (left_at) return show_row(left_at);
}

function show_here() {
  return index.documents.doc_id.length ? show_text() : $("article").replaceChildren("No documents.");
}

function put_tabs() {
  const tabs = ["text", "search", "map", "timeline", "chart", ...Object.keys(index.tables)];
  $("tabs").append(...tabs.map((tab) => element("button", { role: "tab", "data-tab": tab, "aria-controls": panel_of(tab), onclick: () => go({ tab }) }, tab,
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
  $("previous").addEventListener("click", () => go({ tab: "text", doc: state.doc - 1 }));
  $("next").addEventListener("click", () => go({ tab: "text", doc: state.doc + 1 }));
  $("only-chart").addEventListener("change", () => show_chart());
  listen_to_marks();
  listen_to_hits();
  listen_to_table();
  listen_to_search();
  listen_to_map();
  listen_to_timeline();
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
