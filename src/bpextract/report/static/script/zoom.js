// Looking closer at a drawing: buttons, the wheel, dragging. What is drawn keeps its size on the screen.
const CLOSER = 1.6, CLOSEST = 60;

/** Let a drawing of this width and height be looked at closely; `scaled` is told the new scale each time. */
function zoomable(drawing, width, height, scaled) {
  const view = { x: 0, y: 0, scale: 1 };
  const apply = () => {
    view.scale = Math.max(1, Math.min(CLOSEST, view.scale));
    view.x = Math.max(0, Math.min(view.x, width - width / view.scale));
    view.y = Math.max(0, Math.min(view.y, height - height / view.scale));
    drawing.setAttribute("viewBox", `${view.x} ${view.y} ${width / view.scale} ${height / view.scale}`);
    scaled(view.scale);
  };
  /** Look `by` times closer, with one point where it is. */
  const closer = (by, x = view.x + width / view.scale / 2, y = view.y + height / view.scale / 2) => {
    const before = view.scale;
    view.scale = Math.max(1, Math.min(CLOSEST, before * by));
    view.x = x - (x - view.x) * before / view.scale;
    view.y = y - (y - view.y) * before / view.scale;
    apply();
  };
  const point_of = (e) => {
    const box = drawing.getBoundingClientRect();
    return [view.x + (e.clientX - box.left) / box.width * width / view.scale, view.y + (e.clientY - box.top) / box.height * height / view.scale];
  };
  drawing.addEventListener("wheel", (e) => { e.preventDefault(); closer(e.deltaY < 0 ? CLOSER ** .5 : CLOSER ** -.5, ...point_of(e)); }, { passive: false });
  let held = null;
  drawing.addEventListener("pointerdown", (e) => { held = e.button === 0 ? point_of(e) : null; });
  drawing.addEventListener("pointermove", (e) => {
    if (!held || !e.buttons) return;
    const [x, y] = point_of(e);
    view.x += held[0] - x;
    view.y += held[1] - y;
    apply();
  });
  for (const event of ["pointerup", "pointerleave"]) drawing.addEventListener(event, () => { held = null; });
  return {
    closer: () => closer(CLOSER), farther: () => closer(1 / CLOSER),
    whole: () => { view.scale = 1; apply(); },
    /** Move so that a point is in sight, as the keyboard leads to it. */
    show: (x, y) => {
      const w = width / view.scale, h = height / view.scale;
      if (x < view.x || x > view.x + w) view.x = x - w / 2;
      if (y < view.y || y > view.y + h) view.y = y - h / 2;
      apply();
    },
  };
}
