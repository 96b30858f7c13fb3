// What a mention is: shown on hover, focus and click.
let pinned = false, asked = null; // asked: the mark whose tip is shown or on its way

async function show_tip(node) {
  asked = node;
  const mentions = await open_part("mentions", state.doc);
  const at = Number(node.dataset.at);
  const label = mentions.label[at];
  const name = index.labels[label];
  const table = name && await open_table(name);
  const pages = table && await pages_of(name, table);
  if (!node.isConnected || asked !== node) return; // another was asked for while this one was read
  const tip = $("tip");
  tip.style.setProperty("--c", colors[label] ?? "#999");
  const rule = (one) => element("span", { class: "rule" }, `${mentions.source[one]} · ${mentions.confidence[one]}`);
  const parts = [element("b", { class: "label" }, label), " ", mentions.text[at], element("br"), "found by ", rule(at)];
  if (table) parts.push(...row_of_mention(name, table, mentions.entity_id[at], pages));
  for (let outer = node.parentElement.closest("mark"); outer; outer = outer.parentElement.closest("mark")) {
    const one = Number(outer.dataset.at);
    parts.push(element("div", { class: "outer" }, "in ", element("b", {}, mentions.label[one]), ` ${mentions.text[one]} · `, rule(one)));
  }
  tip.dataset.mention = node.dataset.mention; // for tests
  tip.replaceChildren(...parts);
  tip.hidden = false;
  outline_like(node);
  const box = node.getClientRects()[0], size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 12))}px`;
  tip.style.top = `${box.bottom + 12 + size.height < innerHeight ? box.bottom + 12 : Math.max(8, box.top - size.height - 8)}px`;
}

/** The row of a table that a mention belongs to, as a list, and links to it and to the page of who it is. */
function row_of_mention(name, table, entity, pages) {
  const [from, to] = rows_of(table, state.doc), key = table[index.keys[name]];
  for (let at = from; at < to; at++) {
    if (key[at] !== entity) continue;
    const row = row_at(table, at);
    const list = element("dl");
    for (const column of columns_of(table))
      if (!["mention_id", "text"].includes(column) && value_text(column, row) !== "")
        list.append(element("dt", {}, column), element("dd", {}, cell_of(row, column, pages)));
    const links = [element("button", { onclick: () => go({ tab: name, row: [state.doc, row.mention_id] }) }, `row in ${name} →`)];
    if (name in WHO) links.push(element("button", { onclick: () => go({ tab: name, page: row._page }) }, `page of the ${WHO[name]} →`));
    return [list, element("div", { class: "links" }, ...links)];
  }
  return [];
}

function hide_tip() {
  pinned = false;
  asked = null;
  clearTimeout(leaving);
  if ($("tip").hidden) return;
  $("tip").hidden = true;
  outline_like(document.querySelector("mark.found"));
}

// The tip waits a little before it goes, so that the mouse can get to it and to the link in it.
let leaving;
function listen_to_marks() {
  const article = $("article"), tip = $("tip");
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(() => { if (!pinned) hide_tip(); }, 300); };
  const on = (event, act) => article.addEventListener(event, (e) => act(e.target.closest("mark:not(.off)"), e));
  on("mouseover", (node, e) => {
    if (pinned || e.buttons) return; // nothing in the way of who selects text
    clearTimeout(leaving);
    if (!node) leave(); else if (tip.hidden) show_tip(node); else leaving = setTimeout(() => show_tip(node), 120);
  });
  on("focusin", (node) => { if (node?.matches(":focus-visible")) { pinned = false; show_tip(node); } });
  on("click", (node) => { if (node && getSelection().isCollapsed) show_tip(node).then(() => { pinned = true; }); else hide_tip(); });
  // One mention is in the order of the tab key; arrows lead to the others, Enter into the tip, Escape back.
  on("keydown", (node, e) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (!node || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === "Enter") show_tip(node).then(() => { pinned = true; tip.querySelector("button")?.focus(); });
    if (!step && e.key !== "Enter") return;
    e.preventDefault();
    const marks = [...article.querySelectorAll("mark:not(.off)")];
    const next = step && marks[marks.indexOf(node) + step];
    if (!next) return;
    node.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  article.addEventListener("scroll", () => { if (document.activeElement?.tagName !== "MARK") hide_tip(); });
  article.addEventListener("mouseleave", leave);
  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (tip.contains(document.activeElement)) article.querySelector('mark[tabindex="0"]')?.focus();
    hide_tip();
  });
}
