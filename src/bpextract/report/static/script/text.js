// The text of a document, with its mentions as nested marks.
let shown_doc = null, shown_text = "";

async function show_text() {
  const doc = state.doc;
  if (shown_doc !== doc) {
    const [texts, mentions] = await Promise.all([open_part("texts", doc), open_part("mentions", doc)]);
    if (doc !== state.doc) return;
    put_text(doc, texts[doc % index.in_part], mentions);
    shown_doc = doc; // and while it is shown it keeps its place, for one who looks into a table and comes back
  }
  point_at(state.mention);
  show_hits();
}

function put_text(doc, { text, kept, sections }, mentions) {
  const { doc_id, n_chars, error } = index.documents;
  const [from, to] = rows_of(mentions, doc);
  const spans = [];
  for (let at = from; at < to; at++) spans.push({ start: mentions.start[at], end: mentions.end[at], at });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const facts = [document_date(doc), doc_id[doc], counted(n_chars[doc], "character"), counted(to - from, "mention")];
  const article = $("article");
  article.dataset.doc = doc_id[doc]; // for tests
  shown_text = text;
  const begins = text.trimStart().startsWith(document_name(doc).replace(/ …$/, "")); // then the text itself shows it
  article.replaceChildren(
    element("h2", { class: begins && "unseen" }, document_name(doc)),
    element("p", { class: "facts" }, facts.filter(Boolean).join(" · "),
      ...(kept || !text ? [] : [element("br"), "The text is not kept in these results; it is put together from its sentences."]),
      ...(error[doc] ? [element("br"), element("span", { class: "fault" }, `⚠ ${error[doc]}`)] : [])),
    ...marked_sections(Array.from(text), sections, spans, mentions), // offsets count characters, not UTF-16 units
  );
  article.querySelector("mark")?.setAttribute("tabindex", 0);
  article.scrollTop = 0;
  const counts = tally(spans, (span) => mentions.label[span.at]);
  for (const label of $("legend").children)
    label.querySelector("small").textContent = number_format.format(counts.find(([name]) => name === label.dataset.label)?.[1] ?? 0);
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
    const label = mentions.label[span.at], entity = mentions.entity_id[span.at];
    const node = element("mark", {
      color: colors[label] ?? "#999", class: state.hidden.has(label) ? "off" : undefined,
      "data-at": span.at, "data-label": label, "data-mention": mentions.mention_id[span.at],
      "data-entity": is_missing(entity) ? undefined : `${label} ${entity}`, "aria-description": label, tabindex: -1,
    });
    stack.at(-1).node.append(node);
    stack.push({ node, end: Math.min(span.end, stack.at(-1).end), nest: 0 });
  }
  while (stack.length > 1) close();
  fill(end);
}

/** Show which mention a row or the address means, and outline the others of the same person, place … */
function point_at(mention) {
  document.querySelectorAll("mark.found").forEach((node) => node.classList.remove("found"));
  const node = mention === null ? null : document.querySelector(`mark[data-mention="${mention}"]`);
  outline_like(node);
  if (!node) return;
  node.classList.add("found");
  node.scrollIntoView({ block: "center" });
}

function outline_like(node) {
  document.querySelectorAll("mark.like").forEach((other) => other.classList.remove("like"));
  if (!node?.dataset.entity) return;
  document.querySelectorAll(`mark[data-entity="${node.dataset.entity}"]`).forEach((other) => other.classList.add("like"));
}

/** The labels with their colours and lines: what the marks mean, how many there are, and whether they show. */
function put_legend() {
  $("legend").append(...Object.entries(colors).map(([label, color]) => element("label", { color, "data-label": label }, element("input", {
    type: "checkbox", checked: "", onchange: (e) => {
      e.target.checked ? state.hidden.delete(label) : state.hidden.add(label);
      document.querySelectorAll(`mark[data-label="${label}"]`).forEach((node) => node.classList.toggle("off", !e.target.checked));
    } }), ` ${label} `, element("small"))));
  $("names").addEventListener("change", () => $("article").classList.toggle("named", $("names").checked));
}
