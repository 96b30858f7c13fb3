// The page of a person, body or place: the documents that name it, its posts and its figures.
const WHO = { people: "person", organizations: "organization", places: "place" };

/** The table whose ids a column holds: people for subject_person_id. */
const table_of_ids = (column) => Object.keys(WHO).find((table) => column.endsWith(index.keys[table]));

/** For each column of a table that names someone: the columns with the ids of who may be meant. */
function named_columns(name, columns) {
  if (name in WHO) columns = columns.filter((column) => column !== "name");
  const named = columns.map((column) => {
    const ids = column === "organization" && name === "roles" ? ["_body"] // which has no id in the results
      : [index.ids[name]?.[column], ...columns.filter((id) => id.startsWith(`${column}_`))].filter((id) => id && table_of_ids(id));
    return [column, [...new Set(ids)]];
  });
  return Object.fromEntries(named.filter(([, ids]) => ids.length));
}
const ids_to_table = (id_column) => id_column === "_body" ? "organizations" : table_of_ids(id_column);

/** Return a function that tells the page which a cell leads to: [table, page], or undefined. */
async function pages_of(name, table) {
  const named = named_columns(name, columns_of(table));
  const targets = {};
  for (const ids of Object.values(named)) for (const id of ids) targets[ids_to_table(id)] ??= await open_blob(ids_to_table(id));
  return (row, column) => {
    if (column === "name" && name in WHO) return [name, row._page];
    for (const id of named[column] ?? []) {
      const found = row_of_id(ids_to_table(id), targets[ids_to_table(id)], row.doc, row[id]);
      if (found) return [ids_to_table(id), found._page];
    }
  };
}

/** The row of a document that has an id. */
function row_of_id(name, table, doc, id) {
  if (is_missing(id)) return undefined;
  const [from, to] = rows_of(table, doc), key = table[index.keys[name]];
  for (let at = from; at < to; at++) if (key[at] === id) return row_at(table, at);
}

const page_link = (tab, page, text) => element("a", { class: "who", href: address_of({ tab, page }) }, text);

/** The rows of each page of a table. */
const rows_of_pages = (name, table) => keep(`pages-${name}`, () => {
  const found = [];
  table._page.forEach((page, at) => { (found[page] ??= []).push(at); });
  return found;
});

async function show_who(name, page) {
  const [who, table, mentioned] = await Promise.all([open_blob("who"), open_blob(name), pages_of_others(name)]);
  if (state.tab !== name || state.page !== page) return;
  const rows = (rows_of_pages(name, table)[page] ?? []).map((at) => row_at(table, at));
  const panel = $("who");
  if (!rows.length) return panel.replaceChildren(element("p", {}, "There is no such page in this report."));
  const ids = new Map(); // by document, since ids are of one
  for (const row of rows) ids.set(row.doc, (ids.get(row.doc) ?? new Set()).add(row[index.keys[name]]));
  const of = (other, columns) => [...ids].flatMap(([doc, mine]) =>
    rows_in(mentioned[other], doc).filter((row) => columns.some((column) => mine.has(row[column]))));
  const title = who[name].name[page];
  panel.replaceChildren(
    element("header", {}, element("small", { class: "what" }, WHO[name]), element("h2", { tabindex: -1 }, title), element("p", { class: "facts" }, facts_of_page(rows))),
    details_of_page(name, rows, who[name].other_names[page], title),
    ...section_of("Posts", posts_of(of("roles", name === "organizations" ? ["_body"] : [index.keys[name]]), mentioned)),
    ...section_of("Figures", figures_of(of("figures", [`subject_${index.keys[name]}`, index.keys[name]]))),
    ...section_of("Documents", documents_of(rows)),
    ...section_of("The same name in other documents", index.linked ? [] : namesakes(name, who[name], table, page)),
  );
  panel.scrollTop = 0;
  panel.querySelector("h2").focus({ preventScroll: true });
}

async function pages_of_others(name) {
  const [roles, figures] = await Promise.all([open_blob("roles"), open_blob("figures")]);
  return { roles, figures, pages: await pages_of("roles", roles), name };
}

function section_of(title, items) {
  return items.length ? [element("section", {}, element("h3", {}, title, " ", element("small", {}, number_format.format(items.length))), long_list(items, (draw) => draw()))] : [];
}

function facts_of_page(rows) {
  const docs = new Set(rows.map((row) => row.doc));
  const dates = [...docs].map(document_date).filter(Boolean).sort();
  const span = dates.length ? (dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} – ${dates.at(-1)}`) : "";
  const mentions = rows.reduce((sum, row) => sum + row.n_mentions, 0);
  return [counted(docs.size, "document"), counted(mentions, "mention"), span].filter(Boolean).join(" · ");
}

const TOLD = {
  people: ["honorific", "gender"], organizations: ["kind", "parent"],
  places: ["level", "province", "code", "edition", "current_name", "current_province", "country_code", "lat", "lon"],
};
function details_of_page(name, rows, other_names, title) {
  const forms = [...new Set([...(other_names ? other_names.split(", ") : []), ...rows.map((row) => row.name)])].filter((form) => form !== title);
  const list = element("dl");
  const tell = (what, values) => { if (values.length) list.append(element("dt", {}, what), element("dd", {}, values.join(", "))); };
  tell("also", forms);
  for (const column of TOLD[name])
    tell(column, tally(rows.filter((row) => !is_missing(row[column])), (row) => String(row[column])).map(([value]) => value));
  return list;
}

/** One item for each post: what, of whom, and the documents that say so. */
function posts_of(roles, { pages, name }) {
  const posts = new Map();
  for (const role of roles) {
    const key = fold(["person", "title", "organization", "place", "status"].map((column) => role[column] ?? "").join("\t"));
    posts.set(key, [...(posts.get(key) ?? []), role]);
  }
  return [...posts.values()].sort((a, b) => b.length - a.length).map((same) => () => {
    const [role] = same;
    const part = (column) => {
      const page = pages(role, column);
      const own = page?.[0] === name && page[1] === state.page; // which needs not be said on its own page
      return is_missing(role[column]) || own ? [] : [" · ", page ? page_link(...page, role[column]) : role[column]];
    };
    const docs = [...new Set(same.map((each) => each.doc))];
    return element("div", {}, element("b", {}, role.title), ...(role.status === "current" ? [] : [` (${role.status})`]), ...part("person"), ...part("organization"), ...part("place"),
      element("div", { class: "sources" }, ...docs.slice(0, SOURCES).map((doc) => document_link(doc, { mention: same.find((each) => each.doc === doc).mention_id })),
        ...(docs.length > SOURCES ? [element("small", {}, `and ${counted(docs.length - SOURCES, "document")} more`)] : [])));
  });
}
const SOURCES = 3;

const said_of_figure = (row) => [row.subject, row.action, row.what ?? row.counted, row.state].filter(Boolean).join(" · ");
const figures_of = (rows) => rows.sort((a, b) => (a._when ?? "").localeCompare(b._when ?? "")).map((row) => () => element("div", {},
  element("a", { href: address_of({ tab: "text", doc: row.doc, mention: row.mention_id }) }, element("b", {}, row.text)), " ", said_of_figure(row),
  element("div", { class: "sources" }, document_link(row.doc, { mention: row.mention_id }))));

function documents_of(rows) {
  const times = new Map(), first = new Map();
  for (const row of rows) {
    times.set(row.doc, (times.get(row.doc) ?? 0) + row.n_mentions);
    if (!first.has(row.doc)) first.set(row.doc, row.mention_id);
  }
  const docs = [...times.keys()].sort((a, b) => document_date(b).localeCompare(document_date(a)) || a - b); // the newest first
  return docs.map((doc) => () => element("div", {}, document_link(doc, { mention: first.get(doc) }), " ", element("small", {}, counted(times.get(doc), "mention"))));
}

/** Pages of the same name: without linking nobody knows whether they are the same. */
function namesakes(name, { name: names }, table, page) {
  const wanted = fold(names[page]);
  const others = names.flatMap((other, number) => number !== page && fold_cell(other) === wanted ? [number] : []);
  return others.map((number) => () => {
    const at = rows_of_pages(name, table)[number][0];
    return element("div", {}, page_link(name, number, names[number]), " ", document_link(table.doc[at], { mention: table.mention_id[at] }));
  });
}
