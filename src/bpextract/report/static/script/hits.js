// What was sought, marked in the text: ranges that the browser paints, so that the marks of mentions stay as they are.
let hits = [];

function show_hits() {
  CSS.highlights?.clear();
  hits = state.hit === null ? [] : ranges_of(spans_of(shown_text, state.query));
  $("hits").hidden = !hits.length;
  if (!hits.length) return;
  const at = Math.min(state.hit, hits.length - 1);
  CSS.highlights?.set("hit", new Highlight(...hits));
  CSS.highlights?.set("hit-here", new Highlight(hits[at]));
  $("hit-count").textContent = `${at + 1} of ${hits.length}: ${state.query}`;
  $("hit-before").disabled = at === 0;
  $("hit-after").disabled = at === hits.length - 1;
  const box = hits[at].getBoundingClientRect(), article = $("article").getBoundingClientRect();
  $("article").scrollTop += box.top - article.top - article.height / 2;
}

/** Ranges over the text of the article for spans of it. */
function ranges_of(spans) {
  const nodes = [];
  let length = 0;
  for (const section of $("article").querySelectorAll(".section")) {
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: length });
      length += walker.currentNode.length;
    }
  }
  let next = 0;
  const range_at = (place, last) => {
    while (next > 0 && nodes[next].start > place) next--;
    while (next + 1 < nodes.length && nodes[next + 1].start <= place - (last ? 1 : 0)) next++;
    return [nodes[next].node, place - nodes[next].start];
  };
  return spans.map(([start, end]) => {
    const range = new Range();
    range.setStart(...range_at(start, false));
    range.setEnd(...range_at(end, true));
    return range;
  });
}

function listen_to_hits() {
  const step = (by) => go({ tab: "text", hit: Math.min(state.hit, hits.length - 1) + by, query: state.query });
  $("hit-before").addEventListener("click", () => step(-1));
  $("hit-after").addEventListener("click", () => step(1));
  $("hit-back").addEventListener("click", () => go({ tab: "search", query: state.query }));
}
