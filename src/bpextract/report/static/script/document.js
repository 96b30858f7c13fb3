// How a document is named: by its title or first sentence, with its date.
const document_name = (doc) => index.heads[doc] ?? index.documents.doc_id[doc];
const document_date = (doc) => index.documents.published[doc]?.slice(0, 10) ?? "";
const document_text = (doc) => [document_date(doc), document_name(doc)].filter(Boolean).join(" · ");

/** A link to a document, or to a place in it. */
function document_link(doc, where = {}) {
  return element("a", { class: "document", href: address_of({ tab: "text", doc, ...where }), title: index.documents.doc_id[doc] },
    element("small", {}, document_date(doc)), " ", document_name(doc));
}

/** A list that shows its first items, and more when asked. */
const ITEMS_AT_ONCE = 20;
function long_list(items, draw, attributes = {}) {
  const list = element("ul", attributes), more = element("button", { class: "more" });
  let shown = 0;
  const show = () => {
    const next = items.slice(shown, shown + ITEMS_AT_ONCE).map((item) => element("li", {}, draw(item)));
    shown += next.length;
    list.append(...next);
    more.textContent = `${number_format.format(Math.min(ITEMS_AT_ONCE, items.length - shown))} more of ${number_format.format(items.length - shown)}`;
    more.hidden = shown >= items.length;
    return next[0];
  };
  more.addEventListener("click", () => show()?.querySelector("a, button")?.focus());
  show();
  return element("div", { class: "list" }, list, more);
}
