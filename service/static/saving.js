// The picture as a file: what is seen now, as PNG and as SVG.

const NAME = "ronten-network";
const SPACE = "http://www.w3.org/2000/svg";

/**
 * Let the browser keep a file.
 * @param {Blob} blob
 * @param {string} name
 */
function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Keep the picture as it stands in the window. @param {import("./picture.js").Picture} picture */
export function savePng(picture) {
  const drawn = /** @type {HTMLCanvasElement} */ (picture.host.querySelector("canvas"));
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [drawn.width, drawn.height];
  const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "#ffffff";
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(drawn, 0, 0);
  sheet.toBlob((blob) => blob && keep(blob, `${NAME}.png`), "image/png");
}

/** Corners of the shapes of nodes, as parts of the radius. @type {Record<string, [number, number][]>} */
const corners = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  triangle: [[0, -1.15], [1.1, 0.9], [-1.1, 0.9]],
  triangleDown: [[0, 1.15], [1.1, -0.9], [-1.1, -0.9]],
  hexagon: [[1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0], [-0.5, -0.87], [0.5, -0.87]],
  star: Array.from({ length: 10 }, (_, at) => /** @type {[number, number]} */ ([Math.sin((at * Math.PI) / 5) * (at % 2 ? 0.5 : 1.3), -Math.cos((at * Math.PI) / 5) * (at % 2 ? 0.5 : 1.3)])),
};

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function part(name, attributes, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * Return the shown part of the network as an SVG element.
 * @param {import("./picture.js").Picture} picture
 * @param {string} title
 */
export function drawnAsSvg(picture, title) {
  const shown = picture.nodes.get({ filter: (/** @type {any} */ node) => !node.hidden });
  const places = picture.network.getPositions(shown.map((/** @type {any} */ node) => node.id));
  const names = new Map(picture.placed.labels.map((label) => [label.id, label]));
  const [xs, ys] = [Object.values(places).map(({ x }) => x), Object.values(places).map(({ y }) => y)];
  const [left, top] = [Math.min(...xs, 0) - 120, Math.min(...ys, 0) - 60];
  const [wide, high] = [Math.max(...xs, 0) + 120 - left, Math.max(...ys, 0) + 60 - top];
  const style = getComputedStyle(document.documentElement);
  const made = part("svg", { xmlns: SPACE, viewBox: `${left} ${top} ${wide} ${high}`, width: wide, height: high, "font-family": "sans-serif" }, part("title", {}, title));
  made.append(part("rect", { x: left, y: top, width: wide, height: high, fill: style.getPropertyValue("--paper").trim() || "#ffffff" }));
  for (const edge of picture.edges.get({ filter: (/** @type {any} */ one) => !one.hidden })) {
    const [from, to] = [places[edge.from], places[edge.to]];
    if (from && to) made.append(part("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": edge.width }));
  }
  for (const node of shown) made.append(shape(node, places[node.id]));
  for (const { id } of shown) {
    const label = names.get(id);
    const known = picture.known.get(id);
    const size = label ? label.size / picture.network.getScale() : 12;
    const [x, y] = label ? [label.x, label.y] : [places[id].x, places[id].y + (known ? picture.sizeOf(known) : 8) + 10];
    made.append(part("text", { x, y, "text-anchor": "middle", "dominant-baseline": "middle", "font-size": size.toFixed(1), fill: style.getPropertyValue("--ink").trim() || "#000000" }, known?.short ?? known?.label ?? ""));
  }
  return made;
}

/**
 * @param {any} node
 * @param {{x: number, y: number}} at
 */
function shape(node, at) {
  const look = { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth };
  const points = corners[node.shape];
  if (!points) return part("circle", { cx: at.x, cy: at.y, r: node.size, ...look });
  return part("polygon", { points: points.map(([x, y]) => `${(at.x + x * node.size).toFixed(1)},${(at.y + y * node.size).toFixed(1)}`).join(" "), ...look });
}

/** Keep the shown part of the network as SVG. @param {import("./picture.js").Picture} picture @param {string} title */
export function saveSvg(picture, title) {
  keep(new Blob([new XMLSerializer().serializeToString(drawnAsSvg(picture, title))], { type: "image/svg+xml" }), `${NAME}.svg`);
}
