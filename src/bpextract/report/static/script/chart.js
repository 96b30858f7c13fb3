// Figures as a picture: how many of each kind, and the values of one kind.
const say_of_chart = (text) => { $("chart-note").textContent = text; };
async function show_chart(kind) {
  const table = await open_blob("figures");
  if (state.tab !== "chart") return;
  const rows = $("only-chart").checked ? rows_in(table, state.doc) : rows_between(table);
  const kinds = tally(rows, (row) => row.kind);
  say_of_chart(rows.length ? "press a kind for its values, a value for its text" : "no figures were found");
  const chosen = kinds.some(([name]) => name === kind) ? kind : kinds[0]?.[0];
  $("plots").replaceChildren(...(chosen ? [
    element("h3", {}, `Figures by kind (${number_format.format(rows.length)})`), bars(kinds, chosen),
    element("h3", {}, `Values of ${chosen}, by unit`), strips(rows.filter((row) => row.kind === chosen)),
    element("h3", {}, "Over time, by what and unit"), over_time(rows),
  ] : []));
  if (kind) $("plots").querySelector(`[data-kind="${kind}"]`)?.focus();
}

function bars(kinds, chosen) {
  const most = kinds[0][1];
  const width = room("plots", 640), longest = width - 200;
  const drawing = picture(width, kinds.length * 26 + 4, "figures by kind");
  kinds.forEach(([name, n], line) => {
    const bar = svg("rect", { x: 110, y: line * 26 + 3, width: Math.max(2, longest * n / most), height: 18, class: `bar-of${name === chosen ? " chosen" : ""}`, "data-kind": name }, null, `${n} of ${name}`);
    drawing.append(svg("text", { x: 102, y: line * 26 + 17, "text-anchor": "end", class: name === chosen ? "chosen" : "" }, name),
      pressed(bar, `${name}: ${number_format.format(n)}`, () => show_chart(name), say_of_chart),
      svg("text", { x: 116 + longest * n / most, y: line * 26 + 17, class: "soft" }, number_format.format(n)));
  });
  return drawing;
}

const UNITS_DRAWN = 14, POINTS_DRAWN = 400;
/** A line of dots for each of the commonest units, on one logarithmic axis. */
function strips(rows) {
  const point = (row) => is_missing(row.unit_norm) ? [row.unit ?? "(no unit)", figure_value(row)] : [row.unit_norm, normal_value(row)];
  const positive = rows.filter((row) => point(row)[1] > 0);
  if (!positive.length) return element("p", {}, "none is a number above zero");
  const every = tally(positive, (row) => point(row)[0]);
  const units = every.slice(0, UNITS_DRAWN);
  const logs = positive.map((row) => Math.log10(point(row)[1]));
  const low = Math.floor(logs.reduce((a, b) => Math.min(a, b))), high = Math.max(low + 1, Math.ceil(logs.reduce((a, b) => Math.max(a, b))));
  const width = room("plots", 860), left = width < 600 ? 110 : 170, top = 22, bottom = top + units.length * 30;
  const x = (value) => left + (width - left - 30) * (Math.log10(value) - low) / (high - low);
  const drawing = picture(width, bottom + 4, "values by unit");
  const step = Math.ceil((high - low) / 8);
  for (let power = low; power <= high; power += step)
    drawing.append(svg("line", { x1: x(10 ** power), x2: x(10 ** power), y1: top, y2: bottom }),
      svg("text", { x: x(10 ** power), y: 13, "text-anchor": "middle", class: "soft" }, power < 7 && power > -4 ? number_format.format(10 ** power) : `1e${power}`));
  units.forEach(([unit, n], line) => {
    const short = shortened(unit, left < 170 ? 9 : 18);
    drawing.append(svg("text", { x: left - 12, y: top + line * 30 + 20, "text-anchor": "end" }, `${short} (${number_format.format(n)})`, unit));
    const dots = svg("g", {});
    const ordered = positive.filter((each) => point(each)[0] === unit).slice(0, POINTS_DRAWN).sort((a, b) => point(a)[1] - point(b)[1]);
    for (const row of ordered) {
      const name = `${row.text} — ${document_text(row.doc)}`;
      const dot = svg("circle", { cx: x(point(row)[1]), cy: top + line * 30 + 15, r: 5 }, null, name);
      dots.append(pressed(dot, name, () => go({ tab: "text", doc: row.doc, mention: row.mention_id }), say_of_chart));
    }
    rove(dots, [...dots.childNodes]);
    drawing.append(dots);
  });
  const drawn = [every.length > UNITS_DRAWN && `the ${UNITS_DRAWN} commonest of ${every.length} units`,
    units[0][1] > POINTS_DRAWN && `${POINTS_DRAWN} values of a unit at most`].filter(Boolean);
  return element("div", {}, drawing, ...(drawn.length ? [element("p", { class: "soft" }, `Shown: ${drawn.join(", ")}.`)] : []));
}
