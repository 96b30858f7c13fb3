// When documents were published, and which dates they name, on one axis.
const PERIODS = { day: 10, month: 7, year: 4 }; // how much of an ISO date tells the period
const BAR = 14, LEAST_SHOWN = 6, LANE = 130, DAYS_SHOWN_DAILY = 45, DAYS_SHOWN_MONTHLY = 1500;
const timeline = { from: null }; // the first period in sight, once one has moved

async function show_timeline() {
  const dates = await open_blob("dates");
  if (state.tab !== "timeline") return;
  const only = $("only-timeline").checked;
  const docs = index.documents.doc_id.map((_, doc) => doc).filter((doc) => document_date(doc) && (!only || doc === state.doc));
  const named = (only ? rows_in(dates, state.doc) : rows_between(dates)).filter((row) => row.start_date);
  const period = $("period").value || fitting_period(docs);
  const length = PERIODS[period];
  const published = group(docs, (doc) => document_date(doc).slice(0, length));
  // A year has no day: dates that are less exact than the period are left out.
  const told = group(named.filter((row) => exactness(row) >= length), (row) => row.start_date.slice(0, length));
  if (!published.size && !told.size) {
    say_of_timeline(index.documents.doc_id.length ? "no document and no date tells when" : "no documents");
    return $("lanes").replaceChildren();
  }
  const periods = periods_between(...ends([...published.keys(), ...told.keys()]), period);
  const shown = Math.max(LEAST_SHOWN, Math.floor((room("lanes", 1200) - 60) / BAR));
  const latest = periods.indexOf([...(published.size ? published : told).keys()].sort().at(-1));
  const last_start = Math.max(0, periods.length - shown);
  const start = Math.max(0, Math.min(last_start, timeline.from === null ? latest - Math.round(shown * .8) : periods.indexOf(timeline.from)));
  const sight = periods.slice(start, start + shown);
  const outside = (groups, side) => [...groups].filter(([key]) => side === "before" ? key < sight[0] : key > sight.at(-1)).reduce((sum, [, all]) => sum + all.length, 0);
  const move = (by) => { timeline.from = periods[Math.max(0, Math.min(last_start, start + by))]; show_timeline(); };
  $("earlier").disabled = start === 0;
  $("later").disabled = start >= last_start;
  $("earlier").onclick = () => move(-Math.ceil(shown / 2));
  $("later").onclick = () => move(Math.ceil(shown / 2));
  say_of_timeline("press a bar for what is behind it");
  $("lanes").replaceChildren(
    ...lane("Documents published", published, sight, (doc) => document_link(doc), outside),
    ...lane("Dates named in the texts", told, sight, (row) => element("span", {}, element("a", { href: address_of({ tab: "text", doc: row.doc, mention: row.mention_id }) }, row.text), " — ", document_text(row.doc)), outside),
    element("div", { id: "behind", "aria-live": "polite" }),
  );
}
const say_of_timeline = (text) => { $("timeline-note").textContent = text; };

function group(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (groups.has(name)) groups.get(name).push(item); else groups.set(name, [item]);
  }
  return groups;
}
const ends = (keys) => { const sorted = keys.sort(); return [sorted[0], sorted.at(-1)]; };
const exactness = ({ precision }) => ({ day: 10, month: 7, quarter: 7 })[precision] ?? 4;

/** Days for documents of a few weeks, months for those of a few years, else years. */
function fitting_period(docs) {
  if (!docs.length) return "year";
  const [first, last] = bounds(docs.map((doc) => day_number(document_date(doc))));
  return last - first <= DAYS_SHOWN_DAILY ? "day" : last - first <= DAYS_SHOWN_MONTHLY ? "month" : "year";
}

/** Every period from the first to the last, those without anything, too. */
function periods_between(first, last, period) {
  const found = [];
  const [year, month = 1, day = 1] = first.split("-").map(Number);
  for (let n = 0; ; n++) {
    const date = new Date(Date.UTC(2000, 0, 1));
    date.setUTCFullYear(year + (period === "year" ? n : 0), month - 1 + (period === "month" ? n : 0), day + (period === "day" ? n : 0));
    const name = date.toISOString().slice(0, PERIODS[period]);
    found.push(name);
    if (name >= last) return found;
  }
}

function lane(title, groups, sight, draw, outside) {
  const most = Math.max(1, ...sight.map((key) => groups.get(key)?.length ?? 0));
  const width = sight.length * BAR + 60, height = LANE + 40;
  const drawing = picture(width, height, title);
  const bars_drawn = [];
  sight.forEach((key, n) => {
    const items = groups.get(key);
    const x = 30 + n * BAR;
    if (items) {
      const tall = Math.max(2, (LANE - 14) * items.length / most);
      const bar = svg("rect", { x: x + 1, y: LANE - tall, width: BAR - 2, height: tall, class: "bar-of", "data-period": key }, null, `${key}: ${items.length}`);
      bars_drawn.push(pressed(bar, `${title}, ${key}: ${number_format.format(items.length)}`, () => put_behind(bar, `${title}: ${key}`, items, draw), say_of_timeline));
    }
    if (is_marked(key, n, sight)) drawing.append(svg("line", { x1: x, x2: x, y1: LANE, y2: LANE + 5 }), svg("text", { x, y: LANE + 18, class: "soft", "text-anchor": n ? "middle" : "start" }, key));
  });
  drawing.append(svg("line", { x1: 30, x2: width - 30, y1: LANE, y2: LANE }), ...bars_drawn, svg("text", { x: 0, y: 12, class: "soft" }, number_format.format(most)));
  rove(drawing, bars_drawn);
  const before = outside(groups, "before"), after = outside(groups, "after");
  const rest = [before && `${number_format.format(before)} earlier`, after && `${number_format.format(after)} later`].filter(Boolean).join(", ");
  return [element("h3", {}, title, ...(rest ? [" ", element("small", {}, `(${rest})`)] : [])), drawing];
}

/** Which periods have their name below the axis: as many as have room. */
const NAME_EVERY = 7;
function is_marked(key, n, sight) {
  if (key.length === 4) return Number(key) % 10 === 0 || sight.length < NAME_EVERY;
  if (key.length === 7) return /-(?:01|07)$/.test(key);
  return n % NAME_EVERY === 0;
}

function put_behind(bar, title, items, draw) {
  $("lanes").querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
  bar.classList.add("chosen");
  $("behind").replaceChildren(element("h3", {}, title, " ", element("small", {}, number_format.format(items.length))), long_list(items, draw));
}

function listen_to_timeline() {
  $("only-timeline").addEventListener("change", () => show_timeline());
  $("period").addEventListener("change", () => { timeline.from = null; show_timeline(); });
}
