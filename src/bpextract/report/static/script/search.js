// Full-text search: all texts are read once, folded, and kept so; each search then goes over them.
const searched = []; // the folded texts, by part and document
const RESULTS_AT_ONCE = 20, SNIPPETS = 3, AROUND = 70, NAMES_SHOWN = 12, BREATH_MS = 40;
let latest_search = 0;

async function show_search() {
  const query = state.query;
  if (document.activeElement !== $("query")) $("query").value = query;
  const mine = ++latest_search;
  $("results").replaceChildren();
  $("names-found").replaceChildren();
  const phrases = phrases_of(query);
  if (!phrases.length) return say_found("Words stand together as you type them; a comma asks for both sides of it. Marks and capitals do not matter.");
  put_names(phrases[0], mine);
  const found = [];
  let said = performance.now();
  for (let part = 0; part < n_parts(); part++) {
    searched[part] ??= (await read_blob(`texts-${part}`)).map(({ text }) => searchable(text));
    if (mine !== latest_search) return;
    searched[part].forEach((folded, at) => {
      const doc = part * index.in_part + at;
      const n = count_hits(folded, phrases, doc);
      if (n) found.push({ doc, n });
    });
    if (performance.now() - said < BREATH_MS) continue;
    say_found(`reading the texts … ${Math.round(100 * (part + 1) / n_parts())} %`);
    await new Promise((done) => setTimeout(done));
    if (mine !== latest_search) return;
    said = performance.now();
  }
  const total = found.reduce((sum, { n }) => sum + n, 0);
  say_found(found.length ? `${counted(total, "place")} in ${counted(found.length, "document")}` : "no text has it");
  put_results(found, query);
  $("results").dataset.query = query; // for tests
}
const say_found = (text) => { $("found").textContent = text; };

/** How often the phrases stand in a text or its title; 0 where one of them does not. */
function count_hits(folded, phrases, doc) {
  let sum = 0;
  for (const phrase of phrases) {
    const n = places_of(folded, phrase).length || places_of(fold_cell(document_name(doc)), phrase).length;
    if (!n) return 0;
    sum += n;
  }
  return sum;
}

function put_results(found, query) {
  let shown = 0;
  const more = element("button", { class: "more", onclick: () => add().then((first) => first?.querySelector("a").focus()) });
  const add = async () => {
    const next = found.slice(shown, shown + RESULTS_AT_ONCE);
    shown += next.length;
    const texts = await Promise.all(next.map(async ({ doc }) => (await open_part("texts", doc))[doc % index.in_part].text));
    if (state.tab !== "search" || state.query !== query) return undefined;
    const made = next.map(({ doc, n }, at) => result_of(doc, n, texts[at], query));
    more.before(...made);
    more.hidden = shown >= found.length;
    more.textContent = `show ${Math.min(RESULTS_AT_ONCE, found.length - shown)} more of ${counted(found.length - shown, "document")}`;
    return made[0];
  };
  $("results").replaceChildren(more);
  more.hidden = true;
  return add();
}

function result_of(doc, n, text, query) {
  const spans = spans_of(text, query);
  const to = (hit) => address_of({ tab: "text", doc, hit, query });
  return element("article", { class: "result" },
    element("h3", {}, element("a", { href: to(0) }, document_name(doc))),
    element("small", {}, [document_date(doc), counted(n, "place")].filter(Boolean).join(" · ")),
    ...spans.slice(0, SNIPPETS).map((span, hit) => element("p", {}, element("a", { class: "snippet", href: to(hit) }, ...snippet(text, span)))));
}

/** The words around a place, which is marked. */
function snippet(text, [start, end]) {
  const from = Math.max(0, start - AROUND), to = Math.min(text.length, end + AROUND);
  const before = text.slice(from, start), after = text.slice(end, to);
  return [from ? before.replace(/^\S*\s/, "… ") : before, element("span", { class: "hit" }, text.slice(start, end)), to < text.length ? after.replace(/\s\S*$/, " …") : after];
}

/** People, bodies and places of that name. */
async function put_names(phrase, mine) {
  const who = await open_blob("who");
  if (mine !== latest_search) return;
  const links = Object.keys(WHO).flatMap((tab) => who[tab].name.flatMap((name, page) =>
    places_of(fold_cell(name), phrase).length ? [[tab, page, name]] : []));
  const seen = new Set(); // without linking one name may have many pages: the first leads to the others
  const shown = links.filter(([tab, , name]) => !seen.has(`${tab} ${name}`) && seen.add(`${tab} ${name}`)).slice(0, NAMES_SHOWN);
  $("names-found").replaceChildren(...shown.map(([tab, page, name]) => element("span", {}, page_link(tab, page, name), " ", element("small", {}, WHO[tab]))));
}

function listen_to_search() {
  let typing;
  $("query").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => replace({ tab: "search", query: $("query").value }), 150);
  });
  $("query").addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown") { e.preventDefault(); ($("results").querySelector("a") ?? $("names-found").querySelector("a"))?.focus(); }
  });
  // Arrows lead from result to result.
  $("results").addEventListener("keydown", (e) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step) return;
    e.preventDefault();
    const links = [...$("results").querySelectorAll("a, .more:not([hidden])")];
    const next = links[links.indexOf(document.activeElement) + step];
    (next ?? (step < 0 ? $("query") : null))?.focus();
  });
}
