// Mouse, finger, wheel and keys on the map.

const CLICK = 5; // pixels that a click may wander

/**
 * Let a map be moved, zoomed and pointed at.
 * @param {import("./mapcanvas.js").MapCanvas} map
 */
export function listen(map) {
  const { host } = map;
  /** @type {Map<number, {x: number, y: number}>} */
  const held = new Map();
  let wandered = 0;
  const place = (/** @type {MouseEvent} */ event) => {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  host.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    host.setPointerCapture(event.pointerId);
    if (!held.size) wandered = 0;
    held.set(event.pointerId, place(event));
  });
  host.addEventListener("pointermove", (event) => {
    const [before, now] = [held.get(event.pointerId), place(event)];
    if (!before) return hover(map, now);
    const other = Array.from(held).find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    wandered += Math.hypot(now.x - before.x, now.y - before.y);
    if (other) return map.zoom(Math.hypot(now.x - other.x, now.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1), other);
    if (wandered > CLICK) map.move({ ...map.view, x: map.view.x - (now.x - before.x) / map.view.scale, y: map.view.y - (now.y - before.y) / map.view.scale });
  });
  host.addEventListener("pointerup", (event) => {
    if (held.delete(event.pointerId) && !held.size && wandered <= CLICK) map.listener.choose(map.nodeAt(place(event)));
  });
  host.addEventListener("pointercancel", (event) => held.delete(event.pointerId));
  host.addEventListener("pointerleave", () => hover(map, null));
  host.addEventListener("dblclick", (event) => map.zoom(1.8, place(event)));
  host.addEventListener("wheel", (event) => {
    event.preventDefault();
    map.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) / 400), place(event));
  }, { passive: false });
  host.addEventListener("keydown", (event) => press(map, event));
}

/**
 * Name the concept below the pointer.
 * @param {import("./mapcanvas.js").MapCanvas} map
 * @param {{x: number, y: number} | null} at
 */
function hover(map, at) {
  const found = at ? map.nodeAt(at) : null;
  if (found === map.hovered) return;
  map.hovered = found;
  map.host.classList.toggle("pointing", found !== null);
  map.repaint();
}

/**
 * @param {import("./mapcanvas.js").MapCanvas} map
 * @param {KeyboardEvent} event
 */
function press(map, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = 80 / map.view.scale;
  const go = (/** @type {number} */ across, /** @type {number} */ down) => map.move({ ...map.view, x: map.view.x + across * step, y: map.view.y + down * step });
  /** @type {Record<string, () => void>} */
  const deeds = {
    ArrowLeft: () => go(-1, 0),
    ArrowRight: () => go(1, 0),
    ArrowUp: () => go(0, -1),
    ArrowDown: () => go(0, 1),
    "+": () => map.zoom(1.3),
    "-": () => map.zoom(1 / 1.3),
    0: () => map.fit(),
  };
  const deed = deeds[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
}
