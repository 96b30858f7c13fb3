// Figures over time: those of one thing in one unit, each at the day that it holds for.
const SERIES_SHOWN = 40, LEAST_DAYS = 2, LOGARITHMIC_FROM = 200;

/** What was counted or measured in which unit on two days at least: the commonest first. */
function series_of(rows) {
  const groups = new Map();
  for (const row of rows) {
    const what = row.what ?? row.counted;
    if (!what || !row._when || is_missing(row.unit_norm) && is_missing(row.unit) && row.kind !== "count" || is_missing(time_value(row))) continue;
    const unit = row.unit_norm ?? "";
    const key = `${fold_cell(what)}\t${unit}`;
    if (!groups.has(key)) groups.set(key, { what, unit, rows: [] });
    groups.get(key).rows.push(row);
  }
  return [...groups.values()]
    .filter((group) => new Set(group.rows.map((row) => row._when)).size >= LEAST_DAYS)
    .sort((a, b) => b.rows.length - a.rows.length);
}
const time_value = (row) => normal_value(row) ?? figure_value(row);

function over_time(rows) {
  const every = series_of(rows);
  if (!every.length) return element("p", {}, "Nothing was counted or measured on two days in one unit.");
  const box = element("div", { class: "series" }), drawing = element("div", {}), choice = element("div", { class: "choice", role: "group", "aria-label": "series" });
  const find = element("input", { type: "search", placeholder: "Find what was counted …", "aria-label": "Find a series", class: "find-series" });
  const draw = (chosen) => {
    drawing.replaceChildren(points_over_time(chosen));
    for (const button of choice.children) button.setAttribute("aria-pressed", button.series === chosen);
  };
  const list = () => {
    const query = fold(find.value);
    const found = every.filter(({ what, unit }) => fold_cell(`${what} ${unit}`).includes(query)).slice(0, SERIES_SHOWN);
    choice.replaceChildren(...found.map((one) => Object.assign(
      element("button", { onclick: () => draw(one) }, one.what, " ", element("small", {}, [one.unit, number_format.format(one.rows.length)].filter(Boolean).join(" · "))), { series: one })));
    if (found.length) draw(found[0]); else drawing.replaceChildren(element("p", {}, "no series matches"));
  };
  find.addEventListener("input", list);
  box.append(find, choice, drawing);
  list();
  return box;
}

const day_number = (day) => Date.parse(day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day) / 864e5;
function points_over_time({ what, unit, rows }) {
  const width = room("plots", 860), height = 260, left = 90, bottom = height - 28, top = 12, right = width - 16;
  const days = rows.map((row) => day_number(row._when)), values = rows.map(time_value);
  const [first, last] = bounds(days), [least, most] = bounds(values);
  // Values that differ by much are told apart on a logarithmic axis alone.
  const logarithmic = least > 0 && most / least > LOGARITHMIC_FROM;
  const scaled = logarithmic ? Math.log10 : (value) => value, unscaled = logarithmic ? (power) => 10 ** power : (value) => value;
  const [low, high] = (logarithmic ? [least, most] : bounds([0, ...values])).map(scaled);
  const x = (day) => left + (right - left) * (day - first) / (last - first || 1);
  const y = (value) => bottom - (bottom - top) * (scaled(value) - low) / (high - low || 1);
  const drawing = picture(width, height, `${what} over time`);
  for (const value of [low, (low + high) / 2, high].map(unscaled))
    drawing.append(svg("line", { x1: left, x2: right, y1: y(value), y2: y(value) }),
      svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end", class: "soft" }, short_number.format(value)));
  for (const [day, anchor] of [[first, "start"], [last, "end"]])
    drawing.append(svg("text", { x: x(day), y: height - 6, "text-anchor": anchor, class: "soft" }, new Date(day * 864e5).toISOString().slice(0, 10)));
  const dots = svg("g", {});
  const ordered = rows.map((row, at) => ({ row, day: days[at] })).sort((a, b) => a.day - b.day).slice(-POINTS_DRAWN);
  for (const { row, day } of ordered) {
    const name = `${row._when}: ${row.text} — ${document_text(row.doc)}`;
    const dot = svg("circle", { cx: x(day), cy: y(time_value(row)), r: 5, "data-when": row._when }, null, name);
    dots.append(pressed(dot, name, () => go({ tab: "text", doc: row.doc, mention: row.mention_id }), say_of_chart));
  }
  rove(dots, [...dots.childNodes]);
  drawing.append(dots);
  return element("figure", {}, element("figcaption", {}, [what, unit].filter(Boolean).join(", ")), drawing);
}
const short_number = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });
