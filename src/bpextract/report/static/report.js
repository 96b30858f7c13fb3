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

let index, colors;
const state = { doc: 0, tab: "text", mention: null, hidden: new Set(), filters: {} };

// ---- rows ------------------------------------------------------------------------------------------------------------

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
  return typeof value === "number" && (name.startsWith("value") || name === "n_mentions") ? number_format.format(value) : String(value);
}

// ---- the text --------------------------------------------------------------------------------------------------------

async function show_text() {
  const doc = state.doc;
  const [texts, mentions] = await Promise.all([
    open_blob(`texts-${Math.floor(doc / index.texts_in_blob)}`), open_blob("mentions"),
  ]);
  if (doc !== state.doc) return;
  const { text, kept, sections } = texts[doc % index.texts_in_blob];
  const documents = index.documents;
  const characters = Array.from(text); // offsets count characters, not UTF-16 units
  const [from, to] = rows_of(mentions, doc);
  const spans = [];
  for (let at = from; at < to; at++) spans.push({ start: mentions.start[at], end: mentions.end[at], at });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const article = $("article");
  const facts = [documents.title[doc], documents.published[doc], `${documents.n_chars[doc]} characters`, `${to - from} mentions`];
  article.replaceChildren(
    element("h2", {}, documents.doc_id[doc]),
    element("p", { class: "facts" }, facts.filter(Boolean).join(" · "),
      ...(kept || !text ? [] : [element("br"), "The text is not kept in these results; it is put together from its sentences."]),
      ...(documents.error[doc] ? [element("br"), element("span", { class: "fault" }, documents.error[doc])] : [])),
    ...marked_sections(characters, sections, spans, mentions),
  );
  article.scrollTop = 0;
  if (state.mention !== null) point_at(state.mention);
}

function marked_sections(characters, sections, spans, mentions) {
  const starts = sections.length ? sections : [[0, "body"]];
  let next = 0;
  return starts.map(([start, name], number) => {
    const first = number ? start : 0;
    const end = number + 1 < starts.length ? starts[number + 1][0] : characters.length;
    const inside = [];
    while (next < spans.length && spans[next].start < end) inside.push(spans[next++]);
    const block = element("div", { class: `section ${name}`, "data-name": name === "body" ? "" : name });
    mark(block, characters, first, end, inside, mentions);
    return block;
  });
}

/** Put characters from..end into `parent`, spans as nested marks; a span that crosses its outer one is cut at its end. */
function mark(parent, characters, from, end, spans, mentions) {
  const stack = [{ node: parent, end, nest: 0 }];
  let at = from;
  const fill = (to) => {
    if (to > at) stack.at(-1).node.append(characters.slice(at, to).join(""));
    at = Math.max(at, to);
  };
  const close = () => {
    fill(stack.at(-1).end);
    const { node, nest } = stack.pop();
    node.style.setProperty("--nest", nest);
    stack.at(-1).nest = Math.max(stack.at(-1).nest, nest + 1);
  };
  for (const span of spans) {
    while (stack.length > 1 && stack.at(-1).end <= span.start) close();
    fill(span.start);
    const label = mentions.label[span.at];
    const node = element("mark", {
      color: colors[label] ?? "#999", class: state.hidden.has(label) ? "off" : undefined,
      "data-at": span.at, "data-label": label, "data-mention": mentions.mention_id[span.at], tabindex: 0,
    });
    stack.at(-1).node.append(node);
    stack.push({ node, end: Math.min(span.end, stack.at(-1).end), nest: 0 });
  }
  while (stack.length > 1) close();
  fill(end);
}

function point_at(mention) {
  document.querySelectorAll("mark.found").forEach((node) => node.classList.remove("found"));
  const node = document.querySelector(`mark[data-mention="${mention}"]`);
  if (!node) return;
  node.classList.add("found");
  node.scrollIntoView({ block: "center" });
}

// ---- what a mention is: shown on hover, focus and click --------------------------------------------------------------

let pinned = false;
async function show_tip(node) {
  const mentions = await open_blob("mentions");
  const at = Number(node.dataset.at);
  const label = mentions.label[at];
  const name = index.labels[label];
  const table = name && await open_blob(name);
  if (!node.isConnected) return;
  const tip = $("tip");
  tip.style.setProperty("--c", colors[label] ?? "#999");
  const rule = (one) => element("span", { class: "rule" }, `${mentions.source[one]} · ${mentions.confidence[one]}`);
  const parts = [element("b", { class: "label" }, label), " ", mentions.text[at], element("br"), "found by ", rule(at)];
  if (table) {
    const [from, to] = rows_of(table, state.doc);
    const key = Object.keys(table).find((column) => column.endsWith("_id") && column !== "mention_id");
    for (let row = from; row < to; row++) {
      if (table[key][row] !== mentions.entity_id[at]) continue;
      const cells = row_at(table, row);
      const list = element("dl");
      for (const column of Object.keys(cells))
        if (column !== "doc" && column !== "mention_id" && column !== "text" && value_text(column, cells) !== "")
          list.append(element("dt", {}, column), element("dd", {}, value_text(column, cells)));
      parts.push(list, element("button", { onclick: () => go({ tab: name, row: [state.doc, cells.mention_id] }) }, `row in ${name} →`));
      break;
    }
  }
  for (let outer = node.parentElement.closest("mark"); outer; outer = outer.parentElement.closest("mark")) {
    const one = Number(outer.dataset.at);
    parts.push(element("div", {}, element("small", {}, "in ", element("b", {}, mentions.label[one]), ` ${mentions.text[one]} · `, rule(one))));
  }
  tip.replaceChildren(...parts);
  tip.hidden = false;
  const box = node.getClientRects()[0], size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 12))}px`;
  tip.style.top = `${box.bottom + 12 + size.height < innerHeight ? box.bottom + 12 : Math.max(8, box.top - size.height - 8)}px`;
}
function hide_tip() { pinned = false; clearTimeout(leaving); $("tip").hidden = true; }

// The tip waits a little before it goes, so that the mouse can get to it and to the link in it.
let leaving;
function listen_to_marks() {
  const article = $("article"), tip = $("tip");
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(() => { if (!pinned) hide_tip(); }, 300); };
  const on = (event, act) => article.addEventListener(event, (e) => act(e.target.closest("mark:not(.off)")));
  on("mouseover", (node) => {
    if (pinned) return;
    clearTimeout(leaving);
    if (!node) leave(); else if (tip.hidden) show_tip(node); else leaving = setTimeout(() => show_tip(node), 120);
  });
  on("focusin", (node) => { if (node) { pinned = false; show_tip(node); } });
  on("click", (node) => { if (node) show_tip(node).then(() => { pinned = true; }); else hide_tip(); });
  article.addEventListener("scroll", hide_tip);
  article.addEventListener("mouseleave", leave);
  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide_tip(); });
}

// ---- tables ----------------------------------------------------------------------------------------------------------

let grid, grid_name;
const CHOSEN_FROM = new Set(["kind", "status", "gender", "level", "level_group", "edition", "modifier", "precision", "label", "section", "resolved_from", "unit_norm"]);

/** `> 100`, `<=5`, `10-20` or the beginning of a number. */
function number_matches(query, value) {
  if (is_missing(value)) return false;
  const compared = query.match(/^\s*([<>]=?|=)\s*(-?[\d.,]+)\s*$/);
  const range = query.match(/^\s*(-?[\d.]+)\s*(?:-|–|\.\.)\s*(-?[\d.]+)\s*$/);
  if (range) return value >= Number(range[1]) && value <= Number(range[2]);
  if (!compared) return String(value).startsWith(query.replace(/[,\s]/g, ""));
  const wanted = Number(compared[2].replace(/,/g, ""));
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
  grid?.destroy();
  grid_name = name;
  grid = new Tabulator("#grid", {
    data: rows, columns, height: "100%", layout: "fitDataStretch", placeholder: "no rows", columnDefaults: { maxWidth: 420 },
    initialFilter: $("only").checked ? [{ field: "doc", type: "=", value: state.doc }] : [],
    rowFormatter: (row) => {
      const { doc, mention_id } = row.getData();
      row.getElement().classList.toggle("current", doc === state.doc && state.mention !== null && mention_id === state.mention);
    },
  });
  grid.on("rowClick", (_, row) => {
    const { doc, mention_id } = row.getData();
    go({ tab: "text", doc, mention: mention_id ?? null });
  });
  const count = (shown) => { $("count").textContent = `${number_format.format(shown)} of ${number_format.format(rows.length)} rows`; };
  grid.on("dataFiltered", (_, shown) => count(shown.length));
  count(rows.length);
  await new Promise((done) => grid.on("tableBuilt", done));
  if (state.row) {
    const [doc, mention] = state.row;
    state.row = null;
    const found = grid.getRows().find((row) => row.getData().doc === doc && row.getData().mention_id === mention);
    if (found) { grid.scrollToRow(found, "center", true); found.getElement().classList.add("current"); }
  }
}

function column_of(column, described, table) {
  const numeric = (table[column] ?? []).some((cell) => typeof cell === "number");
  const made = {
    title: column, field: column, headerTooltip: described.about[column] ?? column,
    formatter: (cell) => document.createTextNode(value_text(column, cell.getData())),
    sorter: numeric ? (a, b, x, y) => by_number(column === "value" ? figure_value(x.getData()) : a, column === "value" ? figure_value(y.getData()) : b)
      : (a, b) => collator.compare(a ?? "", b ?? ""),
    hozAlign: numeric ? "right" : "left", headerFilter: "input", headerFilterPlaceholder: numeric ? "> 10" : "filter",
    headerFilterFunc: numeric ? (query, value, row) => number_matches(query, column === "value" ? figure_value(row) : value)
      : (query, value) => fold(value).includes(fold(query)),
  };
  if (CHOSEN_FROM.has(column)) {
    made.headerFilter = "list";
    made.headerFilterParams = { valuesLookup: true, clearable: true, sort: "asc" };
    made.headerFilterPlaceholder = "all";
    made.headerFilterFunc = "=";
  }
  return made;
}
const by_number = (a, b) => (a ?? -Infinity) - (b ?? -Infinity) || 0;

// ---- figures as a picture --------------------------------------------------------------------------------------------

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, text, title) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.append(text);
  if (title) made.append(svg("title", {}, title));
  return made;
}
function tally(rows, key) {
  const counts = new Map();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

async function show_chart(kind) {
  const table = await open_blob("figures");
  const rows = [];
  const [from, to] = $("only-chart").checked ? rows_of(table, state.doc) : [0, table.doc.length];
  for (let at = from; at < to; at++) rows.push(row_at(table, at));
  const kinds = tally(rows, (row) => row.kind);
  $("chart-note").textContent = rows.length ? "click a kind for its values, a value for its text" : "no figures";
  const chosen = kinds.some(([name]) => name === kind) ? kind : kinds[0]?.[0];
  const most = kinds[0]?.[1] ?? 1;
  const bars = svg("svg", { width: 640, height: kinds.length * 26 + 4, role: "img", "aria-label": "figures by kind" });
  kinds.forEach(([name, n], line) => {
    const bar = svg("rect", { x: 110, y: line * 26 + 3, width: Math.max(2, 440 * n / most), height: 18, class: `bar-of${name === chosen ? " chosen" : ""}`, "data-kind": name }, null, `${n} of ${name}`);
    bar.addEventListener("click", () => show_chart(name));
    bars.append(svg("text", { x: 102, y: line * 26 + 17, "text-anchor": "end" }, name), bar,
      svg("text", { x: 116 + 440 * n / most, y: line * 26 + 17, class: "soft" }, number_format.format(n)));
  });
  $("plots").replaceChildren(element("h3", {}, `Figures by kind (${number_format.format(rows.length)})`), bars,
    ...(chosen ? [element("h3", {}, `Values of ${chosen}`), strips(rows.filter((row) => row.kind === chosen))] : []));
}

const UNITS_DRAWN = 14, POINTS_DRAWN = 400;
/** A line of dots for each of the commonest units, on one logarithmic axis. */
function strips(rows) {
  const point = (row) => is_missing(row.value_norm) ? [row.unit ?? "(no unit)", figure_value(row)] : [row.unit_norm, row.value_norm];
  const positive = rows.filter((row) => point(row)[1] > 0);
  const units = tally(positive, (row) => point(row)[0]).slice(0, UNITS_DRAWN);
  const logs = positive.map((row) => Math.log10(point(row)[1]));
  const low = Math.floor(logs.reduce((a, b) => Math.min(a, b), Infinity)), high = Math.max(low + 1, Math.ceil(logs.reduce((a, b) => Math.max(a, b), -Infinity)));
  const width = 860, left = 150, bottom = units.length * 30 + 10;
  const x = (value) => left + (width - left - 30) * (Math.log10(value) - low) / (high - low);
  const drawing = svg("svg", { width, height: bottom + 24, role: "img", "aria-label": "values by unit" });
  if (!units.length) return drawing;
  const step = Math.ceil((high - low) / 8);
  for (let power = low; power <= high; power += step)
    drawing.append(svg("line", { x1: x(10 ** power), x2: x(10 ** power), y1: 0, y2: bottom }),
      svg("text", { x: x(10 ** power), y: bottom + 16, "text-anchor": "middle", class: "soft" }, power < 6 && power > -4 ? number_format.format(10 ** power) : `1e${power}`));
  units.forEach(([unit, n], line) => {
    drawing.append(svg("text", { x: left - 12, y: line * 30 + 22, "text-anchor": "end" }, `${unit} (${n})`));
    for (const row of positive.filter((each) => point(each)[0] === unit).slice(0, POINTS_DRAWN)) {
      const dot = svg("circle", { cx: x(point(row)[1]), cy: line * 30 + 17, r: 5 }, null, `${row.text} — ${index.documents.doc_id[row.doc]}`);
      dot.addEventListener("click", () => go({ tab: "text", doc: row.doc, mention: row.mention_id }));
      drawing.append(dot);
    }
  });
  return drawing;
}

// ---- going about -----------------------------------------------------------------------------------------------------

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
  state.tab = tab === "chart" || tab in index.tables ? tab : "text";
  state.doc = Math.max(0, Math.min(Number.parseInt(doc, 10) || 0, last));
  state.mention = mention === undefined ? null : Number(mention);
  hide_tip();
  for (const button of $("tabs").children) button.setAttribute("aria-selected", button.dataset.tab === state.tab);
  $("text").hidden = state.tab !== "text";
  $("chart").hidden = state.tab !== "chart";
  $("table").hidden = state.tab === "text" || state.tab === "chart";
  $("previous").disabled = state.doc === 0;
  $("next").disabled = state.doc >= last;
  show_current_document();
  if (last < 0) return $("article").replaceChildren("No documents.");
  if (state.tab === "text") return show_text();
  if (state.tab === "chart") return show_chart();
  // Sorting and filters stay while one goes back and forth between a table and its texts.
  if (grid_name !== state.tab || state.row || $("only").checked) return show_table(state.tab);
}

function show_current_document() {
  document.querySelectorAll("#documents .current").forEach((node) => node.classList.remove("current"));
  const row = list?.getRow(state.doc);
  if (!row) return;
  const box = $("documents").getBoundingClientRect(), here = row.getElement().getBoundingClientRect();
  if (!row.getElement().isConnected || here.top < box.top || here.bottom > box.bottom) list.scrollToRow(row, "center", true).catch(() => {});
  row.getElement().classList.add("current");
}

async function list_documents() {
  const { doc_id, title, n_mentions, error } = index.documents;
  $("total").textContent = `${number_format.format(doc_id.length)} documents`;
  const data = doc_id.map((name, id) => ({ id, name, title: title[id], n: n_mentions[id], error: error[id], key: fold(`${name} ${title[id] ?? ""}`) }));
  list = new Tabulator("#documents", {
    data, height: "100%", layout: "fitColumns", headerVisible: false, placeholder: "no document",
    columns: [{ field: "name", title: "document", formatter: (cell) => {
      const one = cell.getData();
      return element("div", { class: "card" }, element("b", {}, one.title ?? one.name),
        element("small", {}, `${one.title ? `${one.name} · ` : ""}${one.n} mentions${one.error ? " · ⚠" : ""}`));
    } }],
    rowFormatter: (row) => row.getElement().classList.toggle("current", row.getData().id === state.doc),
  });
  list.on("rowClick", (_, row) => go({ doc: row.getData().id, tab: state.tab === "chart" || $("only").checked ? state.tab : "text" }));
  await new Promise((done) => list.on("tableBuilt", done));
  $("find").addEventListener("input", () => list.setFilter("key", "like", fold($("find").value)));
}

async function start() {
  index = await open_blob("index");
  colors = index.colors;
  const tabs = [["text", "text"], ...Object.keys(index.tables).map((name) => [name, name]), ["chart", "chart"]];
  $("tabs").append(...tabs.map(([tab, title]) => element("button", { role: "tab", "data-tab": tab, onclick: () => go({ tab }) }, title,
    ...(index.tables[tab] ? [element("small", {}, ` ${number_format.format(index.tables[tab].n)}`)] : []))));
  $("legend").append(...Object.entries(colors).map(([label, color]) => element("label", { color }, element("input", {
    type: "checkbox", checked: "", onchange: (e) => {
      e.target.checked ? state.hidden.delete(label) : state.hidden.add(label);
      document.querySelectorAll(`mark[data-label="${label}"]`).forEach((node) => node.classList.toggle("off", !e.target.checked));
    } }), ` ${label}`)));
  $("previous").addEventListener("click", () => go({ doc: state.doc - 1 }));
  $("next").addEventListener("click", () => go({ doc: state.doc + 1 }));
  $("only").addEventListener("change", () => show_table(state.tab));
  $("every").addEventListener("change", () => show_table(state.tab));
  $("clear").addEventListener("click", () => { grid?.clearHeaderFilter(); });
  $("only-chart").addEventListener("change", () => show_chart());
  listen_to_marks();
  await list_documents();
  addEventListener("hashchange", arrive);
  await arrive();
  document.body.dataset.ready = "yes"; // for tests
}
start();
