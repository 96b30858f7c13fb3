// Drawings: their parts, and what the mouse and the keyboard do with them.
const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, text, title) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.append(text);
  if (title) made.append(svg("title", {}, title));
  return made;
}
const picture = (width, height, name) => svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": name, role: "group" });

/** A part of a drawing that the mouse and the keyboard can press; `tell` is given its name when it is looked at. */
function pressed(part, name, act, tell = () => {}) {
  part.setAttribute("tabindex", 0);
  part.setAttribute("role", "button");
  part.setAttribute("aria-label", name);
  part.addEventListener("click", act);
  for (const event of ["focus", "mouseenter"]) part.addEventListener(event, () => tell(name));
  part.addEventListener("keydown", (e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); act(); } });
  return part;
}

/** The width that a drawing has in its panel. */
const GUTTER = 40, NARROWEST = 300;
const room = (id, widest) => Math.max(NARROWEST, Math.min(widest, $(id).clientWidth - GUTTER));
const shortened = (text, length) => text.length > length ? `${text.slice(0, length - 1)}…` : text;
const bounds = (values) => [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
