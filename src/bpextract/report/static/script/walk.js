// Going over rows and points from the keyboard.
/** Let the arrows lead from a row to the next, and Enter open it. */
function walkable(node, open) {
  node.tabIndex = 0;
  node.onkeydown = (e) => {
    if (e.target !== node) return;
    const next = e.key === "ArrowDown" ? node.nextElementSibling : e.key === "ArrowUp" ? node.previousElementSibling : null;
    if (e.key === "Enter") open(); else if (!next) return;
    e.preventDefault();
    next?.focus();
  };
}

/** One of `nodes` is in the order of the tab key; arrows lead to the others. */
function rove(parent, nodes) {
  nodes.forEach((node, at) => { node.tabIndex = at ? -1 : 0; });
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  parent.addEventListener("keydown", (e) => {
    const at = step[e.key] && nodes.indexOf(e.target);
    if (is_missing(at) || at < 0) return;
    e.preventDefault();
    const next = nodes[at + step[e.key]];
    if (!next) return;
    e.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
