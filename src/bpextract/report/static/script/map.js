// The places on a map, each as large as it is often named; the ground is made of today's communes.
const TALLEST = 900, SHORTEST = 420, LARGEST_POINT = 22, SMALLEST_POINT = 3, NAMED_POINTS = 24, PLACES_LISTED = 200;
const ERA = "before 7/2025"; // of a unit that is no longer
const SQUEEZE = Math.cos(16 * Math.PI / 180); // of a degree of longitude, in the middle of the country

async function show_map() {
  const [table, who, ground] = await Promise.all([open_blob("places"), open_blob("who"), open_blob("ground")]);
  if (state.tab !== "map") return;
  const found = points_of($("only-map").checked ? rows_in(table, state.doc) : rows_between(table), who.places.name);
  const levels = tally(found, ({ level }) => level).map(([level]) => level);
  const wanted = $("map-level").value;
  $("map-level").replaceChildren(element("option", { value: "" }, "every level"), ...levels.map((level) => element("option", { value: level, selected: level === wanted || undefined }, level)));
  const points = found.filter(({ level }) => !$("map-level").value || level === $("map-level").value);
  say_of_map(points.length ? `${counted(points.length, "place")} with coordinates` : "no place has coordinates");
  draw_map(points, ground);
  $("map-list").replaceChildren(...points.slice(0, PLACES_LISTED).map((point) => element("li", {}, page_link("places", point.page, point.name), " ",
    element("small", {}, [point.level, point.old && ERA, number_format.format(point.n)].filter(Boolean).join(" · ")))));
}
const say_of_map = (text) => { $("map-note").textContent = text; };

/** One point for each place that has coordinates: the most often named first. */
function points_of(rows, names) {
  const points = new Map();
  for (const row of rows) {
    if (is_missing(row.lat) || is_missing(row.lon)) continue;
    const point = points.get(row._page) ?? { page: row._page, name: names[row._page], level: row.level_group ?? "", old: row.edition === "old", in: row.province, lat: row.lat, lon: row.lon, n: 0, docs: new Set() };
    point.n += row.n_mentions;
    point.docs.add(row.doc);
    points.set(row._page, point);
  }
  return [...points.values()].sort((a, b) => b.n - a.n || a.page - b.page);
}

let zoom;
function draw_map(points, ground) {
  const [west, east] = widened(bounds([...ground.lon, ...points.map(({ lon }) => lon)])), [south, north] = widened(bounds([...ground.lat, ...points.map(({ lat }) => lat)]));
  const wide = (east - west) * SQUEEZE, tall = north - south;
  const available = $("map-drawing").clientWidth || NARROWEST;
  const scale = Math.min(available / wide, Math.max(SHORTEST, Math.min(TALLEST, $("map").clientHeight - 80)) / tall);
  const width = wide * scale, height = tall * scale;
  const x = (lon) => (lon - west) * SQUEEZE * scale, y = (lat) => (north - lat) * scale;
  const drawing = picture(width, height, "places on a map of Viet Nam");
  const at = ground.lat.map((lat, n) => `M${x(ground.lon[n]).toFixed(1)} ${y(lat).toFixed(1)}h0`).join("");
  drawing.append(svg("path", { class: "ground", d: at }));
  const islands = ground.name.map((name, n) => svg("text", { class: "ground-name", x: x(ground.name_lon[n]), y: y(ground.name_lat[n]) + LINE }, name));
  const most = points[0]?.n ?? 1;
  const dots = svg("g", {}), names = svg("g", { class: "names" }), shown = svg("text", { class: "name-here" });
  const label = ({ name, in: province, level, old, n, docs }) => `${[name, level !== "province" && province].filter(Boolean).join(", ")}${old ? ` (${ERA})` : ""}: ${counted(n, "mention")} in ${counted(docs.size, "document")}`;
  const circles = points.map((point) => {
    const circle = svg("circle", { cx: x(point.lon), cy: y(point.lat), "data-name": point.name, "data-n": point.n }, null, label(point));
    pressed(circle, label(point), () => go({ tab: "places", page: point.page }), say_of_map);
    for (const event of ["focus", "mouseenter"]) circle.addEventListener(event, () => put_name(shown, point.name, circle));
    for (const event of ["blur", "mouseleave"]) circle.addEventListener(event, () => shown.replaceChildren());
    circle.addEventListener("focus", () => { if (circle.matches(":focus-visible")) zoom.show(x(point.lon), y(point.lat)); });
    return circle;
  });
  dots.append(...circles); // the small ones lie upon the large ones, where the mouse reaches them
  rove(dots, circles);
  drawing.append(...islands, dots, names, shown);
  $("map-drawing").replaceChildren(drawing);
  zoom = zoomable(drawing, width, height, (closer) => {
    drawing.style.setProperty("--px", 1 / closer);
    circles.forEach((circle, n) => circle.setAttribute("r", Math.max(SMALLEST_POINT, LARGEST_POINT * Math.sqrt(points[n].n / most)) / closer));
    put_names_of_map(names, circles, points, drawing, islands);
  });
  zoom.whole();
}
const MARGIN = .7; // degrees
const widened = ([low, high]) => [low - MARGIN, high + MARGIN];

function put_name(text, name, circle) {
  text.replaceChildren(name);
  text.setAttribute("x", Number(circle.getAttribute("cx")) + Number(circle.getAttribute("r")) * 1.2);
  text.setAttribute("y", circle.getAttribute("cy"));
}

/** Name the most often named places in sight, as far as their names do not lie over each other. */
const LETTER = 7, LINE = 15;
function put_names_of_map(names, circles, points, drawing, islands) {
  const [left, top, width] = drawing.getAttribute("viewBox").split(" ").map(Number);
  const px = width / Number(drawing.getAttribute("width")), height = Number(drawing.getAttribute("height")) * px;
  const made = [], taken = islands.map((island) => {
    const [right, middle] = [Number(island.getAttribute("x")), Number(island.getAttribute("y"))];
    return { left: right - island.textContent.length * LETTER * px, right, top: middle - LINE / 2 * px, bottom: middle + LINE / 2 * px };
  });
  for (let n = 0; n < circles.length && made.length < NAMED_POINTS; n++) {
    const cx = Number(circles[n].getAttribute("cx")), cy = Number(circles[n].getAttribute("cy")), r = Number(circles[n].getAttribute("r"));
    if (cx < left || cx > left + width || cy < top || cy > top + height) continue;
    const box = { left: cx + r, right: cx + r + points[n].name.length * LETTER * px, top: cy - LINE / 2 * px, bottom: cy + LINE / 2 * px };
    if (box.right > left + width || taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) continue;
    taken.push(box);
    const text = svg("text", {});
    put_name(text, points[n].name, circles[n]);
    made.push(text);
  }
  names.replaceChildren(...made);
}

function listen_to_map() {
  $("only-map").addEventListener("change", () => show_map());
  $("map-level").addEventListener("change", () => show_map());
  $("map-closer").addEventListener("click", () => zoom?.closer());
  $("map-farther").addEventListener("click", () => zoom?.farther());
  $("map-whole").addEventListener("click", () => zoom?.whole());
}
